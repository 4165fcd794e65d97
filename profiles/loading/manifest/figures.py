"""What a manifest says of a file of figures: its shape, and the reader that this makes."""

import difflib

from pact.core.wording import sentence_list
from profiles.loading import figures, long
from profiles.loading.manifest.taking import Taker


class FiguresTaker(Taker):
    """Takes the entries of files of figures; `indicators` are those that they may name."""

    def _figures(self, table, where, *, period, indicators, **_):
        shape = self.take(table, "shape", where, default="columns")
        area = self.take(table, "area_column", where)
        makers = {
            "columns": self._columns,
            "periods": self._periods,
            "long": self._long,
            "groups": self._groups,
            "ages": self._ages,
        }
        if shape not in makers:
            self.say(where, f"“shape” must be {sentence_list(makers, 'or')}.")
            return {}
        reader = makers[shape](table, where, area, period, indicators)
        adds_up = self.take(table, "adds_up", where, kind=bool, default=shape in {"groups", "ages"})
        fills = self.take(table, "fills", where, default="")
        if fills and fills not in {"population", "households", "addresses"}:
            self.say(where, "“fills” must be population, households or addresses.")
        spanning = self.take(table, "spanning", where, default="")
        if spanning not in {"", "refuse", "apportion"}:
            self.say(where, "“spanning” must be refuse or apportion.")
        return {
            "reader": reader,
            "adds_up": adds_up,
            "spanning": spanning,
            "missing_means_none": self.take(table, "missing_means_none", where, kind=bool, default=False),
            "vintage": self._vintage(table, where) if adds_up or "vintage" in table else 0,
            "fills": fills,
        }

    def _columns(self, table, where, area, period, indicators):
        period, when = self._when(table, where, period)
        wanted = list(self._wanted(table, where, indicators))
        if not wanted:
            self.say(where, "say what is in it with at least one [[file.column]].")
        columns = {each.name: (each.slug, each.times) for each in wanted}
        return figures.Columns(area_column=area, columns=columns, period=period, period_column=when)

    def _long(self, table, where, area, period, indicators):
        period, when = self._when(table, where, period)
        return long.Long(
            area_column=area,
            indicator_column=self.take(table, "indicator_column", where),
            value_column=self.take(table, "value_column", where),
            measure_column=self.take(table, "measure_column", where, default=""),
            unit_column=self.take(table, "unit_column", where, default=""),
            wanted=tuple(self._wanted(table, where, indicators)),
            period=period,
            period_column=when,
        )

    def _periods(self, table, where, area, period, indicators):
        if period:
            self.say(where, "“period” is not needed: the titles of the columns say it.")
        slug = self.take(table, "indicator", where)
        self._knows(slug, indicators, where)
        under = self.take(table, "under", where, default="")
        return figures.Periods(area_column=area, indicator=slug, times=self._times(table, where), under=under)

    def _when(self, table, where, period):
        when = self.take(table, "period_column", where, default="")
        if bool(when) == bool(period):
            self.say(where, "give either “period” or “period_column”.")
        return period, when

    def _wanted(self, table, where, indicators):
        where = f"{where}, column"
        for item in self.tables(table.pop("column", []), where):
            name = self.take(item, "name", where)
            measure = self.take(item, "measure", where, default="")
            slug = self.take(item, "indicator", where)
            times = self._times(item, where)
            self._knows(slug, indicators, where)
            self.nothing_else(item, where, ["name", "measure", "indicator", "times"])
            yield long.Wanted(name, measure, slug, times)

    def _times(self, table, where):
        times = table.pop("times", 1)
        if isinstance(times, bool) or not isinstance(times, int | float):
            self.say(where, "“times” must be a number.")
            return 1
        return times

    def _groups(self, table, where, area, period, indicators):
        self._needs_period(period, where)
        groups = self.words(table, "groups", where)
        total = self.take(table, "total", where)
        for slug in [*groups.values(), *map(figures.share_of, groups.values()), total]:
            self._knows(slug, indicators, where)
        self.no_twins(list(groups.values()), where)
        group = self.take(table, "group_column", where, default="")
        return figures.Groups(
            area_column=area,
            group_column=group,
            value_column=self.take(table, "value_column", where) if group else "",
            total_column=self.take(table, "total_column", where, default=""),
            groups=groups,
            total=total,
            period=period,
            ignore=self.texts(table, "ignore", where),
        )

    def _ages(self, table, where, area, period, indicators):
        self._needs_period(period, where)
        return figures.Ages(area_column=area, total_column=self.take(table, "total_column", where), period=period)

    def _knows(self, slug, indicators, where):
        if slug and slug not in indicators:
            near = difflib.get_close_matches(slug, indicators, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            self.say(where, f"there is no indicator “{slug}”. Describe it with [[indicator]].{hint}")

    def _vintage(self, table, where):
        vintage = self.take(table, "vintage", where, kind=int)
        if vintage and vintage not in {2001, 2011, 2021}:
            self.say(where, "“vintage” is the year of the census that drew the areas: 2011 or 2021.")
        return vintage

    def _needs_period(self, period, where):
        if not period:
            self.say(where, "“period” is missing: the month or year that the file is of, like 2013-12.")
