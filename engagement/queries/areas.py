"""What came out of a priority action area, over every engagement in it whose findings are published (rules 25, 64)."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q

from engagement.models import Concern, Engagement
from engagement.queries.coding import quotations_for
from engagement.queries.cuts import HELPED, Cut, answer_tables, concern_tables, wish_tables
from engagement.queries.evidence import counted_by_issue
from engagement.queries.findings import PublishedFindings, lines_of
from engagement.queries.outcomes import (
    INFLUENCE,
    LOOKED_AT,
    MOST_PLACES,
    RECURS_FROM,
    Control,
    Quarter,
    Rating,
    Wish,
    agreement_of,
    began_in,
    by_quarter,
    names_of_issues,
    ratings_of,
    wishes_of,
)
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
    influence: list[Quarter]
    control: Control
    wishes: list[Wish]
    recurring: list[str]
    quotations: list[str]
    places: list

    @property
    def asks_people(self):
        """Walks ask nobody how they feel."""
        return any(engagement.technique.asks_people for engagement in self.engagements)


def area_findings(area, *, today):
    """Added up from what its published engagements show, and never counted anew. A fixed number of queries."""
    engagements = list(
        Engagement.objects.published().filter(areas=area).for_display().order_by("-findings_published_at", "-pk")
    )
    keys = [engagement.pk for engagement in engagements]
    always = _drawn_again(area)
    concerns = Concern.objects.counted().filter(area=area, engagement__in=keys)
    began = began_in(area.ward)
    of_concerns, of_answers = concern_tables(list(began)), answer_tables(list(began), today=today)
    cuts = {key: of_concerns[key].parts[area.pk] for key in keys if area.pk in _parts(of_concerns, key)}
    return AreaFindings(
        area=area,
        engagements=engagements,
        findings=lines_of(
            counted_by_issue(concerns),
            _added(list(cuts.values())),
            told=_told(concerns, cuts),
            took_part=counted(len(engagements), "engagement"),
        ),
        ratings=ratings_of(of_answers.values(), {area.pk}),
        influence=by_quarter(INFLUENCE, began, of_answers, always),
        control=Control(
            here=agreement_of(of_answers.values(), HELPED, {area.pk}),
            elsewhere=agreement_of(of_answers.values(), HELPED, _others(of_answers.values(), always)),
            quarters=by_quarter(HELPED, began, of_answers, always),
        ),
        wishes=wishes_of(wish_tables(keys, today=today), {area.pk}),
        recurring=_recurring(engagements, of_concerns, always),
        quotations=quotations_for(concerns),
        places=_places(keys),
    )


def _drawn_again(area):
    """The keys of an area of a ward in all profiles: a later one may have drawn it anew under its name."""
    return set(PriorityActionArea.objects.filter(ward=area.ward_id, name=area.name).values_list("pk", flat=True))


def _parts(tables, key):
    return tables[key].parts if key in tables else {}


def _others(tables, areas):
    return {area for of in tables if HELPED in of for area in of[HELPED].parts} - areas


def _recurring(engagements, tables, areas):
    """Issue types named here in three of the last four cycles of the PACT, as the tables have it (M9, rule 24).

    A number that a table hides is not nothing, and so says no more than that: the issue came up.
    """
    if not engagements:
        return []
    latest = max((engagement.cycle for engagement in engagements), key=lambda cycle: (cycle.starts_on, cycle.pk))
    cycles = latest.pact.cycles.filter(starts_on__lte=latest.starts_on).order_by("-starts_on")[:LOOKED_AT]
    looked_at = Engagement.objects.filter(pk__in=tables, cycle__in=list(cycles.values_list("pk", flat=True)))
    cycle_of = dict(looked_at.values_list("pk", "cycle"))
    named = {
        (issue, cycle_of[key])
        for key, table in tables.items()
        if key in cycle_of
        for part in areas & table.parts.keys()
        for issue, cell in table.parts[part].cells.items()
        if cell.value != 0
    }
    times = Counter(issue for issue, _ in named)
    return names_of_issues(issue for issue, n in times.items() if n >= RECURS_FROM)


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
