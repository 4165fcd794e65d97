"""What was found and how it is now: photos side by side, and what is due to be looked at again."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F, OuterRef, Q, Subquery

from engagement.models import BlurredPhoto, Finding, Reinspection


@dataclass(frozen=True)
class Pair:
    """A finding before and after: its own photo and that of the last second look that has one."""

    finding: Finding
    look: Reinspection | None
    last: Reinspection

    @property
    def words(self):
        return self.last.get_outcome_display()


def pair_of(finding, looks):
    """The `Pair` of a finding and its second looks, oldest first; None where nobody looked again or took a photo."""
    looks = list(looks)
    with_photo = [look for look in looks if look.photo]
    if not looks or not (finding.photo or with_photo):
        return None
    return Pair(finding, with_photo[-1] if with_photo else None, looks[-1])


def pairs(findings):
    """Of findings as `queries.findings` answers them."""
    found = [pair_of(finding, finding.reinspections.all()) for finding in findings]
    return [pair for pair in found if pair]


def due_again(visible, today, *, days=14):
    """Findings that are to be looked at again by `days` from now, or were and nobody did; the longest overdue first.

    A finding is settled once somebody found it put right, or looked again on or after the day that was set.
    """
    looks = Reinspection.objects.filter(finding=OuterRef("pk")).order_by("-held_on", "-pk")
    rows = (
        visible.for_display().select_related("walkabout__area__ward", "recorded_by").prefetch_related("reinspections")
    )
    rows = rows.annotate(looked_on=Subquery(looks.values("held_on")[:1]), now=Subquery(looks.values("outcome")[:1]))
    never, too_early = Q(looked_on=None), Q(looked_on__lt=F("reinspect_on")) & ~Q(now="gone")
    return rows.filter(never | too_early, reinspect_on__lte=today + timedelta(days=days)).order_by("reinspect_on", "pk")


def blurred_copy(finding, look=None):
    return BlurredPhoto.objects.filter(finding=finding, look=look).first()
