"""What the columns of a file hold: the ways to read it, and a choice for each column as the entry of a manifest.

A choice is the manifest's own word for the column (`area_column`, or `month` of an incident), `indicator:SLUG` for
figures, NEW for an indicator that nobody has described yet, or NOTHING.
"""

import re
from dataclasses import dataclass

NOTHING, NEW, INDICATOR = "", "new", "indicator:"
COMMON = ("title", "path", "source", "licence", "attribution")
PLACED = {"incidents", "postcodes"}  # kinds whose entries name their columns in a table of its own


@dataclass(frozen=True)
class Fact:
    """Something that a column can hold; a file cannot be read without those that are needed."""

    key: str
    words: str
    is_needed: bool = True


@dataclass(frozen=True)
class Reading:
    """One way to read a file. `asks` is what must be said beside its columns, in the order in which it is asked."""

    key: str
    words: str
    kind: str
    facts: tuple = ()
    asks: tuple = ()
    shape: str = ""
    measures: bool = False  # its columns may be indicators
    passes_over: str = ""  # the fact of columns that speak for themselves, such as years of age


AREA = Fact("area_column", "Code of the area")
READINGS = {
    reading.key: reading
    for reading in (
        Reading(
            "incidents",
            "Incidents or reports: one a row, each at a point",
            "incidents",
            (
                Fact("month", "Month or day"),
                Fact("category", "What happened", False),
                Fact("longitude", "Longitude or easting"),
                Fact("latitude", "Latitude or northing"),
                Fact("provider", "Who recorded it", False),
                Fact("reference", "Reference number", False),
                Fact("location", "Place in words", False),
                Fact("one_per", "Number that all rows of one incident share", False),
            ),
            ("provider", "category", "issue_types"),
        ),
        Reading(
            "columns",
            "Figures: a row is an area, a column is an indicator",
            "figures",
            (AREA, Fact("period_column", "Period", False)),
            ("period", "vintage", "adds_up", "fills"),
            "columns",
            measures=True,
        ),
        Reading(
            "periods",
            "Figures: a row is an area, a column is a year or a month",
            "figures",
            (AREA,),
            ("indicator", "vintage", "adds_up", "fills"),
            "periods",
            passes_over="value",
        ),
        Reading(
            "long",
            "Figures: a row is one value, of an area and an indicator",
            "figures",
            (
                AREA,
                Fact("indicator_column", "Name of the indicator"),
                Fact("value_column", "The value"),
                Fact("period_column", "Period", False),
                Fact("measure_column", "What is measured, such as count or rate", False),
                Fact("unit_column", "Unit", False),
            ),
            ("period", "vintage", "adds_up", "fills"),
            "long",
        ),
        Reading(
            "groups",
            "Figures: groups of people of an area, and how many there are in all",
            "figures",
            (
                AREA,
                # Neither where each group has a column of its own.
                Fact("group_column", "Which group it is", False),
                Fact("value_column", "How many are in the group", False),
                Fact("total_column", "How many there are in all"),
            ),
            ("period", "vintage", "total", "groups", "fills"),
            "groups",
        ),
        Reading(
            "ages",
            "Population: a column for each year of age",
            "figures",
            (AREA, Fact("total_column", "People of all ages")),
            ("period", "vintage", "fills"),
            "ages",
            passes_over="age",
        ),
        Reading(
            "councillors",
            "Councillors: who holds which seat",
            "councillors",
            (
                Fact("ward_column", "Name of the ward"),
                Fact("name_column", "Name of the councillor, or surname"),
                Fact("first_name_column", "First name, where it has a column of its own", False),
                Fact("borough_column", "Code of the council", False),
            ),
            ("period",),
        ),
        Reading(
            "postcodes",
            "Postcodes: Code-Point Open or another list",
            "postcodes",
            (
                Fact("postcode", "Postcode", False),
                Fact("ward", "Code of the ward", False),
                Fact("district", "Code of the council", False),
                Fact("easting", "Easting", False),
                Fact("northing", "Northing", False),
                Fact("longitude", "Longitude", False),
                Fact("latitude", "Latitude", False),
                Fact("quality", "How exact the place is", False),
            ),
            ("period",),
        ),
        Reading(
            "small-areas",
            "Lookup: which ward a small area (LSOA) lies in",
            "small-areas",
            (
                Fact("code_column", "Code of the small area"),
                Fact("name_column", "Name of the small area"),
                Fact("ward_column", "Code of the ward"),
            ),
            ("period", "vintage"),
        ),
        Reading(
            "small-area-changes",
            "Lookup: how the small areas of one census became those of the next",
            "small-area-changes",
            (
                Fact("old_column", "Code of the old area"),
                Fact("new_column", "Code of the new area"),
                Fact("name_column", "Name of the new area"),
                Fact("change_column", "What became of it (U, S, M, X)"),
            ),
            ("period",),
        ),
        Reading(
            "wards",
            "Boundaries of wards",
            "wards",
            (
                Fact("code_property", "Code of the ward", False),
                Fact("name_property", "Name of the ward", False),
                Fact("borough_property", "Code of the council", False),
            ),
            ("period", "starts_on"),
        ),
        Reading(
            "small-area-boundaries",
            "Boundaries of small areas (LSOAs)",
            "small-area-boundaries",
            (
                Fact("code_property", "Code of the area", False),
                Fact("name_property", "Name of the area", False),
                Fact("borough_property", "Code of the council", False),
            ),
            ("period", "vintage"),
        ),
    )
}


def reading_of(entry):
    """The key of the reading that this entry of a manifest asks for."""
    return entry.get("shape", "columns") if entry["kind"] == "figures" else entry["kind"]


def choices_of(entry):
    """{title: choice} for the columns that an entry names."""
    found = {title: fact for fact, title in entry.get("columns", {}).items()}
    for fact in READINGS[reading_of(entry)].facts:
        if entry["kind"] not in PLACED and entry.get(fact.key):
            found[entry[fact.key]] = fact.key
    if entry.get("one_per"):
        found.setdefault(entry["one_per"], "one_per")
    if reading_of(entry) == "columns":
        found |= {column["name"]: INDICATOR + column["indicator"] for column in entry.get("column", [])}
    return found


def slugs_of(entry):
    """The indicators that an entry names."""
    named = [*entry.get("groups", {}).values(), entry.get("total"), entry.get("indicator")]
    return {*(column["indicator"] for column in entry.get("column", [])), *filter(None, named)}


def entry_of(reading, choices, facts, *, former=None):
    """The entry for a reading with these choices, {title: choice}; `facts` are what is said beside the columns.

    What only a manifest can say, such as the factor of a column, is kept from the `former` entry.
    """
    former = former if former and reading_of(former) == reading.key else {}
    held = {choice: title for title, choice in choices.items() if choice}
    named = {fact.key: held[fact.key] for fact in reading.facts if fact.key in held}
    entry = {"kind": reading.kind, **({"shape": reading.shape} if reading.shape else {})}
    entry |= {name: facts[name] for name in (*COMMON, *reading.asks) if facts.get(name)}
    if reading.kind in PLACED:
        one_per = named.pop("one_per", "")
        entry |= ({"columns": named} if named else {}) | ({"one_per": one_per} if one_per else {})
    else:
        entry |= named
    if "period_column" in entry:
        entry.pop("period", None)
    if reading.measures:
        entry["column"] = list(_measures(choices, former))
    return entry | {name: value for name, value in former.items() if name not in _said(reading)}


def _said(reading):
    """What a description in the browser says anew each time, if only by leaving it out."""
    said = {*COMMON, *reading.asks, *(fact.key for fact in reading.facts), "kind", "shape", "columns", "period"}
    return said | ({"column"} if reading.measures else set())


def _measures(choices, former):
    before = {column["name"]: column for column in former.get("column", [])}
    for title, choice in choices.items():
        if choice.startswith(INDICATOR):
            column = {"name": title, "indicator": choice.removeprefix(INDICATOR)}
            yield before[title] if before.get(title, {}).get("indicator") == column["indicator"] else column


def slug_of(title, known=()):
    """A name for a new indicator that none of the `known` has.

    >>> slug_of("Households without a car (%)"), slug_of("Cars", {"cars"})
    ('households-without-a-car', 'cars-2')
    """
    slug = re.sub(r"[^a-z0-9]+", "-", title.casefold()).strip("-")[:70].strip("-") or "figure"
    number = next(n for n in range(1, 1000) if (slug if n == 1 else f"{slug}-{n}") not in known)
    return slug if number == 1 else f"{slug}-{number}"
