"""Long tables: one value a row, with the area, the indicator and perhaps the period and the measure beside it.

This is how LG Inform, Nomis and most open-data portals give figures.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from profiles.loading import periods, tables
from profiles.loading.figures import Row
from profiles.loading.indicators import Facts
from profiles.loading.tables import Fault, shown

COUNTED = re.compile(r"count|number|persons|households|people", re.IGNORECASE)


class Wanted(NamedTuple):
    """What is taken under `slug`: rows of an indicator, and of a measure if one is named. `times` is a factor."""

    name: str
    measure: str
    slug: str
    times: float


@dataclass(frozen=True)
class Long:
    """`wanted` says which indicators are taken; without any, all are, under their own names.

    Rows of several names under one slug are added up, as categories of reports are.
    """

    area_column: str
    indicator_column: str
    value_column: str
    wanted: tuple = ()
    period: str = ""
    period_column: str = ""
    measure_column: str = ""
    unit_column: str = ""
    parts: tuple = ()

    def rows(self, source):
        slugs = [each.slug for each in self.wanted]
        shared, sums, seen = {slug for slug in slugs if slugs.count(slug) > 1}, {}, {}
        for row in self._single(source):
            if isinstance(row, Fault) or not shared & row.values.keys():
                yield row
                continue
            (slug, value), key = *row.values.items(), (row.area, row.period, *row.values)
            if first := seen.get((*key, row.name)):
                yield Fault(row.numbers[0], f"{shown(row.name)} stands for it in row {first} already.", row.area)
                continue
            seen[*key, row.name] = row.numbers[0]
            numbers, total = sums.get(key, ((), 0))
            sums[key] = ((*numbers, *row.numbers), total + value)
        for (area, period, slug), (numbers, total) in sums.items():
            yield Row(numbers, area, period, {slug: total})

    def _single(self, source):
        optional = [self.period_column, self.measure_column, self.unit_column]
        titles = [self.area_column, self.indicator_column, self.value_column, *filter(None, optional)]
        wanted = {(tables.plain(each.name), tables.plain(each.measure)): each for each in self.wanted}
        for number, cells in tables.cells_of(source, titles):
            facts = dict(zip(titles, cells, strict=True))
            area = tables.area_of(facts[self.area_column])
            period = periods.canonical(facts[self.period_column]) if self.period_column else self.period
            value = tables.number(facts[self.value_column])
            name, measure = facts[self.indicator_column], facts.get(self.measure_column, "")
            what = self._what(name, measure, facts.get(self.unit_column, ""), wanted)
            if what is None:
                yield Fault(number, f"{shown(name)} is not an indicator that is asked for.", area)
            elif not period:
                yield Fault(number, f"{shown(facts[self.period_column])} is not a period like 2019 or 2018-11.", area)
            elif value is None and tables.is_no_figure(facts[self.value_column]):
                yield Fault(number, "It has no value.", area)
            elif value is None:
                yield Fault(number, f"{shown(facts[self.value_column])} is not a number.", area)
            else:
                slug, times, described = what
                yield Row((number,), area, period, {slug: value * times}, described, name)

    def _what(self, name, measure, unit, wanted):
        """(slug, factor, {slug: Facts} where the file itself describes it), or None if it is not asked for."""
        if wanted:
            each = wanted.get((tables.plain(name), tables.plain(measure))) or wanted.get((tables.plain(name), ""))
            return (each.slug, each.times, {}) if each else None
        if not name:
            return None
        full = f"{name} ({measure.lower()})" if measure and measure.casefold() not in name.casefold() else name
        is_count = bool(COUNTED.search(measure or unit)) and "%" not in unit
        facts = Facts(name=full[:150], unit=unit[:40], decimals=0 if is_count else 1)
        slug = slug_of(full)
        return slug, 1, {slug: facts}


def slug_of(name):
    """
    >>> slug_of("Claimants, aged 16+ (per cent)")
    'claimants-aged-16-per-cent'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:80].strip("-")
