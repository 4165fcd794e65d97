"""The five boroughs as they are published. The numbers were counted by other means before this was written."""

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
from profiles import actions
from profiles.actions import loading
from profiles.loading import manifest as manifests
from profiles.loading.outcomes import NEW, UNCHANGED
from profiles.models import Dataset, Figure, Incident
from tests import make
from tests.conftest import REAL_DATA

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

BOROUGHS = Path(__file__).resolve().parents[2] / "boroughs"
NOBODY = {"by": None, "at": make.NOON}
FIVE = ("wigan", "medway", "walsall", "salford", "wiltshire")
NEAR = 1500  # metres: the Medway at Rochester is a few hundred wide, and its water belongs to no ward


def load(borough, real_data):
    manifest = manifests.read(BOROUGHS / f"{borough}.toml")
    return {outcome.title: outcome for outcome in loading.load(manifest, real_data, **NOBODY)}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """All five, loaded once for all tests here and taken back after the last: outcomes by borough and title."""
    if not REAL_DATA.is_dir():
        pytest.skip(f"The real open data is not here: this needs the folder {REAL_DATA}.")
    with django_db_blocker.unblock(), transaction.atomic():
        yield {borough: load(borough, REAL_DATA) for borough in FIVE}
        transaction.set_rollback(True)


@pytest.fixture
def wigan(loaded):
    return Borough.objects.get(name="Wigan")


@pytest.fixture
def medway(loaded):
    return Borough.objects.get(name="Medway")


@pytest.mark.parametrize(("slug", "wards", "areas", "councillors"), [
    ("wigan", 25, 200, 75), ("medway", 22, 163, 54), ("walsall", 20, 167, 60), ("salford", 20, 150, 60),
    ("wiltshire", 98, 285, 96),
])  # fmt: skip
def test_each_borough_is_loaded_whole(loaded, slug, wards, areas, councillors):
    """A vacant seat in Medway and one in Wiltshire; and Wiltshire's list names a ward of Reading's neighbour."""
    borough = Borough.objects.get(name=slug.title())

    assert {outcome.state for outcome in loaded[slug].values()} == {NEW}
    assert Ward.objects.filter(borough=borough).count() == wards
    assert SmallArea.objects.filter(ward__borough=borough, vintage=2011).count() == areas
    assert Membership.objects.filter(role=Role.COUNCILLOR, ward__borough=borough).count() == councillors
    assert loaded[slug]["Councillors, May 2019"].read == 348


def test_wiltshires_files_are_of_the_whole_force(loaded):
    """Counted beforehand: points in the 98 divisions; 1,454 and 1,341 rows say Swindon, the rest is elsewhere."""
    january, february = (loaded["wiltshire"][f"Street crime, {month} 2024"] for month in ("January", "February"))

    assert (january.read, january.new, len(january.outside)) == (3_842, 2_363, 1_479)
    assert (february.read, february.new, len(february.outside)) == (3_744, 2_371, 1_373)
    assert not january.faults + february.faults + january.placeless + february.placeless


def test_the_casualties_of_a_collision_are_one_incident(loaded):
    outcome = loaded["wigan"]["Road collisions with casualties, January 2019 to June 2024"]

    with (REAL_DATA / "indicators/stats19_road_casualties_2019-2024H1_wigan.csv").open(encoding="utf-8") as stream:
        collisions = {row["AREFNO"] for row in csv.DictReader(stream)}
    assert outcome.read == 1_757
    assert outcome.new + len(outcome.outside) == len(collisions) == 1_385
    assert len(outcome.faults) == 372


def test_reports_are_counted_once_however_many_categories_go_together(loaded):
    """Every row of the file is a small area of one of the five; so wards and boroughs hold what the file does."""
    with (REAL_DATA / "issues/fixmystreet_lsoa_counts_2015-2018.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    figures = Figure.objects.filter(indicator__slug__startswith="reports-")

    total = sum(int(row["reports"]) for row in rows)
    assert sum(figures.filter(area_code__startswith="E05").values_list("value", flat=True)) == total
    assert sum(figures.filter(area_code__startswith="E01").values_list("value", flat=True)) == total
    assert sum(figures.filter(ward=None).values_list("value", flat=True)) == total


def test_figures_for_areas_of_several_kinds_are_not_added_up(loaded):
    """The file has small areas, wards and councils together: each is kept as it is published."""
    rented = Figure.objects.filter(indicator__slug="social-rented-households", dataset__borough__name="Salford")

    assert {code[:3]: rented.filter(area_code__startswith=code[:3]).count() for code in ("E01", "E05", "E08")} == {
        "E01": 150,
        "E05": 20,
        "E08": 1,
    }
    assert rented.get(area_code="E08000006").value == 29_819


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

    january = Incident.objects.in_use().filter(ward__borough=medway, month__year=2024, month__month=1)
    assert january.count() == by_name == 2_478


def test_wigan_is_loaded_with_its_burglaries(loaded, wigan):
    outcomes = loaded["wigan"]
    incidents = Incident.objects.in_use().filter(ward__borough=wigan, category="Burglary")

    assert {outcome.state for outcome in outcomes.values()} == {NEW}
    assert incidents.count() == outcomes["Burglary, February 2016 to January 2019"].new == 9_394
    assert Dataset.objects.get(borough=wigan, title__startswith="Burglary").period == "February 2016 to January 2019"
    assert set(incidents.values_list("issue_type__code", "provider")) == {("ACQ", "Greater Manchester Police")}
    assert Ward.objects.filter(borough=wigan).count() == 25
    assert Membership.objects.filter(role=Role.COUNCILLOR, ward__borough=wigan).count() == 75
    assert Membership.objects.filter(ward__name="Standish with Langtree").count() == 3


def test_every_ward_has_what_a_profile_needs(loaded):
    for ward in Ward.objects.select_related("borough"):
        found = set(Figure.objects.in_use().of(ward).values_list("indicator__slug", flat=True))
        assert {"population", "share-aged-65-and-over", "share-ethnic-white", "imd-score"} <= found, ward
        assert ("claimant-rate" in found) == (ward.borough.name in {"Wigan", "Salford"})
        assert ward.township_on(make.TODAY)
        assert ward.postcodes.exists() == (ward.borough.name not in {"Salford", "Wiltshire"})


@pytest.mark.parametrize("slug", FIVE)
def test_a_profile_of_each_borough_can_be_published(loaded, slug):
    ward = Ward.objects.filter(borough__name=slug.title()).order_by("code").first()
    how = {"by": make.person(Role.ANALYST, ward.borough), "at": make.NOON}
    with transaction.atomic():
        profile = actions.write_first_draft(actions.start(ward, **how), **how)
        actions.propose_area(profile, name="High Street", streets="High Street", evidence="The figures.", **how)

        profile = actions.publish(profile, **how)

        assert profile.is_published
        assert {row["slug"] for row in profile.frozen["indicators"]} >= {"imd-score", "share-ethnic-white"}
        assert len(profile.frozen["sources"]) >= 8
        transaction.set_rollback(True)


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
