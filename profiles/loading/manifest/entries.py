"""The files of a manifest: what each kind may say, and the reader that this makes."""

import difflib
import re
from datetime import date
from pathlib import PurePosixPath

from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import councillors, figures, headings, incidents, long, periods, places, postcodes
from profiles.loading.manifest.facts import File
from profiles.loading.manifest.taking import MISSING, Taker

# In the order in which they build on each other.
KINDS = (
    *("wards", "small-areas", "small-area-boundaries", "small-area-changes", "postcodes"),
    *("figures", "incidents", "councillors"),
)
ISSUE_TYPE = re.compile(r"[A-Z]{3}")
COMMON = ("kind", "title", "path", "sheet", "from", "source", "licence", "attribution", "period")
OPTIONS = {
    "wards": ("code_property", "name_property", "borough_property", "starts_on"),
    "small-areas": ("code_column", "name_column", "ward_column", "vintage"),
    "small-area-boundaries": ("code_property", "name_property", "borough_property", "vintage"),
    "small-area-changes": ("old_column", "new_column", "name_column", "change_column"),
    "postcodes": ("columns",),
    "figures": (
        *("shape", "area_column", "period_column", "column", "group_column", "value_column", "total_column"),
        *("groups", "total", "adds_up", "missing_means_none", "spanning", "fills", "vintage"),
        *("indicator", "times", "indicator_column", "measure_column", "unit_column"),
    ),
    "incidents": ("columns", "provider", "category", "coordinates", "one_per", "missing", "issue_types"),
    "councillors": ("ward_column", "name_column", "borough_column"),
}


class FileTaker(Taker):
    """Takes files, given the sources, indicators and aliases that they may name."""

    def files(self, value, sources, indicators, aliases, starts_on):
        found = []
        for number, table in enumerate(self.tables(value, "file"), 1):
            title = table.get("title") if isinstance(table.get("title"), str) else ""
            where = f"file {number} (“{title}”)" if title else f"file {number}"
            made = self.file(table, where, sources, indicators, aliases, starts_on)
            if made:
                found.append(made)
        self.no_twins([made.title for made in found], "file")
        if not found and not self.mistakes:
            self.say("", "The manifest names no file.")
        return tuple(sorted(found, key=lambda made: (KINDS.index(made.kind), made.starts_on or date.min)))

    def file(self, table, where, sources, indicators, aliases, starts_on):
        kind = self.take(table, "kind", where)
        if kind not in KINDS:
            if kind:
                self.say(where, f"“{kind}” is not a kind of file. It can be {sentence_list(KINDS, 'or')}.")
            return None
        title = self.take(table, "title", where, most=150)
        common = {"kind": kind, "title": title, "path": self.path(table, where)}
        common["sheet"] = self.take(table, "sheet", where, default="")
        common |= self.provenance(table, where, sources)
        written = self.take(table, "period", where, default="")
        period = periods.canonical(written)
        if written and not period:
            self.say(where, f"“period” must be like 2019, 2018-11, 2020-Q1 or 2023/24, not “{written}”.")
        make = {
            "wards": self._wards,
            "small-areas": self._small_areas,
            "small-area-boundaries": self._small_area_boundaries,
            "small-area-changes": self._small_area_changes,
            "postcodes": self._postcodes,
            "figures": self._figures,
            "incidents": self._incidents,
            "councillors": self._councillors,
        }[kind]
        own = make(table, where, period=period, indicators=indicators, aliases=aliases, starts_on=starts_on)
        self.nothing_else(table, where, [*OPTIONS[kind], *COMMON])
        return File(**common, period=period, **own)

    def path(self, table, where):
        path = self.take(table, "path", where)
        if PurePosixPath(path).is_absolute() or ".." in PurePosixPath(path).parts or "\\" in path or ":" in path:
            self.say(where, "“path” must stay inside the data folder: write it from there, with / between folders.")
        return path

    def provenance(self, table, where, sources):
        """Source, licence and attribution: the file's own, else those of the source that it is `from`."""
        shared = {}
        if "from" in table:
            name = self.take(table, "from", where)
            shared = sources.get(name, {})
            if name and name not in sources:
                self.say(where, f"there is no source “{name}” in [sources].")
                shared = {"source": "-", "licence": "-"}
        return {
            "source": self.take(table, "source", where, default=shared.get("source", MISSING), most=200),
            "licence": self.take(table, "licence", where, default=shared.get("licence", MISSING), most=120),
            "attribution": self.take(table, "attribution", where, default=shared.get("attribution", "")),
        }

    def _boundaries(self, table, where):
        return places.Boundaries(
            code_property=self.take(table, "code_property", where, default=""),
            name_property=self.take(table, "name_property", where, default=""),
            borough_property=self.take(table, "borough_property", where, default=""),
        )

    def _wards(self, table, where, *, period, starts_on, **_):
        self._needs_period(period, where)
        reader = self._boundaries(table, where)
        return {"reader": reader, "starts_on": self.take(table, "starts_on", where, kind=date, default=starts_on)}

    def _small_areas(self, table, where, *, period, **_):
        self._needs_period(period, where)
        reader = places.SmallAreas(
            code_column=self.take(table, "code_column", where),
            name_column=self.take(table, "name_column", where),
            ward_column=self.take(table, "ward_column", where),
        )
        return {"reader": reader, "vintage": self._vintage(table, where)}

    def _small_area_boundaries(self, table, where, *, period, **_):
        self._needs_period(period, where)
        reader = self._boundaries(table, where)
        return {"reader": reader, "vintage": self._vintage(table, where)}

    def _small_area_changes(self, table, where, *, period, **_):
        self._needs_period(period, where)
        reader = places.Changes(
            old_column=self.take(table, "old_column", where),
            new_column=self.take(table, "new_column", where),
            name_column=self.take(table, "name_column", where),
            change_column=self.take(table, "change_column", where),
        )
        return {"reader": reader}

    def _postcodes(self, table, where, *, period, **_):
        self._needs_period(period, where)
        columns = self.words(table, "columns", where, default={})
        if unknown := sorted(set(columns) - set(headings.POSTCODE)):
            self.say(where, f"a postcode has no {unknown[0]}. It has: {sentence_list(headings.POSTCODE)}.")
        return {"reader": postcodes.Reader(columns)}

    def _vintage(self, table, where):
        vintage = self.take(table, "vintage", where, kind=int)
        if vintage and vintage not in {2001, 2011, 2021}:
            self.say(where, "“vintage” is the year of the census that drew the areas: 2011 or 2021.")
        return vintage

    def _needs_period(self, period, where):
        if not period:
            self.say(where, "“period” is missing: the month or year that the file is of, like 2013-12.")

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
        return figures.Periods(area_column=area, indicator=slug, times=self._times(table, where))

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
            total_column=self.take(table, "total_column", where),
            groups=groups,
            total=total,
            period=period,
        )

    def _ages(self, table, where, area, period, indicators):
        self._needs_period(period, where)
        return figures.Ages(area_column=area, total_column=self.take(table, "total_column", where), period=period)

    def _knows(self, slug, indicators, where):
        if slug and slug not in indicators:
            near = difflib.get_close_matches(slug, indicators, n=1)
            hint = f" Did you mean “{near[0]}”?" if near else ""
            self.say(where, f"there is no indicator “{slug}”. Describe it with [[indicator]].{hint}")

    def _incidents(self, table, where, **_):
        columns = self.words(table, "columns", where, default={})
        how = {
            "provider": self.take(table, "provider", where, default="", most=80),
            "category": self.take(table, "category", where, default="", most=60),
            "coordinates": self.take(table, "coordinates", where, default=""),
            "one_per": self.take(table, "one_per", where, default=""),
            "missing": self._missing(table, where),
        }
        if how["coordinates"] and how["coordinates"] not in incidents.LIMITS:
            self.say(where, f"“coordinates” must be {sentence_list(incidents.LIMITS, 'or')}.")
        try:
            reader = incidents.reader(columns, **how)
        except Refused as refusal:
            self.say(where, refusal.reasons[0])
            return {}
        needed = [fact for fact in incidents.NEEDED if not (fact == "category" and reader.category)]
        if columns and (missing := [fact for fact in needed if fact not in columns]):
            self.say(where, f"“columns” must say which column holds the {sentence_list(missing)}.")
        if columns and not reader.provider and "provider" not in columns:
            self.say(where, "say who recorded these, as “provider” or as a column.")
        issue_types = self.words(table, "issue_types", where, default={})
        if not all(ISSUE_TYPE.fullmatch(code) for code in issue_types.values()):
            self.say(where, "“issue_types” must give codes of issue types, like LIT.")
        return {"reader": reader, "issue_types": issue_types}

    def _missing(self, table, where):
        missing = self.take(table, "missing", where, kind=list, default=[])
        if not all(isinstance(cell, str) for cell in missing):
            self.say(where, "“missing” must list the cells that mean nothing, as text.")
            return ()
        return tuple(missing)

    def _councillors(self, table, where, *, period, aliases, **_):
        self._needs_period(period, where)
        reader = councillors.Seats(
            ward_column=self.take(table, "ward_column", where),
            name_column=self.take(table, "name_column", where),
            borough_column=self.take(table, "borough_column", where, default=""),
        )
        return {"reader": reader, "aliases": aliases}
