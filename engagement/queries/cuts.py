"""What may be shown of an engagement as a whole and of each of its areas: always one table (rule 64, decision 13).

An area's numbers are the sums of what these tables show and are never counted anew. So nobody can take one published
number from another and be left with a few people: the difference of two of them is a number that is shown, or a hidden
one that its own table keeps safe. It stays so when one more engagement is published, since a table rests on its own
engagement alone.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from engagement.models import RATINGS, Concern, Interview
from pact.core.suppression import Cell, suppress, suppress_table

AGREES_FROM = 4  # of five: "agree" and "agree strongly"


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


def rating_tables(engagements):
    """`{engagement's key: {rating: Table}}` of who agrees (True) and who does not; each person once. One query."""
    asked = Interview.objects.filter(engagement__in=engagements).order_by("held_on", "pk")
    latest = defaultdict(dict)
    for engagement, area, respondent, *given in asked.values_list("engagement", "area", "respondent", *RATINGS):
        for rating, answer in zip(RATINGS, given, strict=True):
            if answer:
                latest[engagement, rating][respondent] = (answer >= AGREES_FROM, area)
    tables = defaultdict(dict)
    for (engagement, rating), people in latest.items():
        counts = defaultdict(int)
        for answer in people.values():
            counts[answer] += 1
        tables[engagement][rating] = table_of(counts, [True, False])
    return tables
