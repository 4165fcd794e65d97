"""Incident files: one row is one incident, at a point, in a month. Identical rows are separate incidents.

What residents wrote is not read: it is theirs, and nothing here needs it.
"""

from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from pact.core import geometry
from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import headings, periods, tables, unlike_incidents
from profiles.loading.tables import Fault, shown

NEEDED = ("month", "category", "longitude", "latitude")
LONGEST = {"category": 80, "provider": 80, "reference": 64, "location": 150}
NO_PLACE = "It has no place: longitude and latitude are empty."
# In both coordinates, these say that there is no place; STATS19 writes -1 or NULL.
NOWHERE = frozenset(["", "0", "0.0", "0.000000", "-1", "NULL", "NA", "N/A"])
WGS84, NATIONAL_GRID = "WGS84", "National Grid"
LIMITS = {WGS84: (180, 90), NATIONAL_GRID: (700_000, 1_300_000)}
AXES = {WGS84: ("longitude", "latitude"), NATIONAL_GRID: ("easting", "northing")}
SOME = 500  # places that are looked at to tell what they are
SIGNED = {WGS84: True, NATIONAL_GRID: False}


class Batch(NamedTuple):
    """Some rows as columns of the same length. A row that is a fault or has no place keeps its slot."""

    numbers: list
    months: list  # the first of the month as "2024-01-01", "" where that is a fault
    longitudes: np.ndarray  # NaN where there is no place or a fault
    latitudes: np.ndarray
    category: list
    provider: list
    reference: list
    location: list
    placeless: list  # positions of the rows without a place
    faults: list
    notes: tuple = ()  # sentences about the file, with its first batch


@dataclass(frozen=True)
class Reader:
    """How to read one kind of incident file.

    `columns` maps facts to titles; without any, the titles are recognised. `provider`, if given, overrules its column.
    `category` stands for a missing column, or before what is in it. `coordinates` is WGS84 or NATIONAL_GRID, or ""
    where their size tells. `one_per` is a column that is the same in all rows of one incident. `missing` are cells
    that mean nothing, such as "-1".
    """

    columns: dict
    provider: str = ""
    category: str = ""
    coordinates: str = ""
    one_per: str = ""
    missing: tuple = ()

    def batches(self, source):
        titles = [title for fact, title in self.columns.items() if not (fact == "provider" and self.provider)]
        with tables.opened(source, [*titles, *filter(None, [self.one_per])]) as table:
            unlike_incidents.refuse(table.name, table.heading)
            columns = self._columns(table)
            sorter, coordinates, seen = _Sorter(columns, self), self.coordinates, {}
            for chunk in table.chunks():
                facts = sorter.facts(chunk.rows)
                notes = []
                if not coordinates and (coordinates := system_of(facts["longitude"], facts["latitude"])):
                    _refuse_if_swapped(source.name, facts, coordinates)
                    if coordinates == NATIONAL_GRID:
                        notes = ["Its coordinates are on the National Grid, as their size shows."]
                yield self._batch(chunk, facts, coordinates or WGS84, seen, tuple(notes))

    def _columns(self, table):
        """{fact: position}, or Refused if the file cannot be of incidents."""
        titles = dict(self.columns) or headings.facts(table.heading, headings.INCIDENT)
        if self.provider:
            titles.pop("provider", None)
        if self.one_per:
            titles["one_per"] = self.one_per
        if self.columns:
            table.require(list(titles.values()))
        needed = [fact for fact in NEEDED if not (fact == "category" and self.category)]
        if missing := [fact for fact in needed if fact not in titles]:
            has = sentence_list(title[:40] for title in table.heading[:12] if title)
            what = sentence_list(missing, "or")
            raise Refused([f"{table.name} has no column for the {what} of an incident. Its columns are: {has}."])
        if not self.provider and "provider" not in titles:
            raise Refused([f"{table.name} does not say who recorded these. Say so as provider."])
        return {fact: table.column(title) for fact, title in titles.items()}

    def _batch(self, chunk, facts, coordinates, seen, notes):
        count = len(chunk.rows)
        months, wrong = _months(facts["month"])
        placeless = [
            n
            for n, (x, y) in enumerate(zip(facts["longitude"], facts["latitude"], strict=True))
            if x in NOWHERE and y in NOWHERE
        ]
        longitudes, latitudes, misplaced = _places(facts["longitude"], facts["latitude"], coordinates)
        texts = {fact: facts.get(fact, ("",) * count) for fact in LONGEST}
        wrong = _too_long(texts) | _without(facts) | misplaced | wrong
        for position in placeless:
            longitudes[position] = np.nan
            if months[position]:
                wrong.pop(position, None)
        if self.one_per:
            wrong |= _repeats(facts["one_per"], chunk.numbers, seen)
        for position in wrong:
            longitudes[position] = np.nan
        return Batch(
            numbers=chunk.numbers,
            months=months,
            longitudes=longitudes,
            latitudes=latitudes,
            placeless=[position for position in placeless if position not in wrong],
            faults=[Fault(chunk.numbers[position], reason) for position, reason in sorted(wrong.items())],
            notes=notes,
            **texts,
        )


class _Sorter:
    """Turns rows into columns by fact, with what the manifest says in place of what is not in the file."""

    def __init__(self, columns, reader):
        self._columns, self._reader = columns, reader

    def facts(self, rows):
        # Only the columns that are wanted: to turn all twelve takes as long as to parse them.
        facts = {fact: tuple(map(itemgetter(position), rows)) for fact, position in self._columns.items()}
        if self._reader.missing:
            nothing = frozenset(self._reader.missing)
            facts = {fact: ["" if cell in nothing else cell for cell in cells] for fact, cells in facts.items()}
        if self._reader.provider:
            facts["provider"] = (self._reader.provider,) * len(rows)
        if prefix := self._reader.category:
            kinds = facts.get("category", ("",) * len(rows))
            facts["category"] = [f"{prefix}: {kind}" if kind else prefix for kind in kinds]
        return facts


def reader(columns, **how):
    """A Reader with the given titles and its own facts only."""
    if unknown := sorted(set(columns) - set(headings.INCIDENT)):
        raise Refused([f"An incident has no {unknown[0]}. It has: {', '.join(headings.INCIDENT)}."])
    return Reader(columns=columns, **how)


def system_of(xs, ys):
    """Whether these cells are degrees or metres on the National Grid; "" if no row has a place."""
    known = _some_places(xs, ys)
    metres = sum(abs(x) > LIMITS[WGS84][0] or abs(y) > LIMITS[WGS84][1] for x, y in known)
    return (NATIONAL_GRID if 2 * metres > len(known) else WGS84) if known else ""


def _refuse_if_swapped(name, facts, coordinates):
    if coordinates == WGS84:
        known = _some_places(facts["longitude"], facts["latitude"])
        if 2 * sum(49 < x < 61 and -9 < y < 2.5 for x, y in known) > len(known):
            raise Refused([f"Longitude and latitude seem to be exchanged in {name}."])


def _some_places(xs, ys):
    """The first places of a file as pairs of numbers."""
    cells = ((x, y) for x, y in zip(xs, ys, strict=True) if x not in NOWHERE)
    pairs = ((tables.number(x), tables.number(y)) for x, y in islice(cells, SOME))
    return [(x, y) for x, y in pairs if x is not None and y is not None]


def _places(xs, ys, coordinates):
    """Longitudes and latitudes as arrays, NaN where there are none, and {position: reason} for what is no place."""
    (most_x, most_y), (name_x, name_y) = LIMITS[coordinates], AXES[coordinates]
    longitudes, wrong_x = _numbers(xs, name_x, most_x, is_signed=SIGNED[coordinates])
    latitudes, wrong_y = _numbers(ys, name_y, most_y, is_signed=SIGNED[coordinates])
    if coordinates == NATIONAL_GRID:
        longitudes, latitudes = geometry.to_wgs84(longitudes, latitudes)
        longitudes, latitudes = longitudes.round(6), latitudes.round(6)
        for degrees in (longitudes, latitudes):
            degrees[~np.isfinite(degrees)] = np.nan
    return longitudes, latitudes, wrong_y | wrong_x


def _repeats(cells, numbers, seen):
    """{position: reason} for rows that are of an incident that an earlier row is of. An empty cell is nobody's."""
    wrong = {}
    for position, (cell, number) in enumerate(zip(cells, numbers, strict=True)):
        if cell and seen.setdefault(cell, number) != number:
            wrong[position] = f"It is of the same incident as row {seen[cell]}."
    return wrong


def _months(cells):
    """Each month's first day as text, and {position: reason} for those that are none."""
    known = {cell: periods.month_of(cell) for cell in set(cells)}
    months = [known[cell] for cell in cells]
    if all(known.values()):
        return months, {}
    return months, {n: f"{shown(cells[n])} is not a month like 2024-01." for n, month in enumerate(months) if not month}


def _numbers(cells, name, most, *, is_signed):
    """The cells as floats, empty ones as NaN, and {position: reason} for those that are no such coordinate."""
    try:
        # The fast way for a hundred thousand rows; one bad cell among them sends this chunk the slow way.
        values = np.array([float(cell) if cell else np.nan for cell in cells], dtype=float)
        within = (np.abs(values) <= most) if is_signed else (values >= 0) & (values <= most)
        is_sound = not any(cell for cell in np.array(cells, dtype=object)[~within])
    except ValueError:
        is_sound = False
    if is_sound:
        empty = np.flatnonzero(np.isnan(values)).tolist()
        return values, dict.fromkeys(empty, f"It has no {name}.")
    values, wrong = np.full(len(cells), np.nan), {}
    for n, cell in enumerate(cells):
        value = tables.number(cell)
        if cell == "":
            wrong[n] = f"It has no {name}."
        elif value is None or abs(value) > most or (value < 0 and not is_signed):
            wrong[n] = f"{shown(cell)} is not {'an' if name[0] == 'e' else 'a'} {name}."
        else:
            values[n] = value
    return values, wrong


def _without(facts):
    if all(map(str.strip, facts["category"])):
        return {}
    return {n: "It does not say what happened." for n, cell in enumerate(facts["category"]) if not cell.strip()}


def _too_long(texts):
    wrong = {}
    for fact, cells in texts.items():
        most = LONGEST[fact]
        if max(map(len, cells), default=0) > most:
            wrong |= {n: f"Its {fact} has more than {most} characters." for n, c in enumerate(cells) if len(c) > most}
    return wrong
