"""A table as rows that all have the cells its heading promises: CSV, a sheet of a workbook, or JSON laid out as one.

Stricter than `pact.core.spreadsheets`, which mends what a person sends and then shows it to them: nobody looks over a
month of crimes, so a row of another length or a stray quotation mark refuses the file. Reading is in chunks, so memory
stays flat.

Rows are numbered as a spreadsheet does: a heading in the first row is row 1. A file without a heading begins with row
1 itself, and so does JSON, where it is the number of the thing.
"""

import csv
import re
from contextlib import contextmanager
from itertools import chain, islice
from math import isfinite
from typing import NamedTuple

from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import files, layout, records, workbooks
from profiles.loading.layout import plain

CHUNK = 20_000
NUMBER = re.compile(r"\s*[-+]?((\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?\s*", re.ASCII)
ONS_CODE = re.compile(r"[EWSNK]\d{8}")
CODE_FIRST = re.compile(r"[EWSNK]\d{8}\b")
WORDS = re.compile(r"[^\W\d_]{3}")
# How publishers say that there is no figure: withheld, not collected, too few (the Government Statistical Service's
# marks in brackets, the older ones bare).
NO_FIGURE = frozenset(
    [
        "[x]",
        "[c]",
        "[z]",
        "[u]",
        "[low]",
        "[w]",
        "c",
        "x",
        "z",
        "-",
        "–",
        "..",
        "...",
        ":",
        "*",
        "n/a",
        "na",
        "#n/a",
        "null",
    ]
)


class Fault(NamedTuple):
    """A row that was not taken: its number in the file, why as a sentence, and the place it is of if that is known."""

    row: int
    reason: str
    area: str = ""


class Chunk(NamedTuple):
    numbers: list  # of the rows
    rows: list


class Table:
    """An open table. Iterate `chunks()` once. `sheet` is the name of its sheet, "" where there are none."""

    def __init__(self, name, rows, heading, *, above, deep=1, is_ragged=False, sheet=""):
        """`rows` are those below the heading, `above` how many stand above them, the `deep` rows of it included."""
        self.name, self.sheet = name, sheet
        self.heading = [" ".join(cell.split()) for cell in heading]
        self.width = len(self.heading)
        self.above = self._number = above
        self.deep = deep
        self._rows, self._is_ragged = rows, is_ragged
        self._has_notes = self._had_empty_line = False
        self._position = {}
        for form in (plain, str):
            self._position |= {form(title): n for n, title in reversed(list(enumerate(self.heading))) if title}

    def require(self, titles):
        """Refuse the file unless it has all these columns, each once."""
        if missing := [title for title in titles if self.find(title) is None]:
            has = sentence_list(title[:40] for title in self.heading[:12] if title)
            raise Refused([f"{self.name} has no column {sentence_list(missing, 'or')}. Its columns are: {has}."])
        for title in titles:
            if self.heading.count(title) > 1:
                raise Refused([f"{self.name} has two columns called {title}.{self._why_twins()}"])

    def _why_twins(self):
        if self.above == 1:
            return ""
        return " If more words stand above them, give each column one heading in one row."

    def find(self, title):
        """The position of a column, however its title is spaced and capitalised; None if there is none."""
        title = " ".join(title.split())
        return self._position.get(title, self._position.get(plain(title)))

    def column(self, title):
        """The position of a column that is there."""
        return self.find(title)

    def chunks(self, size=CHUNK):
        """Chunks of rows without the empty lines. A row of another length refuses the whole file."""
        while rows := _take(self._rows, size):
            first = self._number + 1
            self._number += len(rows)
            numbers = range(first, first + len(rows))
            if self._is_ragged:
                rows = [_fitted(row, self.width) for row in rows]
            if self._has_notes or any(len(row) != self.width for row in rows):
                numbers, rows = self._without_empty_lines(numbers, rows)
            yield Chunk(numbers, rows)

    def rows(self):
        """(number, row) one by one, for files of a few thousand rows."""
        for chunk in self.chunks():
            yield from zip(chunk.numbers, chunk.rows, strict=True)

    def _without_empty_lines(self, numbers, rows):
        kept = []
        for number, row in zip(numbers, rows, strict=True):
            if not any(row):
                self._had_empty_line = True
            elif self._is_note(row):
                self._has_notes = True
            elif len(row) != self.width:
                cells = f"{len(row)} cells and {self.width} are expected"
                raise Refused([f"Row {number} of {self.name} has {cells}. Nothing was taken."])
            else:
                kept.append((number, row))
        return [number for number, _ in kept], [row for _, row in kept]

    def _is_note(self, row):
        """Below a table, after an empty line, publishers write where it comes from: one cell of words in a row."""
        filled = [cell for cell in row if cell]
        return self.width > 1 and self._had_empty_line and len(filled) == 1 and bool(WORDS.search(filled[0]))


def _fitted(row, width):
    """A row of a sheet, whose last cells are missing where they are empty."""
    return row + [""] * (width - len(row)) if 0 < len(row) < width else row


def _take(rows, size):
    return list(islice(rows, size))


# Opening


@contextmanager
def opened(source, titles=(), *, heading=None, joins=False):
    """The Table in an examined file. Give `heading` only for a file that has none.

    Rows above the heading are passed over: the first row that has all `titles` is it, or else the first row that is
    about as full as the table is wide. In a workbook the first sheet that has such a row is read. `joins` reads a
    heading over two rows as one even where the titles are found in its lower row alone.
    """
    if source.form == files.JSON:
        names, rows = records.table(source)
        yield Table(source.name, _some(rows, source), names, above=0)
    elif source.form == files.WORKBOOK:
        with workbooks.opened(source) as sheets:
            yield _in_workbook(source, sheets, titles, joins=joins)
    else:
        with files.text(source) as stream:
            rows = _parsed(source.name, csv.reader(stream, strict=True, delimiter=layout.delimiter_of(source)))
            yield _below_heading(source, rows, titles, heading, joins=joins)


def _parsed(name, reader):
    """The rows of a CSV reader. Strict, because a quotation mark that is never closed swallows half the file."""
    csv.field_size_limit(layout.LONGEST_CELL)
    try:
        yield from reader
    except csv.Error as error:
        raise Refused([f"{name} cannot be read near line {reader.line_num}: {_in_words(error)}"]) from None


def _in_words(error):
    if "field larger" in str(error):
        return "a cell is far too long. A quotation mark is probably not closed."
    if "unexpected end" in str(error) or "expected after" in str(error):
        return "a quotation mark is not closed, or stands in the middle of a cell."
    return f"{error}."


def _in_workbook(source, sheets, titles, *, joins):
    """The table in the sheet that was named, or in the first that has the titles, or that looks like a table."""
    if source.sheet:
        sheets = [(name, begin) for name, begin in sheets if plain(name) == plain(source.sheet)]
        if not sheets:
            raise Refused([f"{source.name} has no sheet called “{source.sheet}”."])
    previews = [(name, begin, _take(begin(), layout.PREVIEW)) for name, begin in sheets]
    ranks = [layout.has(rows, titles) for _, _, rows in previews] if titles else []
    if not any(ranks):
        ranks = [layout.is_table(rows) for _, _, rows in previews]
        # Notes and contents are tables too: of several, it is the one that names areas.
        named = [is_one and names_areas(rows) for is_one, (_, _, rows) in zip(ranks, previews, strict=True)]
        ranks = named if any(named) else ranks
    if not any(ranks):
        raise Refused([f"No sheet of {source.name} looks like a table with a heading."])
    name, begin, _ = previews[ranks.index(True)]
    return _below_heading(source, begin(), titles, None, joins=joins, sheet=name, is_ragged=True)


def names_areas(rows):
    """Whether two of these rows have the ONS code of an area in a cell of its own."""
    return sum(any(ONS_CODE.fullmatch(cell) for cell in row) for row in rows) > 1


def _below_heading(source, rows, titles, heading, *, joins, sheet="", is_ragged=False):
    rows, name = iter(rows), source.name
    if heading:
        return Table(name, _some(rows, source), heading, above=0)
    first = _take(rows, layout.PREVIEW)
    found = layout.heading(first, titles, joins=joins)
    if found is None:
        raise Refused([f"{name} has no heading in its first row."])
    position, heading, deep = found
    return Table(
        name,
        _some(chain(first[position + 1 :], rows), source),
        heading,
        above=position + 1,
        deep=deep,
        is_ragged=is_ragged,
        sheet=sheet,
    )


def _some(rows, source):
    return islice(rows, source.most) if source.most else rows


def cells_of(source, titles):
    """(number, cells) for each row, with the cells of these columns only, stripped. For files of some thousand rows."""
    with opened(source, titles) as table:
        table.require(titles)
        positions = [table.column(title) for title in titles]
        for number, row in table.rows():
            yield number, [row[position].strip() for position in positions]


def area_of(cell):
    """The code of an area in a cell that may say its name too.

    >>> area_of(" E05000840 "), area_of("E05000840 : Abram"), area_of("E05000840 Abram"), area_of("Abram")
    ('E05000840', 'E05000840', 'E05000840', 'Abram')
    """
    cell = cell.strip()
    return cell[:9] if CODE_FIRST.match(cell) else cell


def number(text):
    """The number in a cell, or None if there is none: thousands may be marked, "nan" and "inf" are words."""
    if not NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    return value if isfinite(value) else None


def is_no_figure(text):
    """Whether a cell says in its publisher's way that there is no figure: "[c]", "..", nothing."""
    return not (text := text.strip()) or text.casefold() in NO_FIGURE


def whole(text):
    """The whole number in a cell, or None."""
    value = number(text)
    return int(value) if value is not None and value == int(value) and abs(value) < 2**31 else None


def shown(text):
    """A cell as it can be quoted in a sentence."""
    text = " ".join(text.split())
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"
