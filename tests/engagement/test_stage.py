"""Rules 6, 7 and 14, and what the boards show."""

from datetime import date, timedelta

import pytest

from engagement.stage import EngagementStage
from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.cycles import actions as cycles
from pact.cycles import stages
from pact.cycles.models import Cycle
from tests import make

pytestmark = pytest.mark.django_db
stage = EngagementStage()


def ready_cycle(**answer):
    """A cycle of a ward with a fresh profile, a confirmed area and one councillor who agrees."""
    cycle = make.cycle()
    councillor = make.person(Role.COUNCILLOR, cycle.ward)
    profile = make.profile(cycle.ward)
    make.member_answer(profile, councillor, **({"answer": "agrees"} | answer))
    make.area(profile=profile)
    return cycle


def test_it_is_registered_as_the_second_stage():
    assert isinstance(stages.get("engagement"), EngagementStage)
    assert stages.get("engagement").position == 2


def test_it_opens_once_members_are_consulted_and_an_area_is_confirmed():
    cycle = ready_cycle()

    assert stage.obstacles_to_opening(cycle, today=make.TODAY) == []
    assert cycles.open_stage(cycle, "engagement", by=cycle.pact.coordinator, at=make.NOON)


def test_it_waits_for_a_member_who_still_has_time_to_answer():
    """Rule 6: silence is not consent, but ten working days are enough."""
    cycle = ready_cycle(answer="", answer_by=make.TODAY)

    [obstacle] = stage.obstacles_to_opening(cycle, today=make.TODAY)

    assert "has not answered yet" in obstacle
    assert stage.obstacles_to_opening(cycle, today=make.TODAY + timedelta(days=1)) == []


def test_it_waits_for_a_councillor_who_was_never_asked():
    cycle = ready_cycle()
    make.person(Role.COUNCILLOR, cycle.ward, name="Newly elected")

    [obstacle] = stage.obstacles_to_opening(cycle, today=make.TODAY)

    assert obstacle.startswith("Newly elected has not answered yet")


def test_no_reason_lets_it_open_without_a_confirmed_area():
    cycle = ready_cycle()
    cycle.ward.priority_action_areas.update(state="proposed", decided_at=None)

    with pytest.raises(Refused, match="No priority action area"):
        cycles.open_stage(
            cycle, "engagement", override_reason="We are in a hurry.", by=cycle.pact.coordinator, at=make.NOON
        )


def test_it_waits_for_the_other_wards_of_its_township_unless_a_reason_is_given():
    """Rule 7: the override is kept."""
    cycle = ready_cycle()
    township = cycle.ward.memberships.get().township
    make.ward("Sluggish", township=township)

    [obstacle] = stage.obstacles_to_opening(cycle, today=make.TODAY)
    assert "Sluggish has no published profile that is fresh" in obstacle
    assert stage.can_be_overridden(obstacle)
    with pytest.raises(Refused, match="Sluggish"):
        cycles.open_stage(cycle, "engagement", by=cycle.pact.coordinator, at=make.NOON)

    cycles.open_stage(
        cycle, "engagement", override_reason="Sluggish is being redrawn.", by=cycle.pact.coordinator, at=make.NOON
    )

    assert cycle.overrides.get().reason == "Sluggish is being redrawn."


def test_it_cannot_close_before_anything_was_planned():
    cycle = make.cycle(open_stage="engagement")

    [obstacle] = stage.obstacles_to_closing(cycle, today=make.TODAY)

    assert obstacle == "Nothing was planned: plan at least one engagement."
    assert obstacle.href


def test_it_cannot_close_while_an_engagement_is_open_or_an_area_unwalked():
    engagement = make.engagement(title="Doorsteps")
    [area] = engagement.areas.all()

    assert stage.obstacles_to_closing(engagement.cycle, today=make.TODAY) == [
        "Close out Doorsteps.",
        f"No EVA walkabout yet in {area}.",
    ]


def test_it_closes_once_all_are_closed_out_and_every_area_was_walked():
    interviews = make.closed_engagement(make.engagement())
    walk = make.engagement(cycle=interviews.cycle, form="walkabout", areas=list(interviews.areas.all()))
    make.walkabout(engagement=walk)
    make.closed_engagement(walk)

    assert stage.obstacles_to_closing(interviews.cycle, today=make.TODAY) == []


def test_a_walk_that_was_not_made_may_be_explained_instead():
    """Rule 14."""
    walk = make.closed_engagement(make.engagement(form="walkabout"), shortfall_reason="Snow for three weeks.")

    assert stage.obstacles_to_closing(walk.cycle, today=make.TODAY) == []


@pytest.mark.parametrize(
    ("opened", "planned", "summary", "obstacles"),
    [
        (False, False, "Nothing planned yet", []),
        (True, False, "Nothing planned yet", ["Plan at least one engagement."]),
        (True, True, "1 of 20 interviews, 0 walkabouts", []),
    ],
)
def test_its_card_says_how_far_it_has_come(opened, planned, summary, obstacles):
    cycle = make.cycle(open_stage="engagement" if opened else None)
    if planned:
        make.interview(engagement=make.engagement(cycle=cycle))

    card = stage.cards([cycle], user=cycle.pact.coordinator, today=make.TODAY)[cycle.pk]

    assert (card.summary, card.obstacles) == (summary, obstacles)


def test_its_card_turns_amber_when_the_last_day_has_gone_by():
    engagement = make.engagement(title="Doorsteps", ends_on=date(2026, 3, 10))

    card = stage.cards([engagement.cycle], user=engagement.planned_by, today=make.TODAY)[engagement.cycle_id]

    assert (card.tone, card.due_on) == ("amber", date(2026, 3, 9))
    assert card.obstacles == ["Doorsteps is past its last day: close it out."]


def test_its_cards_cost_the_same_for_many_cycles(costs_the_same):
    def turn(n):
        for _ in range(n):
            make.interview(engagement=make.engagement())

    def fetch():
        cycles = list(Cycle.objects.select_related("pact__ward").prefetch_related("openings"))
        return stage.cards(cycles, user=None, today=make.TODAY)

    costs_the_same(turn, fetch=fetch)
