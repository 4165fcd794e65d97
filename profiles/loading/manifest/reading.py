"""The manifest as a whole, and what stands in it beside the files."""

import re
import tomllib
from dataclasses import asdict
from datetime import date
from pathlib import Path

from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading.indicators import CATALOGUE, Facts
from profiles.loading.manifest.entries import ISSUE_TYPE, FileTaker
from profiles.loading.manifest.facts import Agency, Manifest, Township
from profiles.loading.places import ONS_CODE

AGENCY_KINDS = ("council", "police", "fire", "housing", "health", "voluntary", "other")
LARGEST = 1 << 20  # bytes


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


class Checker(FileTaker):
    """Takes a document apart and collects what is wrong with it."""

    def manifest(self, document):
        document = dict(document)
        borough = self.table(document.pop("borough", {}), "borough")
        code = self.take(borough, "code", "borough")
        if code and not ONS_CODE.fullmatch(code):
            self.say("borough", f"“{code}” is not an ONS code like E08000010.")
        name = self.take(borough, "name", "borough", most=100)
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
                "source": self.take(table, "source", where, most=200),
                "licence": self.take(table, "licence", where, most=120),
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
                name=self.take(table, "name", where, most=150),
                topic=self.take(table, "topic", where, default="", most=60),
                unit=self.take(table, "unit", where, default="", most=40),
                meaning=self.take(table, "meaning", where),
                better=self.take(table, "better", where, default="neither"),
                decimals=self.take(table, "decimals", where, kind=int, default=0),
                is_count_of_people=self.take(table, "is_count_of_people", where, kind=bool, default=False),
            )
            if not 0 <= facts.decimals <= 6:
                self.say(where, "“decimals” must be between 0 and 6.")
            if facts.better not in {"high", "low", "neither"}:
                self.say(where, "“better” must be high, low or neither.")
            self.nothing_else(table, where, list(asdict(facts)))
            found[slug] = facts
        return found

    def townships(self, value, borough, starts_on):
        found, placed = [], {}
        for table in self.tables(value, "township"):
            name = self.take(table, "name", "township", most=100)
            where = f"township “{name}”"
            wards = self.take(table, "wards", where, kind=list)
            if not wards or not all(isinstance(ward, str) for ward in wards):
                self.say(where, "“wards” must list the names of its wards.")
                wards = []
            for ward in wards:
                if ward in placed:
                    self.say(where, f"{ward} is in {placed[ward]} already.")
                placed.setdefault(ward, name)
            code = self.take(table, "code", where, default=f"{borough}-{_slug(name)}"[:40], most=40)
            since = self.take(table, "starts_on", where, kind=date, default=starts_on)
            found.append(Township(code=code, name=name, wards=tuple(wards), starts_on=since))
            self.nothing_else(table, where, ["name", "wards", "code", "starts_on"])
        self.no_twins([township.name for township in found], "township")
        return tuple(found)

    def agencies(self, value):
        found = []
        for table in self.tables(value, "agency"):
            name = self.take(table, "name", "agency", most=120)
            where = f"agency “{name}”"
            leads = self.take(table, "leads", where, kind=list, default=[])
            if not all(isinstance(code, str) and ISSUE_TYPE.fullmatch(code) for code in leads):
                self.say(where, "“leads” must list codes of issue types, like LIT.")
                leads = []
            agency = Agency(
                name=name,
                kind=self.take(table, "kind", where, default="council"),
                phone=self.take(table, "phone", where, default="", most=30),
                email=self.take(table, "email", where, default="", most=254),
                leads=tuple(leads),
            )
            if agency.kind not in AGENCY_KINDS:
                self.say(where, f"“kind” must be {sentence_list(AGENCY_KINDS, 'or')}.")
            found.append(agency)
            self.nothing_else(table, where, list(asdict(agency)))
        self.no_twins([agency.name for agency in found], "agency")
        led = [code for agency in found for code in agency.leads]
        self.no_twins(led, "leads")
        return tuple(found)


def _slug(name):
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
