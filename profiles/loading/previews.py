"""The first rows of a file as they would be understood, without asking any database."""

from dataclasses import dataclass, replace
from itertools import islice

from pact.core.refusals import Refused
from profiles.loading import periods
from profiles.loading.tables import Fault

ROWS = 20
SHAPES = {"wards", "small-area-boundaries"}
UNSHOWN = {"number", "outline", "note", "within"}  # what a row has and nobody needs to check
MOST = 200  # rows that are read to find so many: some shapes need several rows for one area


@dataclass(frozen=True)
class Understood:
    """One row: its number in the file, {fact: what is taken from it}, or why it would be refused."""

    number: int
    facts: dict
    reason: str = ""


def preview(file, source, *, indicators, rows=ROWS):
    """The first rows as Understood, or Refused if the file cannot be read this way.

    `file` is a manifest's File, `source` comes from `files.examine`, `indicators` are {slug: Facts}. Whether a place
    lies in the borough is not known here: that only the dry run can say.
    """
    source = replace(source, most=0 if file.kind in SHAPES else MOST)
    if file.kind == "incidents":
        found = _incidents(next(iter(file.reader.batches(source)), None))
    elif file.kind == "postcodes":
        taken = file.reader.rows(source)
        found = sorted([*map(_postcode, taken.rows), *map(_fault, taken.faults)], key=lambda row: row.number)
    else:
        found = (_understood(row, file.kind, indicators) for row in file.reader.rows(source))
    return tuple(islice(found, rows))


def _understood(row, kind, indicators):
    if isinstance(row, Fault):
        return _fault(row)
    if kind == "figures":
        return _figure(row, indicators)
    facts = {name: value for name, value in row._asdict().items() if name not in UNSHOWN and value}
    return Understood(row.number, facts)


def _fault(fault):
    return Understood(fault.row, {}, fault.reason)


def _figure(row, indicators):
    names = indicators | row.described
    facts = {"area": row.area, "period": periods.in_words(row.period)}
    facts |= {names[slug].name if slug in names else slug: f"{value:g}" for slug, value in row.values.items()}
    return Understood(row.numbers[0] if row.numbers else 0, facts)


def _postcode(row):
    return Understood(
        row.number, {"postcode": row.code, "ward": row.ward, "place": _place(row.longitude, row.latitude)}
    )


def _incidents(batch):
    if batch is None:
        raise Refused(["The file has a heading and no rows."])
    reasons, placeless = {fault.row: fault.reason for fault in batch.faults}, set(batch.placeless)
    for position, number in enumerate(batch.numbers):
        if number in reasons:
            yield Understood(number, {}, reasons[number])
            continue
        facts = {
            "month": periods.in_words(batch.months[position][:7]),
            "category": batch.category[position],
            "provider": batch.provider[position],
            "place": "" if position in placeless else _place(batch.longitudes[position], batch.latitudes[position]),
            "reference": batch.reference[position],
            "location": batch.location[position],
        }
        yield Understood(number, facts, "It has no place." if position in placeless else "")


def _place(longitude, latitude):
    return f"{latitude:.4f}, {longitude:.4f}"
