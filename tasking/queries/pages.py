"""One action: its facts."""

from pact.core.dates import day, short_day


def facts(action, *, sees_cycle):
    """What its page says of an action, as rows of key and value; its priority is a link for those who can see it."""
    href = action.priority.get_absolute_url() if sees_cycle else ""
    moved = f", first due {short_day(action.original_due_on)}" if action.redating_count else ""
    rows = [
        ("Due", f"{day(action.due_on)}{moved}", ""),
        ("Owner", f"{action.owner}, {action.agency}", ""),
        ("Priority", str(action.priority), href),
        ("Where", f"{action.priority.place}, {action.ward}", ""),
        ("Details", action.detail, ""),
        ("How we will know", action.success_measure, ""),
        ("Mainstream service", "Changes what it does to make this happen" if action.bends_mainstream else "", ""),
    ]
    if action.continues:
        rows.append(("Takes up", action.continues.title, action.continues.get_absolute_url()))
    if continued_by := getattr(action, "continued_by", None):
        rows.append(("Taken up by", continued_by.title, continued_by.get_absolute_url()))
    return [{"key": key, "value": value, "value_href": href} for key, value, href in rows if value]
