"""Everything that comes out of an engagement or an area, as it may be published (rules 24, 25, 64 and 65).

Nothing here holds a name, a contact or words that nobody has cleared; every count went through `pact.core.suppression`.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from engagement.models import RATINGS, Concern, Contact, Engagement, Interview
from engagement.queries.coding import quotations_of
from engagement.queries.evidence import counted_by_issue
from engagement.queries.findings import strength
from engagement.queries.representation import everyone
from engagement.ratings import Agreement, agreement
from pact.core.dates import quarter
from pact.core.suppression import suppress, suppress_one
from pact.taxonomy.models import IssueType

AGREES_FROM = 4  # of five: "agree" and "agree strongly"
QUARTERS = 8
LOOKED_AT, RECURS_FROM = 4, 3  # cycles (rule 24)
RATED = {
    "safe_by_day": "Feel safe by day",
    "safe_after_dark": "Feel safe after dark",
    "services_deal_with_it": "Police and council deal with what matters",
    "people_get_on": "People get on with each other",
    "can_influence": "Can influence decisions here",
}
WISHES = {
    "wants_updates": "would like to hear what is done",
    "wants_walkabout": "would like to join a walk",
    "wants_to_help": "would like to help with a project",
}


@dataclass(frozen=True)
class Rating:
    """One question from 1 to 5: who agrees, with how sure that is; or that too few can be shown."""

    key: str
    label: str
    agreement: Agreement | None

    @property
    def words(self):
        return self.agreement.words if self.agreement else "Too few answers to show"


@dataclass(frozen=True)
class Quarter:
    """The share who agree that they can influence decisions, in one quarter (M3, the idea of NI 4)."""

    name: str
    agreement: Agreement | None


@dataclass(frozen=True)
class Outcomes:
    ratings: list[Rating]
    influence: list[Quarter]
    helped: str
    wishes: list[tuple[str, str]]
    recurring: list[str]
    quotations: list[str]
    places: list[tuple[float, float]]
    likeness: list[tuple[str, str]]


def outcomes(engagement, published):
    """`Outcomes` of an engagement, beside its `PublishedFindings`. A fixed number of queries."""
    interviews = engagement.interviews.all()
    shown = {issue.issue_type.pk for issue in published.issues if issue.percent is not None}
    return Outcomes(
        ratings=ratings_of(interviews),
        influence=influence_by_quarter(engagement.cycle.pact.ward),
        helped=str(suppress_one(interviews.exclude(what_helped="").count())),
        wishes=_wishes(engagement),
        recurring=_recurring(engagement, shown),
        quotations=cleared_quotations(engagement),
        places=_places(engagement.concerns),
        likeness=_likeness(engagement) if engagement.technique.asks_people else [],
    )


def ratings_of(interviews):
    """What people rated, one `Rating` for each of the five questions. One query."""
    answers = list(interviews.order_by("pk").values(*RATINGS))
    return [Rating(key, label, _agreement([answer[key] for answer in answers])) for key, label in RATED.items()]


def influence_by_quarter(ward):
    """The latest quarters with published answers, oldest first; a person counts once a quarter (rule 11). One query."""
    rows = Interview.objects.filter(
        engagement__cycle__pact__ward=ward, engagement__findings_published_at__isnull=False, can_influence__isnull=False
    )
    latest = defaultdict(dict)
    answers = rows.order_by("held_on", "pk").values_list("held_on", "respondent", "can_influence")
    for held_on, respondent, rated in answers:
        latest[quarter_of(held_on)][respondent] = rated
    return [
        Quarter(quarter(first), _agreement(list(people.values())))
        for first, people in sorted(latest.items())[-QUARTERS:]
    ]


def quarter_of(day):
    """The first day of the quarter that a day lies in."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def _agreement(ratings):
    """Who agrees of those who answered, made safe: None where either side would point at somebody."""
    given = [rating for rating in ratings if rating]
    line = suppress([sum(r >= AGREES_FROM for r in given), sum(r < AGREES_FROM for r in given)])
    if not given or line.hides_something:
        return None
    return agreement(line.cells[0].value, line.total.value)


def _wishes(engagement):
    """How many would like what, counts only: who they are, the co-ordinator reads with the contacts (W70)."""
    found = []
    for wish, words in WISHES.items():
        given = Contact.objects.in_use().filter(interview__engagement=engagement, **{wish: True}).count()
        found.append((words, str(suppress_one(given))))
    return found


def _recurring(engagement, shown):
    """Issue types of this engagement that people named in three of the PACT's last four cycles (M9, rule 24).

    Only of those whose count is shown: that it comes back would say that it is there.
    """
    cycles = list(
        engagement.cycle.pact.cycles.filter(starts_on__lte=engagement.cycle.starts_on)
        .order_by("-starts_on", "-pk")
        .values_list("pk", flat=True)[:LOOKED_AT]
    )
    rows = Concern.objects.counted().filter(cycle__in=cycles, issue_type__in={0, *shown}).order_by()
    in_cycles = dict(rows.values_list("issue_type").annotate(n=Count("cycle", distinct=True)))
    # No issue type has the key 0. Without any key nothing would be asked, and the page's cost would vary.
    types = IssueType.objects.filter(pk__in=[0, *(pk for pk, n in in_cycles.items() if n >= RECURS_FROM)])
    return [str(issue) for issue in types.order_by("name", "pk")]


def cleared_quotations(engagement):
    """Words that a person has read and cleared for use."""
    return quotations_of(engagement)


def _places(concerns):
    """Points for a map that draws no crowd of a few (rule 64)."""
    placed = concerns.filter(latitude__isnull=False).order_by("pk")
    return list(placed.values_list("longitude", "latitude")[:2000])


def _likeness(engagement):
    """How like the ward those heard are, a sentence for each question that can be judged."""
    return [(q.label, q.found.sentence) for q in everyone(engagement).questions if q.found.score is not None]


# Over an area, and for anybody


def published_in(ward):
    """The engagements of a ward with published findings, the latest first: what anybody may read (rule 25)."""
    found = Engagement.objects.published().filter(cycle__pact__ward=ward)
    return found.for_display().with_progress().order_by("-findings_published_at", "-pk")


@dataclass(frozen=True)
class AreaFindings:
    """What came out of a priority action area, over every engagement in it whose findings are published."""

    engagements: list
    issues: list  # (issue type, Cell of concerns, percent, effect in words)
    total: str
    hides_something: bool
    ratings: list[Rating]
    places: list


def area_findings(area):
    """Only published engagements count, and each concern once."""
    engagements = list(
        Engagement.objects.published().filter(areas=area).for_display().order_by("-findings_published_at", "-pk")
    )
    concerns = Concern.objects.counted().filter(area=area, engagement__in=engagements)
    counts = sorted(counted_by_issue(concerns), key=lambda count: count.issue_type.name)
    line = suppress([count.concerns for count in counts])
    issues = [
        (count.issue_type, cell, cell.percent, "" if cell.is_suppressed else strength(count.mean_effect))
        for count, cell in zip(counts, line, strict=True)
    ]
    return AreaFindings(
        engagements=engagements,
        issues=issues,
        total=str(line.total),
        hides_something=line.hides_something,
        ratings=ratings_of(Interview.objects.filter(area=area, engagement__in=engagements)),
        places=_places(concerns),
    )
