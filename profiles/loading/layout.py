"""Where the table stands in a file: what cuts its cells, which sheet it is on, which row is its heading."""

import csv
import re
from dataclasses import replace
from itertools import islice

from profiles.loading import files

LONGEST_CELL = 100_000
PREVIEW = 60  # rows in which a heading is looked for
NUMERIC = re.compile(r"^[-+£]?[\d.,]+%?$")  # a cell of figures
YEAR = re.compile(r"(19|20)\d\d([/-]\d\d(\d\d)?)?")
CODED = re.compile(r"[A-Z]\d{8}\b")
DELIMITERS = ",;\t|"


def plain(title):
    """A title as it compares.

    >>> plain("Crime type") == plain("crime_type") == plain(" Crime.Type "), plain("LSOA21CD")
    (True, 'lsoa21cd')
    """
    return re.sub(r"[\s._-]+", " ", title.casefold()).strip()


def delimiter_of(source):
    """What stands between the cells: whatever cuts the first rows into most cells of one number."""
    with files.text(replace(source, watch=None)) as stream:
        lines = list(islice(iter(lambda: stream.readline(LONGEST_CELL), ""), PREVIEW))
    return max(DELIMITERS, key=lambda mark: (*_evenness(lines, mark), mark == ","))


def _evenness(lines, delimiter):
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if row]
    except csv.Error:
        return 0, 0
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=1)
    return (round(widths.count(usual) / len(widths), 1), usual) if usual > 1 else (0, 0)


def has(rows, titles):
    return _holding(rows, titles) is not None


def is_table(rows):
    """Two filled cells beside each other, over as many again below: notes are one cell wide."""
    return sum(sum(map(bool, row)) > 1 for row in rows) > 1


def heading(rows, titles, *, joins=False):
    """(the place of its last row, its titles, of how many rows it is) of the heading; None if no row can be one.

    A heading over two rows, such as the year over the sex, is told as one: "2019 Males". Where the titles that are
    asked for stand in the lower row alone, the upper one is left out, unless `joins` says that it is wanted.
    """
    position = heading_position(rows, titles)
    if position is None:
        return None
    row = rows[position]
    if _goes_on_below(rows, position) and _holds(titled := joined(row, rows[position + 1]), titles):
        return position + 1, titled, 2
    if position and (joins or not titles or not _holds(row, titles)) and _has_twins_or_lacks(row, titles):
        titled = joined(rows[position - 1], row)
        if titled and _holds(titled, titles):
            return position, titled, 2
    return position, row, 1


def joined(upper, lower):
    """The titles of two rows read together, an upper one standing over the cells to its right; [] if nothing does.

    >>> joined(["Code", "2019", "", "2020", ""], ["", "Men", "Women", "Men", "Women"])
    ['Code', '2019 Men', '2019 Women', '2020 Men', '2020 Women']
    >>> joined(["Code", "A"], ["Men", "Men"])  # nothing stands over two
    []
    """
    width = max(len(upper), len(lower))
    upper, lower = ([*row, *[""] * (width - len(row))] for row in (upper, lower))
    titles, over, spans = [], "", 0
    for above, below in zip(upper, lower, strict=True):
        spans += bool(below and not above and over)
        over = (above or over) if below else ""
        titles.append(f"{over} {below}".strip() if below else above)
    filled = [plain(title) for title in titles if title]
    return titles if spans and len(set(filled)) == len(filled) else []


def _goes_on_below(rows, position):
    """Whether the row below has the words that this one lacks: no figure is in it, and figures stand below them."""
    if position + 2 >= len(rows):
        return False
    row, below, first = ([*each, *[""] * 999][: len(rows[position + 1])] for each in rows[position : position + 3])
    untitled = [n for n, cell in enumerate(below) if cell and not row[n]]
    has_stub = any(title and not cell for title, cell in zip(row, below, strict=True))
    return (
        bool(untitled)
        and has_stub
        and not any(_is_figure(cell) or CODED.match(cell) for cell in below)
        and all(_is_figure(first[n]) for n in untitled)
    )


def _is_figure(cell):
    return bool(NUMERIC.search(cell)) and not YEAR.fullmatch(cell)


def _has_twins_or_lacks(row, titles):
    filled = [plain(cell) for cell in row if cell]
    return len(set(filled)) < len(filled) or not _holds(row, titles)


def heading_position(rows, titles):
    """Which of the first rows is the heading, or the row of it that has these titles; None if none can be."""
    if titles and (found := _holding(rows, titles)) is not None:
        return found
    fullest = max((sum(map(bool, row)) for row in rows), default=0)
    full = [n for n, row in enumerate(rows) if fullest and sum(map(bool, row)) >= 0.6 * fullest]
    return full[0] if full else None


def _holding(rows, titles):
    """The first row that has these titles, by itself or together with the one above it."""
    for n, row in enumerate(rows):
        if _holds(row, titles) or (n and _holds(joined(rows[n - 1], row), titles)):
            return n
    return None


def _holds(row, titles):
    known = {plain(" ".join(cell.split())) for cell in row}
    return all(plain(" ".join(title.split())) in known for title in titles)
