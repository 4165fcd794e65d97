"""What came out of a priority action area, over every engagement in it whose findings are published (rules 25, 64)."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from engagement.models import Concern, Engagement
from engagement.queries.coding import quotations_for
from engagement.queries.cuts import Cut, concern_tables, rating_tables
from engagement.queries.evidence import counted_by_issue
from engagement.queries.findings import PublishedFindings, lines_of
from engagement.queries.outcomes import MOST_PLACES, Rating, ratings_of
from pact.core.suppression import Cell, add
from pact.core.wording import counted
from profiles.models import PriorityActionArea


@dataclass(frozen=True)
class AreaFindings:
    """As `PublishedFindings` and `Outcomes` of an engagement. `places` are by engagement."""

    area: PriorityActionArea
    engagements: list
    findings: PublishedFindings
    ratings: list[Rating]
    quotations: list[str]
    places: list


def area_findings(area):
    """Added up from what its published engagements show, and never counted anew. A fixed number of queries."""
    engagements = list(
        Engagement.objects.published().filter(areas=area).for_display().order_by("-findings_published_at", "-pk")
    )
    keys = [engagement.pk for engagement in engagements]
    concerns = Concern.objects.counted().filter(area=area, engagement__in=keys)
    cuts = {key: table.parts[area.pk] for key, table in concern_tables(keys).items() if area.pk in table.parts}
    return AreaFindings(
        area=area,
        engagements=engagements,
        findings=lines_of(
            counted_by_issue(concerns),
            _added(list(cuts.values())),
            told=_told(concerns, cuts),
            took_part=counted(len(engagements), "engagement"),
        ),
        ratings=ratings_of(list(rating_tables(keys).values()), area),
        quotations=quotations_for(concerns),
        places=_places(keys),
    )


def has_published_findings(area):
    return Engagement.objects.published().filter(areas=area).exists()


def published_areas(ward):
    """The areas of a ward of which something is published, by name, the latest profile's first."""
    published = Engagement.objects.published()
    found = PriorityActionArea.objects.confirmed().filter(ward=ward, engagements__in=published).distinct()
    return found.order_by("name", "-pk")


def _added(cuts):
    """The sum of the areas' parts of some tables, with each share of what all of them come to."""
    total = add(cut.total for cut in cuts)
    issues = dict.fromkeys(issue for cut in cuts for issue in cut.cells)
    cells = {issue: add(cut.cells[issue] for cut in cuts if issue in cut.cells) for issue in issues}
    return Cut(
        {
            issue: Cell(cell.value, base=total.value, is_suppressed=cell.is_suppressed, words=cell.words)
            for issue, cell in cells.items()
        },
        total,
    )


def _told(concerns, cuts):
    """Those concerns whose count one of the engagements shows."""
    shown = Q(pk=0)  # nothing; without any condition nothing would be asked, and the page's cost would vary
    for engagement, cut in cuts.items():
        shown |= Q(engagement=engagement, issue_type__in=[0, *cut.shown])
    return concerns.filter(shown)


def _places(engagements):
    """`[[(longitude, latitude), …] of each engagement]`. One query."""
    placed = Concern.objects.filter(engagement__in=engagements, latitude__isnull=False).order_by("pk")
    places = defaultdict(list)
    for engagement, *place in placed.values_list("engagement", "longitude", "latitude")[:MOST_PLACES]:
        places[engagement].append(tuple(place))
    return list(places.values())
