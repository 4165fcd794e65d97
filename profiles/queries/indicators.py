"""Where wards stand, indicator by indicator, among the wards of their borough."""

from collections import defaultdict
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_
from statistics import median, quantiles

from django.conf import settings
from django.db.models import Max, Q

from pact.places.models import TownshipWard, Ward
from profiles.loading import periods
from profiles.loading.figures import share_of
from profiles.models import ENGLAND, Dataset, Figure, Indicator
from profiles.queries.comparison import COUNTS, IndicatorRow, margin_of
from profiles.queries.small_counts import SmallCounts, is_a_count

TREND = 13  # of a monthly figure a year and the month before it


def rows_of_wards(wards, *, today):
    """`{ward.pk: [IndicatorRow, …]}` of wards of one borough, in as many queries as for one of them."""
    if not wards:
        return {}
    field = _Field(wards[0].borough, today=today)
    rows = {ward.pk: [field.row(indicator, ward.code) for indicator in field.indicators.values()] for ward in wards}
    return {
        pk: sorted((row for row in some if row), key=lambda row: (row.topic, row.name)) for pk, some in rows.items()
    }


@dataclass(frozen=True)
class WardRow:
    """A ward, and its row of one indicator."""

    ward: Ward
    row: IndicatorRow


def across_wards(indicator, borough, *, today):
    """(`WardRow`s of every ward that has a figure, the highest first; how the borough went), from one look.

    The second is [(period in words, middle of the wards, borough, England)], oldest first, with None for no figure.
    """
    field = _Field(borough, today=today, only=indicator)
    rows = [WardRow(ward, field.row(indicator, ward.code)) for ward in field.wards]
    rows = [each for each in rows if each.row]
    # Where a hidden figure stood among the others would tell how large it is.
    compared = sorted(
        rows, key=lambda each: (each.row.is_hidden, 0 if each.row.is_hidden else each.row.rank, each.ward.name)
    )
    course = [
        (periods.in_words(period), median(field.spread(known)), field.of_all(indicator, period), known.get(ENGLAND))
        for period, known in sorted(field.by_indicator[indicator.slug].items())
        if field.spread(known)
    ]
    return compared, course


class _Field:
    """The figures of a borough, its wards and England, as `by_indicator[slug][period][area code]`. Seven queries.

    Of `only` one indicator all of them; of all indicators those of as many periods as a trend has.
    """

    def __init__(self, borough, *, today, only=None):
        self.borough = borough
        wards = Ward.objects.on(today).filter(borough=borough).select_related("borough")
        self.wards = list(wards if only else wards.defer("boundary"))  # outlines are for the map of one indicator
        self.by_indicator, self._source = defaultdict(lambda: defaultdict(dict)), {}
        codes = [*(ward.code for ward in self.wards), borough.code, ENGLAND]
        figures = Figure.objects.in_use().filter(dataset__borough=borough, area_code__in=codes)
        if only:
            figures = figures.filter(_that_matter_to(only))
        else:
            figures = figures.filter(_late_enough(figures, but_not={borough.code, ENGLAND}))
        # Tuples: thousands of figures cost a tenth of what as many models do.
        for slug, dataset, period, area, value in figures.order_by("dataset__loaded_at", "pk").values_list(
            "indicator__slug", "dataset", "period", "area_code", "value"
        ):
            self.by_indicator[slug][period][area] = value
            self._source[slug] = dataset
        self.indicators = {each.slug: each for each in Indicator.objects.filter(slug__in=self.by_indicator)}
        self._small = SmallCounts(
            self.by_indicator, self.indicators, [ward.code for ward in self.wards], below=settings.SUPPRESS_BELOW
        )
        self._datasets = Dataset.objects.only("source", "period", "loaded_at").in_bulk(set(self._source.values()))
        self._townships = defaultdict(set)
        self._township_of = {}
        places = TownshipWard.objects.on(today).filter(ward__in=self.wards).values_list("township", "ward__code")
        for township, code in places:
            self._townships[township].add(code)
            self._township_of[code] = township

    def spread(self, known):
        """The values of the wards among these, lowest first."""
        return sorted(value for code, value in known.items() if code not in {self.borough.code, ENGLAND})

    def of_all(self, indicator, period):
        """The borough's own figure; None where there is none or it must not be told."""
        is_hidden = self._small.hides(self._counted(indicator), period)
        return None if is_hidden else self.by_indicator[indicator.slug][period].get(self.borough.code)

    def row(self, indicator, code):
        """The ward's `IndicatorRow`, or None where it has no figure."""
        by_period = self.by_indicator[indicator.slug]
        known = [period for period in sorted(by_period) if code in by_period[period]]
        if not known:
            return None
        latest, value = by_period[known[-1]], by_period[known[-1]][code]
        borough, spread = self.of_all(indicator, known[-1]), self.spread(latest)
        counted = self._counted(indicator)
        hides = partial(self._small.hides, counted)
        near = [each for each in self._townships[self._township_of.get(code)] if each in latest]
        # The middle of a few wards may be one of them, and of two it tells one by the other.
        beside = None if any(hides(known[-1], each) for each in near) else [latest[each] for each in near]
        if borough is None and not hides(known[-1]):
            borough = median(spread)
        low, middle, high = quantiles(spread, n=4) if len(spread) > 1 else [spread[0]] * 3
        dataset, count = self._datasets[self._source[indicator.slug]], self._count(indicator, known[-1], code)
        return IndicatorRow(
            slug=indicator.slug,
            name=indicator.name,
            topic=indicator.topic,
            unit=indicator.unit,
            meaning=indicator.meaning,
            better=indicator.better,
            decimals=indicator.decimals,
            period=known[-1],
            value=value,
            township=median(beside) if beside else None,
            borough=borough,
            england=latest.get(ENGLAND),
            low=spread[0],
            lower_quarter=low,
            middle=middle,
            upper_quarter=high,
            high=spread[-1],
            rank=1 + sum(other > value for other in spread),
            out_of=len(spread),
            sharing=spread.count(value),
            trend=[[period, by_period[period][code]] for period in known[-TREND:] if not hides(period, code)],
            is_covered=hides(known[-1], code),
            count=count,
            margin=[] if is_a_count(indicator) else margin_of(count, value),
            source=dataset.source,
            source_period=dataset.period,
            loaded_on=dataset.loaded_at.date().isoformat(),
        )

    def _counted(self, indicator):
        """The slug of the count of people behind an indicator: its own, that which it is the share of, or ""."""
        if is_a_count(indicator):
            return indicator.slug
        counted = indicator.slug.removeprefix(share_of(""))
        return counted if counted != indicator.slug and counted in self.by_indicator else ""

    def _count(self, indicator, period, code):
        """How many people are behind the value, where that is known."""
        counted = self._counted(indicator)
        return self.by_indicator[counted][period].get(code) if counted else None


def _that_matter_to(indicator):
    """A condition on figures: its own, those it is the share of, and those that either is made safe with."""
    counted = indicator.slug.removeprefix(share_of(""))
    topics = Indicator.objects.filter(slug=counted).values("topic")
    is_one = Q(is_count_of_people=True) | Q(unit__in=COUNTS) | Q(slug__startswith=share_of(""))
    beside = Indicator.objects.filter(is_one, topic__in=topics)
    return Q(indicator__slug__in=[indicator.slug, counted]) | Q(indicator__in=beside)


def _late_enough(figures, *, but_not):
    """A condition on figures: of the last `TREND` periods up to the latest one of the ward that lags furthest behind.

    So each ward has its latest figure, its trend, and those of all others in the same period. Two queries.
    """
    latest, known = {}, defaultdict(set)
    ours = figures.exclude(area_code__in=but_not).order_by()
    for indicator, _, period in ours.values_list("indicator", "area_code").annotate(latest=Max("period")):
        latest[indicator] = min(period, latest.get(indicator, period))
    for indicator, period in figures.order_by().values_list("indicator", "period").distinct():
        known[indicator].add(period)
    since = defaultdict(list)
    for indicator, last in latest.items():
        since[sorted(period for period in known[indicator] if period <= last)[-TREND:][0]].append(indicator)
    conditions = (Q(indicator__in=indicators, period__gte=first) for first, indicators in since.items())
    # No indicator has the key 0. Without any condition nothing would be asked, and the page's cost would vary.
    return reduce(or_, conditions, Q(indicator=0))
