"""Who is told what about actions. The words are in templates/tasking/emails/."""

from pact.accounts.models import Membership, Permission, User
from pact.notifications import actions as notifications


def managers_of(agency):
    """The people who answer for an agency's actions."""
    managing = Membership.objects.current().holding(Permission.MANAGE_AGENCY).filter(agency=agency)
    return User.objects.filter(is_active=True, pk__in=managing.values("person")).order_by("pk")


def action_assigned(action, *, at, occasion="once"):
    return _send("action_assigned", action, to=[action.owner], at=at, occasion=occasion)


def action_withdrawn(action, *, at):
    return _send("action_withdrawn", action, to=[action.owner], at=at, occasion="once", href="")


def action_refused(action, *, reason, by, at):
    return _send("action_refused", action, to=[_coordinator(action)], at=at, reason=reason, refused_by=by)


def action_blocked(action, block, *, at):
    return _send("action_blocked", action, to=[_coordinator(action)], at=at, occasion=f"block {block.pk}", block=block)


def action_done(action, completion, *, at):
    occasion = f"completion {completion.pk}"
    return _send("action_done", action, to=[_coordinator(action)], at=at, occasion=occasion, completion=completion)


def action_sent_back(action, send_back, *, at):
    occasion = f"send back {send_back.pk}"
    return _send("action_sent_back", action, to=[action.owner], at=at, occasion=occasion, send_back=send_back)


def action_redated(action, redating, *, at):
    occasion = f"re-dating {redating.pk}"
    return _send("action_redated", action, to=[action.owner], at=at, occasion=occasion, redating=redating)


def action_due(action, reminder, *, at):
    """To the owner, before and on the due date."""
    return _send("action_due", action, to=[action.owner], at=at, occasion=reminder.occasion)


def action_overdue(action, reminder, *, at):
    """To the owner every week; after one week also to the agency's managers, after two to the co-ordinator."""
    to = {action.owner}
    if reminder.tells_managers:
        to |= set(managers_of(action.agency))
    if reminder.tells_coordinator:
        to |= {_coordinator(action)}
    return _send(
        "action_overdue",
        action,
        to=sorted(to, key=lambda person: person.pk),
        at=at,
        occasion=reminder.occasion,
        tells_managers=reminder.tells_managers,
        tells_coordinator=reminder.tells_coordinator,
        is_exception=reminder.is_exception,
    )


def _coordinator(action):
    return action.cycle.pact.coordinator


def _send(name, action, *, to, at, href=None, **context):
    href = action.get_absolute_url() if href is None else href
    return notifications.send(f"tasking.{name}", to=to, about=action, at=at, href=href, action=action, **context)
