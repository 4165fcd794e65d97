"""Files of figures in the shapes that publishers use, all read into the same rows: an area, a period, its values.

- columns: a row is an area (and perhaps a period), a column is an indicator;
- periods: a row is an area, a column is a month or a year, all of one indicator;
- groups: a row is one group of an area with its count and the area's total (census tables in long form), or an area
  with a column for each group and one for the total;
- ages: a row is an area, with a column for each year of age.

The fifth, one value a row, is in `profiles.loading.long`.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from pact.core.refusals import Refused
from profiles.loading import periods, tables
from profiles.loading.tables import Fault, shown

AGE_BANDS = {
    "0-to-15": (0, 15),
    "16-to-24": (16, 24),
    "25-to-44": (25, 44),
    "45-to-64": (45, 64),
    "65-and-over": (65, 120),
}
POPULATION = "population"
# "0", "age 0", "90+", "aged 90 and over", "F0", "males 12"
AGE = re.compile(r"(?:(?:aged?|[fm]|females?|males?|persons?|all)[ _-]*)*(\d{1,3})(?:\+| ?and (?:over|above)| years?)?")


class Row(NamedTuple):
    """What one row of the file (or, in groups, the rows of one area) says. `numbers` are the rows it came from."""

    numbers: tuple
    area: str
    period: str
    values: dict  # slug of the indicator: value
    described: dict = {}  # slug: Facts, of indicators that the file itself names
    name: str = ""  # of the indicator, as the file has it


class Part(NamedTuple):
    """An indicator that is a share of another: `count` divided by `whole`, times 100."""

    share: str
    count: str
    whole: str


@dataclass(frozen=True)
class Columns:
    """`columns` maps headings to (indicator, factor). The period is in a column, or the same for all rows."""

    area_column: str
    columns: dict
    period: str = ""
    period_column: str = ""
    parts: tuple = ()

    def rows(self, source):
        titles = [self.area_column, *filter(None, [self.period_column]), *self.columns]
        with tables.opened(source, titles) as table:
            table.require(titles)
            area, when = table.column(self.area_column), self.period_column and table.column(self.period_column)
            wanted = [(table.column(title), *what) for title, what in self.columns.items()]
            for number, cells in table.rows():
                yield self._row(number, cells, area, when, wanted)

    def _row(self, number, cells, area, when, wanted):
        where = tables.area_of(cells[area])
        period = periods.canonical(cells[when]) if self.period_column else self.period
        if not period:
            return Fault(number, f"{shown(cells[when])} is not a period like 2019, 2018-11 or 2020-Q1.", where)
        values = {}
        for position, slug, factor in wanted:
            value = tables.number(cells[position])
            if value is None and not tables.is_no_figure(cells[position]):
                return Fault(number, f"{shown(cells[position])} is not a number.", where)
            if value is not None:
                values[slug] = value * factor
        if not values:
            return Fault(number, "It has no value.", where)
        return Row((number,), where, period, values)


def period_and_rest(title):
    """The period in a title of two parts, and the other part; ("", "") where neither part is one.

    >>> period_and_rest("2019 Males"), period_and_rest("Males Jan 2019"), period_and_rest("2019")
    (('2019', 'Males'), ('2019-01', 'Males'), ('', ''))
    """
    words = title.split()
    for n in range(1, len(words)):
        first, last = " ".join(words[:n]), " ".join(words[n:])
        for part, other in ((first, last), (last, first)):
            if (period := periods.canonical(part)) and not periods.canonical(other):
                return period, other
    return "", ""


@dataclass(frozen=True)
class Periods:
    """Every column whose title is a period holds values of the one indicator.

    `under` is what stands below or above each period in a heading of two rows, such as "Males": only those are read.
    """

    area_column: str
    indicator: str
    times: float = 1
    under: str = ""
    parts: tuple = ()

    def rows(self, source):
        with tables.opened(source, [self.area_column], joins=bool(self.under)) as table:
            table.require([self.area_column])
            area = table.column(self.area_column)
            wanted = [(n, period) for n, title in enumerate(table.heading) if (period := self._period(title))]
            if not wanted:
                of = f" of {shown(self.under)}" if self.under else ""
                raise Refused([f"{source.name} has no column{of} whose title is a period, like 2019 or 2018-11."])
            for number, cells in table.rows():
                where = tables.area_of(cells[area])
                yield from self._row(number, where, [(period, cells[position]) for position, period in wanted])

    def _period(self, title):
        if not self.under:
            return periods.canonical(title)
        period, other = period_and_rest(title)
        return period if tables.plain(other) == tables.plain(self.under) else ""

    def _row(self, number, where, cells):
        """All values of the row, or one Fault."""
        values = {period: tables.number(cell) for period, cell in cells}
        wrong = [cell for period, cell in cells if values[period] is None and not tables.is_no_figure(cell)]
        found = {period: value for period, value in values.items() if value is not None}
        if wrong or not found:
            yield Fault(number, f"{shown(wrong[0])} is not a number." if wrong else "It has no value.", where)
            return
        for n, (period, value) in enumerate(found.items()):
            # The row counts once, however many figures it holds.
            yield Row((number,) if n == 0 else (), where, period, {self.indicator: value * self.times})


@dataclass(frozen=True)
class Groups:
    """`groups` maps what stands in the group column to an indicator of counts; without one, it maps titles.

    Without a total column, the groups of an area are everybody. Rows of the groups in `ignore` are passed over.
    """

    area_column: str
    group_column: str
    value_column: str
    total_column: str
    groups: dict
    total: str
    period: str
    ignore: tuple = ()

    @property
    def parts(self):
        return tuple(Part(share_of(slug), slug, self.total) for slug in self.groups.values())

    def rows(self, source):
        """The rows of an area need not stand together; an area is taken when all its groups are there once."""
        if not self.group_column:
            yield from self._wide(source)
            return
        found, faults = {}, []
        titles = [self.area_column, self.group_column, self.value_column, *filter(None, [self.total_column])]
        for number, (area, group, value, *total) in tables.cells_of(source, titles):
            area, count = tables.area_of(area), tables.whole(value)
            whole = tables.whole(total[0]) if total else count
            if group in self.ignore:
                continue
            slug = self.groups.get(group)
            if slug is None:
                faults.append(Fault(number, f"{shown(group)} is not a group that the manifest names.", area))
            elif count is None or whole is None or count < 0 or whole < count:
                faults.append(
                    Fault(number, f"{shown(value)}{f' of {shown(total[0])}' if total else ''} is not a count.", area)
                )
            else:
                found.setdefault(area, []).append((number, slug, count, whole))
        yield from faults
        for area, parts in found.items():
            yield from self._area(area, parts)

    def _wide(self, source):
        titles = [self.area_column, *self.groups, *filter(None, [self.total_column])]
        for number, (area, *cells) in tables.cells_of(source, titles):
            area, counts = tables.area_of(area), [tables.whole(cell) for cell in cells]
            whole = counts.pop() if self.total_column else None if None in counts else sum(counts)
            if whole is None or any(count is None or not 0 <= count <= whole for count in counts):
                yield Fault(number, "A group or the total is not a count, or a group is larger than the total.", area)
            else:
                values = dict(zip(self.groups.values(), counts, strict=True)) | {self.total: whole}
                yield Row((number,), area, self.period, values)

    def _area(self, area, parts):
        numbers = tuple(number for number, *_ in parts)
        slugs = [slug for _, slug, *_ in parts]
        if len(set(slugs)) < len(slugs):
            reason = f"{shown(area)} has a group more than once."
        elif missing := set(self.groups.values()) - set(slugs):
            reason = f"{shown(area)} has no row for {len(missing)} of its groups."
        elif self.total_column and len({whole for *_, whole in parts}) > 1:
            reason = f"{shown(area)} has more than one total."
        else:
            values = {slug: count for _, slug, count, _ in parts}
            values[self.total] = parts[0][3] if self.total_column else sum(values.values())
            yield Row(numbers, area, self.period, values)
            return
        yield from (Fault(number, reason, area) for number in numbers)


@dataclass(frozen=True)
class Ages:
    """A column for each year of age, the last for that and above, and a total that they must add up to.

    There may be two of each, for women and men: F0 to F90 and M0 to M90.
    """

    area_column: str
    total_column: str
    period: str

    @property
    def parts(self):
        return tuple(Part(share_of(f"aged-{band}"), f"aged-{band}", POPULATION) for band in AGE_BANDS)

    def rows(self, source):
        titles = [self.area_column, self.total_column]
        with tables.opened(source, titles) as table:
            table.require(titles)
            ages = [(int(match[1]), n) for n, t in enumerate(table.heading) if (match := AGE.fullmatch(t.casefold()))]
            years = sorted(age for age, _ in ages)
            sexes = years.count(0) or 1
            if years != sorted([*range(len(years) // sexes)] * sexes) or len(years) < 66 * sexes:
                raise Refused([f"{source.name} does not have a column for each year of age from 0 to at least 65."])
            area, total = table.column(self.area_column), table.column(self.total_column)
            for number, cells in table.rows():
                yield self._row(number, tables.area_of(cells[area]), cells[total], [(age, cells[n]) for age, n in ages])

    def _row(self, number, area, total, ages):
        counts = [(age, tables.whole(cell)) for age, cell in ages]
        whole = tables.whole(total)
        if whole is None or any(count is None or count < 0 for _, count in counts):
            return Fault(number, "An age or the total is not a whole number.", area)
        if sum(count for _, count in counts) != whole:
            added = sum(count for _, count in counts)
            return Fault(number, f"Its ages add up to {added} and its total says {whole}.", area)
        values = {POPULATION: whole}
        for band, (first, last) in AGE_BANDS.items():
            values[f"aged-{band}"] = sum(count for age, count in counts if first <= age <= last)
        return Row((number,), area, self.period, values)


def share_of(slug):
    """The indicator that says a count as a percentage of all."""
    return f"share-{slug}"
