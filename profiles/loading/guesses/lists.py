"""Tables of things at places: postcodes, incidents, small areas, councillors."""

import re

from profiles.loading import contents, headings, periods
from profiles.loading import incidents as reports
from profiles.loading.contents import CODE, NUMBER, PERIOD, POSTCODES, WORDS
from profiles.loading.guesses.dates import year_in
from profiles.loading.guesses.guess import ALMOST, BOTH, Guess, holding

COUNCILS = {"E06", "E07", "E08", "E09", "W06", "S12"}


def postcodes(titles, looks):
    if titles and contents.POSTCODE.fullmatch(titles[0]) and looks[titles[0]].holds == POSTCODES:
        notes = ["It has no heading, and is read as Code-Point Open."]
        return Guess("postcodes", BOTH, {"period": ""}, coordinates=_system(True), notes=notes)
    columns = headings.facts(titles, headings.POSTCODE)
    codes = {fact: columns.pop(fact, "") for fact in ("county", "division", "district", "ward")}
    columns |= {fact: title for fact, title in codes.items() if title and looks[title].holds == CODE}
    if postcodes := [title for title in holding(looks, POSTCODES) if looks[title].distinct > 1]:
        columns.setdefault("postcode", postcodes[0])
        if {"district", "ward"} <= columns.keys() and {"easting", "longitude"} & columns.keys():
            facts = {title: (fact, BOTH) for fact, title in columns.items()}
            grid = "easting" in columns
            return Guess("postcodes", BOTH, {"period": "", "columns": columns}, facts, coordinates=_system(grid))
    return None


def _system(is_grid):
    return reports.NATIONAL_GRID if is_grid else reports.WGS84


def incidents(titles, looks):
    fitting = {
        "month": [title for title in holding(looks, PERIOD) if any(map(periods.month_of, looks[title].samples))],
        "longitude": holding(looks, NUMBER),
        "latitude": holding(looks, NUMBER),
        "category": holding(looks, WORDS),
        "provider": holding(looks, WORDS),
        "location": holding(looks, WORDS),
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
    coordinates = reports.system_of(places[0].cells, places[1].cells)
    facts = {title: (fact, BOTH) for fact, title in columns.items()}
    entry, notes = {"columns": columns}, []
    if coordinates == reports.NATIONAL_GRID:
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


def changes(titles, looks):
    areas = [title for title in holding(looks, CODE) if set(looks[title].prefixes) <= {"E01", "W01"}]
    marked = [t for t in titles if looks[t].cells and set(looks[t].cells) <= {"U", "S", "M", "X"}]
    change = next((t for t in marked if re.search(r"ch(an)?g", t, re.IGNORECASE)), next(iter(marked), ""))
    years = {contents.vintage(title, looks[title]): title for title in areas}
    if not change or not {2011, 2021} <= years.keys():
        return None
    names = [t for t in holding(looks, WORDS) if re.search(r"21.*(name|nm)", t, re.IGNORECASE)]
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


def small_areas(titles, looks):
    codes = {title: looks[title] for title in holding(looks, CODE)}
    small = next((t for t, look in codes.items() if set(look.prefixes) <= {"E01", "W01"}), "")
    wards = next((t for t, look in codes.items() if set(look.prefixes) <= {"E05", "W05", "E58"}), "")
    if any(not headings.is_row_number(title) for title in holding(looks, NUMBER)):
        return None
    if not small or not wards or looks[small].distinct < ALMOST * len(looks[small].cells):
        return None
    words = [t for t in holding(looks, WORDS) if re.search(r"nm|name", t, re.IGNORECASE)]
    year = contents.vintage(small, looks[small]) or 2021
    name = next((t for t in words if re.search("lsoa", t, re.IGNORECASE)), words[0] if words else small)
    period = str(year_in([wards]) or year)
    entry = {"period": period, "vintage": year, "code_column": small, "name_column": name, "ward_column": wards}
    return _named("small-areas", entry)


def councillors(titles, looks):
    person, ward = headings.first(titles, headings.PERSON), headings.first(titles, headings.WARD_NAME)
    first, last = headings.first(titles, headings.FIRST_NAME), headings.first(titles, headings.LAST_NAME)
    person = last if first and last else person
    is_said = any(re.search(r"councillor|cllr|party|member", title, re.IGNORECASE) for title in titles)
    if not person or not ward or not is_said or looks[ward].holds != WORDS or looks[person].holds != WORDS:
        return None
    borough = next((t for t, look in looks.items() if look.holds == CODE and set(look.prefixes) <= COUNCILS), "")
    entry = {"period": "", "ward_column": ward, "name_column": person}
    if first and last:
        entry["first_name_column"] = first
    return _named("councillors", entry | ({"borough_column": borough} if borough else {}))
