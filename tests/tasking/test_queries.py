from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tasking import queries
from tasking.models import Action, Closing
from tasking.rag import Rag, rag
from tests import make
from tests.make import NOON, TODAY
from tests.make.times import LONDON

pytestmark = pytest.mark.django_db


def test_the_colours_of_many_cycles_are_counted_in_one_query(django_assert_num_queries):
    quiet = make.cycle()
    busy = make.priority()
    make.action(priority=busy)
    make.action(priority=busy, due_on=TODAY - timedelta(days=1))
    make.action(priority=busy, due_on=TODAY - timedelta(days=2))
    make.closing(make.action(priority=busy))
    cycles = [quiet, busy.cycle]

    with django_assert_num_queries(1):
        counts = queries.rag_counts(cycles, TODAY)

    nothing = dict.fromkeys(queries.COLOURS, 0)
    assert counts == {quiet.pk: nothing, busy.cycle.pk: nothing | {"green": 1, "red": 2, "closed": 1}}


def test_a_block_that_was_cleared_does_not_count_an_action_twice():
    action = make.action()
    make.block(action, cleared_at=NOON)
    make.block(action, cleared_at=NOON)
    make.block(action)

    assert queries.rag_counts([action.cycle], TODAY)[action.cycle.pk]["amber"] == 1
    assert len(queries.actions_with_rag(Action.objects.all(), TODAY)) == 1


def test_a_row_says_its_colour_in_words():
    make.action(due_on=TODAY - timedelta(days=3))

    [row] = queries.actions_with_rag(Action.objects.all(), TODAY)

    assert (row.rag, row.word, row.because, row.status_word) == ("red", "Red", "3 days late", "Accepted")


def test_rows_cost_one_query(django_assert_num_queries):
    priority = make.priority()
    for _ in range(5):
        make.verification(make.action(priority=priority))

    with django_assert_num_queries(1):
        for row in queries.actions_with_rag(Action.objects.all(), TODAY):
            assert row.action.ward.name
            assert row.action.completion.outcome
            assert row.action.owner.name


def test_exceptions_are_everything_red_moved_twice_or_carried_over_twice(django_assert_num_queries):
    """Handbook 10 and rule 35."""
    priority = make.priority()
    here = {"priority": priority}
    red = make.action(**here, title="red", due_on=TODAY - timedelta(days=30))
    moved = make.action(**here, title="moved")
    make.redating(moved)
    make.redating(moved)
    carried = make.action(**here, title="carried", times_carried=1)
    make.closing(carried, kind=Closing.Kind.CARRIED_OVER)
    taken_up_twice = make.action(**here, title="taken up twice", times_carried=2)
    make.redating(make.action(**here, title="moved once"))
    make.action(**here, title="on course")
    make.closing(make.action(**here, title="carried once"), kind=Closing.Kind.CARRIED_OVER)
    make.verification(make.action(**here, title="late but verified", due_on=TODAY - timedelta(days=30)))
    make.action(title="of another cycle", due_on=TODAY - timedelta(days=30))

    with django_assert_num_queries(1):
        found = queries.exceptions([priority.cycle], TODAY)

    assert {e.row.action.pk: e.reasons for e in found} == {
        red.pk: ["30 days late"],
        moved.pk: ["date moved 2 times"],
        carried.pk: ["carried over 2 times"],
        taken_up_twice.pk: ["carried over 2 times"],
    }


def test_the_plan_holds_every_priority_with_its_actions_in_their_order():
    cycle = make.cycle()
    second = make.priority(cycle=cycle, position=2)
    first = make.priority(cycle=cycle, position=1)
    late = make.action(priority=second, due_on=TODAY - timedelta(days=1))
    later = make.action(priority=second)

    plan = queries.plan(cycle, TODAY)

    assert [p.priority for p in plan.priorities] == [first, second]
    assert [[row.action for row in p.rows] for p in plan.priorities] == [[], [late, later]]
    assert plan.counts == dict.fromkeys(queries.COLOURS, 0) | {"red": 1, "green": 1}


def test_a_plan_costs_the_same_for_any_number_of_actions(costs_the_same):
    cycle = make.cycle()

    def rows(number):
        for _ in range(number):
            make.action(priority=make.priority(cycle=cycle))

    costs_the_same(rows, fetch=lambda: queries.plan(cycle, TODAY))


def test_the_history_of_an_action_is_told_from_its_rows(django_assert_num_queries):
    action = make.action(created_at=NOON - timedelta(days=9))
    make.note(action, at=NOON + timedelta(hours=1))
    make.block(action, at=NOON + timedelta(hours=2), cleared_at=NOON + timedelta(hours=3))
    make.redating(action, at=NOON + timedelta(hours=4))
    make.verification(action, at=NOON + timedelta(hours=5))
    action = Action.objects.for_display().get()

    titles = [event.title for event in queries.timeline(action)]

    assert titles == [
        "Verified",
        "Done",
        "Due date moved",
        "No longer blocked",
        "Blocked",
        "Progress",
        "Accepted",
        "Created",
    ]


# What the database counts by colour is what `rag` says

near = st.integers(-40, 40).map(lambda n: TODAY + timedelta(days=n))
# Moments around midnight in London, where a day begins
moments = st.builds(
    lambda days, minutes: datetime(2026, 3, 11, tzinfo=LONDON) - timedelta(days=days) + timedelta(minutes=minutes),
    st.sampled_from([0, 1, 26, 27, 28, 29, 30]),
    st.sampled_from([-1, 0, 1, 600]),
)


class DatabaseAgreesWithTheLaw(TestCase):
    """Rule 33: the colour by which the database filters and counts is the one that is shown."""

    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(
        due_on=near,
        heard_at=moments,
        answer=st.sampled_from(["none", "accepted", "refused"]),
        is_done=st.booleans(),
        ending=st.sampled_from(["none", "none", "verified", "closed"]),
        blocked_at=st.none() | moments,
        redatings=st.integers(0, 2),
        today=st.sampled_from([TODAY, TODAY + timedelta(days=20)]),
    )
    def test_for_any_facts(self, due_on, heard_at, answer, is_done, ending, blocked_at, redatings, today):
        action = make.action(due_on=due_on, heard_at=heard_at, accepted=answer == "accepted")
        if answer == "refused":
            make.refusal(action)
        if is_done:
            make.completion(action)
        if ending == "verified":
            make.verification(action)
        if ending == "closed":
            make.closing(action)
        if blocked_at:
            make.block(action, at=blocked_at)
        for _ in range(redatings):
            make.redating(action)

        found = Action.objects.for_display().with_rag(today=today).get()

        assert found.rag == rag(found.facts(), today)


def test_facts_are_what_the_rows_say():
    action = make.action(accepted=False, heard_at=datetime(2026, 3, 10, 23, 59, tzinfo=LONDON))
    make.block(action, at=datetime(2026, 3, 11, 0, 0, tzinfo=LONDON))
    make.redating(action)

    facts = Action.objects.with_facts().get().facts()

    assert facts == replace(facts, heard_on=TODAY - timedelta(days=1), blocked_on=TODAY, redatings=1, is_accepted=False)
    assert rag(facts, TODAY) == Rag.AMBER
