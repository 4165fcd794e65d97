"""What the cells of a column look like, whatever its title says: codes, places, months, numbers, words."""

import re
from collections import Counter
from dataclasses import dataclass

from profiles.loading import periods, tables

NEARLY_ALL = 0.9
POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? *\d[A-Z]{2}", re.IGNORECASE)
LAST_OF_2011 = "E01033768"  # the small areas that the census of 2021 drew anew have higher numbers
CODE, PERIOD, POSTCODES, NUMBER, WORDS, NOTHING = "code", "period", "postcode", "number", "words", "nothing"
IN_WORDS = {
    CODE: "ONS codes",
    PERIOD: "months, days or years",
    POSTCODES: "postcodes",
    NUMBER: "numbers",
    WORDS: "words",
    NOTHING: "nothing",
}
GEOGRAPHIES = {
    "E00": "output areas",
    "W00": "output areas",
    "E01": "small areas (LSOA)",
    "W01": "small areas (LSOA)",
    "S01": "data zones",
    "E02": "middle-layer areas (MSOA)",
    "W02": "middle-layer areas (MSOA)",
    "E05": "wards",
    "W05": "wards",
    "S13": "wards",
    "E58": "electoral divisions",
    "E06": "councils",
    "E07": "councils",
    "E08": "councils",
    "E09": "councils",
    "W06": "councils",
    "S12": "councils",
    "E10": "counties",
    "E12": "regions",
    "E47": "combined authorities",
    "E92": "England",
    "W92": "Wales",
    "K04": "England and Wales",
}


@dataclass(frozen=True)
class Content:
    """What most filled cells of a column are (`holds`), with what it needs to be told apart from its neighbours."""

    holds: str
    cells: tuple
    distinct: int
    least: float = 0.0
    most: float = 0.0

    @property
    def samples(self):
        return tuple(dict.fromkeys(cell for cell in self.cells if cell))[:3]

    @property
    def prefixes(self):
        """How many codes there are of each kind of area, by the first three characters."""
        return Counter(cell[:3] for cell in self.cells if tables.CODE_FIRST.match(cell))


def look(cells):
    """The Content of a column."""
    cells = tuple(cell.strip() for cell in cells)
    filled = [cell for cell in cells if not tables.is_no_figure(cell)]
    distinct = len(set(filled))
    if not filled:
        return Content(NOTHING, cells, 0)
    if _are(filled, tables.CODE_FIRST.match):
        return Content(CODE, cells, distinct)
    numbers = [value for cell in filled if (value := tables.number(cell)) is not None]
    if _are(filled, _is_period) and not (len(numbers) == len(filled) and not _are(filled, _is_year)):
        return Content(PERIOD, cells, distinct)
    if _are(filled, POSTCODE.fullmatch):
        return Content(POSTCODES, cells, distinct)
    if len(numbers) >= NEARLY_ALL * len(filled):
        return Content(NUMBER, cells, distinct, min(numbers), max(numbers))
    return Content(WORDS, cells, distinct)


def _are(cells, is_one):
    return sum(bool(is_one(cell)) for cell in cells) >= NEARLY_ALL * len(cells)


def _is_period(cell):
    return bool(periods.canonical(cell) or periods.month_of(cell))


def _is_year(cell):
    return bool(re.fullmatch(r"(19[5-9]|20[0-4])\d", cell))


def geographies(content):
    """{words: how many} of the kinds of area whose codes a column holds, the most first."""
    found = Counter()
    for prefix, count in content.prefixes.items():
        found[GEOGRAPHIES.get(prefix, f"areas with codes like {prefix}…")] += count
    return dict(found.most_common())


def vintage(title, content):
    """Which census drew the small areas of a column: 2011 or 2021, 0 if neither its title nor a code tells."""
    codes = [cell for cell in content.cells if cell[:3] in {"E01", "W01"}]
    if not codes:
        return 0
    if match := re.search(r"(?:20|\D|^)(11|21)(?!\d)", title):
        return 2000 + int(match[1])
    return 2021 if any(code > LAST_OF_2011 for code in codes if code[0] == "E") else 0
