"""What an unknown file probably is: looked at without a database, so that somebody can be asked whether it is right.

    found = recognition.recognise(path)                   # Refused if it cannot be any table or map
    found.kind, found.shape, found.confidence             # "figures", "long", 0.9
    found.columns                                         # each with the fact that it probably holds, and samples
    found.entry                                           # what a manifest would say of it: correct it, and go on with
    file, mistakes = recognition.as_file(found.entry, title=…, source=…, licence=…, indicators=found.indicators)
    recognition.preview(path, file, indicators=found.indicators)     # the first 20 rows as they would be understood

Nothing here is a decision. A person looks at it, and the dry run of the loading itself has the last word.
"""

from dataclasses import dataclass, field, replace
from datetime import date

from pact.core.refusals import Refused
from pact.core.wording import sentence_list
from profiles.loading import (
    contents,
    encodings,
    files,
    guesses,
    layout,
    periods,
    previews,
    tables,
    unlike_incidents,
    workbooks,
)
from profiles.loading.indicators import CATALOGUE
from profiles.loading.manifest.entries import FileTaker

ROWS = 600
UNSAID = "not said yet"
SHAPES = (b'"Polygon"', b'"MultiPolygon"')
SMALL = frozenset(["E01", "W01", "S01"])
WARDS = frozenset(["E05", "W05", "S13", "N08", "E58"])
NO_CODE = "No property of its features is an ONS code."
NO_MAP = "It has outlines of {}. PACT takes those of wards and of small areas (LSOA)."


@dataclass(frozen=True)
class Column:
    """A column of the file. `fact` is the key of the entry that names it, or of its “columns”; "" if it is not used."""

    title: str
    fact: str
    confidence: float  # 0 to 1: 0.95 by its title and content, 0.6 by one of them
    holds: str  # "numbers"
    samples: tuple


@dataclass(frozen=True)
class Recognised:
    """What a file probably is. `kind` is one of the manifest's, "" if none fits; `entry` is what it would say."""

    name: str
    kind: str = ""
    shape: str = ""
    confidence: float = 0.0
    form: str = files.TEXT  # or files.WORKBOOK, files.JSON
    encoding: str = encodings.UTF_8
    delimiter: str = ""
    sheet: str = ""
    sheets: tuple = ()
    heading_row: int = 0
    coordinates: str = ""  # "WGS84" or "National Grid"
    geographies: dict = field(default_factory=dict)  # {"wards": 20}, of the rows that were looked at
    vintages: tuple = ()  # of small areas: 2011, 2021
    first_period: str = ""  # as `periods` writes them
    last_period: str = ""
    rows: int = 0  # that were looked at: at most ROWS
    columns: tuple = ()
    entry: dict = field(default_factory=dict)
    indicators: dict = field(default_factory=dict)  # {slug: Facts} that the entry names and nobody has described yet
    preview: tuple = ()
    notes: tuple = ()  # sentences for whoever sends the file

    @property
    def period_in_words(self):
        return periods.span_in_words(filter(None, [self.first_period, self.last_period]))


def recognise(path, *, sheet=""):
    """What the file probably is, with its first rows as they would be understood. Raises Refused."""
    source = files.examine(path, kind="any", sheet=sheet)
    found = _map(source) if _is_map(source) else _table(source)
    return _with_preview(source, found)


def as_file(entry, *, title, source="-", licence="-", attribution="", indicators=None, starts_on=date(2000, 1, 1)):
    """(File, []) for an entry as a manifest has it, or (None, sentences that say what is wrong with it)."""
    taker = FileTaker()
    known = CATALOGUE | (indicators or {})
    facts = {"title": title, "path": "upload", "source": source, "licence": licence, "attribution": attribution}
    table = {key: value for key, value in (entry | facts).items() if value not in ("", None)}
    file = taker.file(table, "", {}, known, {}, starts_on)
    return (None, taker.mistakes) if taker.mistakes else (file, [])


def preview(path, file, *, indicators=None, sheet=""):
    """The first rows as `previews.Understood` when the file is read in this way. Raises Refused."""
    kind = {"wards": "json", "small-area-boundaries": "json"}.get(file.kind, "any")
    source = files.examine(path, kind=kind, sheet=sheet or file.sheet)
    return previews.preview(file, source, indicators=CATALOGUE | (indicators or {}))


def _with_preview(source, found):
    if not found.kind:
        return found
    unsaid = {fact: UNSAID for fact in ("provider", "category") if fact not in found.entry.get("columns", {})}
    unsaid = unsaid if found.kind == "incidents" else {}
    if "period" in found.entry and not found.entry["period"]:
        unsaid["period"] = "2000"
    file, mistakes = as_file(found.entry | unsaid, title=source.name, indicators=found.indicators)
    if mistakes:
        return replace(found, notes=(*found.notes, *mistakes))
    try:
        rows = previews.preview(file, source, indicators=CATALOGUE | found.indicators)
    except Refused as refusal:
        return replace(found, notes=(*found.notes, *refusal.reasons))
    if "period" in unsaid:
        rows = tuple(replace(row, facts={**row.facts, "period": UNSAID}) if row.facts else row for row in rows)
    return replace(found, preview=rows)


# Maps


def _is_map(source):
    if source.form != files.JSON:
        return False
    with files.opened(source.path) as stream:
        start = stream.read(4 << 20)
    return b"FeatureCollection" in start and any(shape in start.replace(b": ", b":") for shape in SHAPES)


def _map(source):
    """Outlines of wards or of small areas, by the codes that the features have."""
    document = files.read_json(source)
    features = document.get("features") if isinstance(document, dict) else None
    rows = [each.get("properties") for each in features or () if isinstance(each, dict)]
    rows = [row for row in rows if isinstance(row, dict)]
    titles = list(dict.fromkeys(key for row in rows for key in row))
    looks = {title: contents.look([str(row.get(title) or "") for row in rows[:ROWS]]) for title in titles}
    codes = {title: look for title, look in looks.items() if look.holds == contents.CODE}
    counts = {words: n for look in codes.values() for words, n in contents.geographies(look).items()}
    vintages = tuple(sorted({year for title, look in codes.items() if (year := contents.vintage(title, look))}))
    prefixes = {prefix for look in codes.values() for prefix in look.prefixes}
    is_small, is_known = bool(prefixes & SMALL), bool(prefixes & (SMALL | WARDS))
    entry = {"kind": "small-area-boundaries" if is_small else "wards", "period": "", "vintage": 0}
    entry["vintage"] = (vintages[0] if vintages else 2021) if is_small else None
    entry["period"] = str(entry["vintage"] or guesses.year_in([source.name, *titles]) or "")
    if not is_small:
        entry.pop("vintage")
    return Recognised(
        name=source.name,
        kind=entry["kind"] if is_known else "",
        confidence=0.9 if is_known else 0.0,
        form=source.form,
        geographies=counts,
        vintages=vintages,
        rows=len(rows),
        columns=tuple(_column(title, looks[title], {}) for title in titles),
        entry=entry if is_known else {},
        notes=() if is_known else (NO_MAP.format(sentence_list(counts)) if codes else NO_CODE,),
    )


# Tables


def _table(source):
    with tables.opened(replace(source, most=ROWS)) as table:
        rows = [row for _, row in table.rows()]
        titles, above, sheet = table.heading, table.above, table.sheet
        unlike_incidents.refuse(source.name, titles)
        passed_over = table.above - table.deep
    named = [title for title in titles if title]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(titles)
    looks = {title: contents.look(cells) for title, cells in zip(titles, columns, strict=True) if title}
    guess = guesses.guess(named, looks, name=f"{source.name} {sheet}".strip())
    codes = [(title, look) for title, look in looks.items() if look.holds == contents.CODE]
    counts = {}
    for _, look in codes:
        for words, count in contents.geographies(look).items():
            counts[words] = max(count, counts.get(words, 0))
    first, last = guesses.span(guess, looks)
    return Recognised(
        name=source.name,
        kind=guess.kind,
        shape=guess.entry.get("shape", ""),
        confidence=guess.confidence,
        form=source.form,
        encoding=source.encoding,
        delimiter=layout.delimiter_of(source) if source.form == files.TEXT else "",
        sheet=sheet,
        sheets=_sheets(source),
        heading_row=above,
        coordinates=guess.coordinates,
        geographies=counts,
        vintages=tuple(sorted({year for title, look in codes if (year := contents.vintage(title, look))})),
        first_period=first,
        last_period=last,
        rows=len(rows),
        columns=tuple(_column(title, looks[title], guess.facts) for title in named),
        entry=guess.entry | ({"sheet": sheet} if sheet else {}),
        indicators=guess.indicators,
        notes=_notes(source, passed_over, guess),
    )


def _column(title, look, facts):
    fact, confidence = facts.get(title, ("", 0.0))
    return Column(title, fact, confidence, contents.IN_WORDS[look.holds], look.samples)


def _sheets(source):
    if source.form != files.WORKBOOK:
        return ()
    with workbooks.opened(source) as sheets:
        return tuple(name for name, _ in sheets)


def _notes(source, passed_over, guess):
    notes = []
    if source.encoding != encodings.UTF_8:
        notes.append("It is not written in UTF-8, and is read as Windows-1252.")
    if passed_over > 0:
        notes.append(f"{passed_over} rows above the heading are passed over.")
    if not guess.kind:
        notes.append("It is not clear what it holds. Say so, and which column is which.")
    if guess.private:
        notes.append(f"What residents may have written is not read: {sentence_list(guess.private)}.")
    return tuple([*notes, *guess.notes])
