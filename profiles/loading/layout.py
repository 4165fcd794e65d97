"""Where the table stands in a file: what cuts its cells, which sheet it is on, which row is its heading."""

import csv
import re
from dataclasses import replace
from itertools import islice

from profiles.loading import files

LONGEST_CELL = 100_000
PREVIEW = 60  # rows in which a heading is looked for
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
    return any(_holds(row, titles) for row in rows)


def is_table(rows):
    """Two filled cells beside each other, over as many again below: notes are one cell wide."""
    return sum(sum(map(bool, row)) > 1 for row in rows) > 1


def heading_position(rows, titles):
    """Which of the first rows is the heading; None if none can be."""
    if titles and (found := next((n for n, row in enumerate(rows) if _holds(row, titles)), None)) is not None:
        return found
    fullest = max((sum(map(bool, row)) for row in rows), default=0)
    full = [n for n, row in enumerate(rows) if fullest and sum(map(bool, row)) >= 0.6 * fullest]
    return full[0] if full else None


def _holds(row, titles):
    known = {plain(" ".join(cell.split())) for cell in row}
    return all(plain(" ".join(title.split())) in known for title in titles)
