from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tasking.rag import Facts, Rag, Verdict, rag, verdict
from tests.make import TODAY

LONDON = ZoneInfo("Europe/London")
FAR_OFF = TODAY + timedelta(days=60)
ON_COURSE = Facts(due_on=FAR_OFF, heard_on=TODAY, is_accepted=True)


def days(number):
    return timedelta(days=number)


# The handbook's table (section 9), row by row; the first match wins


@pytest.mark.parametrize(
    ("facts", "colour", "because"),
    [
        ({"is_verified": True, "is_done": True}, Rag.BLUE, "done and verified"),
        ({"due_on": TODAY - days(1)}, Rag.RED, "1 day late"),
        ({"due_on": TODAY - days(3), "is_done": True}, Rag.RED, "3 days late, done but not verified"),
        ({"blocked_on": TODAY - days(29)}, Rag.RED, "blocked for 29 days"),
        ({"is_accepted": False, "is_refused": True}, Rag.RED, "refused by its owner"),
        ({"due_on": TODAY + days(7)}, Rag.AMBER, "due in 7 days"),
        ({"due_on": TODAY + days(1)}, Rag.AMBER, "due in 1 day"),
        ({"due_on": TODAY}, Rag.AMBER, "due today"),
        ({"due_on": TODAY, "is_accepted": False}, Rag.AMBER, "due today"),
        ({"blocked_on": TODAY - days(28)}, Rag.AMBER, "blocked"),
        ({"redatings": 1}, Rag.AMBER, "date moved once"),
        ({"heard_on": TODAY - days(28)}, Rag.AMBER, "nothing heard for 28 days"),
        ({}, Rag.GREEN, "on course"),
        ({"due_on": TODAY + days(8)}, Rag.GREEN, "on course"),
        ({"due_on": TODAY + days(7), "is_done": True}, Rag.GREEN, "done, to be verified"),
        ({"heard_on": TODAY - days(27)}, Rag.GREEN, "on course"),
        ({"is_accepted": False}, Rag.GREY, "waiting to be accepted"),
        ({"is_closed": True, "due_on": TODAY - days(90)}, Rag.CLOSED, "closed without being done"),
    ],
)
def test_each_row_of_the_table(facts, colour, because):
    """Rule 33."""
    assert verdict(replace(ON_COURSE, **facts), TODAY) == Verdict(colour, because)


def test_what_is_verified_is_complete_whatever_happened_before():
    verified = replace(
        ON_COURSE, is_done=True, is_verified=True, due_on=TODAY - days(5), blocked_on=TODAY - days(40), redatings=2
    )

    assert rag(verified, TODAY) == Rag.BLUE


@pytest.mark.parametrize(
    "due_on",
    [
        date(2026, 3, 28),  # clocks go forward in the night after the due date
        date(2026, 3, 29),  # on the due date
        date(2026, 10, 24),  # clocks go back
        date(2026, 10, 25),
        date(2026, 1, 15),
        date(2026, 7, 15),
    ],
)
def test_an_action_turns_red_at_midnight_in_london(due_on):
    """Rule 34, on both sides of a clock change."""
    facts = replace(ON_COURSE, due_on=due_on, heard_on=due_on)
    last_minute = datetime.combine(due_on, datetime.max.time(), tzinfo=LONDON)
    midnight = datetime.combine(due_on + days(1), datetime.min.time(), tzinfo=LONDON)

    assert rag(facts, timezone.localdate(last_minute)) == Rag.AMBER
    assert rag(facts, timezone.localdate(midnight)) == Rag.RED
    assert rag(facts, timezone.localdate(midnight.astimezone(ZoneInfo("UTC")))) == Rag.RED


# Properties that hold for any facts

near = st.integers(-60, 60).map(lambda number: TODAY + days(number))
past = st.integers(-60, 0).map(lambda number: TODAY + days(number))
any_facts = st.builds(
    Facts,
    due_on=near,
    heard_on=past,
    is_accepted=st.booleans(),
    is_refused=st.booleans(),
    is_done=st.booleans(),
    is_verified=st.booleans(),
    is_closed=st.booleans(),
    blocked_on=st.none() | past,
    redatings=st.integers(0, 3),
)
SEVERITY = {Rag.GREY: 0, Rag.GREEN: 0, Rag.AMBER: 1, Rag.RED: 2}


@given(any_facts, near)
def test_the_same_facts_on_the_same_day_have_the_same_colour(facts, today):
    """Rule 33."""
    assert verdict(facts, today) == verdict(replace(facts), today)


@given(any_facts, st.integers(0, 40), st.integers(0, 40))
def test_time_alone_never_makes_an_action_look_better(facts, sooner, longer):
    first, later = rag(facts, TODAY + days(sooner)), rag(facts, TODAY + days(sooner + longer))

    assert later == first or SEVERITY[later] > SEVERITY[first]


@given(any_facts)
def test_what_is_late_and_not_verified_is_red(facts):
    if not (facts.is_verified or facts.is_closed):
        assert rag(facts, facts.due_on + days(1)) == Rag.RED


@given(any_facts, st.integers(1, 3), near)
def test_an_action_whose_date_was_moved_is_at_best_amber(facts, redatings, today):
    """Rule 35."""
    moved = replace(facts, redatings=redatings, is_verified=False, is_closed=False)

    assert rag(moved, today) in {Rag.AMBER, Rag.RED}


@given(any_facts, near)
def test_every_colour_says_why(facts, today):
    given_verdict = verdict(facts, today)

    assert given_verdict.because
    assert given_verdict.rag.label
