"""Wigan and Medway as they are published. The numbers were counted by other means before this was written."""

import csv
import gzip
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from django.db import transaction

from pact.accounts.models import Membership, Role
from pact.core import geometry
from pact.places import queries as places
from pact.places.models import Borough, Postcode, SmallArea, Township, Ward
from profiles.actions import loading
from profiles.loading import manifest as manifests
from profiles.loading.outcomes import NEW, UNCHANGED
from profiles.models import Dataset, Figure, Incident
from tests import make
from tests.conftest import REAL_DATA

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

BOROUGHS = Path(__file__).resolve().parents[2] / "boroughs"
NOBODY = {"by": None, "at": make.NOON}
NEAR = 1500  # metres: the Medway at Rochester is a few hundred wide, and its water belongs to no ward


def load(borough, real_data):
    manifest = manifests.read(BOROUGHS / f"{borough}.toml")
    return {outcome.title: outcome for outcome in loading.load(manifest, real_data, **NOBODY)}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both boroughs, loaded once for all tests here and taken back after the last: outcomes by borough and title."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"The real open data is not here: this needs the folder {REAL_DATA}.")
    with django_db_blocker.unblock(), transaction.atomic():
        yield {borough: load(borough, REAL_DATA) for borough in ("wigan", "medway")}
        transaction.set_rollback(True)


@pytest.fixture
def wigan(loaded):
    return Borough.objects.get(name="Wigan")


@pytest.fixture
def medway(loaded):
    return Borough.objects.get(name="Medway")


def test_medway_is_loaded_with_kents_street_files(loaded, medway):
    outcomes = loaded["medway"]

    assert {outcome.state for outcome in outcomes.values()} == {NEW}
    january, february = outcomes["Street crime, January 2024"], outcomes["Street crime, February 2024"]
    assert (january.read, len(january.placeless), january.new) == (14_466, 136, 2_478)
    assert (february.read, len(february.placeless), february.new) == (13_953, 110, 2_349)
    assert not january.faults
    assert not february.faults
    by_month = Incident.objects.in_use().filter(ward__borough=medway).by_month()
    assert [(row["month"].month, row["count"]) for row in by_month] == [(1, 2_478), (2, 2_349)]


def test_no_repeat_of_anti_social_behaviour_is_lost_and_none_is_doubled(medway):
    """It has no id and no outcome, so whole rows repeat; the files themselves say how often."""
    in_medway, in_files = Counter(), Counter()
    for month in ("01", "02"):
        with gzip.open(REAL_DATA / "crime" / f"2024-{month}-kent-street.csv.gz", "rt", encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                if row["Crime type"] == "Anti-social behaviour" and row["Longitude"]:
                    in_files[row["Month"], float(row["Longitude"]), float(row["Latitude"]), row["Location"]] += 1

    outcomes = load("medway", REAL_DATA)

    antisocial = Incident.objects.in_use().filter(category="Anti-social behaviour", ward__borough=medway)
    for incident in antisocial:
        in_medway[f"{incident.month:%Y-%m}", incident.longitude, incident.latitude, incident.location] += 1
    assert {outcome.state for outcome in outcomes.values()} == {UNCHANGED}
    assert max(in_medway.values()) > 3
    assert all(in_files[place] == count for place, count in in_medway.items())


def test_the_names_of_small_areas_give_the_same_number_as_their_points(medway):
    with gzip.open(REAL_DATA / "crime" / "2024-01-kent-street.csv.gz", "rt", encoding="utf-8", newline="") as stream:
        by_name = sum(row["LSOA name"].startswith("Medway ") for row in csv.DictReader(stream))

    assert Incident.objects.in_use().filter(month__year=2024, month__month=1).count() == by_name == 2_478


def test_wigan_is_loaded_with_its_burglaries(loaded, wigan):
    outcomes = loaded["wigan"]
    incidents = Incident.objects.in_use().filter(ward__borough=wigan)

    assert {outcome.state for outcome in outcomes.values()} == {NEW}
    assert incidents.count() == outcomes["Burglary, February 2016 to January 2019"].new == 9_394
    assert Dataset.objects.get(borough=wigan, kind="incidents").period == "February 2016 to January 2019"
    assert set(incidents.values_list("issue_type__code", "provider")) == {("ACQ", "Greater Manchester Police")}
    assert Ward.objects.filter(borough=wigan).count() == 25
    assert Membership.objects.filter(role=Role.COUNCILLOR, ward__borough=wigan).count() == 75
    assert Membership.objects.filter(ward__name="Standish with Langtree").count() == 3


def test_every_ward_of_both_has_what_a_profile_needs(loaded):
    for ward in Ward.objects.select_related("borough"):
        found = set(Figure.objects.in_use().of(ward).values_list("indicator__slug", flat=True))
        assert {"population", "share-aged-65-and-over", "share-ethnic-white", "imd-score"} <= found, ward
        assert ("claimant-rate" in found) == (ward.borough.name == "Wigan")
        assert ward.township_on(make.TODAY)
        assert ward.postcodes.exists()


def test_people_are_counted_once(wigan):
    """The wards add up to what the small areas of the file hold: best fit, each area in one ward."""
    population = Figure.objects.filter(indicator__slug="population", dataset__borough=wigan)

    wards = sum(Ward.objects.filter(borough=wigan).values_list("population", flat=True))
    areas = sum(population.filter(area_code__startswith="E01").values_list("value", flat=True))
    assert wards == areas == population.of_borough(wigan).get().value
    assert 320_000 < wards < 340_000


def test_split_and_merged_small_areas_find_their_ward(medway):
    mine = SmallArea.objects.filter(ward__borough=medway)

    assert [mine.filter(vintage=vintage).count() for vintage in (2011, 2021)] == [163, 169]
    assert not SmallArea.objects.filter(ward=None).exists()


def test_a_real_postcode_and_a_real_point_find_their_ward(wigan):
    assert places.ward_of_postcode("wn1 1aa", on=make.TODAY).name == "Wigan Central"
    assert places.ward_at(-2.595, 53.513, on=make.TODAY).name == "Abram"
    assert [ward.name for ward in places.find("standish langtree", on=make.TODAY).wards] == ["Standish with Langtree"]


def test_nearly_every_postcode_lies_on_the_map_where_its_code_says(wigan):
    postcodes = Postcode.objects.filter(ward__borough=wigan).order_by("code")[:300]

    found = [places.ward_at(postcode.longitude, postcode.latitude, on=make.TODAY) for postcode in postcodes]

    agree = sum(ward is not None and ward.pk == p.ward_id for ward, p in zip(found, postcodes, strict=True))
    assert agree > 290  # the outlines are generalised, so a few at the edge fall on the other side


def test_townships_are_three_or_four_neighbouring_wards(loaded):
    for township in Township.objects.all():
        wards = list(Ward.objects.in_township(township, on=make.TODAY))
        assert 3 <= len(wards) <= 4, township
        assert is_connected([geometry.parse(ward.boundary) for ward in wards]), township


def is_connected(shapes):
    """Whether one can walk from each to each, over a bridge if need be."""
    reach, todo = {0}, [0]
    near = NEAR / geometry.METRES_PER_DEGREE
    touching = {(a, b) for a, b in combinations(range(len(shapes)), 2) if shapes[a].distance(shapes[b]) < near}
    while todo:
        here = todo.pop()
        for pair in touching:
            if here in pair and (other := sum(pair) - here) not in reach:
                reach.add(other)
                todo.append(other)
    return len(reach) == len(shapes)
