"""Crime and disorder ward by ward and quarter by quarter, with the change on the quarter and on the year (M32)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum
from django.urls import reverse

from pact.core.dates import quarter
from pact.core.suppression import Cell, suppress
from pact.core.wording import MINUS, number, percent
from pact.core.working_days import add_months
from pact.taxonomy.models import IssueType
from profiles.models import IncidentCount

MOST_QUARTERS = 12


def months_of(first):
    """The three months of the quarter that begins on this day."""
    return [add_months(first, step) for step in range(3)]


def quarters_covered(borough):
    """First days of the quarters of which every month is in the borough's files, the latest first."""
    recorded = IncidentCount.objects.in_use().filter(ward__borough=borough)
    months = set(recorded.order_by().values_list("month", flat=True).distinct())
    starts = sorted((month for month in months if month.month % 3 == 1), reverse=True)
    return [first for first in starts if months.issuperset(months_of(first))][:MOST_QUARTERS]


@dataclass(frozen=True)
class QuarterLine:
    """One ward or issue type: a quarter, the quarter before and the same quarter a year before, as may be shown."""

    name: str
    href: str
    now: Cell
    before: Cell
    year_before: Cell

    @property
    def on_the_quarter(self):
        return change_in_words(self.before, self.now)

    @property
    def on_the_year(self):
        return change_in_words(self.year_before, self.now)


def change_in_words(old, new):
    """ "Up 12 (+20%)"; only from numbers that are shown (rule 64).

    >>> change_in_words(Cell(60), Cell(72)), change_in_words(Cell(5), Cell(5)), change_in_words(Cell(None), Cell(5))
    ('Up 12 (+20%)', 'The same', '–')
    """
    if old.value is None or new.value is None:
        return "–"
    by = new.value - old.value
    if not by:
        return "The same"
    share = f" ({'+' if by > 0 else MINUS}{percent(100 * abs(by) / old.value)})" if old.value else ""
    return f"{'Up' if by > 0 else 'Down'} {number(abs(by))}{share}"


@dataclass(frozen=True)
class QuarterTable:
    """`lines` and their `total`; `columns` and `rows` as the table component takes them. `first` is its first day."""

    first: object
    lines: list
    total: QuarterLine
    heading: str

    @property
    def title(self):
        return quarter(self.first)

    @property
    def columns(self):
        numbers = [quarter(self.first), quarter(add_months(self.first, -3)), quarter(add_months(self.first, -12))]
        words = [{"text": "Change on the quarter"}, {"text": "Change on the year"}]
        return [{"text": self.heading}, *({"text": text, "is_number": True} for text in numbers), *words]

    @property
    def rows(self):
        return [
            [
                {"text": line.name, "href": line.href} if line.href else line.name,
                *(str(cell) for cell in (line.now, line.before, line.year_before)),
                line.on_the_quarter,
                line.on_the_year,
            ]
            for line in [self.total, *self.lines]
        ]


def wards_in_quarter(wards, first):
    """A `QuarterTable` of all crime and disorder in these wards of one borough. Two queries."""
    wards = sorted(wards, key=lambda ward: (ward.name, ward.pk))
    things = [(ward.pk, ward.name, reverse("profiles:ward_sheet", args=[ward.slug])) for ward in wards]
    return _table("ward", things, {"ward__in": wards}, _covered(wards), first, "Ward")


def ward_in_quarter(ward, first):
    """A `QuarterTable` of one ward by issue type."""
    types = IssueType.objects.filter(strand=IssueType.Strand.CRIMINAL).order_by("name")
    things = [(pk, name, "") for pk, name in types.values_list("pk", "name")]
    return _table("issue_type", things, {"ward": ward}, _covered([ward]), first, "Issue type")


def _covered(wards):
    return set(quarters_covered(wards[0].borough_id)) if wards else set()


def _table(field, things, where, covered, first, heading):
    starts = [first, add_months(first, -3), add_months(first, -12)]
    found = IncidentCount.objects.in_use().filter(**where, issue_type__strand=IssueType.Strand.CRIMINAL)
    months = [month for start in starts for month in months_of(start)]
    counts = Counter()
    for key, month, n in found.filter(month__in=months).order_by().values_list(field, "month").annotate(n=Sum("count")):
        counts[key, add_months(month, -((month.month - 1) % 3))] += n
    lines = [suppress([counts[pk, start] if start in covered else None for pk, _, _ in things]) for start in starts]
    unknown = Cell(None, words="no figure")
    totals = [line.total if start in covered else unknown for start, line in zip(starts, lines, strict=True)]
    return QuarterTable(
        first=first,
        heading=heading,
        lines=[
            QuarterLine(name, href, *cells)
            for (_, name, href), *cells in zip(things, *(line.cells for line in lines), strict=True)
        ],
        total=QuarterLine("All crime and disorder", "", *totals),
    )
