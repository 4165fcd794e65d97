"""What was recorded in a ward over the latest year in the data."""

from collections import defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max, Sum

from pact.core.dates import month
from pact.core.dates import months as months_named
from pact.core.working_days import add_months
from pact.places.models import Ward
from profiles.models import Incident, IncidentCount


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
    """The months, within twelve, in which anything is recorded in the borough: other months no file covers."""
    recorded = IncidentCount.objects.in_use().filter(ward__borough=ward.borough_id)
    months = list(recorded.order_by("-month").values_list("month", flat=True).distinct()[:12])
    return [month for month in reversed(months) if month >= add_months(months[0], -11)]


def span_in_words(months):
    """From the first to the last of these months: "March 2023 to February 2024", "January 2024"."""
    if not months:
        return ""
    return month(months[0]) if len(months) == 1 else months_named(months[0], add_months(months[-1], 1))


def issue_rows(ward, *, months, today):
    """Recorded incidents by issue type in these months, most first."""
    if not months:
        return []
    found = IncidentCount.objects.in_use().filter(month__in=months, issue_type__isnull=False)
    here = found.filter(ward=ward).values("issue_type__code", "issue_type__name", "month").annotate(n=Sum("count"))
    borough = found.filter(ward__borough=ward.borough_id).values_list("issue_type__code").annotate(n=Sum("count"))
    borough = dict(borough)
    people = Ward.objects.on(today).filter(borough=ward.borough_id).aggregate(all=Sum("population"))["all"]

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


def busiest_places(ward, *, months, most=10):
    """Where incidents were recorded most often in these months: named place, count, longitude, latitude.

    A place with fewer than may be published is not named (rule 64).
    """
    places = (
        Incident.objects.filter(ward=ward, dataset__withdrawn_at=None, month__in=months)
        .values("longitude", "latitude")
        .annotate(n=Count("pk"), place=Max("location"))
        .filter(n__gte=settings.SUPPRESS_BELOW)
        .order_by("-n", "longitude", "latitude")[:most]
    )
    return [[row["place"], row["n"], row["longitude"], row["latitude"]] for row in places]
