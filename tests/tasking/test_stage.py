from datetime import timedelta

import pytest

from pact.accounts.rules import obstacles_to_leaving
from pact.core.refusals import Refused
from pact.cycles import actions as cycles
from pact.cycles import queries as cycle_queries
from pact.cycles import stages
from pact.cycles.models import Cycle
from tests import make
from tests.make import NOON, TODAY

pytestmark = pytest.mark.django_db


def cards(cycles):
    found = cycle_queries.with_openings(Cycle.objects.filter(pk__in=[cycle.pk for cycle in cycles]))
    return stages.get("tasking").cards(list(found), user=cycles[0].pact.coordinator, today=TODAY)


def test_it_opens_once_a_priority_is_decided():
    cycle = make.cycle()

    with pytest.raises(Refused) as refusal:
        cycles.open_stage(cycle, "tasking", by=cycle.pact.coordinator, at=NOON)
    make.priority(cycle=cycle)
    cycles.open_stage(cycle, "tasking", by=cycle.pact.coordinator, at=NOON)

    assert refusal.value.reasons == ["Decide on at least one priority first."]


def test_a_priority_that_has_ended_does_not_open_it():
    cycle = make.cycle()
    make.ending(make.priority(cycle=cycle))

    with pytest.raises(Refused):
        cycles.open_stage(cycle, "tasking", by=cycle.pact.coordinator, at=NOON)


def test_it_closes_once_every_promise_has_an_end():
    cycle = make.cycle(open_stage="tasking")
    make.priority(cycle=cycle)
    priority = make.priority(cycle=cycle)
    make.verification(make.action(priority=priority))
    make.closing(make.action(priority=priority))
    done = make.action(priority=priority)
    make.completion(done)

    with pytest.raises(Refused) as refusal:
        cycles.close_stage(cycle, "tasking", by=cycle.pact.coordinator, at=NOON)

    assert refusal.value.reasons == [
        "1 priority has no action yet.",
        "1 action is neither verified nor closed.",
    ]


def test_it_closes_when_all_is_verified_or_closed():
    cycle = make.cycle(open_stage="tasking")
    make.closing(make.action(priority=make.priority(cycle=cycle)))

    cycles.close_stage(cycle, "tasking", by=cycle.pact.coordinator, at=NOON)

    assert not Cycle.objects.get().stage_is_open("tasking")


def test_its_card_before_during_and_after():
    before, during, after = make.cycle(), make.cycle(open_stage="tasking"), make.cycle()
    priority = make.priority(cycle=during)
    make.action(priority=priority, due_on=TODAY - timedelta(days=1))
    make.verification(make.action(priority=priority))
    make.open_stage(after, "tasking", closed_at=NOON)
    make.verification(make.action(priority=make.priority(cycle=after)))

    found = cards([before, during, after])

    assert [(card.status, card.summary, card.tone, len(card.obstacles)) for card in found.values()] == [
        ("not started", "No actions yet", "grey", 1),
        ("open", "1 of 2 actions finished, 1 red", "red", 1),
        ("closed", "1 of 1 action finished", "green", 0),
    ]
    assert found[during.pk].due_on == TODAY - timedelta(days=1)


def test_cards_cost_the_same_for_any_number_of_cycles(costs_the_same):
    made = []

    def add(number):
        for _ in range(number):
            made.append(make.action(priority=make.priority(cycle=make.cycle(open_stage="tasking"))).cycle)

    costs_the_same(add, fetch=lambda: cards(made))


# Leaving (rule 40)


def test_whoever_leaves_hands_over_open_actions_first():
    """Rule 40."""
    action = make.action()
    finished = make.verification(make.action(owner=action.owner)).action

    [obstacle] = obstacles_to_leaving(action.owner, by=None)

    assert obstacle == f"{action.owner} owns 1 open action. Hand them over first."
    assert obstacle.href == f"/actions/?whose=all&owner={action.owner.pk}"
    assert finished.owner == action.owner


def test_who_owns_nothing_open_may_leave():
    """Rule 40."""
    assert obstacles_to_leaving(make.verification(make.action()).action.owner, by=None) == []
