"""The network of key individuals: who is due, and when (rule 12: once a quarter)."""

from engagement.models import MemberContact, ReferralRoute
from pact.core.refusals import Obstacle
from pact.core.working_days import add_months

AIMED_AT = 20  # members in a neighbourhood (handbook 7)
KEPT_MONTHS = 12  # after the last contact (handbook 12)
ANSWERED, DUE, OVERDUE = "answered", "due", "overdue"


def quarter_of(day):
    """The first day of its quarter.

    >>> from datetime import date
    >>> quarter_of(date(2026, 3, 11)), quarter_of(date(2026, 12, 31))
    (datetime.date(2026, 1, 1), datetime.date(2026, 10, 1))
    """
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def standing(member, answered_quarters, *, today):
    """Rule 12. Overdue is who did not answer last quarter either, though they were there for the whole of it."""
    now = quarter_of(today)
    before = add_months(now, -3)
    if now in answered_quarters:
        return ANSWERED
    if before not in answered_quarters and member.joined_on <= before:
        return OVERDUE
    return DUE


def obstacles_to_joining(pact, *, role, name):
    """The same person twice would be asked twice, and counted twice."""
    there = MemberContact.objects.filter(member__pact=pact, member__left_on=None, member__role=role, name__iexact=name)
    return ["They are in the network with this role already."] if there.exists() else []


def obstacles_to_member(member):
    return ["They have left the network."] if member.left_on else []


def obstacles_to_route(engagement, *, role, service):
    if engagement.is_closed:
        return ["This engagement is closed out."]
    if ReferralRoute.objects.filter(engagement=engagement, role=role, service__iexact=service).exists():
        return [Obstacle("This service is registered for these people already.")]
    return []


def obstacles_to_being_introduced(route, *, contact, reply_code):
    """W45: a role that is held against nobody comes with nothing that leads to somebody."""
    if route and (contact or reply_code):
        return ["Whoever is introduced by a service stays unknown: keep no contact details and no reply code."]
    return []
