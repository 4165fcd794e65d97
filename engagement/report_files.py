"""Files of the council's own reporting system: Open311, FixMyStreet or any table with words, day and place.

Reads with the readers of `profiles.loading`, and row by row: it holds what people wrote, and that is read nowhere else.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

import numpy as np

from pact.core import geometry
from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import headings, tables
from profiles.loading.incidents import LIMITS, NATIONAL_GRID, NOWHERE, WGS84, system_of
from profiles.loading.tables import Fault

MOST_ROWS = 20_000
LONGEST = 2_000  # characters of what somebody wrote
WORDS = {
    "title": ("title", "summary", "subject", "short description"),
    "detail": (
        *("detail", "details", "description", "comments", "comment", "text", "report", "message", "problem"),
        *("what is the problem", "notes", "free text", "service request description", "body"),
    ),
}
DAYS = ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d %B %Y", "%d %b %Y")


class Row(NamedTuple):
    """One report as it will be kept. `key` tells it from all others of its system."""

    number: int
    key: str
    day: date
    category: str
    words: str
    place: str
    longitude: float
    latitude: float


@dataclass
class Read:
    """What became of the rows of a file; the rows that are of the ward are in `rows`."""

    rows: list = field(default_factory=list)
    columns: dict = field(default_factory=dict)
    read: int = 0
    outside: int = 0
    placeless: int = 0
    faults: list = field(default_factory=list)


def read(source, *, boundary, today):
    """A Read of an examined file for a ward with this boundary, or Refused where it cannot be of reports."""
    if not boundary:
        raise Refused(["The ward has no boundary, so nobody can say which of these reports are its own."])
    result = Read()
    with tables.opened(source) as table:
        result.columns = columns = _columns(table)
        places = {fact: table.column(title) for fact, title in columns.items()}
        found, seen = [], {}
        for number, cells in table.rows():
            result.read += 1
            if result.read > MOST_ROWS:
                raise Refused([f"{table.name} has more than {MOST_ROWS:,} rows. Send it in parts."])
            facts = {fact: cells[position].strip() for fact, position in places.items()}
            found.append((number, facts))
    longitudes, latitudes = _points([facts for _, facts in found])
    inside = geometry.contains_each(geometry.parse(boundary), longitudes, latitudes) if found else []
    for (number, facts), longitude, latitude, lies_inside in zip(found, longitudes, latitudes, inside, strict=True):
        if np.isnan(longitude):
            result.placeless += 1
        elif not lies_inside:
            result.outside += 1
        else:
            _take(result, number, facts, (float(longitude), float(latitude)), seen, today)
    return result


def _columns(table):
    titles = headings.facts(table.heading, WORDS)
    left = [title for title in table.heading if title not in titles.values()]
    titles |= headings.facts(left, {fact: names for fact, names in headings.INCIDENT.items() if fact != "provider"})
    needed = {"longitude": "place", "latitude": "place", "month": "day"}
    missing = sorted({words for fact, words in needed.items() if fact not in titles})
    if not {"title", "detail"} & set(titles):
        missing.append("words of the person")
    if missing:
        has = sentence_list(title[:40] for title in table.heading[:12] if title)
        raise Refused([f"{table.name} has no column for the {sentence_list(missing)} of a report. It has: {has}."])
    return titles


def _points(facts):
    xs, ys = ([row[axis] for row in facts] for axis in ("longitude", "latitude"))
    system = system_of(xs, ys) or WGS84
    most_x, most_y = LIMITS[system]
    longitudes, latitudes = np.full(len(xs), np.nan), np.full(len(ys), np.nan)
    for n, (x, y) in enumerate(zip(xs, ys, strict=True)):
        if x in NOWHERE and y in NOWHERE:
            continue
        east, north = tables.number(x), tables.number(y)
        if east is not None and north is not None and abs(east) <= most_x and abs(north) <= most_y:
            longitudes[n], latitudes[n] = east, north
    if system == NATIONAL_GRID:
        known = ~np.isnan(longitudes)
        longitudes[known], latitudes[known] = geometry.to_wgs84(longitudes[known], latitudes[known])
    return longitudes, latitudes


def _take(result, number, facts, point, seen, today):
    words = said(facts.get("title", ""), facts.get("detail", ""))
    day = day_of(facts["month"])
    if not words:
        result.faults.append(Fault(number, "It says nothing."))
    elif day is None:
        result.faults.append(Fault(number, "Its day cannot be read."))
    elif day > today:
        result.faults.append(Fault(number, "Its day is still to come."))
    else:
        key = facts.get("reference", "")[:64] or _fingerprint(day, words, point)
        if seen.setdefault(key, number) != number:
            result.faults.append(Fault(number, f"It is the same report as row {seen[key]}."))
            return
        place = " ".join(facts.get("location", "").split())[:150]
        result.rows.append(Row(number, key, day, facts.get("category", "")[:80], words[:LONGEST], place, *point))


def said(title, detail):
    """The words of a report; many people write the same twice.

    >>> said("Graffiti", "Graffiti on the bus stop"), said("Rats", "In the alley"), said("Rats", "")
    ('Graffiti on the bus stop', 'Rats. In the alley', 'Rats')
    """
    title, detail = (text.replace("\0", "").strip() for text in (title, detail))
    if not title or detail.startswith(title):
        return detail
    return f"{title}. {detail}" if detail else title


def day_of(cell):
    """The day in a cell, None if there is none.

    >>> day_of("2021-10-22T08:19:25+01:00"), day_of("22/10/2021"), day_of("soon")
    (datetime.date(2021, 10, 22), datetime.date(2021, 10, 22), None)
    """
    try:
        return date.fromisoformat(cell[:10])
    except ValueError:
        pass
    for form in DAYS:
        for text in (cell, cell.split(" ")[0]):
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
            except ValueError:
                continue
    return None


def _fingerprint(day, words, point):
    """For a system that gives no numbers: the same words of the same day at the same place are one report."""
    return hashlib.sha256(f"{day}|{words}|{point[0]:.5f}|{point[1]:.5f}".encode()).hexdigest()
