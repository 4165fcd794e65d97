"""Where a ward stands, indicator by indicator, among the wards of its borough."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median, quantiles

from pact.core.wording import number
from pact.places.models import TownshipWard, Ward
from profiles.loading import periods
from profiles.models import Dataset, Figure, Indicator

COUNTS = {"people", "count", "households", "addresses"}
UNITS = {"%": "%", "percent": "%", "score": ""} | dict.fromkeys(COUNTS, "")


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
    def is_a_count(self):
        """Whether it counts people, so that a large ward comes first by being large."""
        return self.unit in COUNTS

    @property
    def has_a_better_end(self):
        return self.better in {"low", "high"}

    @property
    def stands_out(self):
        """Whether the ward lies in the quarter of wards that is worse off, where worse can be said."""
        if self.better == "low":
            return self.value >= self.upper_quarter and self.out_of > 3
        return self.better == "high" and self.value <= self.lower_quarter and self.out_of > 3

    @property
    def period_in_words(self):
        return periods.in_words(self.period)

    @property
    def sign(self):
        """What is written behind a figure: "%", " days", or nothing where the name says what it is."""
        return UNITS.get(self.unit, f" {self.unit}".rstrip())

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
        return "–" if value is None else f"{number(value, self.decimals)}{self.sign}"


def indicator_rows(ward, *, today):
    """Each indicator's latest value for the ward, beside the other wards of its borough, by topic and name."""
    areas = [*Ward.objects.on(today).filter(borough=ward.borough_id).values_list("code", flat=True), ward.borough.code]
    township = TownshipWard.objects.on(today).filter(ward=ward).values("township")
    neighbours = set(TownshipWard.objects.on(today).filter(township__in=township).values_list("ward__code", flat=True))
    figures = Figure.objects.filter(dataset__withdrawn_at=None, area_code__in=areas)

    by_indicator, source = defaultdict(lambda: defaultdict(dict)), {}
    # Tuples: thousands of figures cost a tenth of what as many models do.
    for indicator, dataset, period, area, value in figures.order_by("dataset__loaded_at", "pk").values_list(
        "indicator", "dataset", "period", "area_code", "value"
    ):
        by_indicator[indicator][period][area] = value
        source[indicator] = dataset
    about = Indicator.objects.in_bulk(by_indicator)
    datasets = Dataset.objects.in_bulk(set(source.values()))
    rows = [
        _indicator_row(about[pk], datasets[source[pk]], periods, ward, neighbours)
        for pk, periods in by_indicator.items()
    ]
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
