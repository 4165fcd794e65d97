"""Hot spots as the worker stores them: once for each state of the data, with words that can be read aloud."""

import numpy as np
import pytest
from django.utils import timezone

from pact.core import geometry
from pact.places.models import Postcode, SmallArea, Ward
from pact.taxonomy.models import IssueType
from profiles import clock
from profiles.actions import hot_spots, loading
from profiles.hotspots import Parameters
from profiles.models import Figure, HotSpot, HotSpotRun
from profiles.queries.hot_spot_material import material
from tests import make
from tests.profiles.hot_places import HOT, MONTHS, hot_ward, recorded, scatter

pytestmark = pytest.mark.django_db


def work_out(borough):
    return hot_spots.work_out(borough, today=make.TODAY, at=make.NOON)


@pytest.fixture
def ward():
    return hot_ward()


# What is stored


def test_a_hot_spot_says_where_how_many_and_how_many_would_be_expected(ward):
    run = work_out(ward.borough)

    spot = run.spots.get()
    east, north = (
        float(metres[0]) for metres in geometry.to_national_grid([ward.west + HOT[0]], [ward.south + HOT[1]])
    )
    assert (spot.easting, spot.northing) == (east // 200 * 200, north // 200 * 200)
    assert (spot.ward, spot.kind, spot.subject, spot.place) == (ward, "busy", spot.issue_type.name, "High Street")
    assert spot.count >= 40
    assert spot.count == sum(spot.months) == spot.providers[0][1]
    assert spot.evidence == (
        f"In the year to February 2026 Police recorded {spot.count} incidents of "
        f"{spot.subject[0].lower()}{spot.subject[1:]} in the 200 metres around High Street; "
        f"about {round(spot.expected)} would be expected on as much ground. No change can be shown over these months."
    )


@pytest.mark.parametrize(
    ("months", "said"),
    [
        (MONTHS[-3:], "It is new: nothing was recorded there before December 2025."),
        (MONTHS[:6], "It is fading: since December 2025 it has gone down, beside the rest of the borough."),
    ],
)
def test_a_hot_spot_says_since_when_it_is_new_or_fading(months, said):
    ward = make.ward()
    litter, dataset = make.issue_type("Litter"), make.dataset(ward.borough, kind="incidents", rows_taken=104)
    scatter(ward, litter, dataset)
    east, north = ward.west + HOT[0], ward.south + HOT[1]
    ward.incidents.filter(
        longitude__range=(east - 0.004, east + 0.004), latitude__range=(north - 0.003, north + 0.003)
    ).delete()
    recorded(ward, 40, litter, dataset, months=months)

    spot = work_out(ward.borough).spots.get()

    assert spot.evidence.endswith(said)


def test_a_run_says_what_it_was_made_from(ward):
    run = work_out(ward.borough)

    assert (run.basis, run.providers, len(run.months)) == ("ground", ["Police"], 12)
    assert run.parameters["false_rate"] == 0.05
    assert set(run.datasets.all()) == set(ward.borough.datasets.all())
    assert run.tests["busy"] >= run.units >= 25


def test_a_hot_spot_is_named_with_the_postcode_sector_around_it(ward):
    add_postcodes(ward, HOT, *[(0.001 * n, 0.001 * m) for n in range(15) for m in range(9)])

    assert work_out(ward.borough).spots.get().place == "High Street, WN1 1"


def test_repeat_complaints_name_each_service(ward):
    """W37: residents turn to different providers about related things."""
    crime = IssueType.objects.filter(strand="S").first()
    dataset = make.dataset(ward.borough, kind="incidents", rows_taken=1)
    for provider in ("Police", "Council"):
        scatter(ward, crime, dataset, provider=provider)
        recorded(ward, 30, crime, dataset, provider=provider)

    spot = work_out(ward.borough).spots.get(kind="repeat")

    assert (spot.subject, spot.issue_type) == ("Crime and disorder", None)
    assert "people turned again and again to 2 services about crime and disorder" in spot.evidence
    assert "times to Council in 12 months and" in spot.evidence


# What people are counted by


def add_postcodes(ward, *places):
    Postcode.objects.bulk_create(
        Postcode(
            code=f"WN11{chr(65 + n // 26)}{chr(65 + n % 26)}",
            ward=ward,
            longitude=ward.west + x,
            latitude=ward.south + y,
        )
        for n, (x, y) in enumerate(places)
    )


def test_where_postcodes_are_known_more_is_expected_where_there_are_more(ward):
    add_postcodes(ward, HOT, HOT, HOT, (0.001, 0.001))

    run = work_out(ward.borough)

    assert run.basis == "postcodes"
    # Three of four postcodes lie there: that most of the ward's incidents do is no surprise.
    assert not run.spots.exists()


def test_where_small_areas_are_counted_their_residents_are_shared_out_among_their_postcodes(ward):
    add_postcodes(ward, (0.002, 0.0045), (0.012, 0.0045), (0.014, 0.0045))
    dataset = make.dataset(ward.borough)
    for code, start, end, people in [("E01000001", 0, 0.010, 100), ("E01000002", 0.010, 0.015, 2_000)]:
        west, east = ward.west + start, ward.west + end
        ring = [[west, ward.south], [east, ward.south], [east, ward.north], [west, ward.north], [west, ward.south]]
        outline = {"type": "Polygon", "coordinates": [ring]}
        SmallArea.objects.create(code=code, name=code, vintage=2011, ward=ward, boundary=outline)
        figure = make.figure(ward, people, indicator="Population", dataset=dataset)
        Figure.objects.filter(pk=figure.pk).update(area_code=code)

    found = material([ward], list(ward.borough.datasets.all()), parameters=Parameters())

    assert found.basis == "residents"
    assert sorted(found.people.weight.tolist()) == [100, 1_000, 1_000]


# When


def test_the_same_data_are_worked_out_once(ward):
    first, second = work_out(ward.borough), work_out(ward.borough)

    assert first == second
    assert HotSpotRun.objects.count() == 1


def test_another_file_is_another_run_and_taking_it_back_brings_the_former_run_back(ward):
    first = work_out(ward.borough)
    more = make.dataset(ward.borough, kind="incidents", rows_taken=30)
    recorded(ward, 30, make.issue_type("Noise"), more, at=(0.002, 0.002))
    second = hot_spots.work_out(ward.borough, today=make.TODAY, at=make.NOON + timezone.timedelta(hours=1))
    assert HotSpotRun.objects.current(ward.borough) == second != first

    loading.withdraw(more, by=None, at=make.NOON)
    again = hot_spots.work_out(ward.borough, today=make.TODAY, at=make.NOON + timezone.timedelta(hours=2))

    assert HotSpotRun.objects.current(ward.borough) == again == first
    assert HotSpotRun.objects.count() == 2


def test_withdrawing_a_file_has_the_worker_look_again(ward, django_capture_on_commit_callbacks):
    dataset = ward.borough.datasets.get()
    make.incident(ward, issue_type=make.issue_type("Noise"), month=MONTHS[0])

    with django_capture_on_commit_callbacks(execute=True):
        loading.withdraw(dataset, by=None, at=make.NOON)

    run = HotSpotRun.objects.current(ward.borough)
    assert run is not None
    assert dataset not in run.datasets.all()


def test_what_the_worker_missed_the_calendar_makes_up_for(ward):
    clock.keep_hot_spots()
    clock.keep_hot_spots()

    assert [run.borough for run in HotSpotRun.objects.all()] == [ward.borough]


@pytest.mark.parametrize("incidents", [0, 1])
def test_a_borough_with_next_to_nothing_has_no_hot_spot(incidents):
    ward = make.ward()
    for _ in range(incidents):
        make.incident(ward, issue_type=make.issue_type("Litter"))

    run = work_out(ward.borough)

    assert (run is None) == (not incidents)
    assert not HotSpot.objects.exists()


def test_incidents_of_a_ward_that_was_redrawn_count_in_the_ward_that_holds_them_now(ward):
    now = make.ward("Ashfield Park", township=ward.memberships.get().township)
    Ward.objects.filter(pk=ward.pk).update(ends_on=make.TODAY)
    Ward.objects.filter(pk=now.pk).update(starts_on=make.TODAY)

    assert {spot.ward for spot in work_out(ward.borough).spots.all()} == {now}


def test_a_withdrawn_file_and_what_is_older_than_a_year_do_not_count(ward):
    noise = make.issue_type("Noise")
    withdrawn = make.dataset(ward.borough, kind="incidents", withdrawn_at=make.NOON)
    old = make.dataset(ward.borough, kind="incidents")
    recorded(ward, 40, noise, withdrawn)
    recorded(ward, 40, noise, old, months=[MONTHS[0].replace(year=2020)])

    assert {spot.issue_type for spot in work_out(ward.borough).spots.all()} == {HotSpot.objects.get().issue_type}
    assert noise not in {spot.issue_type for spot in HotSpot.objects.all()}


# Suggested areas


def test_neighbouring_hot_spots_become_one_suggested_area_inside_the_ward(ward):
    noise = make.issue_type("Noise")
    dataset = make.dataset(ward.borough, kind="incidents", rows_taken=1)
    scatter(ward, noise, dataset)
    recorded(ward, 40, noise, dataset, at=(HOT[0] + 0.003, HOT[1]), location="On or near Station Road")

    suggestion = work_out(ward.borough).suggestions.get()

    assert suggestion.spots.count() == 2
    assert suggestion.streets.splitlines() == ["High Street", "Back Lane", "Station Road"] or set(
        suggestion.streets.splitlines()
    ) == {"High Street", "Back Lane", "Station Road"}
    shape = geometry.parse(suggestion.boundary)
    assert geometry.covers(geometry.parse(ward.boundary), shape, slack_metres=5)
    assert geometry.square_kilometres(shape) == pytest.approx(0.08, rel=0.4)


def test_hot_spots_far_apart_are_suggested_apart(ward):
    dataset = make.dataset(ward.borough, kind="incidents", rows_taken=1)
    noise = make.issue_type("Noise")
    scatter(ward, noise, dataset)
    recorded(ward, 40, noise, dataset, at=(0.001, 0.001))

    assert work_out(ward.borough).suggestions.count() == 2


def test_an_area_that_goes_on_in_the_next_ward_says_so():
    ward = hot_ward()
    next_ward = make.ward("Birch", township=ward.memberships.get().township, square_at=(ward.east, ward.south))
    dataset = make.dataset(ward.borough, kind="incidents", rows_taken=1)
    noise = make.issue_type("Noise")
    for place in (ward, next_ward):
        scatter(place, noise, dataset)
    recorded(ward, 40, noise, dataset, at=(0.0148, 0.0045))
    recorded(next_ward, 40, noise, dataset, at=(0.0002, 0.0045))

    found = {s.ward.name: s.goes_on_in for s in work_out(ward.borough).suggestions.filter(spots__issue_type=noise)}

    assert found == {"Ashfield": ["Birch"], "Birch": ["Ashfield"]}


def test_a_square_of_the_grid_is_where_the_grid_says():
    shape = geometry.squares([400_000], [300_000], 200)[0]

    east, north = geometry.to_national_grid(*np.array(shape.exterior.coords).T)
    assert east.round().tolist() == [400_000, 400_200, 400_200, 400_000, 400_000]
    assert north.round().tolist() == [300_000, 300_000, 300_200, 300_200, 300_000]
