from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pact.accounts.permissions import Role
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from priorities import actions
from priorities.models import Ending, Priority, Proposal
from tests import make
from tests.make import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle():
    """A cycle whose findings are published and whose meeting decides."""
    cycle = make.cycle(open_stage="priorities")
    make.closed_engagement(make.engagement(cycle=cycle), findings_published_at=NOON)
    return cycle


@pytest.fixture
def coordinator(cycle):
    return cycle.pact.coordinator


@pytest.fixture
def litter():
    return make.issue_type("Litter")


def heard(cycle, issue_type, times=1):
    """So many people named this issue in the area where the engagement went."""
    engagement = cycle.engagements.get()
    concerns = [
        make.concern(interview=make.interview(engagement=engagement), issue_type=issue_type) for _ in range(times)
    ]
    return engagement.areas.get(), concerns


def decide(cycle, issue_type, **changes):
    asked = {"issue_type": issue_type, "place": "Alma Street", "title": "Cleaner alleys", "goal": "No rubbish left."}
    asked |= {"methods": [make.technique()], "departure_reason": "The meeting knows the street."}
    return actions.decide(cycle, **asked | {"by": cycle.pact.coordinator, "at": NOON} | changes)


# Deciding (rules 21 to 23 and 25)


def test_a_decision_keeps_the_evidence_as_it_stood(cycle, litter):
    """Rule 22 and C4."""
    area, concerns = heard(cycle, litter, times=2)
    method = make.technique("Walkabout")

    made = decide(cycle, litter, area=area, methods=[method], departure_reason="")

    assert (made.evidence["rank"], made.evidence["of"], made.evidence["concerns"]) == (1, 1, 2)
    assert made.evidence["heard"]["words"] == "2 people, effect 2.0 of 3"
    assert list(made.methods.all()) == [method]
    assert set(made.concerns.all()) == set(concerns)
    assert made.position == 1
    assert Entry.objects.about(made).get().verb == "decided on"


def test_a_decision_states_its_place_and_its_methods(cycle, litter):
    """Rule 22."""
    with pytest.raises(Refused) as refusal:
        decide(cycle, litter, place=" ", methods=[])

    assert refusal.value.reasons == [
        "Say which place it is about.",
        "Choose the methods by which it was found.",
    ]


def test_nothing_is_decided_before_the_findings_are_published(litter):
    """Rule 25."""
    cycle = make.cycle(open_stage="priorities")
    make.engagement(cycle=cycle)

    with pytest.raises(Refused) as refusal:
        decide(cycle, litter)

    assert refusal.value.reasons == ["Publish the findings of the engagement to the meeting first."]


@pytest.mark.parametrize("stage", [None, "engagement", "tasking"])
def test_nothing_is_decided_while_priority_setting_is_not_open(litter, stage):
    cycle = make.cycle(open_stage=stage)
    make.closed_engagement(make.engagement(cycle=cycle), findings_published_at=NOON)

    with pytest.raises(Refused) as refusal:
        decide(cycle, litter)

    assert refusal.value.reasons == ["Priority setting is not open for this cycle."]


def test_a_pact_has_at_most_three_live_priorities(cycle):
    """Rule 21: those still live from an earlier cycle count."""
    earlier = make.cycle(pact=cycle.pact, starts_on=date(2025, 10, 1), ends_on=date(2026, 1, 1))
    names = [make.priority(cycle=of, title=title).title for of, title in [(earlier, "A"), (cycle, "B"), (cycle, "C")]]
    make.ending(make.priority(cycle=cycle))

    with pytest.raises(Refused) as refusal:
        decide(cycle, make.issue_type())

    [reason] = refusal.value.reasons
    assert reason.startswith(f"{cycle.pact} already has its 3 priorities: ")
    assert all(name in reason for name in names)


@pytest.mark.parametrize("limit", [1, 6])
def test_the_limit_is_a_setting_of_the_pact(cycle, limit):
    """Rule 21."""
    cycle.pact.priority_limit = limit
    cycle.pact.save()
    for n in range(limit):
        decide(cycle, make.issue_type(), place=f"Street {n}")

    with pytest.raises(Refused, match="already has its"):
        decide(cycle, make.issue_type())


@pytest.mark.parametrize("limit", [0, 7])
def test_the_database_refuses_a_limit_outside_one_to_six(cycle, limit):
    """Rule 21."""
    cycle.pact.priority_limit = limit

    with pytest.raises(IntegrityError, match="a_pact_has_one_to_six_priorities"), transaction.atomic():
        cycle.pact.save()


@pytest.mark.parametrize("place", ["Alma Street", "ALMA  STREET.", "alma street"])
def test_the_same_issue_and_place_is_live_once(cycle, litter, place):
    """Rule 23."""
    decide(cycle, litter, place="Alma Street", title="Cleaner alleys")

    with pytest.raises(Refused) as refusal:
        decide(cycle, litter, place=place)

    assert refusal.value.reasons == ["“Cleaner alleys” is about the same issue and place. Replace it, or end it first."]


def test_another_issue_another_place_or_another_pact_may_have_it_too(cycle, litter):
    """Rule 23."""
    make.priority(cycle=make.cycle(), issue_type=litter, place="Alma Street")
    decide(cycle, litter)

    assert decide(cycle, litter, place="Beech Street")
    assert decide(cycle, make.issue_type("Noise"))


def test_the_meeting_says_why_it_departs_from_the_ranking(cycle, litter):
    cycle.pact.priority_limit = 1
    cycle.pact.save()
    noise = make.issue_type("Noise")
    area, _ = heard(cycle, noise, times=2)
    heard(cycle, litter)

    with pytest.raises(Refused) as refusal:
        decide(cycle, litter, area=area, departure_reason="")
    made = decide(cycle, litter, area=area, departure_reason="The noise has stopped.")

    assert refusal.value.reasons == ["Say why the meeting departs from the ranking."]
    assert (made.evidence["rank"], made.departure_reason) == (2, "The noise has stopped.")


def test_what_is_no_candidate_needs_a_reason_too(cycle, litter):
    with pytest.raises(Refused, match="departs from the ranking"):
        decide(cycle, litter, departure_reason="")


def test_the_reason_is_not_kept_where_the_meeting_did_not_depart(cycle, litter):
    area, _ = heard(cycle, litter)

    assert decide(cycle, litter, area=area, departure_reason="None needed.").departure_reason == ""


# Replacing (rule 27)


def test_replacing_keeps_both_and_the_reason(cycle, litter):
    """Rule 27."""
    former = make.priority(cycle=cycle, title="Roadworks")

    made = decide(cycle, litter, replaces=former, replacement_reason="The roadworks have finished.")

    ending = Ending.objects.get()
    assert (ending.priority, ending.kind, ending.replaced_by) == (former, Ending.Kind.REPLACED, made)
    assert ending.reason == "The roadworks have finished."
    assert set(Priority.objects.live()) == {made}


def test_a_priority_goes_on_in_the_next_cycle_in_its_own_place(cycle, litter):
    """Rules 21, 23 and 27 together."""
    earlier = make.cycle(pact=cycle.pact, starts_on=date(2025, 10, 1), ends_on=date(2026, 1, 1))
    former = make.priority(cycle=earlier, issue_type=litter, place="Alma Street")
    make.priority(cycle=earlier)
    make.priority(cycle=earlier)

    made = decide(cycle, litter, replaces=former)

    assert Ending.objects.get().replaced_by == made


@pytest.mark.parametrize("which", ["ended", "of another PACT"])
def test_what_is_not_live_here_cannot_be_replaced(cycle, litter, which):
    other = make.priority(cycle=cycle if which == "ended" else None)
    if which == "ended":
        make.ending(other)

    with pytest.raises(Refused, match="has ended already" if which == "ended" else "another PACT"):
        decide(cycle, litter, replaces=other)

    assert Priority.objects.count() == 1


# Taking back, wording and order


def test_a_decision_is_taken_back_and_what_it_replaced_is_live_again(cycle, litter, coordinator):
    former = make.priority(cycle=cycle)
    made = decide(cycle, litter, replaces=former)

    actions.take_back(made, by=coordinator, at=NOON)

    assert list(Priority.objects.live()) == [former]


def test_a_decision_stays_once_actions_rest_on_it(cycle, coordinator):
    priority = make.action(priority=make.priority(cycle=cycle)).priority

    with pytest.raises(Refused, match="Actions have been promised"):
        actions.take_back(priority, by=coordinator, at=NOON)


def test_a_decision_stays_once_priority_setting_has_closed(cycle, coordinator):
    priority = make.priority(cycle=cycle)
    cycle.openings.update(closed_at=NOON)

    with pytest.raises(Refused, match="has closed"):
        actions.take_back(priority, by=coordinator, at=NOON)


def test_words_can_be_put_right_and_the_former_ones_are_on_the_trail(cycle, coordinator):
    priority = make.priority(cycle=cycle, title="Claen alleys")

    actions.reword(priority, title="Clean alleys", goal="None.", term="long", theme=None, by=coordinator, at=NOON)

    assert Priority.objects.get().title == "Clean alleys"
    assert Entry.objects.about(priority).get().detail["before"]["title"] == "Claen alleys"


def test_priorities_are_put_in_order(cycle, coordinator):
    first, second, third = (make.priority(cycle=cycle, position=n) for n in (1, 2, 3))

    actions.reorder(cycle, [third, first, second], by=coordinator, at=NOON)

    assert list(cycle.priorities.order_by("position")) == [third, first, second]


def test_an_order_that_leaves_one_out_is_refused(cycle, coordinator):
    first, _ = make.priority(cycle=cycle), make.priority(cycle=cycle)

    with pytest.raises(Refused, match="have changed in the meantime"):
        actions.reorder(cycle, [first], by=coordinator, at=NOON)


# Ending (rule 26)


def test_only_the_community_calls_a_priority_resolved(cycle, coordinator):
    """Rule 26."""
    priority = make.priority(cycle=cycle)

    with pytest.raises(Refused) as refusal:
        actions.end(priority, kind=Ending.Kind.RESOLVED, reason="It is clean.", by=coordinator, at=NOON)

    assert refusal.value.reasons == [
        "Only the community can call a priority resolved: say how it decided, or at which meeting."
    ]


def test_the_database_refuses_what_is_resolved_without_a_decision():
    """Rule 26."""
    with pytest.raises(IntegrityError, match="the_community_decides_that_it_is_resolved"), transaction.atomic():
        make.ending(make.priority(), kind=Ending.Kind.RESOLVED, decision="")


def test_a_recorded_decision_resolves_it(cycle, coordinator):
    """Rule 26."""
    priority = make.priority(cycle=cycle)

    actions.end(
        priority,
        kind=Ending.Kind.RESOLVED,
        reason="It is clean.",
        decision="14 for and 2 against, by a show of hands.",
        by=coordinator,
        at=NOON,
    )

    assert not Priority.objects.live().exists()
    assert Ending.objects.get().decision == "14 for and 2 against, by a show of hands."


def test_what_has_ended_does_not_end_again(cycle, coordinator):
    priority = make.priority(cycle=cycle)
    make.ending(priority)

    with pytest.raises(Refused, match="It was retired on 11 March 2026."):
        actions.end(priority, kind=Ending.Kind.RETIRED, reason="Again.", by=coordinator, at=NOON)


def test_a_priority_is_replaced_only_by_another(cycle, coordinator):
    with pytest.raises(Refused, match="Decide the priority that replaces it"):
        actions.end(make.priority(cycle=cycle), kind=Ending.Kind.REPLACED, reason="So.", by=coordinator, at=NOON)


def test_an_ending_is_undone_while_there_is_room(cycle, coordinator):
    priority = make.priority(cycle=cycle)
    make.ending(priority)

    actions.undo_ending(priority, by=coordinator, at=NOON)

    assert Priority.objects.live().get() == priority


def test_an_ending_stays_where_the_places_are_taken(cycle, coordinator):
    """Rule 21."""
    priority = make.priority(cycle=cycle)
    make.ending(priority)
    for _ in range(3):
        make.priority(cycle=cycle)

    with pytest.raises(Refused, match="already has its 3 priorities"):
        actions.undo_ending(priority, by=coordinator, at=NOON)


def test_what_was_replaced_stays_so(cycle, litter, coordinator):
    """Rule 27."""
    former = make.priority(cycle=cycle)
    decide(cycle, litter, replaces=former)

    with pytest.raises(Refused, match="has replaced it"):
        actions.undo_ending(former, by=coordinator, at=NOON)


# Proposing


def test_a_councillor_proposes_and_the_coordinator_is_told(cycle, litter, coordinator):
    councillor = make.person(Role.COUNCILLOR, cycle.ward)

    actions.propose(cycle, issue_type=litter, reason="I hear it every week.", by=councillor, at=NOON)

    assert Proposal.objects.get().place == str(cycle.ward)
    assert "I hear it every week." in Notice.objects.get(recipient=coordinator).text


def test_nothing_is_proposed_to_a_meeting_that_has_decided(cycle, litter, coordinator):
    cycle.openings.update(closed_at=NOON)

    with pytest.raises(Refused, match="Propose it in the next one"):
        actions.propose(cycle, issue_type=litter, reason="Late.", by=coordinator, at=NOON)


def test_an_officer_only_proposes_that_a_priority_is_solved(cycle):
    """Rule 26."""
    priority = make.priority(cycle=cycle)
    officer = make.officer(cycle.ward)

    actions.propose_ending(priority, reason="It is clean.", by=officer, at=NOON)
    actions.propose_ending(priority, reason="It has stayed clean.", by=officer, at=NOON)

    assert priority.ending_proposals.get().reason == "It has stayed clean."
    assert Priority.objects.live().get() == priority


def test_a_proposal_is_withdrawn_twice_without_harm(coordinator):
    proposal = make.proposal()

    actions.withdraw_proposal(proposal, by=proposal.by, at=NOON)
    actions.withdraw_proposal(proposal, by=proposal.by, at=NOON)

    assert not Proposal.objects.exists()
