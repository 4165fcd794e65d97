"""Wards with an active PACT beside those without, before it began and since (M8). It proves nothing by itself."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from statistics import mean, median

from django.db.models import Min, Sum

from pact.core.dates import short_day
from pact.core.suppression import suppress_one
from pact.core.wording import MINUS, counted, number, percent
from pact.core.working_days import add_months
from pact.cycles.models import Pact
from profiles.models import IncidentCount
from profiles.queries.indicators import rows_of_wards

FEW = 20  # incidents on one side: chance alone moves fewer by half
WINDOW = 12  # months on either side, so that each side has every season where the files reach that far


@dataclass(frozen=True)
class Rates:
    """Incidents a month for every 1,000 people, before a day and since; None where it is not known or too small.

    `is_few` where one side rests on so few incidents that a change says nothing.
    """

    before: float | None
    since: float | None
    is_few: bool = False

    @property
    def change(self):
        """In percent of what was before."""
        if self.is_few:
            return None
        return 100 * (self.since - self.before) / self.before if self.before and self.since is not None else None

    @property
    def shown(self):
        return [number(rate, 2) or "–" for rate in (self.before, self.since)] + [
            "Too few" if self.is_few else signed(self.change)
        ]


@dataclass(frozen=True)
class PactLine:
    """One ward with a PACT, and all wards without one over the same months."""

    ward: object
    began: date
    months: int
    here: Rates
    others: Rates


@dataclass(frozen=True)
class WithAndWithout:
    """`figures` are [(indicator, with before, with since, without before, without since)] in words."""

    lines: list
    without: list
    figures: list

    @property
    def typical(self):
        """The mean change in percent with a PACT, and without over the same months, in words."""
        with_one = [line.here.change for line in self.lines if line.here.change is not None]
        without = [line.others.change for line in self.lines if line.others.change is not None]
        return [signed(mean(changes)) if changes else "–" for changes in (with_one, without)]

    @property
    def sentence(self):
        with_one, without = self.typical
        if with_one == "–":
            return "Too few incidents are recorded before the PACTs began, or since, to say how they changed."
        said = f"Since their PACT began, incidents changed by {with_one} on average in wards with one"
        if without == "–":
            return f"{said}."
        return f"{said}, and over the same months by {without} in {counted(len(self.without), 'ward')} without."

    @property
    def headings(self):
        here = ["Before", "Since", "Change"]
        return ["Ward", "PACT began", *here, *(f"Without a PACT: {word.lower()}" for word in here)]

    @property
    def figure_columns(self):
        sides = ["With, before", "With, since", "Without, before", "Without, since"]
        return [{"text": "Figure"}, *({"text": side, "is_number": True} for side in sides)]

    @property
    def labelled(self):
        """Each row as [(heading, cell), …]."""
        return [list(zip(self.headings, row, strict=True)) for row in self._rows]

    @property
    def _rows(self):
        return [
            [
                {"text": line.ward.name, "href": line.ward.get_absolute_url()},
                short_day(line.began),
                *line.here.shown,
                *line.others.shown,
            ]
            for line in self.lines
        ]


def signed(value):
    """
    >>> signed(12.4), signed(-3.0), signed(0.2), signed(None)
    ('+12%', '−3%', '0%', '–')
    """
    if value is None:
        return "–"
    whole = round(value)
    return f"{'+' if whole > 0 else MINUS if whole < 0 else ''}{percent(abs(whole))}"


def with_and_without(wards, *, today):
    """`WithAndWithout` of the wards of one borough."""
    wards = sorted(wards, key=lambda ward: (ward.name, ward.pk))
    began = dict(
        Pact.objects.active().filter(ward__in=wards).order_by().values_list("ward").annotate(first=Min("started_on"))
    )
    without = [ward for ward in wards if ward.pk not in began]
    recorded = _Recorded(wards)
    lines = [
        PactLine(
            ward=ward,
            began=began[ward.pk],
            months=len(recorded.since(began[ward.pk])),
            here=recorded.rates([ward], began[ward.pk]),
            others=recorded.rates(without, began[ward.pk]),
        )
        for ward in wards
        if ward.pk in began
    ]
    return WithAndWithout(lines=lines, without=without, figures=_figures(wards, began, today))


class _Recorded:
    """What was recorded in each ward and month, and which months the files of the borough cover. One query."""

    def __init__(self, wards):
        self.counts, self.months = defaultdict(int), set()
        found = IncidentCount.objects.in_use().filter(ward__in=wards, issue_type__isnull=False).order_by()
        for ward, month, n in found.values_list("ward", "month").annotate(n=Sum("count")):
            self.counts[ward, month] = n
            self.months.add(month)

    def before(self, day):
        first = day.replace(day=1)
        return [month for month in sorted(self.months) if add_months(first, -WINDOW) <= month < first]

    def since(self, day):
        """Whole months after the day."""
        first = add_months(day.replace(day=1), 1) if day.day > 1 else day
        return [month for month in sorted(self.months) if month >= first][-WINDOW:]

    def rates(self, wards, day):
        sides = [(months, self._count(wards, months)) for months in (self.before(day), self.since(day))]
        is_few = any(months and count < FEW for months, count in sides)
        return Rates(*(self._rate(wards, *side) for side in sides), is_few=is_few)

    def _count(self, wards, months):
        return sum(self.counts[ward.pk, month] for ward in wards for month in months)

    def _rate(self, wards, months, count):
        people = sum(ward.population or 0 for ward in wards)
        if not people or not months or suppress_one(count).is_suppressed:
            return None
        return 1000 * count / people / len(months)


def _figures(wards, began, today):
    """The middle of the wards with and without, in the last year before the first PACT began and the latest since."""
    if not began:
        return []
    first_year = str(min(began.values()).year)
    kept, latest = defaultdict(list), {}
    for ward_pk, rows in rows_of_wards(wards, today=today).items():
        for row in rows:
            if row.has_a_better_end and not row.is_hidden:
                latest[row.slug] = row
                for is_since in (False, True):
                    known = [value for period, value in row.trend if (period[:4] >= first_year) == is_since]
                    kept[row.slug, ward_pk in began, is_since] += known[-1:]
    sides = [(True, False), (True, True), (False, False), (False, True)]
    # What was last measured before any PACT began says nothing of one.
    since = [slug for slug in latest if kept[slug, True, True] or kept[slug, False, True]]
    latest = {slug: latest[slug] for slug in since}
    return [
        [row.name, *(row.in_words(median(kept[slug, *side])) if kept[slug, *side] else "–" for side in sides)]
        for slug, row in sorted(latest.items(), key=lambda item: (item[1].topic, item[1].name))
    ]
