"""The repeat-issue measure (W53): the same kind of thing, back at the same place."""

import pytest

from pact.core.working_days import add_months
from profiles.queries.repeats import repeats
from tests import make

pytestmark = pytest.mark.django_db

MONTHS = [add_months(make.TODAY.replace(day=1), -back) for back in (2, 1, 0)]
HERE, THERE = {"longitude": -2.6, "latitude": 53.5}, {"longitude": -2.61, "latitude": 53.51}


@pytest.fixture
def ward():
    return make.ward("Ashfield")


@pytest.fixture
def litter():
    return make.issue_type("Litter")


def recorded(ward, count, *, month=MONTHS[-1], **fields):
    for _ in range(count):
        make.incident(ward, month=month, **fields)


def test_what_comes_back_is_counted_after_the_first_time(ward, litter):
    recorded(ward, 4, issue_type=litter, month=MONTHS[0], **HERE)
    recorded(ward, 3, issue_type=litter, **HERE)
    recorded(ward, 2, issue_type=litter, **THERE)
    recorded(ward, 3, issue_type=make.issue_type("Noise"), **THERE)

    found = repeats(ward, months=MONTHS)

    assert (found.all, found.again) == (12, 6 + 2)
    assert found.places == [["On or near High Street", litter.name, 7]]
    assert found.sentence.startswith("67% of incidents (8 of 12) were the same kind of thing coming back")


def test_twice_is_chance_and_other_months_do_not_count(ward, litter):
    recorded(ward, 2, issue_type=litter, **HERE)
    recorded(ward, 9, issue_type=litter, month=add_months(MONTHS[0], -1), **HERE)

    assert (repeats(ward, months=MONTHS).again, repeats(ward, months=MONTHS).sentence) == (0, "")


def test_the_borough_is_a_comparison(ward, litter):
    neighbour = make.ward("Birch", township=ward.memberships.get().township)
    recorded(ward, 10, issue_type=litter, **HERE)
    for n in range(10):
        recorded(neighbour, 1, issue_type=litter, longitude=-2.7 - n / 1000, latitude=53.4)

    found = repeats(ward, months=MONTHS)

    assert (found.share, found.borough) == (90, 45)


def test_the_year_before_is_a_comparison_where_each_of_its_months_is_covered(ward, litter):
    recorded(ward, 10, issue_type=litter, **HERE)
    recorded(ward, 6, issue_type=litter, month=add_months(MONTHS[0], -12), **HERE)
    recorded(ward, 1, issue_type=litter, month=add_months(MONTHS[1], -12), **THERE)
    assert repeats(ward, months=MONTHS).before is None

    recorded(ward, 3, issue_type=litter, month=add_months(MONTHS[2], -12), **HERE)

    assert repeats(ward, months=MONTHS).before == 80
    assert "here a year before 80%" in repeats(ward, months=MONTHS).sentence


def test_rule_64_says_nothing_of_a_small_count_and_names_no_such_place(ward, litter):
    recorded(ward, 4, issue_type=litter, **HERE)

    found = repeats(ward, months=MONTHS)

    assert (found.sentence, found.places) == ("", [])


def test_what_is_withdrawn_or_of_no_issue_type_does_not_count(ward, litter):
    gone = make.dataset(ward.borough, kind="incidents", withdrawn_at=make.NOON)
    recorded(ward, 9, issue_type=litter, dataset=gone, **HERE)
    recorded(ward, 9, **HERE)

    assert repeats(ward, months=MONTHS).all == 0


def test_it_costs_the_same_for_any_number(ward, litter, costs_the_same):
    places = iter(range(1000))

    def more(n):
        for place in (next(places) for _ in range(n)):
            recorded(ward, 3, issue_type=litter, longitude=-2.6 - place / 1000, latitude=53.5)

    costs_the_same(more, fetch=lambda: repeats(ward, months=MONTHS))
