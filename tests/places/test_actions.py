from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.places import actions
from pact.places.models import Borough, Ward
from tests import make

pytestmark = pytest.mark.django_db

NEW_DAY = date(2023, 5, 4)
NOBODY = {"by": None, "at": make.NOON}


def square(west, south, size=0.01):
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def opened(borough=None, code="E05000840", name="Abram", **fields):
    return actions.open_ward(
        borough or make.borough(),
        **{"code": code, "name": name, "boundary": square(-2.6, 53.5), "starts_on": make.LONG_AGO} | fields,
        **NOBODY,
    )


# Boroughs and townships


def test_a_borough_is_opened_once_at_a_time():
    actions.open_borough(code="E08000010", name="Wigan", starts_on=make.LONG_AGO, **NOBODY)

    with pytest.raises(Refused) as refusal:
        actions.open_borough(code="E08000010", name="Wigan again", starts_on=NEW_DAY, **NOBODY)

    assert refusal.value.reasons == [
        "E08000010 is Wigan from 6 May 2010 without end. A code names one place at a time."
    ]
    assert [b.name for b in Borough.objects.all()] == ["Wigan"]


def test_two_places_of_one_name_have_two_addresses():
    medway = make.borough("Medway")
    kent = make.borough("Kent")

    first = actions.open_township(medway, code="T-1", name="Riverside", starts_on=make.LONG_AGO, **NOBODY)
    second = actions.open_township(kent, code="T-2", name="Riverside", starts_on=make.LONG_AGO, **NOBODY)
    third = actions.open_township(kent, code="T-3", name="Riverside", starts_on=make.LONG_AGO, **NOBODY)

    assert [t.slug for t in (first, second, third)] == ["riverside", "riverside-kent", "riverside-kent-2"]


# Wards


def test_opening_a_ward_keeps_its_box_and_says_so_in_the_trail():
    ward = opened()

    assert ward.box == pytest.approx((-2.6, 53.5, -2.59, 53.51))
    assert [(e.verb, e.detail) for e in Entry.objects.about(ward)] == [("opened", {"code": "E05000840"})]


@pytest.mark.parametrize(
    ("boundary", "fault"),
    [
        (None, "Abram: This is not GeoJSON."),
        (
            {"type": "Point", "coordinates": [0, 0]},
            "Abram: An area has to be a Polygon or MultiPolygon, and this is a Point.",
        ),
        ({"type": "Polygon"}, "Abram: The coordinates of this area cannot be read."),
        ({"type": "Polygon", "coordinates": [[1, 2]]}, "Abram: The coordinates of this area cannot be read."),
        ({"type": "Polygon", "coordinates": []}, "Abram: This area has no corners."),
        (
            square(358000, 405000, 10),
            "Abram: These are not longitudes and latitudes. National Grid files have to say so in “crs”.",
        ),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
            "Abram: The outline crosses itself near 0.50000, 0.50000.",
        ),
    ],
)
def test_a_boundary_that_is_none_is_refused(boundary, fault):
    with pytest.raises(Refused) as refusal:
        opened(boundary=boundary)

    assert refusal.value.reasons == [fault]
    assert not Ward.objects.exists()


def test_a_code_names_one_ward_at_a_time_also_in_the_past():
    borough = make.borough()
    first = opened(borough)
    actions.end_ward(first, on=NEW_DAY, **NOBODY)

    opened(borough, name="Abram and Platt Bridge", starts_on=NEW_DAY)
    with pytest.raises(Refused, match="E05000840 is Abram from 6 May 2010 until 4 May 2023"):
        opened(borough, name="Too early", starts_on=date(2020, 1, 1))

    assert [w.name for w in Ward.objects.on(NEW_DAY)] == ["Abram and Platt Bridge"]


def test_the_database_itself_refuses_a_second_current_ward_of_a_code():
    ward = opened()

    with pytest.raises(IntegrityError), transaction.atomic():
        Ward.objects.create(
            borough=ward.borough, code=ward.code, name="Twin", slug="twin", starts_on=NEW_DAY, boundary=None
        )


# Boundary changes never rewrite history


def test_redrawing_ends_the_old_ward_and_starts_another():
    old = make.ward("Abram")
    township = old.township_on(make.TODAY)
    before = (old.boundary, old.slug, old.population)

    new = actions.redraw_ward(old, name="Abram", boundary=square(-2.7, 53.4), on=NEW_DAY, **NOBODY)

    old.refresh_from_db()
    assert (old.boundary, old.slug, old.population) == before
    assert (old.ends_on, new.starts_on, new.ends_on) == (NEW_DAY, NEW_DAY, None)
    assert (new.code, new.population) == (old.code, None)
    assert new.slug != old.slug
    assert new.township_on(NEW_DAY) == township
    assert old.township_on(NEW_DAY) is None
    assert old.township_on(date(2023, 5, 3)) == township
    assert list(Ward.objects.on(date(2023, 5, 3))) == [old]
    assert list(Ward.objects.on(NEW_DAY)) == [new]


def test_a_ward_is_not_redrawn_back_to_before_it_began_nor_twice():
    ward = make.ward("Abram")
    moved = square(-2.7, 53.4)

    with pytest.raises(Refused, match="exists from 6 May 2010 and can only end after that day"):
        actions.redraw_ward(ward, name="Abram", boundary=moved, on=make.LONG_AGO, **NOBODY)
    actions.redraw_ward(ward, name="Abram", boundary=moved, on=NEW_DAY, **NOBODY)
    with pytest.raises(Refused, match=r"Abram ended on 4 May 2023 already\."):
        actions.redraw_ward(ward, name="Abram", boundary=moved, on=date(2024, 5, 2), **NOBODY)

    assert Ward.objects.count() == 2


# Townships change their wards


def test_a_ward_moves_to_another_township_on_a_day():
    ward = make.ward("Abram")
    here = ward.township_on(make.TODAY)
    there = make.township("Leigh", borough=ward.borough)

    actions.put_ward_in_township(ward, there, on=NEW_DAY, **NOBODY)

    ward.refresh_from_db()
    assert (ward.township_on(date(2023, 5, 3)), ward.township_on(NEW_DAY)) == (here, there)
    assert list(Ward.objects.in_township(here, on=NEW_DAY)) == []
    assert list(Ward.objects.in_township(there, on=NEW_DAY)) == [ward]


def test_putting_a_ward_where_it_is_changes_nothing():
    ward = make.ward("Abram")

    actions.put_ward_in_township(ward, ward.township_on(make.TODAY), on=NEW_DAY, **NOBODY)

    assert ward.memberships.count() == 1
    assert not Entry.objects.exists()


def test_a_ward_joins_no_township_of_another_borough_nor_one_in_its_past():
    ward = make.ward("Abram")
    elsewhere = make.township("Rochester", borough=make.borough("Medway"))
    beside = make.township("Leigh", borough=ward.borough)

    with pytest.raises(Refused, match="are in different boroughs"):
        actions.put_ward_in_township(ward, elsewhere, on=NEW_DAY, **NOBODY)
    with pytest.raises(Refused, match=r"is in Riverside from 6 May 2010\. Give a later day"):
        actions.put_ward_in_township(ward, beside, on=make.LONG_AGO, **NOBODY)

    assert ward.memberships.count() == 1


# Counting


def test_counting_sets_what_is_given_and_nothing_twice():
    ward = make.ward("Abram", population=1, households=2, addresses=3)

    changed = actions.count(ward, population=14322, **NOBODY)
    again = actions.count(ward, population=14322, **NOBODY)

    ward.refresh_from_db()
    assert (changed, again) == (True, False)
    assert (ward.population, ward.households, ward.addresses) == (14322, 2, 3)
    assert Entry.objects.count() == 1
