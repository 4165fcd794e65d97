"""Who may, and whether now. Nothing here writes."""

from django.conf import settings
from django.utils import timezone

from engagement import queries as engagement
from feedback.models import Newsletter
from pact.accounts.models import Permission
from pact.core.dates import day, span
from pact.core.refusals import Obstacle
from pact.core.working_days import add_months

MONTHS_BETWEEN = 3  # the publicity code lets a council's newsletter out no more often than quarterly (rule 55)
SPOILAGE = 0.03
PARCEL = 50


# Who may


def may_write(user, ward):
    return user.can(Permission.WRITE_NEWSLETTER, within=ward)


def may_approve(user, newsletter):
    """Rule 57: nobody approves what they wrote any part of. `authors` is prefetched or read once."""
    return (
        user.can(Permission.APPROVE_NEWSLETTER, within=newsletter.cycle.ward) and user not in newsletter.authors.all()
    )


def may_print(user, ward):
    return user.can(Permission.PRINT_NEWSLETTER, within=ward)


# What stands in the way


def obstacles_to_drafting(cycle):
    obstacles = []
    existing = Newsletter.objects.filter(cycle=cycle).first()
    if existing:
        obstacles.append(Obstacle("This cycle has a newsletter already.", href=existing.get_absolute_url()))
    if not cycle.priorities.exists():
        obstacles.append(Obstacle("No priority is decided in this cycle yet.", href=cycle.get_absolute_url()))
    return obstacles


def obstacles_to_editing(newsletter):
    if obstacles := _obstacles_of_publication(newsletter):
        return obstacles
    if newsletter.print_runs.filter(printed_at__isnull=False).exists():
        return ["Copies of this newsletter are printed. It stays as people get it."]
    return []


def obstacles_to_showing(photos, *, ward):
    """Only what is cleared and published of this very ward. It may have been withdrawn since the page was opened."""
    here = set(engagement.public_photos(ward).values_list("pk", flat=True)) if photos else set()
    return [
        f"“{photo.what}” may not be published, or not any more. Choose another photo."
        for photo in photos
        if photo.pk not in here
    ]


def obstacles_to_approving(newsletter, *, by):
    obstacles = _obstacles_of_publication(newsletter)
    if by in newsletter.authors.all():
        obstacles.append("You wrote some of this newsletter. Somebody else has to approve it.")
    if _is(newsletter, "approval"):
        obstacles.append("It is approved already.")
    return obstacles + [
        f"“{priority}” is missing. Every priority of the cycle appears." for priority in missing(newsletter)
    ]


def obstacles_to_publishing(newsletter, *, today):
    obstacles = _obstacles_of_publication(newsletter)
    if not _is(newsletter, "approval"):
        obstacles.append(Obstacle("It has not been approved yet.", href=newsletter.get_absolute_url()))
    window = pre_election_window(today)
    if window:
        obstacles.append(
            f"Nothing is published from {span(*window)}: it is the pre-election period. "
            "Only the monitoring officer can lift it."
        )
    last = last_published_on(newsletter.cycle.ward, other_than=newsletter)
    if last and today < add_months(last, MONTHS_BETWEEN):
        obstacles.append(
            f"The last newsletter of {newsletter.cycle.ward} came out on {day(last)}. The next may come out from "
            f"{day(add_months(last, MONTHS_BETWEEN))}: not more often than quarterly."
        )
    return obstacles


def obstacles_to_printing(newsletter, *, addresses, copies):
    """Rule 61: at least one copy for every address of the ward."""
    obstacles = []
    if not _is(newsletter, "approval"):
        obstacles.append("It has not been approved yet.")
    known = newsletter.cycle.ward.addresses or 0
    if addresses < known:
        obstacles.append(f"The ward has {known:,} addresses, and every one gets a copy.")
    if copies < addresses:
        obstacles.append("Print at least one copy for every address.")
    if newsletter.print_runs.filter(copies=copies, addresses=addresses, printed_at=None).exists():
        obstacles.append(f"{copies:,} copies are ordered already and not printed yet.")
    return obstacles


def _obstacles_of_publication(newsletter):
    return ["This newsletter is published. It stays as people got it."] if _is(newsletter, "publication") else []


# Facts that rules share


def missing(newsletter):
    """The priorities of the cycle that have no item (rule 58)."""
    return newsletter.cycle.priorities.exclude(newsletter_items__newsletter=newsletter).order_by("position", "pk")


def last_published_on(ward, *, other_than=None):
    published = Newsletter.objects.published().filter(cycle__pact__ward__code=ward.code)
    if other_than:
        published = published.exclude(pk=other_than.pk)
    last = published.order_by("-publication__at").values_list("publication__at", flat=True).first()
    return last and timezone.localdate(last)


def pre_election_window(day):
    """The configured pre-election period (first and last day) in which this day lies, or None (rule 56)."""
    return next((window for window in settings.PRE_ELECTION_PERIODS if window[0] <= day <= window[1]), None)


def copies_for(addresses, *, extra=0):
    """How many to print: every address, 3% spoilage, library and councillor copies, rounded up to 50."""
    wanted = addresses * (1 + SPOILAGE) + extra
    return -int(-wanted // PARCEL) * PARCEL


def _is(newsletter, state):
    return getattr(newsletter, state, None) is not None
