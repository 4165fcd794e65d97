from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.places import actions, names, postcodes, queries
from pact.places.models import Postcode
from tests import make

pytestmark = pytest.mark.django_db

NEW_DAY = date(2023, 5, 4)
BEFORE = date(2023, 5, 3)


def square(west, south, size=0.01):
    ring = [[west, south], [west + size, south], [west + size, south + size], [west, south + size], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def redrawn(ward, boundary):
    return actions.redraw_ward(ward, name=ward.name, boundary=boundary, on=NEW_DAY, by=None, at=make.NOON)


# By postcode


@pytest.mark.parametrize("typed", ["WN1 1AA", "wn11aa", " wn1  1aa ", "W N 1 1 A A"])
def test_a_ward_is_found_by_a_postcode_in_any_spacing(typed):
    here = make.ward("Ince")
    Postcode.objects.create(code="WN11AA", ward=here, longitude=-2.6, latitude=53.5)
    Postcode.objects.create(code="WN11AB", ward=make.ward("Elsewhere"), longitude=-2.6, latitude=53.5)

    found = queries.find(typed, on=make.TODAY)

    assert (found.kind, found.words, list(found.wards)) == ("postcode", "WN1 1AA", [here])


def test_after_a_boundary_change_a_postcode_lies_where_its_point_does():
    old = make.ward("Ince", square_at=(-2.6, 53.5))
    Postcode.objects.create(code="WN11AA", ward=old, longitude=-2.5895, latitude=53.5005)
    redrawn(old, square(-2.6, 53.5, 0.005))
    beside = make.ward("Ince East", square_at=(-2.594, 53.5), starts_on=NEW_DAY)

    assert queries.ward_of_postcode("WN1 1AA", on=BEFORE) == old
    assert queries.ward_of_postcode("WN1 1AA", on=NEW_DAY) == beside


def test_an_unknown_postcode_finds_nothing():
    assert list(queries.find("ZZ1 1ZZ", on=make.TODAY).wards) == []


def test_the_beginning_of_a_postcode_finds_every_ward_that_has_one():
    ince, orrell, leigh = make.ward("Ince"), make.ward("Orrell"), make.ward("Leigh")
    for code, ward in [("WN11AA", ince), ("WN12AA", orrell), ("WN71AA", leigh)]:
        Postcode.objects.create(code=code, ward=ward, longitude=-2.6, latitude=53.5)

    found = queries.find("wn1", on=make.TODAY)

    assert (found.kind, set(found.wards)) == ("district", {ince, orrell})

    new = redrawn(ince, square(-2.6, 53.5, 0.005))
    assert set(queries.find("wn1", on=NEW_DAY).wards) == {new, orrell}


# By point


def test_a_ward_is_found_by_a_point_on_a_day():
    old = make.ward("Ince", square_at=(-2.6, 53.5))
    make.ward("Elsewhere", square_at=(-2.5, 53.5))
    new = redrawn(old, square(-2.6, 53.5, 0.002))

    assert list(queries.find("53.5011, -2.5989", on=BEFORE).wards) == [old]
    assert list(queries.find("53.5011, -2.5989", on=NEW_DAY).wards) == [new]
    assert queries.ward_at(-2.595, 53.505, on=BEFORE) == old
    assert queries.ward_at(-2.595, 53.505, on=NEW_DAY) is None
    assert queries.ward_at(float("nan"), 53.5, on=NEW_DAY) is None


def test_a_box_that_holds_the_point_is_not_enough():
    triangle = {"type": "Polygon", "coordinates": [[[0, 50], [0.1, 50], [0, 50.1], [0, 50]]]}
    make.ward("Corner", boundary=triangle, west=0, south=50, east=0.1, north=50.1)

    assert queries.ward_at(0.09, 50.09, on=make.TODAY) is None
    assert queries.ward_at(0.01, 50.01, on=make.TODAY).name == "Corner"


def test_a_point_on_a_shared_edge_is_in_one_ward_only():
    west, east = make.ward(square_at=(-2.6, 53.5)), make.ward(square_at=(-2.585, 53.5))

    assert queries.ward_at(-2.585, 53.505, on=make.TODAY) == west
    assert queries.ward_at(-2.584, 53.505, on=make.TODAY) == east


# By name


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("st. matthews", {"St Matthew’s"}),
        ("ST MATTHEW'S", {"St Matthew’s"}),
        ("langtree", {"Standish with Langtree"}),
        ("Hempstead & Wigmore", {"Hempstead and Wigmore"}),
        ("Hempstead and Wigmore", {"Hempstead and Wigmore"}),
        ("wig", {"Hempstead and Wigmore"}),
        ("nowhere", set()),
        ("", set()),
        ("'", set()),
    ],
)
def test_a_ward_is_found_by_name_however_it_is_spelled(typed, expected):
    for name in ("St Matthew’s", "Standish with Langtree", "Hempstead and Wigmore"):
        make.ward(name)

    assert {ward.name for ward in queries.find(typed, on=make.TODAY).wards} == expected


def test_a_ward_that_has_ended_is_found_only_in_its_time():
    old = make.ward("Douglas")
    actions.end_ward(old, on=NEW_DAY, by=None, at=make.NOON)

    assert list(queries.find("Douglas", on=BEFORE).wards) == [old]
    assert list(queries.find("Douglas", on=NEW_DAY).wards) == []


@given(st.text(max_size=60))
def test_whatever_is_typed_is_understood_as_something(text):
    assert queries.find(text, on=make.TODAY).kind in {"postcode", "district", "point", "name", ""}


@given(st.text(max_size=60))
def test_a_plain_name_stays_as_it_is(text):
    assert names.plain(names.plain(text)) == names.plain(text)
    assert postcodes.code_of(postcodes.code_of(text)) == postcodes.code_of(text)
