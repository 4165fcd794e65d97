"""The list of engagements and how far each has come."""

from dataclasses import dataclass

from django.db.models import Q

from engagement import rules
from pact.accounts.models import Membership
from pact.accounts.permissions import Permission, roles_that_may


@dataclass(frozen=True)
class Progress:
    """How far one area, or all of them, has come towards the target; `words` says it: "14 of 20 interviews"."""

    label: str
    done: int
    target: int
    words: str


def progress(engagement):
    """A list of `Progress`, one for each area, of an engagement with its technique. Two queries."""
    done = rules.done_by_area(engagement)
    areas = sorted(engagement.areas.all(), key=lambda area: (area.name, area.pk))
    return [_progress(area.name, done.get(area.pk, 0), engagement.target, engagement.technique) for area in areas]


def progress_in_all(engagement):
    """`Progress` over all areas. Needs `with_progress()`."""
    return _progress("In all", engagement.total_done, engagement.total_target, engagement.technique)


def _progress(label, done, target, technique):
    return Progress(label, done, target, f"{done} of {target} {technique.counts}")


def engagements(visible, *, today, ward=None, technique=None, when=""):
    """Those that fit, the latest first, with their progress."""
    found = visible.for_display().with_progress()
    if ward:
        found = found.filter(cycle__pact__ward=ward)
    if technique:
        found = found.filter(technique=technique)
    if when == "now":
        found = found.filter(starts_on__lte=today, ends_on__gt=today, closed_at=None)
    elif when == "coming":
        found = found.filter(starts_on__gt=today)
    elif when == "over":
        found = found.filter(Q(ends_on__lte=today) | Q(closed_at__isnull=False))
    return found.order_by("-starts_on", "-pk")


@dataclass(frozen=True)
class Who:
    """Whom an engagement wants to hear, and who does it, each as names in order."""

    groups: list
    team: list
    agencies: list


def who_does_it(engagement):
    """Three queries."""
    return Who(
        groups=list(engagement.groups.order_by("position", "name").values_list("name", flat=True)),
        team=list(engagement.team.order_by("name", "pk").values_list("name", flat=True)),
        agencies=list(engagement.agencies.order_by("name", "pk").values_list("name", flat=True)),
    )


def recorders_of(ward):
    """Who may be on a team here: those who record in this ward, or would at its engagements, for `filter(pk__in=…)`."""
    seats = Membership.objects.current().within(ward)
    may = [*roles_that_may(Permission.RECORD_ENGAGEMENT), *roles_that_may(Permission.JOIN_ENGAGEMENT)]
    return seats.filter(role__in=may).values("person")
