"""How often the same thing comes back to the same place: symptoms handled again, not a problem solved (W53)."""

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, F, Max

from pact.core.wording import number, percent
from pact.core.working_days import add_months
from profiles.models import Incident

OFTEN = 3  # of one issue type at one recorded place; twice may be chance
MOST_PLACES = 5


@dataclass(frozen=True)
class Repeats:
    """Of `all` incidents in the ward, `again` came after a first of their kind at their place, where there were three.

    `before` is the same share in the months one year earlier, `borough` that of the whole borough, both in percent or
    None. `places` are [place, issue type, times], of those that may be named (rule 64).
    """

    all: int
    again: int
    borough: float | None = None
    before: float | None = None
    places: list = field(default_factory=list)

    @property
    def share(self):
        return 100 * self.again / self.all if self.all else None

    @property
    def is_hidden(self):
        return 0 < self.again < settings.SUPPRESS_BELOW

    @property
    def sentence(self):
        """What a councillor can read aloud; "" where nothing came back or too little to say."""
        if not self.again or self.is_hidden:
            return ""
        counts = f"{number(self.again)} of {number(self.all)}"
        said = (
            f"{percent(self.share)} of incidents ({counts}) were the same kind of thing coming back to the same place"
        )
        if self.borough is not None:
            said += f"; in the whole borough {percent(self.borough)}"
        if self.before is not None:
            said += f"; here a year before {percent(self.before)}"
        return f"{said}."


def repeats(ward, *, months):
    """The ward's `Repeats` over these months (dates of their first days). Four queries."""
    if not months:
        return Repeats(0, 0)
    now, before = _Recorded(ward, months), _Recorded(ward, [add_months(month, -12) for month in months])
    return Repeats(
        all=now.all[ward.pk],
        again=now.again[ward.pk],
        borough=_share(now.again.total(), now.all.total()),
        before=_share(before.again[ward.pk], before.all[ward.pk]) if before.is_complete else None,
        places=[
            [group["place"], group["kind"], group["n"]]
            for group in now.groups
            if group["ward"] == ward.pk and group["n"] >= settings.SUPPRESS_BELOW
        ][:MOST_PLACES],
    )


def _share(again, of):
    """In percent; None where nothing was recorded or so little came back that it must not be told (rule 64)."""
    return None if not of or 0 < again < settings.SUPPRESS_BELOW else 100 * again / of


class _Recorded:
    """What was recorded in a ward's borough in some months: `all` and `again` by ward, `groups` of what came back."""

    def __init__(self, ward, months):
        found = Incident.objects.in_use().filter(
            ward__borough=ward.borough_id, month__in=months, issue_type__isnull=False
        )
        by_month = found.order_by().values_list("ward", "month").annotate(n=Count("pk"))
        self.all, covered = Counter(), set()
        for place, month, n in by_month:
            self.all[place] += n
            covered.add(month)
        self.is_complete = covered == set(months)
        alike = found.values("ward", "longitude", "latitude", kind=F("issue_type__name"))
        often = alike.annotate(n=Count("pk"), place=Max("location")).filter(n__gte=OFTEN)
        self.groups = list(often.order_by("-n", "place", "kind"))
        self.again = Counter()
        for group in self.groups:
            self.again[group["ward"]] += group["n"] - 1
