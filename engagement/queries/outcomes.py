"""Everything that comes out of an engagement or an area, as it may be published (rules 24, 25, 64 and 65).

Nothing here holds a name, a contact or words that nobody has cleared; every count went through `pact.core.suppression`.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from engagement.models import Concern, Engagement
from engagement.queries.coding import quotations_of
from engagement.queries.cuts import HELPED, answer_tables, wish_tables
from engagement.queries.representation import everyone
from engagement.ratings import Agreement, agreement, differ
from pact.core.dates import quarter
from pact.core.suppression import SUPPRESSED, Cell, add
from pact.core.wording import sentence_list
from pact.taxonomy.models import IssueType

QUARTERS = 8
MOST_PLACES = 2000  # on a map
INFLUENCE = "can_influence"
LOOKED_AT, RECURS_FROM = 4, 3  # cycles (rule 24)
RATED = {
    "safe_by_day": "Feel safe by day",
    "safe_after_dark": "Feel safe after dark",
    "services_deal_with_it": "Police and council deal with what matters",
    "people_get_on": "People get on with each other",
    INFLUENCE: "Can influence decisions here",
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
    """The share who agree, or who named something, in one quarter."""

    name: str
    agreement: Agreement | None


@dataclass(frozen=True)
class Control:
    """Who named a control signal, here, elsewhere in the ward, and over time (handbook 7 E)."""

    here: Agreement | None
    elsewhere: Agreement | None
    quarters: list[Quarter]
    where: str = "Elsewhere in the ward"

    @property
    def words(self):
        return self.here.said("named something") if self.here else "Too few answers to show"

    @property
    def over_time(self):
        """A sentence; nothing before there are two quarters to tell of."""
        told = [(each.name, each.agreement) for each in self.quarters if each.agreement]
        shares = sentence_list(f"{found.percent:.0f}% of {found.answers} in {name}" for name, found in told)
        return f"Quarter by quarter: {shares}." if len(told) > 1 else ""

    @property
    def compared(self):
        """A sentence; nothing where one of the two cannot be shown."""
        if not (self.here and self.elsewhere):
            return ""
        there = f"{self.where} it is {self.elsewhere.percent:.0f}% of {self.elsewhere.answers}"
        if not differ(self.here, self.elsewhere):
            return f"{there}: the difference may be chance."
        return f"{there}: {'more' if self.here.percent > self.elsewhere.percent else 'fewer'} here, beyond chance."


@dataclass(frozen=True)
class Wish:
    """How many would like something: counts only. Who they are, the co-ordinator reads with the contacts (W70)."""

    label: str
    count: Cell | None

    @property
    def words(self):
        if self.count is None:
            return "No longer kept"
        return "Not shown" if self.count.words == SUPPRESSED else str(self.count)


@dataclass(frozen=True)
class Outcomes:
    ratings: list[Rating]
    influence: list[Quarter]
    control: Control
    wishes: list[Wish]
    recurring: list[str]
    quotations: list[str]
    places: list[tuple[float, float]]
    likeness: list[tuple[str, str]]


def outcomes(engagement, published, *, today):
    """`Outcomes` of an engagement, beside its `PublishedFindings`. A fixed number of queries."""
    began = began_in(engagement.cycle.pact.ward)
    tables = answer_tables({engagement.pk, *began}, today=today)
    own = [tables[engagement.pk]]
    shown = {issue.issue_type.pk for issue in published.issues if issue.percent is not None}
    return Outcomes(
        ratings=ratings_of(own),
        influence=by_quarter(INFLUENCE, began, tables),
        control=Control(
            here=agreement_of(own, HELPED),
            elsewhere=agreement_of([of for key, of in tables.items() if key != engagement.pk], HELPED),
            quarters=by_quarter(HELPED, began, tables),
            where="In other engagements of the ward",
        ),
        wishes=wishes_of(wish_tables([engagement.pk], today=today)),
        recurring=_recurring(engagement, shown),
        quotations=cleared_quotations(engagement),
        places=places_of_concerns(engagement.concerns),
        likeness=_likeness(engagement) if engagement.technique.asks_people else [],
    )


def began_in(ward):
    """`{key: first day}` of the ward's published engagements. One query."""
    return dict(Engagement.objects.published().filter(cycle__pact__ward=ward).values_list("pk", "starts_on"))


def ratings_of(tables, areas=None):
    """One `Rating` for each of the five questions, of the `answer_tables` of engagements, or of some areas' parts.

    Those with too few answers to show are left out.
    """
    return [Rating(key, label, agreement_of(tables, key, areas)) for key, label in RATED.items()]


def by_quarter(what, began, tables, areas=None):
    """The latest quarters in which published engagements began, oldest first; each person once in an engagement.

    Of `INFLUENCE` it is the idea of NI 4, quarterly (M3).
    Somebody whom two of them asked is two answers: counted once, they would be told by one table less another.
    """
    quarters = defaultdict(list)
    for engagement, first_day in began.items():
        if cuts := cuts_of([tables.get(engagement, {})], what, areas):
            quarters[quarter_of(first_day)].extend(cuts)
    return [Quarter(quarter(first), _agreement(cuts)) for first, cuts in sorted(quarters.items())[-QUARTERS:]]


def quarter_of(day):
    """The first day of the quarter that a day lies in."""
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def cuts_of(tables, what, areas=None):
    """The `Cut`s of one question in the tables of engagements: of each as a whole, or of these areas' parts."""
    found = [of[what] for of in tables if what in of]
    if areas is None:
        return [table.whole for table in found]
    return [table.parts[area] for table in found for area in sorted(areas & table.parts.keys() - {None})]


def agreement_of(tables, what, areas=None):
    return _agreement(cuts_of(tables, what, areas))


def _agreement(cuts):
    """Who agrees of those who answered, over the engagements where that can be shown; None where it is nowhere."""
    shown = [cut for cut in cuts if not cut.hides_something]
    answers = sum(cut.total.value for cut in shown)
    return agreement(sum(cut.cells[True].value for cut in shown), answers) if answers else None


def wishes_of(tables, areas=None):
    """A `Wish` for each thing that people were offered, of the `wish_tables` of engagements."""
    return [
        Wish(words, add(cut.cells[wish] for cut in cuts_of(tables.values(), wish, areas)) if tables else None)
        for wish, words in WISHES.items()
    ]


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
    return names_of_issues(pk for pk, n in in_cycles.items() if n >= RECURS_FROM)


def names_of_issues(keys):
    # No issue type has the key 0. Without any key nothing would be asked, and the page's cost would vary.
    types = IssueType.objects.filter(pk__in=[0, *keys])
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
