"""What a review covers, who is asked to it, and whom it may address."""

from datetime import date

from django.db.models import Q

from pact.accounts.models import Agency, Membership, Permission, Role, User
from pact.core.dates import months
from pact.cycles.models import Cycle
from pact.places.models import TownshipWard
from scrutiny.models import Recommendation

REFERENCE_MONTH = 5  # a municipal year begins with the annual meeting in May


def title_of_review(township, *, starts_on, ends_on):
    return f"Review of {township}, {months(starts_on, ends_on)}"


def cycles_of(township, *, starts_on, ends_on):
    """The cycles of the township's wards that have a day between these dates (the end exclusive)."""
    wards = TownshipWard.objects.filter(township=township, starts_on__lt=ends_on).exclude(ends_on__lte=starts_on)
    return Cycle.objects.filter(
        pact__ward__in=wards.values("ward"), starts_on__lt=ends_on, ends_on__gt=starts_on
    ).order_by("pact__ward__name", "pk")


def who_reviews(township, *, today):
    """The township's councillors and the managers of partners who work in it (W52)."""
    wards = TownshipWard.objects.on(today).filter(township=township).values("ward")
    here = Q(township=township) | Q(borough=township.borough_id) | Q(ward__in=wards)
    held = Membership.objects.current().filter(here, role__in=[Role.COUNCILLOR, Role.MANAGER])
    return User.objects.filter(is_active=True, pk__in=held.values("person")).order_by("name", "pk")


def next_reference(today):
    """The council year and the next number in it, through all reviews: "2026/07". Called under a lock."""
    year = today.year - (today.month < REFERENCE_MONTH)
    last = Recommendation.objects.filter(reference__startswith=f"{year}/").order_by("-pk").first()
    number = int(last.reference.split("/")[1]) + 1 if last else 1
    return f"{year}/{number:02}"


def managers_in(township):
    """Current memberships of those who answer for an agency in this township, its borough or one of its wards."""
    wards = TownshipWard.objects.filter(township=township).values("ward")
    here = Q(township=township) | Q(borough=township.borough_id) | Q(ward__in=wards)
    return Membership.objects.current().holding(Permission.MANAGE_AGENCY).filter(here)


def agencies_to_address(township):
    """Agencies that somebody answers for in this township, to address a recommendation to."""
    return Agency.objects.filter(pk__in=managers_in(township).values("agency")).order_by("name", "pk")


def this_quarter(today):
    """The quarter in which today lies, for a form to start with."""
    starts_on = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    month = starts_on.month + 3
    return {"starts_on": starts_on, "ends_on": date(starts_on.year + (month > 12), (month - 1) % 12 + 1, 1)}
