"""What the cycle hears of the area profile, and what it keeps closed until members agree (rules 4, 6 and 7)."""

from datetime import timedelta

import pytest

from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.cycles import actions, stages
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    return make.cycle(ward=make.ward("Ashfield"))


def card(cycle, today=make.TODAY):
    return stages.get("profiles").cards([cycle], user=cycle.pact.coordinator, today=today)[cycle.pk]


def agreed(ward, **fields):
    """A profile whose only member agrees, with one confirmed area."""
    area = make.area(profile=make.profile(ward, **fields))
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, ward), "agrees")
    return area


def act(action, cycle, slug, **fields):
    return action(cycle, slug, **fields, by=cycle.pact.coordinator, at=make.NOON)


def test_the_card_says_that_there_is_no_profile(cycle):
    assert (card(cycle).summary, card(cycle).obstacles) == (
        "No profile yet",
        ["Ashfield has no published area profile."],
    )


def test_the_card_counts_areas_and_says_until_when_members_may_answer(cycle):
    area = make.area(profile=make.profile(cycle.ward), confirmed=False)
    make.area(profile=area.profile)
    by = make.TODAY + timedelta(days=5)
    make.member_answer(area.profile, make.person(Role.COUNCILLOR, cycle.ward), answer_by=by)

    shown = card(cycle)

    assert shown.summary == "1 of 2 areas agreed"
    assert shown.obstacles == ["1 member has not answered yet."]
    assert (shown.due_on, shown.due_for) == (by, "members answer")


def test_the_card_of_an_agreed_profile_says_when_it_is_stale(cycle):
    """Rule 4: six calendar months after publication."""
    agreed(cycle.ward)

    shown = card(cycle)

    assert (shown.tone, shown.obstacles) == ("green", [])
    assert (shown.due_on.isoformat(), shown.due_for) == ("2026-09-10", "profile is stale")


def test_the_card_of_a_stale_profile_asks_for_a_refresh(cycle):
    """Rule 4."""
    agreed(cycle.ward, published=make.NOON - timedelta(days=300))

    assert card(cycle).obstacles == ["The area profile of Ashfield is older than six months. Refresh it."]


def test_the_stage_does_not_close_on_a_stale_profile(cycle):
    """Rule 4: a new cycle cannot pass stage 1 on it."""
    make.open_stage(cycle, "profiles")
    agreed(cycle.ward, published=make.NOON - timedelta(days=300))

    with pytest.raises(Refused, match="older than six months"):
        act(actions.close_stage, cycle, "profiles")


def test_the_stage_closes_once_members_have_agreed(cycle):
    """Rule 6."""
    make.open_stage(cycle, "profiles")
    agreed(cycle.ward)

    act(actions.close_stage, cycle, "profiles")

    assert not cycle.stage_is_open("profiles")


def test_engagement_waits_for_the_other_wards_of_the_township_unless_somebody_says_why(cycle):
    """Rule 7: the gate of the Township, before and after, with the override logged."""
    agreed(cycle.ward)
    township = cycle.ward.memberships.get().township
    birch = make.ward("Birchwood", township=township)

    with pytest.raises(Refused, match="Birchwood"):
        act(actions.open_stage, cycle, "engagement")
    make.profile(birch)
    act(actions.open_stage, cycle, "engagement")

    assert cycle.overrides.count() == 0


def test_the_township_s_gate_can_be_overridden_and_the_members_gate_cannot(cycle):
    """Rules 6 and 7."""
    make.ward("Birchwood", township=cycle.ward.memberships.get().township)

    with pytest.raises(Refused, match="no published area profile"):
        act(actions.open_stage, cycle, "engagement", override_reason="In a hurry.")
    agreed(cycle.ward)
    act(actions.open_stage, cycle, "engagement", override_reason="Birchwood follows in May.")

    assert cycle.overrides.get().reason == "Birchwood follows in May."


def test_the_cards_cost_the_same_with_many_cycles(costs_the_same):
    cycles = []

    def add(count):
        for _ in range(count):
            cycle = make.cycle()
            agreed(cycle.ward)
            cycles.append(cycle)

    def fetch():
        from pact.cycles import queries
        from pact.cycles.models import Cycle

        found = list(queries.with_openings(Cycle.objects.filter(pk__in=[cycle.pk for cycle in cycles])))
        return stages.get("profiles").cards(found, user=None, today=make.TODAY)

    costs_the_same(add, fetch=fetch)
