"""Rules 28, 29 and 35: an action is made, answered, moved, handed on and ended."""

from datetime import timedelta

import pytest

from pact.accounts.permissions import Role
from pact.core.refusals import Refused
from pact.notifications.models import Notice
from tasking import actions
from tasking.models import Action, Closing
from tasking.rag import Rag
from tests import make
from tests.make import NOON, TODAY
from tests.tasking.seen import fresh, told, verbs

pytestmark = pytest.mark.django_db
NEXT_WEEK = TODAY + timedelta(days=7)
LATER = NOON + timedelta(hours=2)


def create(priority, owner, agency, **changes):
    asked = {"title": "Clear the alley", "owner": owner, "agency": agency, "due_on": NEXT_WEEK, "at": NOON}
    return actions.create(priority, **asked | {"by": priority.cycle.pact.coordinator} | changes)


# Creating (rules 28 and 29)


def test_a_new_action_waits_to_be_accepted_and_tells_its_owner(priority, owner, agency):
    made = create(priority, owner, agency)

    assert fresh(made).status == "proposed"
    assert made.original_due_on == made.due_on == NEXT_WEEK
    assert told(owner) == ["tasking.action_assigned"]
    assert verbs(made) == ["created"]


def test_an_owner_has_to_work_for_the_agency_that_is_named(priority, owner):
    """Rule 28."""
    another = make.agency("Housing")

    with pytest.raises(Refused) as refusal:
        create(priority, owner, another)

    assert refusal.value.reasons == [
        f"{owner} does not work on actions for {another} in {priority.ward}. Choose one of its people there."
    ]


def test_a_former_member_of_the_agency_cannot_own(priority, owner, agency):
    owner.memberships.update(ended_at=LATER)

    with pytest.raises(Refused, match="does not work on actions"):
        create(priority, owner, agency)


def test_somebody_of_another_ward_cannot_own(priority, agency):
    elsewhere = make.officer(make.ward("Elsewhere"), agency=agency)

    with pytest.raises(Refused, match="does not work on actions"):
        create(priority, elsewhere, agency)


def test_an_action_is_due_today_at_the_earliest(priority, owner, agency):
    """Rule 29."""
    assert create(priority, owner, agency, due_on=TODAY)

    with pytest.raises(Refused) as refusal:
        create(priority, owner, agency, due_on=TODAY - timedelta(days=1))

    assert refusal.value.reasons == ["The due date must be today or later."]


def test_a_due_date_at_a_weekend_stays(priority, owner, agency):
    """Rule 29."""
    saturday = TODAY + timedelta(days=3)

    assert create(priority, owner, agency, due_on=saturday).due_on == saturday


@pytest.mark.parametrize("stage", [None, "priorities", "scrutiny"])
def test_no_action_is_made_while_tasking_is_not_open(stage):
    priority = make.priority(cycle=make.cycle(open_stage=stage))
    owner = make.officer(priority.ward)

    with pytest.raises(Refused) as refusal:
        create(priority, owner, owner.memberships.get().agency)

    assert refusal.value.reasons == ["Tasking is not open for this cycle."]


def test_no_action_is_made_once_its_priority_has_ended(priority, owner, agency):
    make.ending(priority)

    with pytest.raises(Refused, match="This priority has ended."):
        create(priority, owner, agency)


def test_an_action_takes_up_one_that_was_carried_over(priority, owner, agency):
    carried = make.action(priority=priority, owner=owner)
    make.closing(carried, kind=Closing.Kind.CARRIED_OVER)

    made = create(priority, owner, agency, continues=carried)

    assert made.continues == carried
    assert made.times_carried == 1
    with pytest.raises(Refused, match="taken up already"):
        create(priority, owner, agency, continues=carried)


def test_what_was_not_carried_over_cannot_be_taken_up(priority, owner, agency, action):
    with pytest.raises(Refused, match="Only an action that was carried over"):
        create(priority, owner, agency, continues=action)


def test_an_action_is_withdrawn_while_nothing_has_happened_to_it(priority, owner, agency, coordinator):
    made = create(priority, owner, agency)

    actions.withdraw(made, by=coordinator, at=LATER)

    assert not Action.objects.exists()
    assert told(owner) == ["tasking.action_assigned", "tasking.action_withdrawn"]


def test_an_accepted_action_stays_on_record(action, coordinator):
    with pytest.raises(Refused, match="stays on record"):
        actions.withdraw(action, by=coordinator, at=LATER)


# Accepting and refusing


def test_accepting_twice_is_harmless(priority, owner, agency):
    made = create(priority, owner, agency)

    actions.accept(made, by=owner, at=NOON)
    actions.accept(made, by=owner, at=LATER)

    assert fresh(made).acceptance.at == NOON
    assert verbs(made) == ["created", "accepted"]


def test_a_refused_action_is_red_and_its_coordinator_knows_why(priority, owner, agency, coordinator):
    made = create(priority, owner, agency, due_on=TODAY + timedelta(days=60))

    actions.refuse(made, reason="Not our land.", by=owner, at=NOON)

    assert fresh(made).status == "refused"
    assert fresh(made).rag == Rag.RED
    assert "Not our land." in Notice.objects.get(recipient=coordinator).text


def test_a_refusal_can_be_thought_better_of(action, owner):
    actions.refuse(action, reason="Not our land.", by=owner, at=NOON)

    actions.accept(action, by=owner, at=LATER)

    assert fresh(action).status == "accepted"


def test_nothing_is_reported_on_what_was_refused(action, owner):
    actions.refuse(action, reason="Not our land.", by=owner, at=NOON)

    with pytest.raises(Refused) as refusal:
        actions.note_progress(action, text="Measured.", by=owner, at=LATER)

    assert refusal.value.reasons == ["This action was refused. Accept it first."]


# Re-dating (rules 29 and 35)


def test_re_dating_keeps_the_first_date_and_is_at_best_amber(action, coordinator):
    """Rule 35."""
    first = action.due_on

    actions.redate(action, due_on=TODAY + timedelta(days=90), reason="Frost.", by=coordinator, at=NOON)

    moved = fresh(action)
    assert moved.original_due_on == first
    assert moved.due_on == TODAY + timedelta(days=90)
    assert moved.rag == Rag.AMBER


@pytest.mark.parametrize(
    ("due_on", "reason"),
    [
        (TODAY - timedelta(days=1), "The new due date must be today or later."),
        (TODAY + timedelta(days=30), "That is its due date already."),
    ],
)
def test_a_new_date_is_a_new_date_from_today(action, coordinator, due_on, reason):
    with pytest.raises(Refused) as refusal:
        actions.redate(action, due_on=due_on, reason="Frost.", by=coordinator, at=NOON)

    assert refusal.value.reasons == [reason]


def test_what_is_done_is_not_re_dated(action, coordinator):
    make.completion(action)

    with pytest.raises(Refused, match="waits to be verified"):
        actions.redate(action, due_on=NEXT_WEEK, reason="Frost.", by=coordinator, at=NOON)


# Handing over


def test_a_manager_hands_an_action_on_inside_the_agency(action, agency, owner):
    manager = make.person(Role.MANAGER, action.ward.borough, agency=agency)
    colleague = make.officer(action.ward, agency=agency)

    actions.hand_over(action, owner=colleague, agency=agency, reason="Holidays.", by=manager, at=LATER)

    moved = fresh(action)
    assert (moved.owner, moved.status) == (colleague, "proposed")
    assert action.handovers.get().from_owner == owner
    assert told(colleague) == ["tasking.action_assigned"]


def test_a_manager_does_not_hand_an_action_to_another_agency(action, agency):
    manager = make.person(Role.MANAGER, action.ward.borough, agency=agency)
    stranger = make.officer(action.ward)

    with pytest.raises(Refused, match="Only the PACT co-ordinator"):
        actions.hand_over(action, owner=stranger, agency=stranger.memberships.get().agency, by=manager, at=LATER)


def test_the_coordinator_hands_an_action_to_another_agency_and_its_refusal_is_kept(action, owner, coordinator):
    other = make.officer(action.ward)
    actions.refuse(action, reason="Not our land.", by=owner, at=NOON)

    actions.hand_over(action, owner=other, agency=other.memberships.get().agency, by=coordinator, at=LATER)

    assert fresh(action).status == "proposed"
    assert action.handovers.get().refusal == "Not our land."


def test_who_hands_an_action_to_themselves_has_accepted_it(action, agency):
    manager = make.person(Role.MANAGER, action.ward.borough, agency=agency)

    actions.hand_over(action, owner=manager, agency=agency, by=manager, at=LATER)

    assert fresh(action).status == "accepted"


# Closing


@pytest.mark.parametrize("kind", Closing.Kind.values)
def test_an_action_is_closed_with_the_reason_that_is_published(action, coordinator, kind):
    actions.close(action, kind=kind, reason="There is no money for gates.", by=coordinator, at=LATER)

    closed = fresh(action)
    assert (closed.status, closed.rag, closed.is_open) == (kind, Rag.CLOSED, False)


def test_a_closed_action_takes_no_more_updates(action, owner):
    make.closing(action)

    with pytest.raises(Refused) as refusal:
        actions.note_progress(action, text="Still going.", by=owner, at=LATER)

    assert refusal.value.reasons == ["This action is closed: not achievable."]


def test_a_closing_is_undone_unless_the_action_was_taken_up_again(priority, owner, agency, coordinator):
    carried = make.action(priority=priority, owner=owner)
    make.closing(carried, kind=Closing.Kind.CARRIED_OVER)
    again = make.action(priority=priority, owner=owner)
    make.closing(again, kind=Closing.Kind.CARRIED_OVER)
    create(priority, owner, agency, continues=carried)

    actions.undo_closing(again, by=coordinator, at=LATER)

    assert fresh(again).is_open
    with pytest.raises(Refused, match="taken up again"):
        actions.undo_closing(carried, by=coordinator, at=LATER)
