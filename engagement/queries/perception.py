"""What people say of a ward beside what is recorded there over the same months (T12)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time
from functools import reduce
from operator import or_

from django.db.models import Count, Q, Sum
from django.utils import timezone

from engagement import perception
from engagement.models import Concern
from engagement.perception import FEWEST_CONCERNS, Comparison
from pact.core import geometry
from pact.core.dates import month
from pact.core.dates import months as months_in_words
from pact.core.working_days import add_months
from pact.places.models import Ward
from pact.taxonomy.models import IssueType
from profiles.models import Incident, IncidentCount, PriorityActionArea
from profiles.queries import latest_year


@dataclass(frozen=True)
class Perception:
    """A ward and its priority action areas, each compared; `unrecorded` are (issue type, concerns) nobody records."""

    ward: Ward
    months: list
    whole: Comparison
    areas: list[tuple[PriorityActionArea, Comparison]]
    unrecorded: list[tuple[IssueType, int]]

    @property
    def span(self):
        if len(self.months) < 2:
            return month(self.months[0]) if self.months else ""
        return months_in_words(self.months[0], add_months(self.months[-1], 1))


def perception_of(ward):
    """A `Perception` of the latest year in the data. Seven queries however many rows."""
    months = latest_year(ward)
    said = _said(concerns_in(ward, months))
    recorded_here = _recorded(ward, months)
    known = {*recorded_here, *_recorded_elsewhere(ward, months, {issue for issue, _ in said} - {*recorded_here})}
    types = IssueType.objects.in_bulk({*known, *(issue for issue, _ in said)})
    whole = defaultdict(int)
    for (issue, _), count in said.items():
        whole[issue] += count
    return Perception(
        ward=ward,
        months=months,
        whole=_compared(types, known, whole, recorded_here),
        areas=_areas(ward, months, types, known, said),
        unrecorded=sorted(
            ((types[issue], count) for issue, count in whole.items() if issue not in known),
            key=lambda pair: (-pair[1], pair[0].name),
        ),
    )


def concerns_in(ward, months, *, area=None):
    """What people said there in these months, but not what officers saw on walks."""
    said = (
        Concern.objects.counted()
        .filter(_during(months), cycle__pact__ward=ward)
        .exclude(source=Concern.Source.WALKABOUT)
    )
    return said.filter(area=area) if area else said


def incidents_in(ward, months):
    """What was recorded there in these months under an issue type."""
    return Incident.objects.in_use().filter(ward=ward, month__in=months, issue_type__isnull=False)


def incident_keys(ward, months, issue_type, *, area=None):
    """The primary keys behind one number, the latest first: to be cut into pages."""
    found = incidents_in(ward, months).filter(issue_type=issue_type)
    if area is None:
        return found.order_by("-month", "-pk").values_list("pk", flat=True)
    return [pk for pk, _ in reversed(_inside(geometry.parse(area.boundary), _points(found)))]


def incidents_by_key(keys):
    """The incidents of one page of keys, in their order, with their dataset."""
    found = Incident.objects.select_related("dataset").in_bulk(list(keys))
    return [found[key] for key in keys]


def areas_of(ward):
    """The agreed areas of the ward's latest published profile that are drawn, by name."""
    latest = ward.profiles.published().order_by("-version").values("pk")[:1]
    agreed = PriorityActionArea.objects.confirmed().filter(profile__in=latest, boundary__isnull=False)
    return agreed.order_by("name", "pk")


def _during(months):
    """A condition on concerns. Months that follow one another make one span."""
    starts = [month for month in months if add_months(month, -1) not in months]
    ends = [add_months(month, 1) for month in months if add_months(month, 1) not in months]
    spans = (
        Q(recorded_at__gte=_midnight(start), recorded_at__lt=_midnight(end))
        for start, end in zip(starts, ends, strict=True)
    )
    return reduce(or_, spans, Q(pk__in=[]))


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


def _said(concerns):
    grouped = concerns.values_list("issue_type", "area").annotate(n=Count("pk")).order_by()
    return {(issue, area): n for issue, area, n in grouped}


def _recorded(ward, months):
    counted = IncidentCount.objects.in_use().filter(ward=ward, month__in=months, issue_type__isnull=False)
    return dict(counted.values_list("issue_type").annotate(n=Sum("count")).order_by())


def _recorded_elsewhere(ward, months, issues):
    """Which of these issue types anybody records elsewhere in the borough: of others, nothing can be said."""
    found = IncidentCount.objects.in_use().filter(ward__borough=ward.borough_id, month__in=months)
    # No issue type has the key 0. Without any key nothing would be asked, and the page's cost would vary.
    return found.filter(issue_type__in={0, *issues}).order_by().values_list("issue_type", flat=True).distinct()


def _compared(types, known, said, recorded):
    return perception.compare([(types[i], said.get(i, 0), recorded.get(i, 0)) for i in known])


def _areas(ward, months, types, known, said):
    """Each area with enough concerns to be judged. The points of the ward are read once, if there is any such area."""
    by_area = defaultdict(dict)
    for (issue, area), count in said.items():
        by_area[area][issue] = count
    enough = [area for area in areas_of(ward) if sum(by_area[area.pk].values()) >= FEWEST_CONCERNS]
    points = _points(incidents_in(ward, months)) if enough else []
    found = []
    for area in enough:
        recorded = defaultdict(int)
        for _, issue in _inside(geometry.parse(area.boundary), points):
            recorded[issue] += 1
        found.append((area, _compared(types, known, by_area[area.pk], recorded)))
    return found


def _points(incidents):
    return list(incidents.order_by("month", "pk").values_list("longitude", "latitude", "pk", "issue_type"))


def _inside(shape, points):
    """`(pk, issue type)` of the points that lie in a shape."""
    if not points:
        return []
    longitudes, latitudes, pks, issues = zip(*points, strict=True)
    inside = geometry.contains_each(shape, longitudes, latitudes)
    return [pair for pair, lies in zip(zip(pks, issues, strict=True), inside, strict=True) if lies]
