"""The files of a manifest: what each kind may say, and the reader that this makes."""

import re
from datetime import date
from pathlib import PurePosixPath

from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import councillors, headings, incidents, periods, places, postcodes
from profiles.loading.manifest.facts import File
from profiles.loading.manifest.figures import FiguresTaker
from profiles.loading.manifest.taking import MISSING

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
    "postcodes": ("columns", "by_point"),
    "figures": (
        *("shape", "area_column", "period_column", "column", "group_column", "value_column", "total_column"),
        *("groups", "ignore", "total", "adds_up", "missing_means_none", "spanning", "fills", "vintage"),
        *("indicator", "times", "indicator_column", "measure_column", "unit_column"),
    ),
    "incidents": ("columns", "provider", "category", "coordinates", "one_per", "missing", "issue_types"),
    "councillors": ("ward_column", "name_column", "first_name_column", "borough_column"),
}


class FileTaker(FiguresTaker):
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
        by_point = self.take(table, "by_point", where, kind=bool, default=False)
        return {"reader": postcodes.Reader(columns), "by_point": by_point}

    def _incidents(self, table, where, **_):
        columns = self.words(table, "columns", where, default={})
        how = {
            "provider": self.take(table, "provider", where, default="", most=80),
            "category": self.take(table, "category", where, default="", most=60),
            "coordinates": self.take(table, "coordinates", where, default=""),
            "one_per": self.take(table, "one_per", where, default=""),
            "missing": self.texts(table, "missing", where),
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

    def _councillors(self, table, where, *, period, aliases, **_):
        self._needs_period(period, where)
        reader = councillors.Seats(
            ward_column=self.take(table, "ward_column", where),
            name_column=self.take(table, "name_column", where),
            first_name_column=self.take(table, "first_name_column", where, default=""),
            borough_column=self.take(table, "borough_column", where, default=""),
        )
        return {"reader": reader, "aliases": aliases}
