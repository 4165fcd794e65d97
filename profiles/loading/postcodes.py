"""Lists of postcodes: Code-Point Open, with its heading or without, the directory of the ONS, and the like."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pact.core import geometry
from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import headings, tables
from profiles.loading.tables import Fault, shown

CODE_POINT_OPEN = (
    *("postcode", "quality", "easting", "northing", "country", "nhs_region", "nhs_area", "county", "district", "ward"),
)
NEEDED = ("postcode", "district", "ward")
NOT_IN_GRID = 99.9  # the ONS directory gives 99.999999 for the latitude of a postcode without a place


class PostcodeRow(NamedTuple):
    number: int
    code: str
    district: str
    ward: str
    quality: int | None
    longitude: float
    latitude: float


class Postcodes(NamedTuple):
    rows: list
    placeless: list  # numbers of the rows that have no place
    faults: list
    outside: list  # numbers of the rows of other districts


@dataclass(frozen=True)
class Reader:
    """Postcodes with their ward and place, on the National Grid or in degrees.

    `columns` maps facts of `headings.POSTCODE` to titles; those that are not said are recognised.
    """

    columns: dict

    def rows(self, source, district=""):
        """Postcodes of all districts, or of one, or of one county: a national list has two and a half million others.

        A county's wards are its electoral divisions, where the list has them.
        """
        kept, placeless, faults, outside, seen = [], [], [], [], {}
        with tables.opened(source, list(self.columns.values()), heading=self._heading(source)) as table:
            columns, is_grid = self._columns(table)
            where, county = columns["district"], columns.pop("county", columns["district"])
            division = columns.pop("division", columns["ward"])
            for number, cells in table.rows():
                if district and cells[where].strip() != district:
                    if cells[county].strip() != district:
                        outside.append(number)
                        continue
                    columns["ward"] = division  # and so it stays: a code is of a district or of a county
                row = {fact: cells[position].strip() for fact, position in columns.items()}
                code = "".join(row["postcode"].split()).upper()
                x, y, fault = _place(row, is_grid)
                if not _is_postcode(code):
                    faults.append(Fault(number, f"{shown(row['postcode'])} is not a postcode."))
                elif fault:
                    faults.append(Fault(number, fault))
                elif code in seen:
                    faults.append(Fault(number, f"{code} is in row {seen[code]} already."))
                elif x is None:
                    placeless.append(number)
                else:
                    seen[code] = number
                    kept.append((number, code, row["district"], row["ward"], row.get("quality", ""), x, y))
        return Postcodes(list(_in_degrees(kept, is_grid)), placeless, faults, outside)

    def _heading(self, source):
        """Code-Point Open has no heading: its first row is a postcode already."""
        if self.columns:
            return None
        with tables.opened(source) as table:
            first = table.heading
        is_headless = len(first) == len(CODE_POINT_OPEN) and _is_postcode("".join(first[0].split()).upper())
        return CODE_POINT_OPEN if is_headless else None

    def _columns(self, table):
        titles = headings.facts(table.heading, headings.POSTCODE) | self.columns
        if tuple(table.heading) == CODE_POINT_OPEN:
            titles = {fact: fact for fact in headings.POSTCODE if fact in CODE_POINT_OPEN}
        table.require([title for fact, title in titles.items()])
        missing = [fact for fact in NEEDED if fact not in titles]
        is_grid = {"easting", "northing"} <= titles.keys()
        if not is_grid and not {"longitude", "latitude"} <= titles.keys():
            missing.append("place")
        if missing:
            has = sentence_list(title[:40] for title in table.heading[:12] if title)
            raise Refused(
                [f"{table.name} has no column for the {sentence_list(missing, 'or')}. Its columns are: {has}."]
            )
        return {fact: table.column(title) for fact, title in titles.items()}, is_grid


def _is_postcode(code):
    return 5 <= len(code) <= 7 and code.isalnum() and code.isascii()


def _place(row, is_grid):
    """(x, y, what is wrong): metres on the National Grid or degrees, None for both where there is no place."""
    cells = (row["easting"], row["northing"]) if is_grid else (row["longitude"], row["latitude"])
    if not any(cells):
        return None, None, ""
    x, y = map(tables.number, cells)
    if is_grid:
        if x is None or y is None or not (0 <= x < 700_000 and 0 <= y < 1_300_000):
            return None, None, "Its easting and northing are not on the National Grid."
        return (None, None, "") if x == y == 0 else (x, y, "")
    if x is None or y is None or abs(x) > 180 or abs(y) > 100:
        return None, None, "Its longitude and latitude are not degrees."
    return (None, None, "") if y > NOT_IN_GRID or x == y == 0 else (x, y, "")


def _in_degrees(kept, is_grid):
    xs, ys = (np.array([row[position] for row in kept], dtype=float) for position in (5, 6))
    longitudes, latitudes = geometry.to_wgs84(xs, ys) if is_grid else (xs, ys)
    places = zip(longitudes.round(6).tolist(), latitudes.round(6).tolist(), strict=True)
    for (number, code, district, ward, quality, *_), (x, y) in zip(kept, places, strict=True):
        marks = tables.whole(quality)
        yield PostcodeRow(number, code, district, ward, marks if marks and 0 <= marks < 1000 else None, x, y)
