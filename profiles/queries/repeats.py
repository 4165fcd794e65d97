"""How often the same thing comes back to the same place: symptoms handled again, not a problem solved (W53)."""

from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, F, Max, Sum

from pact.core.wording import number, percent
from pact.core.working_days import add_months
from profiles.models import Dataset, HotSpotRun, Incident, IncidentCount

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
    """The ward's `Repeats` over these months (dates of their first days). At most eight queries."""
    if not months:
        return Repeats(0, 0)
    now, before = _Recorded(ward, months), _Recorded(ward, [add_months(month, -12) for month in months])
    everywhere = _worked_out(ward.borough_id, months)
    if everywhere is None:
        everywhere = coming_back(ward.borough_id, months)
    return Repeats(
        all=now.all[ward.pk],
        again=now.again,
        borough=_share(everywhere, now.all.total()),
        before=_share(before.again, before.all[ward.pk]) if before.is_complete else None,
        places=[
            [group["place"], group["kind"], group["n"]] for group in now.groups if group["n"] >= settings.SUPPRESS_BELOW
        ][:MOST_PLACES],
    )


def _share(again, of):
    """In percent; None where nothing was recorded or so little came back that it must not be told (rule 64)."""
    return None if not of or 0 < again < settings.SUPPRESS_BELOW else 100 * again / of


class _Recorded:
    """Some months: `all` by ward of the borough; `groups` of what came back in the ward, and `again` how much."""

    def __init__(self, ward, months):
        counts = IncidentCount.objects.in_use().filter(
            ward__borough=ward.borough_id, month__in=months, issue_type__isnull=False
        )
        self.all, covered = Counter(), set()
        for place, month, n in counts.order_by().values_list("ward", "month").annotate(n=Sum("count")):
            self.all[place] += n
            covered.add(month)
        self.is_complete = covered == set(months)
        often = _often(ward.borough_id, months).filter(ward=ward)
        named = often.annotate(place=Max("location"), kind=F("issue_type__name"))
        self.groups = list(named.order_by("-n", "place", "kind"))
        self.again = sum(group["n"] - 1 for group in self.groups)


def _often(borough, months):
    """What was recorded often at one place: the groups of incidents alike, each with `n`."""
    found = Incident.objects.in_use().filter(dataset__borough=borough, month__in=months, issue_type__isnull=False)
    alike = found.order_by().values("ward", "longitude", "latitude", "issue_type")
    return alike.annotate(n=Count("pk")).filter(n__gte=OFTEN)


def _worked_out(borough, months):
    """`coming_back` as the worker left it with the hot spots; None unless that was of these months and these files."""
    run = HotSpotRun.objects.current(borough)
    if run is None or run.coming_back is None or run.months != [month.isoformat() for month in months]:
        return None
    incidents = Dataset.objects.filter(kind=Dataset.Kind.INCIDENTS, rows_taken__gt=0)
    in_use = incidents.in_use().filter(borough=borough).values_list("pk", flat=True)
    then = incidents.filter(pk__in=run.datasets.values("pk")).values_list("pk", flat=True)
    return run.coming_back if set(in_use) == set(then) else None


def coming_back(borough, months):
    """How many incidents of the borough came after a first of their kind at their place. Reads every incident."""
    found = _often(borough, months).aggregate(all=Sum("n"), groups=Count("n"))
    return (found["all"] or 0) - found["groups"]
