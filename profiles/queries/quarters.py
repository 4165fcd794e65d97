"""Crime and disorder ward by ward and quarter by quarter, with the change on the quarter and on the year (M32)."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum
from django.urls import reverse

from pact.core.dates import quarter
from pact.core.suppression import MISSING, SUPPRESSED, Cell, suppress
from pact.core.wording import MINUS, number, percent
from pact.core.working_days import add_months
from pact.places.models import Ward
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
    covered = _covered(wards)
    counts = _counted("ward", {"ward__in": wards}, first)
    return _table(things, counts, covered, first, _hidden(counts, [ward.pk for ward in wards], covered, first), "Ward")


def ward_in_quarter(ward, first):
    """A `QuarterTable` of one ward by issue type. Where it is not told beside the others, only what is 0 is told."""
    types = IssueType.objects.filter(strand=IssueType.Strand.CRIMINAL).order_by("name")
    things = [(pk, name, "") for pk, name in types.values_list("pk", "name")]
    covered, keys = _covered([ward]), [pk for pk, _, _ in things]
    counts = _counted("issue_type", {"ward": ward}, first)
    hidden = _hidden(counts, keys, covered, first)
    beside = Ward.objects.filter(borough=ward.borough_id).on(first).values_list("pk", flat=True)
    of_wards = _counted("ward", {"ward__borough": ward.borough_id}, first)
    for pk, start in _hidden(of_wards, sorted({*beside, ward.pk}), covered, first):
        if pk == ward.pk:
            hidden |= {(None, start), *((key, start) for key in keys if counts[key, start])}
    return _table(things, counts, covered, first, hidden, "Issue type")


def _covered(wards):
    return set(quarters_covered(wards[0].borough_id)) if wards else set()


def _shown(first):
    """A quarter, the one before and the same a year before."""
    return [first, add_months(first, -3), add_months(first, -12)]


def _counted(field, where, first):
    """{(key, first day of a quarter): incidents} of every quarter that is a year with one that is shown."""
    found = IncidentCount.objects.in_use().filter(**where, issue_type__strand=IssueType.Strand.CRIMINAL)
    near = found.filter(month__gte=add_months(first, -21), month__lt=add_months(first, 12)).order_by()
    counts = Counter()
    for key, month, n in near.values_list(field, "month").annotate(n=Sum("count")):
        counts[key, add_months(month, -((month.month - 1) % 3))] += n
    return counts


def _hidden(counts, keys, covered, first):
    """{(key, first day)} of what must not be told; a key of None is all of them together (rule 64).

    A quarter is told with its total, and a profile tells a year, which may be any four quarters. So each quarter and
    each four in a row are made safe, until no line needs more: what one hides, another must not give back.
    """
    years = [[add_months(begin, 3 * n) for n in range(4)] for begin in _beginnings(first)]
    told = sorted(covered.intersection(day for year in years for day in year))
    lines = [[(key, day) for key in keys] for day in told]
    lines += [[(key, day) for day in year if day in covered] for year in years for key in keys]
    hidden, before = set(), -1
    while len(hidden) > before:
        before = len(hidden)
        for n, line in enumerate(lines):
            safe = suppress(
                [counts[cell] for cell in line], hidden=[i for i, cell in enumerate(line) if cell in hidden]
            )
            hidden.update(cell for cell, shown in zip(line, safe, strict=True) if shown.is_suppressed)
            if n < len(told) and safe.total.is_suppressed:
                hidden.add((None, told[n]))
    return hidden


def _beginnings(first):
    """The first days of every four quarters of which one is shown."""
    return sorted({add_months(shown, -3 * back) for shown in _shown(first) for back in range(4)})


def _table(things, counts, covered, first, hidden, heading):
    def cell(key, start, value):
        if start not in covered:
            return Cell(None, words=MISSING)
        is_hidden = (key, start) in hidden
        return Cell(None if is_hidden else value, is_suppressed=is_hidden, words=SUPPRESSED if is_hidden else "")

    starts = _shown(first)
    totals = [sum(counts[key, start] for key, _, _ in things) for start in starts]
    return QuarterTable(
        first=first,
        heading=heading,
        lines=[
            QuarterLine(name, href, *(cell(key, start, counts[key, start]) for start in starts))
            for key, name, href in things
        ],
        total=QuarterLine("All crime and disorder", "", *map(cell, [None] * len(starts), starts, totals)),
    )
