"""What a pack shows, and in how many queries."""

from datetime import date, timedelta

import pytest

from scrutiny import queries
from scrutiny.models import Recommendation
from tests import make

pytestmark = pytest.mark.django_db


def pack(review):
    return queries.pack(review, today=make.TODAY)


def test_a_pack_counts_the_actions_of_each_ward_by_colour():
    """W59: colours are computed, never typed."""
    ward = make.ward("Ashfield")
    cycle = make.cycle(ward=ward)
    priority = make.priority(cycle=cycle)
    make.action(priority=priority)
    late = make.action(priority=priority, due_on=make.TODAY - timedelta(days=1))
    make.verification(make.action(priority=priority))
    make.action()  # of another ward

    found = pack(make.review(cycles=[cycle]))

    assert [(report.ward, report.total) for report in found.wards] == [(ward, 3)]
    assert {colour: number for colour, _, number in found.colours if number} == {"red": 1, "green": 1, "blue": 1}
    assert [item.row.action for item in found.exceptions] == [late]
    assert found.counts["actions"] == 3


def test_a_pack_counts_people_once_and_hides_small_numbers():
    """Rules 11 and 64."""
    few, many = make.cycle(ward=make.ward("Few")), make.cycle(ward=make.ward("Many"))
    for cycle, people in [(few, 2), (many, 6)]:
        engagement = make.engagement(cycle=cycle)
        for _ in range(people):
            make.interview(engagement=engagement)
    again = make.interview(engagement=engagement)
    again.respondent = engagement.interviews.order_by("pk").first().respondent
    again.save()
    make.walkabout(engagement=make.engagement(cycle=many, form="walkabout"))

    found = pack(make.review(cycles=[few, many]))

    assert [(report.respondents, report.walkabouts) for report in found.wards] == [("1 to 4", 0), ("6", 1)]


def test_a_pack_tracks_what_the_township_still_waits_for():
    review = make.review()
    earlier = make.review(township=review.township, starts_on=review.starts_on - timedelta(days=90))
    waiting = make.recommendation(review=earlier)
    make.recommendation(review=earlier, completed_at=make.NOON, completed_by=waiting.made_by)
    make.recommendation()  # of another township

    assert pack(review).tracker == [waiting]


def quarter(number):
    """The days of the `number`-th quarter after the first of 2026."""
    return {"starts_on": date(2026, 1 + 3 * number, 1), "ends_on": date(2026, 4 + 3 * number, 1)}


def test_an_issue_that_keeps_coming_back_is_flagged():
    """Rule 24, M9: a priority in three of the last four cycles."""
    first = make.cycle()
    cycles = [first, *(make.cycle(pact=first.pact, **quarter(n)) for n in (1, 2))]
    litter = make.issue_type()
    old, middle, latest = (make.priority(cycle=c, issue_type=litter, place="Alma Street") for c in cycles)
    for ended in (old, middle):
        make.ending(ended)

    assert pack(make.review(cycles=[cycles[-1]])).recurring == [(latest, 3)]


def test_a_pack_costs_the_same_with_many_wards_and_actions(costs_the_same):
    review = make.review()

    def add(count):
        for _ in range(count):
            cycle = make.cycle(ward=make.ward(township=review.township))
            review.cycles.add(cycle)
            make.action(priority=make.priority(cycle=cycle), due_on=make.TODAY - timedelta(days=1))
            make.interview(engagement=make.engagement(cycle=cycle))
            make.recommendation(review=review)

    costs_the_same(add, fetch=lambda: str(pack(review).counts))


@pytest.mark.parametrize(
    ("state", "found"),
    [
        ("", ["waiting", "late", "answered", "complete"]),
        ("unanswered", ["waiting", "late"]),
        ("late", ["late"]),
        ("answered", ["answered"]),
        ("complete", ["complete"]),
    ],
)
def test_the_tracker_can_be_narrowed_to_a_state(state, found):
    review = make.review()
    made = {name: make.recommendation(review=review, text=name) for name in ("waiting", "answered", "complete")}
    made["late"] = make.recommendation(review=review, text="late", received_on=make.TODAY - timedelta(days=40))
    for name in ("answered", "complete"):
        make.response(made[name])
    Recommendation.objects.filter(text="complete").update(completed_at=make.NOON, completed_by=made["late"].made_by)

    rows = queries.recommendations(Recommendation.objects.all(), state=state, today=make.TODAY)

    assert {row.text for row in rows} == set(found)
