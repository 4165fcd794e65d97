"""The demonstration's data, written as the files that a council would get, and read by the ordinary loader."""

import csv
import json
import random
from contextlib import ExitStack, contextmanager
from itertools import pairwise

from pact.core.working_days import add_months
from pact.demo import geography, manifest
from pact.demo.manifest import REPORTS, WHO_LIVES_HERE

MONTHS = 24
PLACES = ["On or near {}", "On or near Parking Area", "On or near Supermarket", "On or near Park/Open Space"]
# Category as data.police.uk has it, and how many a month there are among 10,000 people in an average ward.
CRIMES = {
    "Anti-social behaviour": 14,
    "Violence and sexual offences": 20,
    "Criminal damage and arson": 6,
    "Burglary": 3,
    "Vehicle crime": 4,
    "Shoplifting": 5,
    "Drugs": 2,
    "Public order": 4,
    "Other theft": 5,
}
# Where something is much worse than elsewhere: (ward, category) and how many times.
TROUBLE = {
    ("Canal Side", "Fly-tipped waste"): 3.5,
    ("Ashfield", "Anti-social behaviour"): 2.2,
    ("Foundry", "Vehicle crime"): 2.5,
    ("Ings", "Dog mess"): 3.0,
    ("Eastbrook", "Parking"): 3.0,
    ("Juniper Road", "Graffiti"): 2.5,
}
# What gathers at one spot of a ward.
GATHERING = {
    "Ashfield": {"Anti-social behaviour", "Criminal damage and arson", "Noise"},
    "Canal Side": {"Fly-tipped waste", "Litter"},
    "Eastbrook": {"Parking", "Vehicle crime"},
    "Foundry": {"Vehicle crime", "Street light out"},
    "Ings": {"Dog mess", "Graffiti"},
    "Juniper Road": {"Anti-social behaviour", "Graffiti"},
}
GATHERS = 0.35  # of what gathers, the share that does
# Where that changed with the last three months: the share before, and since.
CHANGED = {("Juniper Road", "Graffiti"): (0, 0.9), ("Ings", "Dog mess"): (0.45, 0.02)}
FORENAMES = ["Amira", "Brian", "Chloe", "Derek", "Eileen", "Farah", "Gary", "Hannah", "Imran", "Joan", "Keith", "Lucy"]
SURNAMES = ["Ainsley", "Brook", "Cartwright", "Doyle", "Entwistle", "Farooq", "Garside", "Heap", "Iqbal", "Jessop"]


def write(folder, *, today, came_on):
    """Write what came before the first of `came_on` and then on each of these days into this folder (a Path).

    Returns the manifests in the order in which they came. The same for the same days.
    """
    chance = random.Random(1895)  # noqa: S311 - made-up figures, not secrets
    places = geography.wards()
    first = add_months(today.replace(day=1), -MONTHS)
    months = [add_months(first, n) for n in range(MONTHS)]
    parts = _parted(months, came_on)
    _write_wards(folder / "wards.geojson", places)
    _write_small_areas(folder, places)
    years = [today.year - 2, today.year - 1, *[0] * len(parts)][: len(parts)]
    for drift, year in enumerate(filter(None, years)):
        _write_figures(folder / f"figures-{year}.csv", places, chance, drift=drift)
    _write_claimants(folder, places, parts, chance)
    _write_crimes(folder, places, parts, chance)
    _write_reports(folder, places, parts, chance)
    _write_councillors(folder / "councillors.csv", places, chance)
    manifests = []
    for n, part in enumerate(parts):
        manifests.append(folder / f"borough-{n}.toml")
        manifests[-1].write_text(manifest.written(n, part, year=years[n]), encoding="utf-8")
    return manifests


def _parted(months, came_on):
    """The months in parts: a file that comes on a day holds whole months that were over then."""
    edges = [months[0], *(day.replace(day=1) for day in came_on), add_months(months[-1], 1)]
    return [[month for month in months if start <= month < end] for start, end in pairwise(edges)]


@contextmanager
def _parts(folder, name, heading, parts):
    """A function that writes a row of a month into the file of its part."""
    with ExitStack() as stack:
        writers = {}
        for n, months in enumerate(parts):
            path = folder / f"{name}-{n}.csv"
            writer = csv.writer(stack.enter_context(path.open("w", newline="", encoding="utf-8")))
            writer.writerow(heading)
            writers |= dict.fromkeys(months, writer)
        yield lambda month, row: writers[month].writerow(row)


def _write_wards(path, places):
    features = [
        {
            "type": "Feature",
            "properties": {"code": place.code, "name": place.name},
            "geometry": {"type": "Polygon", "coordinates": [place.ring]},
        }
        for place in places
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")


def _write_small_areas(folder, places):
    parts = [(part, place) for n, place in enumerate(places, 1) for part in geography.parts(place, number=n)]
    _write_wards(folder / "small-areas.geojson", [part for part, _ in parts])
    with (folder / "small-areas.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["code", "name", "ward", "people", "low income", *WHO_LIVES_HERE])
        for part, place in parts:
            living = [round(part.population * share) for share in _shares(part.hardship)]
            known = [part.code, part.name, place.code, part.population, round(5 + 22 * part.hardship, 1)]
            rows.writerow([*known, *living])


def _write_figures(path, places, chance, *, drift):
    """One line a ward: the counts and rates of one year. With each year, hard wards drift a little further off."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        known = ["code", "people", "households", "addresses", "deprivation", "low income", "no car", "influence"]
        rows.writerow([*known, *WHO_LIVES_HERE])
        for place in places:
            hard = place.hardship + drift * 0.12 * (place.hardship - 0.45)
            grown = drift * round(place.population * 0.012 * (1.6 - place.hardship))
            rows.writerow(
                [
                    *(
                        place.code,
                        place.population + grown,
                        place.households + grown // 3,
                        place.addresses + grown // 3,
                    ),
                    round(8 + 46 * hard + chance.uniform(-3, 3), 1),
                    round(5 + 22 * hard + chance.uniform(-2, 2), 1),
                    round(14 + 30 * hard + chance.uniform(-3, 3), 1),
                    round(38 - 18 * hard + chance.uniform(-3, 3), 1),
                    *(round((place.population + grown) * share) for share in _shares(hard)),
                ]
            )


def _shares(hard):
    """The shares of a ward's people in the order of `WHO_LIVES_HERE`: younger and more mixed where life is harder."""
    ages = [0.17 + 0.05 * hard, 0.10 + 0.05 * hard, 0.25 + 0.03 * hard, 0.27 - 0.04 * hard]
    ethnic = [0.93 - 0.25 * hard, 0.02, 0.03 + 0.16 * hard, 0.01 + 0.06 * hard]
    disabled = 0.15 + 0.08 * hard
    return [*ages, 1 - sum(ages), 0.51, 0.49, *ethnic, 1 - sum(ethnic), disabled, 1 - disabled]


def _write_claimants(folder, places, parts, chance):
    months = [month for part in parts for month in part]
    with _parts(folder, "claimants", ["month", "code", "rate"], parts) as write_row:
        for n, month in enumerate(months):
            for place in places:
                level = 1.4 + 6 * place.hardship + 0.02 * n * (place.hardship - 0.4) + chance.uniform(-0.15, 0.15)
                write_row(month, [f"{month:%Y-%m}", place.code, round(level, 1)])


CRIME_HEADING = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
    "Last outcome category,Context"
)


def _write_crimes(folder, places, parts, chance):
    """As data.police.uk writes street crime; anti-social behaviour has no id, so equal rows stay equal rows."""
    police = ["Ferndale Police"] * 2
    with _parts(folder, "crime", CRIME_HEADING.split(","), parts) as write_row:
        for month, place, category, street, point in _happenings(CRIMES, places, parts, chance):
            known = "" if category == "Anti-social behaviour" else f"{chance.getrandbits(256):064x}"
            where = chance.choice(PLACES).format(street)
            write_row(month, [known, f"{month:%Y-%m}", *police, *point, where, "", place.name, category, "", ""])


def _write_reports(folder, places, parts, chance):
    rates = {name: rate for name, (_, rate) in REPORTS.items()}
    with _parts(folder, "reports", ["month", "what", "street", "longitude", "latitude"], parts) as write_row:
        for month, _, category, street, point in _happenings(rates, places, parts, chance):
            write_row(month, [f"{month:%Y-%m}", category, street, *point])


def _happenings(rates, places, parts, chance):
    """Month, ward, category, street and point of everything that happened, with streets that draw it."""
    months = [month for part in parts for month in part]
    for month in months:
        is_late = month in months[-3:]
        season = 1.25 if 5 <= month.month <= 9 else 0.9
        for place in places:
            bad_streets = geography.STREETS[len(place.name) % 7 :][:3]
            hot = place.somewhere(random.Random(place.code), spread=0.5)  # noqa: S311 - made up
            gathering = GATHERING.get(place.name, set())
            for category, rate in rates.items():
                worse = TROUBLE.get((place.name, category), 1)
                gathers = CHANGED.get((place.name, category), (GATHERS, GATHERS))[is_late]
                expected = rate * season * worse * (0.45 + 1.1 * place.hardship) * place.population / 10_000
                for _ in range(max(0, round(chance.gauss(expected, expected**0.5)))):
                    if category in gathering and chance.random() < gathers:
                        near = (round(hot[0] + chance.gauss(0, 0.0005), 6), round(hot[1] + chance.gauss(0, 0.0003), 6))
                        yield month, place, category, chance.choice(bad_streets), near
                    else:
                        yield month, place, category, chance.choice(geography.STREETS), place.somewhere(chance)


def _write_councillors(path, places, chance):
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["ward", "name"])
        taken = set()
        for place in places:
            seats = 0
            while seats < 2:
                name = f"{chance.choice(FORENAMES)} {chance.choice(SURNAMES)}"
                if name not in taken:
                    taken.add(name)
                    rows.writerow([place.name, name])
                    seats += 1
