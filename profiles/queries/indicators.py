"""Where a ward stands, indicator by indicator, among the wards of its borough."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median, quantiles

from pact.core.wording import number
from pact.places.models import Ward
from profiles.models import Figure

UNITS = {"%": "%", "percent": "%", "people": "", "count": ""}


def ordinal(place):
    ending = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of one ward beside its township and borough. `rank` 1 is the highest of `out_of` wards."""

    slug: str
    name: str
    topic: str
    unit: str
    meaning: str
    better: str
    decimals: int
    period: str
    value: float
    township: float | None
    borough: float | None
    low: float
    lower_quarter: float
    middle: float
    upper_quarter: float
    high: float
    rank: int
    out_of: int
    trend: list
    source: str
    source_period: str
    loaded_on: str

    @property
    def stands_out(self):
        """Whether the ward lies in the quarter of wards that is worse off, where worse can be said."""
        if self.better == "low":
            return self.value >= self.upper_quarter and self.out_of > 3
        return self.better == "high" and self.value <= self.lower_quarter and self.out_of > 3

    @property
    def shown(self):
        return self._in_words(self.value)

    @property
    def township_shown(self):
        return self._in_words(self.township)

    @property
    def borough_shown(self):
        return self._in_words(self.borough)

    @property
    def place_in_words(self):
        """Where the ward stands among the borough's: "3rd highest of 25"."""
        if self.out_of < 2:
            return "The only ward with a figure"
        from_top, from_bottom = self.rank, self.out_of - self.rank + 1
        place, end = (from_top, "highest") if from_top <= from_bottom else (from_bottom, "lowest")
        return f"{end.capitalize()} of {self.out_of}" if place == 1 else f"{ordinal(place)} {end} of {self.out_of}"

    def _in_words(self, value):
        return (
            "–" if value is None else f"{number(value, self.decimals)}{UNITS.get(self.unit, f' {self.unit}'.rstrip())}"
        )


def indicator_rows(ward, *, today):
    """Each indicator's latest value for the ward, beside the other wards of its borough. Two queries."""
    wards = {w.code: w.pk for w in Ward.objects.on(today).filter(borough=ward.borough_id)}
    neighbours = set(
        Ward.objects.filter(memberships__township__memberships__ward=ward).distinct().values_list("code", flat=True)
    )
    figures = Figure.objects.filter(
        dataset__withdrawn_at=None, area_code__in=[*wards, ward.borough.code]
    ).select_related("indicator", "dataset")

    by_indicator = defaultdict(lambda: defaultdict(dict))
    about, source = {}, {}
    for figure in figures.order_by("dataset__loaded_at", "pk"):
        by_indicator[figure.indicator_id][figure.period][figure.area_code] = figure.value
        about[figure.indicator_id] = figure.indicator
        source[figure.indicator_id] = figure.dataset
    rows = [_indicator_row(about[pk], source[pk], periods, ward, neighbours) for pk, periods in by_indicator.items()]
    return sorted((row for row in rows if row), key=lambda row: (row.topic, row.name))


def _indicator_row(indicator, dataset, periods, ward, neighbours):
    known = [period for period in sorted(periods) if ward.code in periods[period]]
    if not known:
        return None
    latest = periods[known[-1]]
    borough = latest.get(ward.borough.code)
    spread = sorted(value for code, value in latest.items() if code != ward.borough.code)
    near = [latest[code] for code in neighbours if code in latest]
    low, middle, high = quantiles(spread, n=4) if len(spread) > 1 else [spread[0]] * 3
    return IndicatorRow(
        slug=indicator.slug,
        name=indicator.name,
        topic=indicator.topic,
        unit=indicator.unit,
        meaning=indicator.meaning,
        better=indicator.better,
        decimals=indicator.decimals,
        period=known[-1],
        value=latest[ward.code],
        township=median(near) if near else None,
        borough=borough if borough is not None else median(spread),
        low=spread[0],
        lower_quarter=low,
        middle=middle,
        upper_quarter=high,
        high=spread[-1],
        rank=1 + sum(value > latest[ward.code] for value in spread),
        out_of=len(spread),
        trend=[[period, periods[period][ward.code]] for period in known[-13:]],
        source=dataset.source,
        source_period=dataset.period,
        loaded_on=dataset.loaded_at.date().isoformat(),
    )
