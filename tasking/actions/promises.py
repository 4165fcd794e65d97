"""What is promised, by whom and by when: made, answered, moved, handed on, ended."""

from django.db import transaction
from django.utils import timezone

from pact.audit import trail
from pact.core.refusals import refuse_if
from tasking import notices, rules
from tasking.actions.steps import heard, locked, take_on
from tasking.models import (
    Acceptance,
    Action,
    Closing,
    Handover,
    Redating,
)


@transaction.atomic
def create(
    priority,
    *,
    title,
    owner,
    agency,
    due_on,
    detail="",
    success_measure="",
    bends_mainstream=False,
    continues=None,
    by,
    at,
):
    """Promise something under a priority (rule 28). `continues` is an action that was carried over to become this."""
    type(priority).objects.select_for_update(of=("self",), no_key=True).get(pk=priority.pk)
    refuse_if(
        rules.obstacles_to_creating(priority, owner=owner, agency=agency, due_on=due_on, today=timezone.localdate(at))
    )
    if continues is not None:
        continues = locked(continues)
        refuse_if(rules.obstacles_to_continuing(continues, priority=priority))
    refuse_if(rules.obstacles_to_creating_again(priority, title=title, owner=owner, due_on=due_on))

    action = Action.objects.create(
        priority=priority,
        title=title,
        detail=detail,
        success_measure=success_measure,
        owner=owner,
        agency=agency,
        due_on=due_on,
        original_due_on=due_on,
        bends_mainstream=bends_mainstream,
        continues=continues,
        times_carried=continues.times_carried + 1 if continues else 0,
        created_at=at,
        created_by=by,
        heard_at=at,
    )
    trail.record("created", on=action, by=by, at=at, owner=str(owner), agency=str(agency), due_on=due_on.isoformat())
    if owner != by:
        notices.action_assigned(action, at=at)
    return action


@transaction.atomic
def withdraw(action, *, by, at):
    """Take back an action to which nothing has happened, as if it had never been."""
    action = locked(action)
    refuse_if(rules.obstacles_to_withdrawing(action))

    trail.record("withdrew", on=action, by=by, at=at, owner=str(action.owner), priority=str(action.priority))
    notices.action_withdrawn(action, at=at)
    action.delete()


@transaction.atomic
def accept(action, *, by, at):
    """Take an action on; also after having refused it. Accepting twice is harmless."""
    action = locked(action)
    refuse_if(rules.obstacles_to_updating(action))
    if not action.is_accepted:
        take_on(action, by=by, at=at)
    return action


@transaction.atomic
def refuse(action, *, reason, by, at):
    action = locked(action)
    refuse_if(rules.obstacles_to_updating(action))

    answer = {"is_refusal": True, "reason": reason, "by": by, "at": at}
    Acceptance.objects.update_or_create(action=action, defaults=answer)
    heard(action, "refused", by=by, at=at, reason=reason)
    notices.action_refused(action, reason=reason, by=by, at=at)
    return action


@transaction.atomic
def redate(action, *, due_on, reason, by, at):
    """Agree a new due date. The first one is kept, and every change is counted (rule 35)."""
    action = locked(action)
    refuse_if(rules.obstacles_to_redating(action, due_on=due_on, today=timezone.localdate(at)))

    redating = Redating.objects.create(
        action=action, was_due_on=action.due_on, due_on=due_on, reason=reason, by=by, at=at
    )
    action.due_on = due_on
    action.save(update_fields=["due_on"])
    heard(action, "re-dated", by=by, at=at, to=due_on.isoformat(), reason=reason)
    if action.owner != by:
        notices.action_redated(action, redating, at=at)
    return redating


@transaction.atomic
def hand_over(action, *, owner, agency, reason="", by, at):
    """Give an action to somebody else, who then has to accept it. The promise and its history stay."""
    action = locked(action)
    refuse_if(rules.obstacles_to_handing_over(action, owner=owner, agency=agency, by=by))

    handover = Handover.objects.create(
        action=action,
        from_owner=action.owner,
        to_owner=owner,
        from_agency=action.agency,
        to_agency=agency,
        reason=reason,
        refusal=action.acceptance.reason if action.is_refused else "",
        by=by,
        at=at,
    )
    if action.has("acceptance"):
        action.acceptance.delete()
    action.owner, action.agency = owner, agency
    action.save(update_fields=["owner", "agency"])
    heard(action, "handed over", by=by, at=at, to=str(owner), agency=str(agency), reason=reason)
    action = locked(action)
    if owner == by:
        take_on(action, by=by, at=at)
    else:
        notices.action_assigned(action, at=at, occasion=f"handover {handover.pk}")
    return handover


@transaction.atomic
def close(action, *, kind, reason, by, at):
    """End a promise that was not kept: carried over, or not achievable, with the reason that is published."""
    action = locked(action)
    refuse_if(rules.obstacles_to_changing(action))

    closing = Closing.objects.create(action=action, kind=kind, reason=reason, by=by, at=at)
    heard(action, "closed", by=by, at=at, kind=closing.kind, reason=reason)
    return closing


@transaction.atomic
def undo_closing(action, *, by, at):
    action = locked(action)
    refuse_if(rules.obstacles_to_undoing(action, "closing", is_there=action.is_closed))

    action.closing.delete()
    heard(action, "reopened", by=by, at=at)
    return locked(action)


@transaction.atomic
def remind(action, reminder, *, by, at):
    """Send one reminder, unless the action was finished in the meantime. Once, however often it is called (rule 41)."""
    action = locked(action)
    if action.is_done or not action.is_open:
        return []
    tell = notices.action_overdue if reminder.is_overdue else notices.action_due
    return tell(action, reminder, at=at)
