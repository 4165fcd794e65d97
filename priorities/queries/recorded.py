"""What services recorded where a candidate is."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Sum

from pact.core.dates import month
from pact.core.wording import number
from pact.core.working_days import add_months
from profiles.models import IncidentCount

MONTHS = 12


@dataclass(frozen=True)
class RecordedIncidents:
    """How many incidents services recorded in a ward in the last twelve months of the data, by issue type."""

    first: date | None = None
    last: date | None = None
    by_type: dict = field(default_factory=dict)

    @property
    def period(self):
        return f"{month(self.first)} to {month(self.last)}" if self.last else ""

    def words(self, issue_type):
        if not self.by_type.get(issue_type):
            return "None recorded"
        return f"{number(self.by_type[issue_type])} in twelve months"


def recorded_incidents(ward):
    """Two queries. A ward without data has none, in no period."""
    counted = IncidentCount.objects.in_use().filter(ward=ward)
    last = counted.aggregate(last=Max("month"))["last"]
    if last is None:
        return RecordedIncidents()
    first = add_months(last, 1 - MONTHS)
    counts = (
        counted.filter(month__gte=first, issue_type__isnull=False)
        .order_by()
        .values_list("issue_type")
        .annotate(n=Sum("count"))
    )
    return RecordedIncidents(first, last, dict(counts))


def incidents_by_month(ward, issue_type):
    """`[(month, how many)]` of the twelve months that the ranking counts, the latest first."""
    recorded = recorded_incidents(ward)
    if recorded.last is None:
        return []
    counts = dict(
        IncidentCount.objects.in_use()
        .filter(ward=ward, issue_type=issue_type, month__gte=recorded.first)
        .order_by()
        .values_list("month")
        .annotate(n=Sum("count"))
    )
    months = [add_months(recorded.last, -back) for back in range(MONTHS)]
    return [(first, counts.get(first, 0)) for first in months]
