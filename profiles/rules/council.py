"""Priorities of the council and others: who may record them, and whether now. Nothing here writes."""

from pact.accounts.models import Permission
from pact.core.refusals import Obstacle
from profiles.models import CouncilPriority


def may_record_council_priorities(user):
    return bool(user.boroughs(Permission.WRITE_PROFILE))


def may_change_council_priority(user, priority):
    return user.can(Permission.WRITE_PROFILE, within=priority.borough)


def obstacles_to_recording_council_priority(borough, *, owner, title, starts_on, ends_on, besides=None, **_):
    obstacles = []
    if ends_on and ends_on <= starts_on:
        obstacles.append("The day on which it ends comes before the first.")
    same = CouncilPriority.objects.filter(borough=borough, owner=owner, title=title, withdrawn_at=None)
    if twin := same.exclude(pk=besides and besides.pk).first():
        obstacles.append(Obstacle("It is recorded already.", href=twin.get_absolute_url()))
    if besides and besides.is_withdrawn:
        obstacles.append("It is withdrawn and stays as it is.")
    return obstacles
