from datetime import date

import pytest

from pact.core.refusals import Refused
from pact.cycles import actions as cycles
from pact.cycles import queries as cycle_queries
from pact.cycles import stages
from pact.cycles.models import Cycle, Override
from tests import make
from tests.make import NOON, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def stage():
    return stages.get("priorities")


def published(cycle):
    return make.closed_engagement(make.engagement(cycle=cycle), findings_published_at=NOON)


def cards(cycles):
    found = cycle_queries.with_openings(Cycle.objects.filter(pk__in=[cycle.pk for cycle in cycles]))
    return stages.get("priorities").cards(list(found), user=cycles[0].pact.coordinator, today=TODAY)


def test_it_opens_once_findings_are_published():
    """Rule 25."""
    cycle = make.cycle()
    make.engagement(cycle=cycle)

    with pytest.raises(Refused) as refusal:
        cycles.open_stage(cycle, "priorities", override_reason="We are in a hurry.", by=cycle.pact.coordinator, at=NOON)
    published(cycle)
    cycles.open_stage(cycle, "priorities", override_reason="The rest follows.", by=cycle.pact.coordinator, at=NOON)

    assert refusal.value.reasons == ["No findings of the engagement are published to the meeting yet."]
    assert cycle.stage_is_open("priorities")


def test_a_part_of_the_findings_is_enough_with_a_reason():
    cycle = make.cycle()
    published(cycle)
    make.engagement(cycle=cycle)
    by = {"by": cycle.pact.coordinator, "at": NOON}

    with pytest.raises(Refused) as refusal:
        cycles.open_stage(cycle, "priorities", **by)
    cycles.open_stage(cycle, "priorities", override_reason="The school answers in May.", **by)

    assert refusal.value.reasons == ["Findings of 1 engagement are not published yet."]
    assert Override.objects.get().reason == "The school answers in May."


def test_an_engagement_to_come_does_not_hold_it_up(stage):
    cycle = make.cycle()
    published(cycle)
    make.engagement(cycle=cycle, starts_on=date(2026, 3, 20))

    assert stage.obstacles_to_opening(cycle, today=TODAY) == []


def test_it_closes_once_something_is_decided():
    cycle = make.cycle(open_stage="priorities")

    with pytest.raises(Refused) as refusal:
        cycles.close_stage(cycle, "priorities", by=cycle.pact.coordinator, at=NOON)
    make.priority(cycle=cycle)
    cycles.close_stage(cycle, "priorities", by=cycle.pact.coordinator, at=NOON)

    assert refusal.value.reasons == ["The meeting has not decided on a priority yet."]


def test_its_card_before_during_and_after():
    before, ready, during, after = make.cycle(), make.cycle(), make.cycle(open_stage="priorities"), make.cycle()
    published(ready)
    make.open_stage(after, "priorities", closed_at=NOON)
    make.priority(cycle=after)
    make.priority(cycle=after)

    found = cards([before, ready, during, after])

    assert [(card.status, card.summary, len(card.obstacles)) for card in found.values()] == [
        ("not started", "Waits for findings", 1),
        ("not started", "Findings are published", 0),
        ("open", "0 priorities decided", 1),
        ("closed", "2 priorities decided", 0),
    ]


def test_cards_cost_the_same_for_any_number_of_cycles(costs_the_same):
    made = []

    def add(number):
        for _ in range(number):
            cycle = make.cycle(open_stage="priorities")
            published(cycle)
            made.append(make.priority(cycle=cycle).cycle)

    costs_the_same(add, fetch=lambda: cards(made))
