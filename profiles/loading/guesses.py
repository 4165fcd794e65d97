"""Which kind of file a table probably is, and which column is which, from titles and contents together."""

import difflib
import re
from dataclasses import dataclass, field

from profiles.loading import contents, headings, incidents, periods, tables
from profiles.loading.contents import CODE, NUMBER, PERIOD, POSTCODES, WORDS
from profiles.loading.figures import AGE
from profiles.loading.indicators import CATALOGUE, ETHNIC_GROUPS, Facts
from profiles.loading.long import slug_of

BOTH, ONE = 0.95, 0.6  # by title and content, by one of them
# Titles under which residents' own words, names and addresses come.
PRIVATE = re.compile(
    r"detail|descri|comment|title|reporter|email|phone|photo|notes?$|full.?name|address|text", re.IGNORECASE
)
ALMOST = 0.8


@dataclass
class Guess:
    """`entry` is what a manifest would say; `facts` is {title: (fact, confidence)}."""

    kind: str = ""
    confidence: float = 0.0
    entry: dict = field(default_factory=dict)
    facts: dict = field(default_factory=dict)
    indicators: dict = field(default_factory=dict)
    coordinates: str = ""
    private: list = field(default_factory=list)
    notes: list = field(default_factory=list)


def guess(titles, looks, *, name):
    """The Guess for a table with these titles, `looks` being {title: Content} of its first rows, `name` its file's."""
    for attempt in (_postcodes, _incidents, _changes, _small_areas, _councillors):
        if found := attempt(titles, looks):
            break
    else:
        found = _figures(titles, looks, name) or Guess()
    if found.entry.get("period") == "":
        found.entry["period"] = period_in(name)
    found.entry = {"kind": found.kind, **found.entry} if found.kind else {}
    used = {title for title, (fact, _) in found.facts.items() if fact}
    found.private = [title for title in titles if title not in used and _is_private(title, looks[title])]
    return found


def _is_private(title, look):
    return look.holds == WORDS and bool(PRIVATE.search(title))


def _of(looks, *kinds):
    return [title for title, look in looks.items() if look.holds in kinds]


def _by(title, names):
    """How sure a title with the right content is."""
    return BOTH if tables.plain(title) in names else ONE


def _postcodes(titles, looks):
    if titles and contents.POSTCODE.fullmatch(titles[0]) and looks[titles[0]].holds == POSTCODES:
        notes = ["It has no heading, and is read as Code-Point Open."]
        return Guess("postcodes", BOTH, {"period": ""}, coordinates=_system(True), notes=notes)
    columns = headings.facts(titles, headings.POSTCODE)
    if postcodes := [title for title in _of(looks, POSTCODES) if looks[title].distinct > 1]:
        columns.setdefault("postcode", postcodes[0])
        if {"district", "ward"} <= columns.keys() and {"easting", "longitude"} & columns.keys():
            facts = {title: (fact, BOTH) for fact, title in columns.items()}
            grid = "easting" in columns
            return Guess("postcodes", BOTH, {"period": "", "columns": columns}, facts, coordinates=_system(grid))
    return None


def _system(is_grid):
    return incidents.NATIONAL_GRID if is_grid else incidents.WGS84


def _incidents(titles, looks):
    fitting = {
        "month": [title for title in _of(looks, PERIOD) if any(map(periods.month_of, looks[title].samples))],
        "longitude": _of(looks, NUMBER),
        "latitude": _of(looks, NUMBER),
        "category": _of(looks, WORDS),
        "provider": _of(looks, WORDS),
        "location": _of(looks, WORDS),
    }
    columns = {
        fact: title
        for fact, names in headings.INCIDENT.items()
        if (title := headings.first(fitting.get(fact, titles), names))
    }
    if not {"month", "longitude", "latitude"} <= columns.keys():
        return None
    places = [looks[columns[axis]] for axis in ("longitude", "latitude")]
    if any(look.holds == CODE and look.distinct == len(look.cells) > 1 for look in looks.values()):
        return None  # one row an area: figures with the middle of each
    coordinates = incidents.system_of(places[0].cells, places[1].cells)
    facts = {title: (fact, BOTH) for fact, title in columns.items()}
    entry, notes = {"columns": columns}, []
    if coordinates == incidents.NATIONAL_GRID:
        entry["coordinates"] = coordinates
    if "category" not in columns:
        notes.append("No column says what happened: say so as “category”.")
    if "provider" not in columns:
        notes.append("No column says who recorded these: say so as “provider”.")
    if "reference" in columns and looks[columns["reference"]].distinct < 0.9 * sum(
        map(bool, looks[columns["reference"]].cells)
    ):
        notes.append(
            f"{columns['reference']} repeats. If the rows that share it are one incident, say so as “one_per”."
        )
    return Guess("incidents", BOTH, entry, facts, coordinates=coordinates, notes=notes)


def _changes(titles, looks):
    areas = [title for title in _of(looks, CODE) if set(looks[title].prefixes) <= {"E01", "W01"}]
    change = next((t for t in titles if looks[t].cells and set(looks[t].cells) <= {"U", "S", "M", "X"}), "")
    years = {contents.vintage(title, looks[title]): title for title in areas}
    if not change or not {2011, 2021} <= years.keys():
        return None
    names = [t for t in _of(looks, WORDS) if re.search(r"21.*(name|nm)", t, re.IGNORECASE)]
    entry = {
        "period": "2021",
        "old_column": years[2011],
        "new_column": years[2021],
        "name_column": names[0] if names else years[2021],
        "change_column": change,
    }
    return _named("small-area-changes", entry)


def _named(kind, entry):
    facts = {title: (fact, BOTH) for fact, title in entry.items() if fact.endswith("_column")}
    return Guess(kind, BOTH, entry, facts)


def _small_areas(titles, looks):
    codes = {title: looks[title] for title in _of(looks, CODE)}
    small = next((t for t, look in codes.items() if set(look.prefixes) <= {"E01", "W01"}), "")
    wards = next((t for t, look in codes.items() if set(look.prefixes) <= {"E05", "W05", "E58"}), "")
    if not small or not wards or _of(looks, NUMBER) or looks[small].distinct < ALMOST * len(looks[small].cells):
        return None
    words = [t for t in _of(looks, WORDS) if re.search(r"nm|name", t, re.IGNORECASE)]
    year = contents.vintage(small, looks[small]) or 2021
    name = next((t for t in words if re.search("lsoa", t, re.IGNORECASE)), words[0] if words else small)
    period = str(year_in([wards]) or year)
    entry = {"period": period, "vintage": year, "code_column": small, "name_column": name, "ward_column": wards}
    return _named("small-areas", entry)


def _councillors(titles, looks):
    person, ward = headings.first(titles, headings.PERSON), headings.first(titles, headings.WARD_NAME)
    is_said = any(re.search(r"councillor|cllr|party|member", title, re.IGNORECASE) for title in titles)
    if not person or not ward or not is_said or looks[ward].holds != WORDS or looks[person].holds != WORDS:
        return None
    borough = next((t for t, look in looks.items() if look.holds == CODE and set(look.prefixes) <= _COUNCILS), "")
    entry = {"period": "", "ward_column": ward, "name_column": person}
    return _named("councillors", entry | ({"borough_column": borough} if borough else {}))


_COUNCILS = {"E06", "E07", "E08", "E09", "W06", "S12"}


# Figures


def _figures(titles, looks, name):
    codes = _of(looks, CODE)
    if not codes:
        return None
    # Of several, the one with most areas: its council stands beside every small area.
    area = max(codes, key=lambda title: (looks[title].distinct, tables.plain(title) in headings.AREA))
    found = Guess("figures", BOTH, {}, {area: ("area_column", _by(area, headings.AREA))})
    found.entry = {"shape": "columns", "area_column": area}
    _period(found, looks)
    rest = [title for title in titles if title not in found.facts]
    for attempt in (_ages, _periods, _groups, _long):
        if attempt(found, rest, looks, area):
            break
    else:
        _columns(found, rest, looks, name)
    year = contents.vintage(area, looks[area])
    if found.entry.get("adds_up", found.entry["shape"] in {"groups", "ages"}):
        found.entry["vintage"] = year or 2011
        if not year:
            found.notes.append("Whether its small areas are of 2011 or of 2021 is not clear. Say so as “vintage”.")
    return found


def _period(found, looks):
    when = [title for title in _of(looks, PERIOD) if not periods.canonical(title)]
    named = headings.first(when, headings.PERIOD)
    if named or when:
        found.entry["period_column"] = title = named or when[0]
        found.facts[title] = ("period_column", _by(title, headings.PERIOD))
    else:
        found.entry["period"] = ""


def _ages(found, rest, looks, area):
    ages = [title for title in rest if AGE.fullmatch(title.casefold())]
    total = headings.first(rest, headings.TOTAL)
    if len(ages) < 66 or not total:
        return False
    found.entry |= {"shape": "ages", "total_column": total}
    found.facts[total] = ("total_column", BOTH)
    found.facts |= {title: ("age", BOTH) for title in ages}
    return True


def _periods(found, rest, looks, area):
    when = [title for title in rest if periods.canonical(title) and looks[title].holds == NUMBER]
    if len(when) < 2:
        return False
    found.entry.pop("period", None)
    found.entry |= {"shape": "periods", "indicator": "figure"}
    found.indicators["figure"] = Facts(name="Figure", decimals=1)
    found.facts |= {title: ("value", BOTH) for title in when}
    found.notes.append("Say what its figures are of, as “indicator”.")
    return True


def _is_repeated(look):
    return look.distinct < ALMOST * sum(map(bool, look.cells))


def _groups(found, rest, looks, area):
    total, value = (headings.first(_numbers(rest, looks), names) for names in (headings.TOTAL, headings.VALUE))
    group = headings.first(_words(rest, looks), headings.GROUP)
    if not (total and value and group) or not _is_repeated(looks[area]):
        return False
    names = dict.fromkeys(cell for cell in looks[group].cells if cell)
    groups = {name: _slug(found, name, is_count=True, is_share_too=True) for name in names}
    found.entry |= {"shape": "groups", "group_column": group, "value_column": value, "total_column": total}
    found.entry |= {"groups": groups, "total": _slug(found, total, is_count=True)}
    found.facts |= {title: (f"{fact}_column", BOTH) for title, fact in ((group, "group"), (value, "value"))}
    found.facts[total] = ("total_column", BOTH)
    return True


def _numbers(titles, looks):
    return [title for title in titles if looks[title].holds == NUMBER]


def _words(titles, looks):
    return [title for title in titles if looks[title].holds == WORDS]


def _long(found, rest, looks, area):
    value = headings.first(_numbers(rest, looks), headings.VALUE)
    name = headings.first(_words(rest, looks), headings.INDICATOR)
    if not value or not name or not _is_repeated(looks[area]):
        return False
    found.entry |= {"shape": "long", "indicator_column": name, "value_column": value}
    found.facts |= {name: ("indicator_column", BOTH), value: ("value_column", BOTH)}
    for fact, names in (("measure_column", headings.MEASURE), ("unit_column", headings.UNIT)):
        if title := headings.first(_words(rest, looks), names):
            found.entry[fact] = title
            found.facts[title] = (fact, BOTH)
    return True


def _columns(found, rest, looks, name):
    """A column for each indicator; where the only one is called “Value”, the file's name says what it is of."""
    found.confidence = ONE
    wanted = _numbers(rest, looks)
    called = {title: title for title in wanted}
    if len(wanted) == 1 and tables.plain(wanted[0]) in headings.VALUE:
        called = {wanted[0]: re.sub(r"[-_ .]+", " ", name.partition(".")[0]).strip()}
    found.entry["column"] = [{"name": title, "indicator": _slug(found, called[title])} for title in wanted]
    found.facts |= {title: ("column", ONE) for title in wanted}
    if not wanted:
        found.kind, found.confidence = "", 0.0


def _slug(found, title, *, is_count=False, is_share_too=False):
    """The indicator that goes by this name already, or one to be described."""
    names = {facts.name.casefold(): slug for slug, facts in CATALOGUE.items() if not slug.startswith("share-")}
    if is_share_too:
        names |= {group.casefold(): slug for slug, group in ETHNIC_GROUPS.items()}
    if near := difflib.get_close_matches(title.casefold(), names, n=1, cutoff=0.9):
        return names[near[0]]
    slug = slug_of(title) or "figure"
    if known := [known for known in CATALOGUE if "-" in known and slug.endswith(known) and not is_share_too]:
        return max(known, key=len)
    words = title.replace("_", " ").strip()[:140]
    if slug not in CATALOGUE:
        found.indicators[slug] = Facts(name=words[:1].upper() + words[1:], decimals=0 if is_count else 1)
    if is_share_too:
        found.indicators[f"share-{slug}"] = Facts(name=f"{words}: share", unit="%", decimals=1)
    return slug


def year_in(texts):
    """The latest year that stands in these titles, as 2021 or as the 21 of LSOA21CD; None if none does."""
    years = []
    for text in texts:
        years += [int(year) for year in re.findall(r"(?<!\d)(20[0-4]\d)(?!\d)", text)]
        years += [2000 + int(year) for year in re.findall(r"(?i)(?:wd|lsoa|lad|ward|msoa)_?(\d\d)(?!\d)", text)]
    return max(years, default=None)


def period_in(name):
    """The month or year that a file is named after, "" if none.

    >>> period_in("codepoint_open_2014-08_wn.csv"), period_in("population_mid2020_lsoa11.csv"), period_in("wards.csv")
    ('2014-08', '2020', '')
    """
    month = re.search(r"(?<!\d)20[0-4]\d-(0[1-9]|1[0-2])(?!\d)", name)
    return month[0] if month else str(year_in([name]) or "") if re.search(r"(?<!\d)20\d\d(?!\d)", name) else ""


def span(found, looks):
    """The first and the last period of the rows that were looked at, "" for both if there is none."""
    titles = [title for title, (fact, _) in found.facts.items() if fact in {"period_column", "month"}]
    cells = {cell for title in titles for cell in looks[title].cells if cell}
    cells |= {title for title, (fact, _) in found.facts.items() if fact == "value"}
    known = sorted(filter(None, (periods.canonical(cell) or periods.month_of(cell)[:7] for cell in cells)))
    return (known[0], known[-1]) if known else ("", "")
