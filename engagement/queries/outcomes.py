"""Everything that comes out of an engagement or an area, as it may be published (rules 24, 25, 64 and 65).

Nothing here holds a name, a contact or words that nobody has cleared; every count went through `pact.core.suppression`.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from engagement.models import Concern, Contact, Engagement
from engagement.queries.coding import quotations_of
from engagement.queries.cuts import rating_tables
from engagement.queries.representation import everyone
from engagement.ratings import Agreement, agreement
from pact.core.dates import quarter
from pact.core.suppression import suppress_one
from pact.taxonomy.models import IssueType

QUARTERS = 8
MOST_PLACES = 2000  # on a map
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
    tables = rating_tables([engagement])
    shown = {issue.issue_type.pk for issue in published.issues if issue.percent is not None}
    return Outcomes(
        ratings=ratings_of(list(tables.values())),
        influence=influence_by_quarter(engagement.cycle.pact.ward),
        helped=str(suppress_one(interviews.exclude(what_helped="").count())),
        wishes=_wishes(engagement),
        recurring=_recurring(engagement, shown),
        quotations=cleared_quotations(engagement),
        places=places_of_concerns(engagement.concerns),
        likeness=_likeness(engagement) if engagement.technique.asks_people else [],
    )


def ratings_of(tables, area=None):
    """One `Rating` for each of the five questions, of the `rating_tables` of engagements, or of an area's part of them.

    Those with too few answers to show are left out.
    """
    cuts = {key: [table[key] for table in tables if key in table] for key in RATED}
    if area:
        cuts = {key: [table.parts[area.pk] for table in found if area.pk in table.parts] for key, found in cuts.items()}
    else:
        cuts = {key: [table.whole for table in found] for key, found in cuts.items()}
    return [Rating(key, label, _agreement(cuts[key])) for key, label in RATED.items()]


def influence_by_quarter(ward):
    """The latest quarters in which published engagements began, oldest first; each person once in each. Two queries."""
    began = dict(Engagement.objects.published().filter(cycle__pact__ward=ward).values_list("pk", "starts_on"))
    quarters = defaultdict(list)
    for engagement, tables in rating_tables(list(began)).items():
        if "can_influence" in tables:
            quarters[quarter_of(began[engagement])].append(tables["can_influence"].whole)
    return [Quarter(quarter(first), _agreement(cuts)) for first, cuts in sorted(quarters.items())[-QUARTERS:]]


def quarter_of(day):
    """The first day of the quarter that a day lies in."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def _agreement(cuts):
    """Who agrees of those who answered, over the engagements where that can be shown; None where it is nowhere."""
    shown = [cut for cut in cuts if not cut.hides_something]
    answers = sum(cut.total.value for cut in shown)
    return agreement(sum(cut.cells[True].value for cut in shown), answers) if answers else None


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


def places_of_concerns(concerns):
    """Points for a map that draws no crowd of a few (rule 64)."""
    placed = concerns.filter(latitude__isnull=False).order_by("pk")
    return list(placed.values_list("longitude", "latitude")[:MOST_PLACES])


def _likeness(engagement):
    """How like the ward those heard are, a sentence for each question that can be judged."""
    return [(q.label, q.found.sentence) for q in everyone(engagement).questions if q.found.score is not None]


# For anybody


def published_in(ward):
    """The engagements of a ward with published findings, the latest first: what anybody may read (rule 25)."""
    found = Engagement.objects.published().filter(cycle__pact__ward=ward)
    return found.for_display().with_progress().order_by("-findings_published_at", "-pk")
