"""What every step on an action has in common."""

from pact.audit import trail
from tasking.models import Acceptance, Action


def locked(action):
    # Two queries: joined to the locking one, the steps would be those from before the wait for the lock.
    Action.objects.select_for_update(of=("self",)).get(pk=action.pk)
    steps = Action.objects.select_related("acceptance", "completion", "verification", "closing", "continued_by")
    return steps.select_related(
        "owner", "agency", "priority__cycle__pact__ward", "priority__cycle__pact__coordinator"
    ).get(pk=action.pk)


def take_on(action, *, by, at):
    answer = {"is_refusal": False, "reason": "", "by": by, "at": at}
    action.acceptance, _ = Acceptance.objects.update_or_create(action=action, defaults=answer)
    heard(action, "accepted", by=by, at=at)


def take_on_if_unanswered(action, *, by, at):
    if not action.has("acceptance"):
        take_on(action, by=by, at=at)


def heard(action, verb, *, by, at, **detail):
    """Every step is recorded, and is an update that keeps the action from falling silent."""
    action.heard_at = at
    action.save(update_fields=["heard_at"])
    trail.record(verb, on=action, by=by, at=at, **detail)
