"""Walks, what they come to and what was found."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Prefetch

from engagement.grading import compared, score
from engagement.models import GRADED, Item, Reinspection


@dataclass(frozen=True)
class ItemScore:
    """What an item came to over the transects of a walk; `value` is None where it was not assessed (rule 18)."""

    item: str
    label: str
    value: Decimal | None
    words: str
    compared: str
    graded: int


def scores(transects):
    """A list of `ItemScore` of these transects, in the order of the sheet (rule 17)."""
    found = []
    for item in GRADED:
        grades = [getattr(transect, item) for transect in transects]
        value = score(grades)
        label = Item(item).called
        words = "Not assessed" if value is None else f"{value}% in a poor state"
        found.append(ItemScore(item, label, value, words, compared(item, value), sum(map(bool, grades))))
    return found


def findings(walkabout):
    """Those of one walk with their last second look, the worst first."""
    looks = Reinspection.objects.order_by("held_on", "pk")
    rows = walkabout.findings.for_display().prefetch_related(Prefetch("reinspections", looks)).order_by("pk")
    return sorted(rows, key=lambda finding: not finding.is_poor)


def walkabouts(visible, *, engagement=None):
    found = visible.for_display()
    if engagement:
        found = found.filter(engagement=engagement)
    found = found.annotate(
        transect_count=Count("transects", distinct=True), finding_count=Count("findings", distinct=True)
    )
    return found.order_by("-held_on", "-pk")
