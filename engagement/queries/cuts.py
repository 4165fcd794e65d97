"""What may be shown of an engagement as a whole and of each of its areas: always one table (rule 64, decision 13).

An area's numbers are the sums of what these tables show and are never counted anew. So nobody can take one published
number from another and be left with a few people: the difference of two of them is a number that is shown, or a hidden
one that its own table keeps safe. It stays so when one more engagement is published, since a table rests on its own
engagement alone.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, Count, When
from django.utils import timezone

from engagement import rules
from engagement.models import RATINGS, Concern, Interview
from pact.core.suppression import Cell, suppress, suppress_table

AGREES_FROM = 4  # of five: "agree" and "agree strongly"
HELPED = "helped"
WISHES = ("wants_updates", "wants_walkabout", "wants_to_help")


@dataclass(frozen=True)
class Cut:
    """Cells by what they count, with their total."""

    cells: dict
    total: Cell

    @property
    def shown(self):
        return [what for what, cell in self.cells.items() if not cell.is_suppressed]

    @property
    def hides_something(self):
        return self.total.is_suppressed or any(cell.is_suppressed for cell in self.cells.values())


@dataclass(frozen=True)
class Table:
    """One engagement: the `whole`, and the `parts` by key of the area, None for the rest of the ward."""

    whole: Cut
    parts: dict


def table_of(counts, whats):
    """A `Table` of `{(what, area): how many}`; `whats` are its lines in order."""
    areas = sorted({area for _, area in counts}, key=lambda area: (area is None, area))
    if len(areas) < 2:
        line = suppress([sum(counts.get((what, area), 0) for area in areas) for what in whats])
        cut = Cut(dict(zip(whats, line, strict=True)), line.total)
        return Table(cut, dict.fromkeys(areas, cut))
    safe = suppress_table([[counts.get((what, area), 0) for area in areas] for what in whats], base="column")
    lines = dict(zip(whats, safe, strict=True))
    return Table(
        whole=Cut({what: line.total for what, line in lines.items()}, safe.total),
        parts={
            area: Cut({what: line.cells[n] for what, line in lines.items()}, safe.foot.cells[n])
            for n, area in enumerate(areas)
        },
    )


def concern_tables(engagements):
    """`{engagement's key: Table}` of concerns by issue type's key, in the order of their names. One query."""
    rows = Concern.objects.counted().filter(engagement__in=engagements).order_by("issue_type__name", "issue_type")
    counted = rows.values_list("engagement", "issue_type", "area", "issue_type__name").annotate(n=Count("pk"))
    counts = defaultdict(dict)
    for engagement, issue, area, _, n in counted:
        counts[engagement][issue, area] = n
    return {engagement: table_of(of, list(dict.fromkeys(i for i, _ in of))) for engagement, of in counts.items()}


def answer_tables(engagements, *, today):
    """`{engagement's key: {question: Table}}` of who says yes (True) and who does not; each person once. One query.

    The questions are the five ratings, where yes is to agree, and `HELPED`: whether they named something that has
    made it better. That is told only while the words of the whole engagement are kept: otherwise fewer every day.
    """
    asked = Interview.objects.filter(engagement__in=engagements).order_by("held_on", "pk")
    asked = asked.annotate(named=Case(When(what_helped="", then=False), default=True))
    latest, forgotten, kept_from = defaultdict(dict), set(), _kept_from(today, rules.ANSWER_MONTHS)
    for engagement, area, respondent, recorded, named, *given in asked.values_list(
        "engagement", "area", "respondent", "recorded_at", "named", *RATINGS
    ):
        if timezone.localdate(recorded) < kept_from:
            forgotten.add(engagement)
        said_before, _ = latest[engagement, HELPED].get(respondent, (False, None))
        latest[engagement, HELPED][respondent] = (named or said_before, area)
        for rating, answer in zip(RATINGS, given, strict=True):
            if answer:
                latest[engagement, rating][respondent] = (answer >= AGREES_FROM, area)
    tables = defaultdict(dict)
    for (engagement, question), people in latest.items():
        if question != HELPED or engagement not in forgotten:
            tables[engagement][question] = table_of(Counter(people.values()), [True, False])
    return tables


def wish_tables(keys, *, today):
    """`{engagement's key: {wish: Table}}` of those who would like something; each person once. One query.

    Left out is an engagement of which details have been forgotten already: its counts would fall from day to day.
    """
    asked = Interview.objects.filter(engagement__in=keys).order_by("held_on", "pk")
    wishes = [f"contact__{wish}" for wish in WISHES]
    wish_of, forgotten, kept_from = defaultdict(dict), set(), _kept_from(today, rules.CONTACT_MONTHS)
    for engagement, area, respondent, recorded, withdrawn, *wanted in asked.values_list(
        "engagement", "area", "respondent", "recorded_at", "contact__withdrawn_at", *wishes
    ):
        if timezone.localdate(recorded) < kept_from:
            forgotten.add(engagement)
        for wish, is_wanted in zip(WISHES, wanted, strict=True):
            if is_wanted and not withdrawn:
                wish_of[engagement, wish][respondent] = (wish, area)
    return {
        key: {wish: table_of(Counter(wish_of[key, wish].values()), [wish]) for wish in WISHES}
        for key in keys
        if key not in forgotten
    }


def _kept_from(today, months):
    """The first day of which nothing has been forgotten yet."""
    return rules.last_day_to_forget(today, months=months) + timedelta(days=1)
