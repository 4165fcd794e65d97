"""What was recorded in a ward over the latest year in the data."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max

from pact.core.working_days import add_months
from pact.places.models import Ward
from profiles.models import Incident


@dataclass(frozen=True)
class IssueRow:
    """Recorded incidents of one issue type over the latest year in the data, per 1,000 people beside the borough."""

    code: str
    name: str
    count: int
    rate: float | None
    borough_rate: float | None
    months: list

    @property
    def is_high(self):
        return bool(self.borough_rate and self.rate and self.rate > 1.2 * self.borough_rate)


@dataclass(frozen=True)
class IssueLine:
    """An issue row as it may be shown: a small count, and what would give it away, is suppressed (rule 64)."""

    row: IssueRow
    shown: str
    rate_shown: str
    borough_rate_shown: str
    is_high: bool
    is_hidden: bool


def latest_year(ward):
    """The first day and the months of the latest twelve for which the borough has incidents in use."""
    last = Incident.objects.filter(ward__borough=ward.borough_id, dataset__withdrawn_at=None).aggregate(
        last=Max("month")
    )["last"]
    if last is None:
        return None, []
    first = add_months(last, -11)
    return first, [add_months(first, n) for n in range(12)]


def issue_rows(ward, *, first, months):
    """Recorded incidents by issue type, most first. Months that no file covers count as nought."""
    if first is None:
        return []
    since = Incident.objects.filter(dataset__withdrawn_at=None, month__gte=first, issue_type__isnull=False)
    here = since.filter(ward=ward).values("issue_type__code", "issue_type__name", "month").annotate(n=Count("pk"))
    borough = dict(since.filter(ward__borough=ward.borough_id).values_list("issue_type__code").annotate(n=Count("pk")))
    people = sum(
        Ward.objects.filter(borough=ward.borough_id).values_list("population", flat=True).exclude(population=None)
    )

    by_type = defaultdict(dict)
    for row in here.order_by("issue_type__code", "month"):
        by_type[row["issue_type__code"], row["issue_type__name"]][row["month"]] = row["n"]
    rows = [
        IssueRow(
            code=code,
            name=name,
            count=sum(counts.values()),
            rate=1000 * sum(counts.values()) / ward.population if ward.population else None,
            borough_rate=1000 * borough[code] / people if people else None,
            months=[counts.get(month, 0) for month in months],
        )
        for (code, name), counts in by_type.items()
    ]
    return sorted(rows, key=lambda row: (-row.count, row.name))


def busiest_places(ward, *, first, most=10):
    """Where incidents were recorded most often in the latest year: named place, count, longitude, latitude."""
    if first is None:
        return []
    places = (
        Incident.objects.filter(ward=ward, dataset__withdrawn_at=None, month__gte=first)
        .values("longitude", "latitude")
        .annotate(n=Count("pk"), place=Max("location"))
        .order_by("-n", "longitude", "latitude")[:most]
    )
    return [[row["place"], row["n"], row["longitude"], row["latitude"]] for row in places]
