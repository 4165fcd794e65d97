"""Figures of the small areas of one census for those of the other: joined, added up, or left out and said."""

import pytest

from pact.places.models import SmallAreaLink
from profiles.models import Figure
from profiles.queries.censuses import bridges, carried
from profiles.queries.small_areas import small_area_lines
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return make.ward("Ashfield")


def linked(ward, change, old, new):
    """({name: SmallArea} of 2011, the same of 2021) with a link from each old one to each new one."""
    before = [make.small_area(ward, name, vintage=2011) for name in old]
    after = [make.small_area(ward, name, vintage=2021) for name in new]
    for first in before:
        for second in after:
            SmallAreaLink.objects.create(old=first, new=second, change=change)
    return before, after


def carry(known, areas, *, is_count=True):
    return list(carried({area.code: n for area, n in known.items()}, areas, bridges(areas), is_count=is_count).values())


@pytest.mark.parametrize(
    ("change", "old", "new", "forward", "back"),
    [
        ("U", "A", "B", [10], [10]),
        ("M", "AB", "C", [20], []),  # backwards nobody knows who lives in which
        ("S", "A", "BC", [], [20]),
        ("X", "A", "B", [], []),
        ("X", "AB", "CD", [], []),
    ],
)
def test_counts_are_joined_added_up_or_left_out(ward, change, old, new, forward, back):
    before, after = linked(ward, change, old, new)

    assert carry(dict.fromkeys(before, 10), after) == forward
    assert carry(dict.fromkeys(after, 10), before) == back


@pytest.mark.parametrize(("change", "old", "expected"), [("U", "A", [10]), ("M", "AB", [])])
def test_what_is_no_count_is_carried_only_where_the_area_is_the_same(ward, change, old, expected):
    before, after = linked(ward, change, old, "C")

    assert carry(dict.fromkeys(before, 10), after, is_count=False) == expected


def test_a_sum_with_a_part_missing_is_none(ward):
    before, after = linked(ward, "M", "AB", "C")

    assert carry({before[0]: 10}, after) == []


def test_the_figure_of_its_own_census_comes_first(ward):
    before, after = linked(ward, "M", "AB", "C")

    assert carry(dict.fromkeys(before, 10) | {after[0]: 21}, after) == [21]


def test_the_list_to_choose_from_says_what_was_added_up_and_what_was_cut(ward):
    dataset = make.dataset(ward.borough)
    before, _ = linked(ward, "M", "AB", "C")
    split, _ = linked(ward, "S", "D", "EF")
    for area in (*before, *split):
        figure = make.figure(ward, 700, indicator="Population", dataset=dataset)
        Figure.objects.filter(pk=figure.pk).update(area_code=area.code)

    assert [line.hint for line in small_area_lines(ward)] == [
        "1,400 people; made of 2 small areas of 2011, whose counts are added up",
        *["cut from other small areas of 2011, whose figures cannot be divided"] * 2,
    ]


def test_it_costs_the_same_for_many(ward, django_assert_num_queries):
    _, after = linked(ward, "M", "ABCDEF", "G")

    with django_assert_num_queries(3):
        bridges(after)
