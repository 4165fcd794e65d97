"""Incident files: one row is one incident, at a point, in a month. Identical rows are separate incidents."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pact.core.refusals import Refused
from profiles.loading import periods, tables
from profiles.loading.tables import Fault, shown

# What each fact is called in the street files of data.police.uk; a manifest may say otherwise.
POLICE_UK = {
    "month": "Month",
    "category": "Crime type",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "provider": "Reported by",
    "reference": "Crime ID",
    "location": "Location",
}
NEEDED = ("month", "category", "longitude", "latitude")
LONGEST = {"category": 80, "provider": 80, "reference": 64, "location": 150}
NO_PLACE = "It has no place: longitude and latitude are empty."


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


@dataclass(frozen=True)
class Reader:
    """How to read one kind of incident file. `columns` maps facts to headings; `provider`, if given, overrules it."""

    columns: dict
    provider: str = ""

    def batches(self, source):
        with tables.opened(source) as table:
            table.require([self.columns[fact] for fact in NEEDED])
            optional = [fact for fact in self.columns if fact not in NEEDED]
            table.require([self.columns[fact] for fact in optional if not (fact == "provider" and self.provider)])
            for chunk in table.chunks():
                yield self._batch(table, chunk)

    def _batch(self, table, chunk):
        columns = list(zip(*chunk.rows, strict=True)) if chunk.rows else [()] * table.width
        facts = {fact: columns[table.column(title)] for fact, title in self.columns.items() if title in table.heading}
        count = len(chunk.rows)
        if self.provider:
            facts["provider"] = (self.provider,) * count
        empty = ("",) * count

        months, wrong = _months(facts["month"])
        placeless = [
            n for n, (x, y) in enumerate(zip(facts["longitude"], facts["latitude"], strict=True)) if x == y == ""
        ]
        longitudes, wrong_x = _degrees(facts["longitude"], "longitude", 180)
        latitudes, wrong_y = _degrees(facts["latitude"], "latitude", 90)
        texts = {fact: facts.get(fact, empty) for fact in LONGEST}
        wrong = _too_long(texts) | _without(facts) | wrong_y | wrong_x | wrong
        for position in placeless:
            if months[position]:
                wrong.pop(position, None)
        for position in wrong:
            longitudes[position] = np.nan
        return Batch(
            numbers=chunk.numbers,
            months=months,
            longitudes=longitudes,
            latitudes=latitudes,
            placeless=[position for position in placeless if position not in wrong],
            faults=[Fault(chunk.numbers[position], reason) for position, reason in sorted(wrong.items())],
            **texts,
        )


def reader(columns, *, provider):
    """A Reader with the given headings in place of those of data.police.uk, and its own facts only."""
    if unknown := sorted(set(columns) - set(POLICE_UK)):
        raise Refused([f"An incident has no {unknown[0]}. It has: {', '.join(POLICE_UK)}."])
    return Reader(columns=columns or POLICE_UK, provider=provider)


def _months(cells):
    """Each month's first day as text, and {position: reason} for those that are none."""
    known = {cell: _first_of_month(cell) for cell in set(cells)}
    months = [known[cell] for cell in cells]
    if all(known.values()):
        return months, {}
    return months, {n: f"{shown(cells[n])} is not a month like 2024-01." for n, month in enumerate(months) if not month}


def _first_of_month(cell):
    day = periods.first_day(cell.strip()) if "-" in cell and "Q" not in cell else None
    return day.replace(day=1).isoformat() if day else ""


def _degrees(cells, name, most):
    """The cells as floats, empty ones as NaN, and {position: reason} for those that are no such angle."""
    try:
        # The fast way for a hundred thousand rows; one bad cell among them sends this chunk the slow way.
        values = np.array([float(cell) if cell else np.nan for cell in cells], dtype=float)
        is_sound = not any(cell for cell in np.array(cells, dtype=object)[~(np.abs(values) <= most)])
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
        elif value is None or abs(value) > most:
            wrong[n] = f"{shown(cell)} is not a {name}."
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
