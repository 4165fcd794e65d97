"""A CSV file as rows that all have the cells its heading promises. Reading is in chunks, so memory stays flat.

Stricter than `pact.core.spreadsheets`, which mends what a person sends and then shows it to them: nobody looks over a
month of crimes, so a row of another length, another encoding or a stray quotation mark refuses the file.

Rows are numbered as a spreadsheet does: the heading is row 1. A file without a heading begins with row 1 itself.
"""

import csv
import re
from contextlib import contextmanager
from itertools import islice
from math import isfinite
from typing import NamedTuple

from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import files

CHUNK = 20_000
LONGEST_CELL = 100_000
NUMBER = re.compile(r"\s*[-+]?((\d+|\d{1,3}(,\d{3})+)(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?\s*", re.ASCII)


class Fault(NamedTuple):
    """A row that was not taken: its number in the file, why as a sentence, and the place it is of if that is known."""

    row: int
    reason: str
    area: str = ""


class Chunk(NamedTuple):
    numbers: list  # of the rows
    rows: list


class Table:
    """An open table. Iterate `chunks()` once."""

    def __init__(self, name, lines, heading):
        self.name = name
        # Strict, because a quotation mark that is never closed swallows half the file.
        self._reader = csv.reader(lines, strict=True)
        self._number = 0
        self.heading = heading if heading else self._read_heading()
        self.width = len(self.heading)
        self._position = {title: n for n, title in enumerate(self.heading)}

    def _read_heading(self):
        first = self._take(1)
        if not first or not any(first[0]):
            raise Refused([f"{self.name} has no heading in its first row."])
        heading = [cell.strip() for cell in first[0]]
        self._number = 1
        if twice := sorted({title for title in heading if heading.count(title) > 1}):
            raise Refused([f"{self.name} has two columns called {twice[0]}."])
        return heading

    def require(self, titles):
        """Refuse the file unless it has all these columns."""
        missing = [title for title in titles if title not in self._position]
        if missing:
            has = sentence_list(title[:40] for title in self.heading[:12])
            raise Refused([f"{self.name} has no column {sentence_list(missing, 'or')}. Its columns are: {has}."])

    def column(self, title):
        """The position of a column in each row."""
        return self._position[title]

    def chunks(self, size=CHUNK):
        """Chunks of rows without the empty lines. A row of another length refuses the whole file."""
        while rows := self._take(size):
            first = self._number + 1
            self._number += len(rows)
            numbers = range(first, first + len(rows))
            if any(len(row) != self.width for row in rows):
                numbers, rows = self._without_empty_lines(numbers, rows)
            yield Chunk(numbers, rows)

    def rows(self):
        """(number, row) one by one, for files of a few thousand rows."""
        for chunk in self.chunks():
            yield from zip(chunk.numbers, chunk.rows, strict=True)

    def _without_empty_lines(self, numbers, rows):
        kept = [(number, row) for number, row in zip(numbers, rows, strict=True) if row]
        for number, row in kept:
            if len(row) != self.width:
                cells = f"{len(row)} cells and {self.width} are expected"
                raise Refused([f"Row {number} of {self.name} has {cells}. Nothing was taken."])
        return [number for number, _ in kept], [row for _, row in kept]

    def _take(self, size):
        csv.field_size_limit(LONGEST_CELL)
        try:
            return list(islice(self._reader, size))
        except csv.Error as error:
            line = self._reader.line_num
            raise Refused([f"{self.name} cannot be read near line {line}: {_in_words(error)}"]) from None


def _in_words(error):
    if "field larger" in str(error):
        return "a cell is far too long. A quotation mark is probably not closed."
    if "unexpected end" in str(error) or "expected after" in str(error):
        return "a quotation mark is not closed, or stands in the middle of a cell."
    return f"{error}."


@contextmanager
def opened(source, *, heading=None):
    """The Table in an examined file. Give `heading` only for a file that has none."""
    with files.text(source) as stream:
        yield Table(source.name, stream, heading)


def cells_of(source, titles):
    """(number, cells) for each row, with the cells of these columns only, stripped. For files of some thousand rows."""
    with opened(source) as table:
        table.require(titles)
        positions = [table.column(title) for title in titles]
        for number, row in table.rows():
            yield number, [row[position].strip() for position in positions]


def number(text):
    """The number in a cell, or None if there is none: thousands may be marked, "nan" and "inf" are words."""
    if not NUMBER.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    return value if isfinite(value) else None


def whole(text):
    """The whole number in a cell, or None."""
    value = number(text)
    return int(value) if value is not None and value == int(value) and abs(value) < 2**31 else None


def shown(text):
    """A cell as it can be quoted in a sentence."""
    text = " ".join(text.split())
    return f"“{text[:40]}…”" if len(text) > 41 else f"“{text}”"
