"""Services that introduce people with a role that is held against nobody: a register, and a count (W45)."""

from django.db import transaction
from django.db.models import F

from engagement import rules
from engagement.models import Engagement, Interview, ReferralRoute
from pact.audit import trail
from pact.core.refusals import refuse_if

SAID_THEMSELVES = ""


@transaction.atomic
def add_route(engagement, *, role, service, asked, by, at):
    engagement = Engagement.objects.select_for_update(of=("self",)).get(pk=engagement.pk)
    refuse_if(rules.obstacles_to_route(engagement, role=role, service=service))

    route = ReferralRoute.objects.create(engagement=engagement, role=role, service=service, asked=asked)
    trail.record("registered a service that introduces people to", on=engagement, by=by, at=at, service=service)
    return route


@transaction.atomic
def count_asked(route, *, asked, by, at):
    """What the service says how many it has asked so far."""
    ReferralRoute.objects.filter(pk=route.pk).update(asked=asked)
    trail.record("counted whom a service asked for", on=route.engagement, by=by, at=at, service=route.service)


def count_answered(engagement, route):
    """One more answered who came by this route. For actions, inside their transaction.

    Neither the answers nor the trail say so, and the count does not say of whom.
    """
    ReferralRoute.objects.filter(pk=route.pk, engagement=engagement).update(answered=F("answered") + 1)


def counted_apart(engagement, roles):
    """The roles that may stand beside somebody's answers; that they complained is counted, and not kept there."""
    if Interview.Role.COMPLAINED not in roles:
        return roles
    route, _ = ReferralRoute.objects.get_or_create(
        engagement=engagement, role=ReferralRoute.Role.COMPLAINANT, service=SAID_THEMSELVES
    )
    count_answered(engagement, route)
    return [role for role in roles if role != Interview.Role.COMPLAINED]
