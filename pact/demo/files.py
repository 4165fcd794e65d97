"""The demonstration's data, written as the files that a council would get, and read by the ordinary loader."""

import csv
import json
import random
from datetime import date

from pact.core.working_days import add_months
from pact.demo import geography

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
# The council's own reports, by its own words and our issue type.
REPORTS = {
    "Fly-tipped waste": ("TIP", 9),
    "Litter": ("LIT", 6),
    "Dog mess": ("DOG", 4),
    "Graffiti": ("GRA", 3),
    "Street light out": ("LGT", 3),
    "Pothole": ("ROA", 6),
    "Abandoned vehicle": ("ABV", 2),
    "Noise": ("NOI", 5),
    "Parking": ("PRK", 4),
}
# Where something is much worse than elsewhere: (ward, category) and how many times.
TROUBLE = {
    ("Canal Side", "Fly-tipped waste"): 3.5,
    ("Ashfield", "Anti-social behaviour"): 2.2,
    ("Foundry", "Vehicle crime"): 2.5,
    ("Ings", "Dog mess"): 3.0,
    ("Eastbrook", "Parking"): 3.0,
}
# What gathers at one spot of a ward.
GATHERING = {
    "Ashfield": {"Anti-social behaviour", "Criminal damage and arson", "Noise"},
    "Canal Side": {"Fly-tipped waste", "Litter"},
    "Eastbrook": {"Parking", "Vehicle crime"},
    "Foundry": {"Vehicle crime", "Street light out"},
    "Ings": {"Dog mess", "Graffiti"},
    "Juniper Road": {"Anti-social behaviour"},
}
FORENAMES = ["Amira", "Brian", "Chloe", "Derek", "Eileen", "Farah", "Gary", "Hannah", "Imran", "Joan", "Keith", "Lucy"]
SURNAMES = ["Ainsley", "Brook", "Cartwright", "Doyle", "Entwistle", "Farooq", "Garside", "Heap", "Iqbal", "Jessop"]


def write(folder, *, today):
    """Write every file and `borough.toml` into this folder (a Path). The same for the same day."""
    chance = random.Random(1895)  # noqa: S311 - made-up figures, not secrets
    places = geography.wards()
    first = add_months(today.replace(day=1), -MONTHS)
    months = [add_months(first, n) for n in range(MONTHS)]
    _write_wards(folder / "wards.geojson", places)
    _write_small_areas(folder, places)
    _write_figures(folder / "figures.csv", places, chance)
    _write_claimants(folder / "claimants.csv", places, months, chance)
    _write_crimes(folder / "crime.csv", places, months, chance)
    _write_reports(folder / "reports.csv", places, months, chance)
    _write_councillors(folder / "councillors.csv", places, chance)
    (folder / "borough.toml").write_text(_manifest(today), encoding="utf-8")
    return folder / "borough.toml"


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
        rows.writerow(["code", "name", "ward", "people", "low income"])
        for part, place in parts:
            rows.writerow([part.code, part.name, place.code, part.population, round(5 + 22 * part.hardship, 1)])


def _write_figures(path, places, chance):
    """One line a ward: the counts and rates of one year."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        known = ["code", "people", "households", "addresses", "deprivation", "low income", "no car", "influence"]
        rows.writerow([*known, *WHO_LIVES_HERE])
        for place in places:
            hard = place.hardship
            rows.writerow(
                [
                    *(place.code, place.population, place.households, place.addresses),
                    round(8 + 46 * hard + chance.uniform(-3, 3), 1),
                    round(5 + 22 * hard + chance.uniform(-2, 2), 1),
                    round(14 + 30 * hard + chance.uniform(-3, 3), 1),
                    round(38 - 18 * hard + chance.uniform(-3, 3), 1),
                    *(round(place.population * share) for share in _shares(hard)),
                ]
            )


# Indicator by column, for what interviews are compared with.
WHO_LIVES_HERE = {
    **{f"aged {band}": f"aged-{band}" for band in ("0-to-15", "16-to-24", "25-to-44", "45-to-64", "65-and-over")},
    **{sex: f"sex-{sex}" for sex in ("female", "male")},
    **{group: f"ethnic-{group}" for group in ("white", "mixed", "asian", "black", "other")},
    "disabled": "disability-yes",
    "not disabled": "disability-no",
}


def _shares(hard):
    """The shares of a ward's people in the order of `WHO_LIVES_HERE`: younger and more mixed where life is harder."""
    ages = [0.17 + 0.05 * hard, 0.10 + 0.05 * hard, 0.25 + 0.03 * hard, 0.27 - 0.04 * hard]
    ethnic = [0.93 - 0.25 * hard, 0.02, 0.03 + 0.16 * hard, 0.01 + 0.06 * hard]
    disabled = 0.15 + 0.08 * hard
    return [*ages, 1 - sum(ages), 0.51, 0.49, *ethnic, 1 - sum(ethnic), disabled, 1 - disabled]


def _write_claimants(path, places, months, chance):
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["month", "code", "rate"])
        for n, month in enumerate(months):
            for place in places:
                level = 1.4 + 6 * place.hardship + 0.02 * n * (place.hardship - 0.4) + chance.uniform(-0.15, 0.15)
                rows.writerow([f"{month:%Y-%m}", place.code, round(level, 1)])


def _write_crimes(path, places, months, chance):
    """As data.police.uk writes street crime; anti-social behaviour has no id, so equal rows stay equal rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(
            [
                "Crime ID",
                "Month",
                "Reported by",
                "Falls within",
                "Longitude",
                "Latitude",
                "Location",
                "LSOA code",
                "LSOA name",
                "Crime type",
                "Last outcome category",
                "Context",
            ]
        )
        police = ["Ferndale Police"] * 2
        for month, place, category, street, point in _happenings(CRIMES, places, months, chance):
            known = "" if category == "Anti-social behaviour" else f"{chance.getrandbits(256):064x}"
            where = chance.choice(PLACES).format(street)
            rows.writerow([known, f"{month:%Y-%m}", *police, *point, where, "", place.name, category, "", ""])


def _write_reports(path, places, months, chance):
    rates = {name: rate for name, (_, rate) in REPORTS.items()}
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["month", "what", "street", "longitude", "latitude"])
        for month, _, category, street, point in _happenings(rates, places, months, chance):
            rows.writerow([f"{month:%Y-%m}", category, street, *point])


def _happenings(rates, places, months, chance):
    """Month, ward, category, street and point of everything that happened, with streets that draw it."""
    for month in months:
        season = 1.25 if 5 <= month.month <= 9 else 0.9
        for place in places:
            bad_streets = geography.STREETS[len(place.name) % 7 :][:3]
            hot = place.somewhere(random.Random(place.code), spread=0.5)  # noqa: S311 - made up
            gathering = GATHERING.get(place.name, set())
            for category, rate in rates.items():
                worse = TROUBLE.get((place.name, category), 1)
                expected = rate * season * worse * (0.45 + 1.1 * place.hardship) * place.population / 10_000
                for _ in range(max(0, round(chance.gauss(expected, expected**0.5)))):
                    if category in gathering and chance.random() < 0.35:
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


def _manifest(today):
    townships = "\n".join(
        f'[[township]]\nname = "{name}"\nwards = {json.dumps(wards)}\n' for name, wards in geography.TOWNSHIPS.items()
    )
    agencies = "\n".join(
        f'[[agency]]\nname = "{name}"\nkind = "{kind}"\nphone = "{phone}"\nleads = {json.dumps(leads)}\n'
        for name, kind, phone, leads in AGENCIES
    )
    return MANIFEST.format(
        code=geography.BOROUGH_CODE,
        name=geography.BOROUGH,
        starts_on=date(2015, 5, 7),
        year=today.year - 1,
        month=f"{add_months(today.replace(day=1), -1):%Y-%m}",
        townships=townships,
        agencies=agencies,
        who_lives_here="\n".join(
            f'    {{ name = "{column}", indicator = "{slug}" }},' for column, slug in WHO_LIVES_HERE.items()
        ),
        issue_types="\n".join(f'"{name}" = "{code}"' for name, (code, _) in REPORTS.items()),
    )


AGENCIES = [
    ("Ferndale Street Scene", "council", "01632 960 100", ["LIT", "TIP", "DOG", "GRA", "NDL"]),
    ("Ferndale Highways", "council", "01632 960 110", ["ROA", "LGT", "TRA"]),
    ("Ferndale Public Protection", "council", "01632 960 120", ["ABV", "NOI", "PRK"]),
    ("Ferndale Parks", "council", "01632 960 130", ["GRN"]),
    ("Ferndale Homes", "housing", "01632 960 140", ["EMP"]),
    ("Ferndale Police", "police", "101", ["VAN", "YTH", "SUB", "ACQ", "HAR"]),
]
MANIFEST = """
[borough]
code = "{code}"
name = "{name}"
starts_on = {starts_on}

[sources.made_up]
source = "Made up for the demonstration"
licence = "None is needed"

[[indicator]]
slug = "demo-no-car"
name = "Households without a car"
topic = "People"
unit = "%"
meaning = "Of every 100 households, how many have no car or van."
better = "neither"
decimals = 1

[[indicator]]
slug = "demo-influence"
name = "Can influence decisions here"
topic = "Having a say"
unit = "%"
meaning = "Of every 100 people asked, how many feel that they can influence decisions in their area."
better = "high"
decimals = 1

[[indicator]]
slug = "households"
name = "Households"
topic = "People"
unit = "households"
meaning = "Homes in which somebody lives."

[[indicator]]
slug = "addresses"
name = "Addresses"
topic = "People"
unit = "addresses"
meaning = "Doors to which a newsletter is delivered, shops and empty homes among them."

{townships}
{agencies}
[[file]]
kind = "wards"
title = "Ward boundaries"
path = "wards.geojson"
from = "made_up"
period = "2015-05"
code_property = "code"
name_property = "name"

[[file]]
kind = "small-areas"
title = "Small areas and their wards"
path = "small-areas.csv"
from = "made_up"
period = "2021"
vintage = 2021
code_column = "code"
name_column = "name"
ward_column = "ward"

[[file]]
kind = "small-area-boundaries"
title = "Boundaries of the small areas"
path = "small-areas.geojson"
from = "made_up"
period = "2021"
vintage = 2021
code_property = "code"
name_property = "name"

[[file]]
kind = "figures"
title = "Small areas"
path = "small-areas.csv"
from = "made_up"
period = "{year}"
vintage = 2021
area_column = "code"
column = [{{ name = "people", indicator = "population" }}, {{ name = "low income", indicator = "imd-income" }}]

[[file]]
kind = "figures"
title = "Population"
path = "figures.csv"
from = "made_up"
period = "{year}"
area_column = "code"
fills = "population"
column = [{{ name = "people", indicator = "population" }}]

[[file]]
kind = "figures"
title = "Households"
path = "figures.csv"
from = "made_up"
period = "{year}"
area_column = "code"
fills = "households"
column = [{{ name = "households", indicator = "households" }}]

[[file]]
kind = "figures"
title = "Addresses"
path = "figures.csv"
from = "made_up"
period = "{year}"
area_column = "code"
fills = "addresses"
column = [{{ name = "addresses", indicator = "addresses" }}]

[[file]]
kind = "figures"
title = "Deprivation and daily life"
path = "figures.csv"
from = "made_up"
period = "{year}"
area_column = "code"
column = [
    {{ name = "deprivation", indicator = "imd-score" }},
    {{ name = "low income", indicator = "imd-income" }},
    {{ name = "no car", indicator = "demo-no-car" }},
    {{ name = "influence", indicator = "demo-influence" }},
]

[[file]]
kind = "figures"
title = "Who lives here, mid-{year}"
path = "figures.csv"
from = "made_up"
period = "{year}"
area_column = "code"
column = [
{who_lives_here}
]

[[file]]
kind = "figures"
title = "Claimants, two years by month"
path = "claimants.csv"
from = "made_up"
area_column = "code"
period_column = "month"
column = [{{ name = "rate", indicator = "claimant-rate" }}]

[[file]]
kind = "incidents"
title = "Street crime, two years to {month}"
path = "crime.csv"
from = "made_up"

[[file]]
kind = "incidents"
title = "Reports to the council, two years to {month}"
path = "reports.csv"
from = "made_up"
provider = "Ferndale Council"
columns = {{ month = "month", category = "what", location = "street", longitude = "longitude", latitude = "latitude" }}

[file.issue_types]
{issue_types}

[[file]]
kind = "councillors"
title = "Councillors"
path = "councillors.csv"
from = "made_up"
period = "{month}"
ward_column = "ward"
name_column = "name"
"""
