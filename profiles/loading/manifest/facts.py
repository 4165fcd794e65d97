"""What a manifest says, once it has been checked."""

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date


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
    sheet: str = ""
    starts_on: date | None = None
    vintage: int = 0
    adds_up: bool = False
    missing_means_none: bool = False
    spanning: str = ""
    by_point: bool = False
    fills: str = ""
    issue_types: dict = field(default_factory=dict)
    aliases: dict = field(default_factory=dict)
    reader: object = None

    @property
    def recipe(self):
        """A fingerprint of how the file is read. The same file read in another way is loaded anew."""
        how = asdict(replace(self, title="", path="", source="", licence="", attribution=""))
        how = {fact: value for fact, value in how.items() if value}  # a fact that is new to PACT changes no old recipe
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
