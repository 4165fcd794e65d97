"""A borough's manifest: which files make it up, where they come from, and how to read each. TOML, checked in full.

Every mistake in it becomes a sentence; all of them are said at once. `docs/loading.md` describes what may be written.
"""

import difflib
import hashlib
import json
import re
import tomllib
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import councillors, figures, incidents, periods, places
from profiles.loading.indicators import CATALOGUE, Facts
from profiles.loading.places import ONS_CODE

# In the order in which they build on each other.
KINDS = (
    *("wards", "small-areas", "small-area-boundaries", "small-area-changes", "postcodes"),
    *("figures", "incidents", "councillors"),
)
AGENCY_KINDS = ("council", "police", "fire", "housing", "health", "voluntary", "other")
ISSUE_TYPE = re.compile(r"[A-Z]{3}")
LARGEST = 1 << 20
MISSING = object()


@dataclass(frozen=True)
class File:
    """One file to load. `title` is what it is known by: another file under the same title replaces it."""

    kind: str
    title: str
    path: str
    source: str
    licence: str
    attribution: str = ""
    period: str = ""
    starts_on: date | None = None
    vintage: int = 0
    adds_up: bool = False
    fills: str = ""
    issue_types: dict = field(default_factory=dict)
    aliases: dict = field(default_factory=dict)
    reader: object = None

    @property
    def recipe(self):
        """A fingerprint of how the file is read. The same file read in another way is loaded anew."""
        how = asdict(replace(self, title="", path="", source="", licence="", attribution=""))
        text = json.dumps([type(self.reader).__name__, how], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Township:
    code: str
    name: str
    wards: tuple
    starts_on: date


@dataclass(frozen=True)
class Agency:
    name: str
    kind: str
    phone: str
    email: str
    leads: tuple


@dataclass(frozen=True)
class Manifest:
    code: str
    name: str
    starts_on: date
    files: tuple
    townships: tuple
    agencies: tuple
    aliases: dict
    indicators: dict


def read(path):
    """The manifest in this TOML file, or Refused with every mistake in it."""
    path = Path(path)
    try:
        raw = path.read_bytes()
        if len(raw) > LARGEST:
            raise Refused([f"{path.name} is too large to be a manifest."])
        document = tomllib.loads(raw.decode("utf-8-sig"))
    except OSError:
        raise Refused([f"There is no manifest {path.name}, or it cannot be read."]) from None
    except UnicodeDecodeError:
        raise Refused([f"{path.name} is not written in UTF-8."]) from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused([f"{path.name} is not TOML: {error}."]) from None
    checker = Checker()
    manifest = checker.manifest(document)
    if checker.mistakes:
        raise Refused(checker.mistakes)
    return manifest


class Checker:
    """Takes a document apart and collects what is wrong with it."""

    def __init__(self):
        self.mistakes = []

    def say(self, where, sentence):
        self.mistakes.append(f"{where}: {sentence}" if where else sentence)

    # Values

    def table(self, value, where):
        if isinstance(value, dict):
            return dict(value)
        self.say(where, "this must be a table.")
        return {}

    def tables(self, value, where):
        if isinstance(value, list) and all(isinstance(item, dict) for item in value):
            return [dict(item) for item in value]
        self.say(where, f"write each as [[{where}]].")
        return []

    def take(self, table, key, where, *, kind=str, default=MISSING):
        """Remove `key` from the table and return it, or say what is wrong with it and return something harmless."""
        value = table.pop(key, MISSING)
        harmless = {str: "", bool: False, int: 0, dict: {}, list: [], date: date.min}[kind]
        if value is MISSING:
            if default is MISSING:
                self.say(where, f"“{key}” is missing.")
                return harmless
            return default
        if type(value) is not kind or (kind is str and not value.strip()):
            words = {str: "text", bool: "true or false", int: "a whole number", list: "a list", dict: "a table"}
            self.say(where, f"“{key}” must be {words.get(kind, 'a date like 2013-12-01')}.")
            return harmless
        return value.strip() if kind is str else value

    def words(self, table, key, where, *, default=MISSING):
        """A table of text to text."""
        value = self.take(table, key, where, kind=dict, default=default)
        if any(not isinstance(item, str) or not item.strip() for item in value.values()):
            self.say(where, f"everything in “{key}” must be text.")
            return {}
        return value

    def nothing_else(self, table, where, known=()):
        for key in table:
            near = difflib.get_close_matches(key, known, n=1)
            self.say(where, f"“{key}” is not known here." + (f" Did you mean “{near[0]}”?" if near else ""))

    # The manifest

    def manifest(self, document):
        document = dict(document)
        borough = self.table(document.pop("borough", {}), "borough")
        code = self.take(borough, "code", "borough")
        if code and not ONS_CODE.fullmatch(code):
            self.say("borough", f"“{code}” is not an ONS code like E08000010.")
        name = self.take(borough, "name", "borough")
        starts_on = self.take(borough, "starts_on", "borough", kind=date)
        self.nothing_else(borough, "borough", ["code", "name", "starts_on"])

        aliases = self.words(document, "aliases", "aliases", default={})
        indicators = self.indicators(document.pop("indicator", []))
        sources = self.sources(document.pop("sources", {}))
        townships = self.townships(document.pop("township", []), code, starts_on)
        agencies = self.agencies(document.pop("agency", []))
        files = self.files(document.pop("file", []), sources, indicators, aliases, starts_on)
        self.nothing_else(document, "", ["borough", "aliases", "indicator", "sources", "township", "agency", "file"])
        return Manifest(
            code=code,
            name=name,
            starts_on=starts_on,
            files=files,
            townships=townships,
            agencies=agencies,
            aliases=aliases,
            indicators=indicators,
        )

    def sources(self, value):
        found = {}
        for key, table in self.table(value, "sources").items():
            where = f"source “{key}”"
            table = self.table(table, where)
            found[key] = {
                "source": self.take(table, "source", where),
                "licence": self.take(table, "licence", where),
                "attribution": self.take(table, "attribution", where, default=""),
            }
            self.nothing_else(table, where, ["source", "licence", "attribution"])
        return found

    def indicators(self, value):
        found = dict(CATALOGUE)
        for table in self.tables(value, "indicator"):
            slug = self.take(table, "slug", "indicator")
            where = f"indicator “{slug}”"
            if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", slug):
                self.say(where, "“slug” must be small letters, digits and hyphens.")
            facts = Facts(
                name=self.take(table, "name", where),
                topic=self.take(table, "topic", where, default=""),
                unit=self.take(table, "unit", where, default=""),
                meaning=self.take(table, "meaning", where),
                better=self.take(table, "better", where, default="neither"),
                decimals=self.take(table, "decimals", where, kind=int, default=0),
                is_count_of_people=self.take(table, "is_count_of_people", where, kind=bool, default=False),
            )
            if facts.better not in {"high", "low", "neither"}:
                self.say(where, "“better” must be high, low or neither.")
            self.nothing_else(table, where, list(asdict(facts)))
            found[slug] = facts
        return found

    def townships(self, value, borough, starts_on):
        found, placed = [], {}
        for table in self.tables(value, "township"):
            name = self.take(table, "name", "township")
            where = f"township “{name}”"
            wards = self.take(table, "wards", where, kind=list)
            if not wards or not all(isinstance(ward, str) for ward in wards):
                self.say(where, "“wards” must list the names of its wards.")
                wards = []
            for ward in wards:
                if ward in placed:
                    self.say(where, f"{ward} is in {placed[ward]} already.")
                placed.setdefault(ward, name)
            code = self.take(table, "code", where, default=f"{borough}-{_slug(name)}"[:40])
            since = self.take(table, "starts_on", where, kind=date, default=starts_on)
            found.append(Township(code=code, name=name, wards=tuple(wards), starts_on=since))
            self.nothing_else(table, where, ["name", "wards", "code", "starts_on"])
        self._no_twins([township.name for township in found], "township")
        return tuple(found)

    def agencies(self, value):
        found = []
        for table in self.tables(value, "agency"):
            name = self.take(table, "name", "agency")
            where = f"agency “{name}”"
            leads = self.take(table, "leads", where, kind=list, default=[])
            if not all(isinstance(code, str) and ISSUE_TYPE.fullmatch(code) for code in leads):
                self.say(where, "“leads” must list codes of issue types, like LIT.")
                leads = []
            agency = Agency(
                name=name,
                kind=self.take(table, "kind", where, default="council"),
                phone=self.take(table, "phone", where, default=""),
                email=self.take(table, "email", where, default=""),
                leads=tuple(leads),
            )
            if agency.kind not in AGENCY_KINDS:
                self.say(where, f"“kind” must be {sentence_list(AGENCY_KINDS, 'or')}.")
            found.append(agency)
            self.nothing_else(table, where, list(asdict(agency)))
        self._no_twins([agency.name for agency in found], "agency")
        led = [code for agency in found for code in agency.leads]
        self._no_twins(led, "leads")
        return tuple(found)

    def _no_twins(self, values, where):
        for value in sorted({value for value in values if value and values.count(value) > 1}):
            self.say(where, f"{value} is there more than once.")

    # Files

    def files(self, value, sources, indicators, aliases, starts_on):
        found = []
        for number, table in enumerate(self.tables(value, "file"), 1):
            title = table.get("title") if isinstance(table.get("title"), str) else ""
            where = f"file {number} (“{title}”)" if title else f"file {number}"
            made = self.file(table, where, sources, indicators, aliases, starts_on)
            if made:
                found.append(made)
        self._no_twins([made.title for made in found], "file")
        if not found and not self.mistakes:
            self.say("", "The manifest names no file.")
        return tuple(sorted(found, key=lambda made: (KINDS.index(made.kind), made.starts_on or date.min)))

    def file(self, table, where, sources, indicators, aliases, starts_on):
        kind = self.take(table, "kind", where)
        if kind not in KINDS:
            if kind:
                self.say(where, f"“{kind}” is not a kind of file. It can be {sentence_list(KINDS, 'or')}.")
            return None
        common = {"kind": kind, "title": self.take(table, "title", where), "path": self.path(table, where)}
        if len(common["title"]) > 150:
            self.say(where, "“title” has more than 150 characters.")
        common |= self.provenance(table, where, sources)
        period = self.take(table, "period", where, default="")
        if period and not periods.first_day(period):
            self.say(where, f"“period” must be like 2019, 2018-11 or 2020-Q1, not “{period}”.")
            period = ""
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
            "source": self.take(table, "source", where, default=shared.get("source", MISSING))[:200],
            "licence": self.take(table, "licence", where, default=shared.get("licence", MISSING))[:120],
            "attribution": self.take(table, "attribution", where, default=shared.get("attribution", "")),
        }

    def _wards(self, table, where, *, period, starts_on, **_):
        self._needs_period(period, where)
        reader = places.Boundaries(
            code_property=self.take(table, "code_property", where, default=""),
            name_property=self.take(table, "name_property", where, default=""),
        )
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
        reader = places.Boundaries(
            code_property=self.take(table, "code_property", where, default=""),
            name_property=self.take(table, "name_property", where, default=""),
        )
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
        return {"reader": places.CodePointOpen()}

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
        makers = {"columns": self._columns, "groups": self._groups, "ages": self._ages}
        if shape not in makers:
            self.say(where, f"“shape” must be {sentence_list(makers, 'or')}.")
            return {}
        reader = makers[shape](table, where, area, period, indicators)
        adds_up = self.take(table, "adds_up", where, kind=bool, default=shape != "columns")
        fills = self.take(table, "fills", where, default="")
        if fills and fills not in {"population", "households", "addresses"}:
            self.say(where, "“fills” must be population, households or addresses.")
        return {
            "reader": reader,
            "adds_up": adds_up,
            "vintage": self._vintage(table, where) if adds_up or "vintage" in table else 0,
            "fills": fills,
        }

    def _columns(self, table, where, area, period, indicators):
        when = self.take(table, "period_column", where, default="")
        if bool(when) == bool(period):
            self.say(where, "give either “period” or “period_column”.")
        columns = {}
        for item in self.tables(table.pop("column", []), f"{where}, column"):
            title = self.take(item, "name", f"{where}, column")
            slug = self.take(item, "indicator", f"{where}, column")
            times = item.pop("times", 1)
            if isinstance(times, bool) or not isinstance(times, int | float):
                self.say(where, "“times” must be a number.")
            self._knows(slug, indicators, where)
            self.nothing_else(item, f"{where}, column", ["name", "indicator", "times"])
            columns[title] = (slug, times)
        if not columns:
            self.say(where, "say what is in it with at least one [[file.column]].")
        return figures.Columns(area_column=area, columns=columns, period=period, period_column=when)

    def _groups(self, table, where, area, period, indicators):
        self._needs_period(period, where)
        groups = self.words(table, "groups", where)
        total = self.take(table, "total", where)
        for slug in [*groups.values(), *map(figures.share_of, groups.values()), total]:
            self._knows(slug, indicators, where)
        self._no_twins(list(groups.values()), where)
        return figures.Groups(
            area_column=area,
            group_column=self.take(table, "group_column", where),
            value_column=self.take(table, "value_column", where),
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
        provider = self.take(table, "provider", where, default="")
        try:
            reader = incidents.reader(columns, provider=provider)
        except Refused as refusal:
            self.say(where, refusal.reasons[0])
            return {}
        if missing := [fact for fact in incidents.NEEDED if fact not in reader.columns]:
            self.say(where, f"“columns” must say which column holds the {sentence_list(missing)}.")
        if not provider and "provider" not in reader.columns:
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
            borough_column=self.take(table, "borough_column", where, default=""),
        )
        return {"reader": reader, "aliases": aliases}


COMMON = ("kind", "title", "path", "from", "source", "licence", "attribution", "period")
OPTIONS = {
    "wards": ("code_property", "name_property", "starts_on"),
    "small-areas": ("code_column", "name_column", "ward_column", "vintage"),
    "small-area-boundaries": ("code_property", "name_property", "vintage"),
    "small-area-changes": ("old_column", "new_column", "name_column", "change_column"),
    "postcodes": (),
    "figures": (
        *("shape", "area_column", "period_column", "column", "group_column", "value_column", "total_column"),
        *("groups", "total", "adds_up", "fills", "vintage"),
    ),
    "incidents": ("columns", "provider", "issue_types"),
    "councillors": ("ward_column", "name_column", "borough_column"),
}


def _slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
