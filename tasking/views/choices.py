"""What a person can do with an action as it stands: the buttons below it, in the order in which they are wanted."""

from django.urls import reverse

from tasking import rules


def choices(user, action):
    """Dicts of text, href, is_post (done at once, else a page asks more), about and kind: the first stands out.

    Costs no query beyond the user's memberships, so that a list can offer them in every row.
    """
    wanted = [*_answers(user, action), *_updates(user, action), *_checks(user, action)]
    found = [*wanted, *_management(user, action)]
    for choice in found:
        choice["kind"] = "primary" if choice in wanted[:1] else "secondary"
    return found


def _answers(user, action):
    if not rules.may_update(user, action) or rules.obstacles_to_updating(action):
        return
    if not action.is_accepted:
        yield _choice("Accept", "acceptance", action, is_post=True)
    if not action.has("acceptance"):
        yield _choice("Refuse", "refusal", action)


def _updates(user, action):
    if not rules.may_update(user, action):
        return
    # What is not answered yet is answered first: two buttons, not five.
    if action.is_accepted and not rules.obstacles_to_reporting(action):
        yield _choice("Progress", "progress", action)
        yield _choice("Done", "completion", action)
        if action.blocked_at:
            yield _choice("No longer blocked", "clearance", action, is_post=True)
        else:
            yield _choice("Blocked", "block", action)
    if action.is_done and action.is_open:
        yield _choice("Not done after all", "completion_undo", action, is_post=True)


def _checks(user, action):
    if not rules.may_verify(user, action) or not action.is_done:
        return
    if action.is_open:
        yield _choice("Verify", "verification", action)
        yield _choice("Send back", "send_back", action)
    if action.is_verified:
        yield _choice("Undo the verification", "verification_undo", action, is_post=True)


def _management(user, action):
    if rules.may_redate(user, action) and not rules.obstacles_to_updating(action):
        yield _choice("Move the date", "redating", action)
        yield _choice("Hand over", "handover", action)
    if rules.may_close(user, action):
        if action.is_open:
            yield _choice("Close", "closing", action)
        if action.is_closed:
            yield _choice("Reopen", "closing_undo", action, is_post=True)
        if not action.has("acceptance") and action.is_open and not action.is_done:
            yield _choice("Withdraw", "withdrawal", action, is_post=True)


def _choice(text, name, action, is_post=False):
    href = reverse(f"tasking:{name}", args=[action.pk])
    return {"text": text, "href": href, "is_post": is_post, "about": action.title}
