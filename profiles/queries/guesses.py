"""What a file that was sent seems to be, and its first rows as they would be understood."""

import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice

from profiles.loading import categories, files, mapping, recognition, tables
from profiles.loading.indicators import CATALOGUE
from profiles.models import Upload
from profiles.queries.datasets import described

SURE = 0.9
MOST_GROUPS = 30
MOST_COLUMNS = 150  # that somebody is asked about
MOST_ROWS = 2_000  # in which groups and categories are looked for
MOST_CELLS = 6  # of a row in the preview; more would be wider than a screen
LONGEST_CELL = 24  # characters
UNSAID = {"reference", "location"}
PLAIN = {"month", "category", "provider", "place", "area", "period", "code", "name", "ward", "postcode"}
POLICE_UK = {
    "source": "data.police.uk",
    "licence": "Open Government Licence v3.0",
    "attribution": "Contains public sector information licensed under the Open Government Licence v3.0. "
    "Source: data.police.uk.",
}


@contextmanager
def opened(upload):
    """The file of an upload under its own name on this machine's disk, wherever the store keeps it."""
    with files.on_disk(upload.file, upload.filename) as path:
        yield path


# What it seems to be


@dataclass(frozen=True)
class Column:
    title: str
    examples: str


@dataclass(frozen=True)
class Guess:
    """What a file seems to be: `entry` is what a manifest would say of it, `indicators` {slug: Facts} are new ones."""

    reading: mapping.Reading
    filename: str
    entry: dict
    indicators: dict
    columns: tuple
    groups: tuple
    categories: tuple  # of incidents, that nobody has decided about
    headings: str  # a fingerprint
    said: tuple  # sentences


def guess(upload, reading="", *, chosen=None):
    """What the file seems to be, or Refused where it cannot be read.

    What somebody said of it comes first, then what was said of the last file with the same headings, then what its
    cells look like. `reading` is the key of the way in which it is to be read instead, and `chosen` {number of the
    column: choice} what somebody says of the columns now.
    """
    with opened(upload) as path:
        found = recognition.recognise(path)
    fingerprint = hashlib.sha256("\n".join(column.title for column in found.columns).encode()).hexdigest()
    entry, indicators, said = _entry(upload, found, fingerprint)
    wanted = mapping.READINGS[reading or (mapping.reading_of(entry) if entry else "columns")]
    if not entry or mapping.reading_of(entry) != wanted.key:
        said = () if found.kind else found.notes
        entry = {"kind": wanted.kind, **({"shape": wanted.shape} if wanted.shape else {})}
    return Guess(
        reading=wanted,
        filename=upload.filename,
        entry=_with_title(entry, found, upload.filename),
        indicators=indicators,
        columns=tuple(map(_column, _shown(found, wanted))),
        groups=_groups(upload, found, entry, wanted, chosen or {}),
        categories=_categories(upload, entry, wanted),
        headings=fingerprint,
        said=(*said, *_passed_over(found, wanted)),
    )


def _passed_over(found, reading):
    if len(_shown(found, reading)) == MOST_COLUMNS:
        yield f"Only its first {MOST_COLUMNS} columns are asked about. Leave out the others, or load it by a manifest."


def _groups(upload, found, entry, reading, chosen):
    """What stands in the column of the groups, of a file whose rows are groups."""
    if "groups" not in reading.asks:
        return ()
    shown = _shown(found, reading)
    title = next((shown[n].title for n, choice in chosen.items() if choice == "group_column" and n < len(shown)), "")
    if not title or title == entry.get("group_column"):
        return tuple(entry.get("groups", ()))
    return _values(upload, title)


def _categories(upload, entry, reading):
    """What happened, by the publisher's words that belong to no issue type yet; those that were given one stay."""
    title = entry.get("columns", {}).get("category")
    if reading.kind != "incidents" or not title or entry.get("category"):
        return ()
    given = entry.get("issue_types", {})
    unknown = [value for value in _values(upload, title) if not categories.is_known(value)]
    return tuple(dict.fromkeys([*given, *unknown]))[:MOST_GROUPS]


def _values(upload, title):
    """What stands in a column, as far as one can see from the first rows."""
    with opened(upload) as path:
        source = replace(files.examine(path, kind="any"), most=MOST_ROWS)
        values = dict.fromkeys(cells[0] for _, cells in tables.cells_of(source, [title]))
    return tuple(value for value in values if value)[:MOST_GROUPS]


def _shown(found, reading):
    """The columns that somebody has to say something about."""
    return [column for column in found.columns if column.fact != reading.passes_over or not column.fact][:MOST_COLUMNS]


def _entry(upload, found, fingerprint):
    if upload.entry:
        return upload.entry, described(upload.indicators), ()
    same = Upload.objects.loaded().filter(headings=fingerprint).order_by("-asked_at", "-pk")
    if found.columns and (last := same.filter(borough=upload.borough_id).first() or same.first()):
        kept = {name: value for name, value in last.entry.items() if name not in {"path", "period", "starts_on"}}
        kept["title"] = _of_this_period(kept["title"], found)
        if found.entry.get("period"):
            kept["period"] = found.entry["period"]
        words = f"It has the same headings as “{last}”, and is read in the same way."
        return kept, described(last.indicators), (words, *found.notes)
    is_police = found.kind == "incidents" and "Falls within" in {column.title for column in found.columns}
    return found.entry | (POLICE_UK if is_police else {}), found.indicators, found.notes


def _of_this_period(title, found):
    """Last month's title with this month in it: incidents of each month are a dataset of their own."""
    month = found.period_in_words if found.kind == "incidents" else ""
    return re.sub(r"[A-Z][a-z]+ \d{4}( to [A-Z][a-z]+ \d{4})?", month, title) if month else title


def _with_title(entry, found, filename):
    if "title" in entry:
        return entry
    words = re.sub(r"[-_. ]+", " ", filename.partition(".")[0]).strip()
    is_police = entry.get("source") == POLICE_UK["source"]
    words = "Street crime" if is_police else words[:1].upper() + words[1:]
    when = f", {found.period_in_words}" if found.kind == "incidents" and found.period_in_words else ""
    return entry | {"title": f"{words}{when}"[:150]}


def _column(column):
    samples = ", ".join(_short(sample) for sample in column.samples)
    sure = "" if column.confidence >= SURE or not column.fact else " PACT is not sure."
    return Column(
        column.title,
        f"{column.holds[:1].upper()}{column.holds[1:]}: {samples}.{sure}" if samples else "Nothing at first.",
    )


# Its first rows


@dataclass(frozen=True)
class Preview:
    """The first rows as columns and rows of a table."""

    columns: list
    rows: list


def preview(upload, file, entry, indicators):
    """The first rows as they are understood, the bad cells marked; Refused where the file as a whole is."""
    with opened(upload) as path:
        understood = recognition.preview(path, file, indicators=CATALOGUE | indicators)
        titles = _titles(entry)
        cells = _cells(path, titles, max((row.number for row in understood), default=0))
    columns = [{"text": "Row"}, *({"text": title} for title in titles), {"text": "Understood as"}]
    return Preview(columns, [_preview_row(row, cells.get(row.number, [""] * len(titles))) for row in understood])


def _titles(entry):
    """The columns in use, as far as there is room for them. Maps and lists without headings have none."""
    is_map = entry["kind"] in {"wards", "small-area-boundaries"}
    return [] if is_map else list(mapping.choices_of(entry))[:MOST_CELLS]


def _cells(path, titles, last):
    if not titles:
        return {}
    source = replace(files.examine(path, kind="any"), most=last + 1)
    return dict(islice(tables.cells_of(source, titles), last + 1))


def _preview_row(row, cells):
    short = [_short(cell) for cell in cells]
    if not row.reason:
        return [str(row.number), *short, "; ".join(_in_words(row.facts))]
    marked = [
        {"template": "profiles/_bad_cell.html", "text": words} if cell and tables.shown(cell) in row.reason else words
        for cell, words in zip(cells, short, strict=True)
    ]
    # A row without a place is sound, and counted apart.
    template = "profiles/_placeless_cell.html" if row.facts else "profiles/_refused_cell.html"
    return [str(row.number), *marked, {"template": template, "text": row.reason}]


def _short(cell):
    return cell if len(cell) <= LONGEST_CELL else f"{cell[:LONGEST_CELL]}…"


def _in_words(facts):
    """What is taken from a row. Facts that are what they look like need no name, and some no mention."""
    for name, value in facts.items():
        if value and name not in UNSAID:
            yield value if name in PLAIN else f"{name} {value}"
