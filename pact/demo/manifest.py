"""What the demonstration's data say of themselves: a manifest for each time that files came."""

import json
from datetime import date

from pact.core.dates import months as span
from pact.core.working_days import add_months
from pact.demo import geography

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
# Indicator by column, for what interviews are compared with.
WHO_LIVES_HERE = {
    **{f"aged {band}": f"aged-{band}" for band in ("0-to-15", "16-to-24", "25-to-44", "45-to-64", "65-and-over")},
    **{sex: f"sex-{sex}" for sex in ("female", "male")},
    **{group: f"ethnic-{group}" for group in ("white", "mixed", "asian", "black", "other")},
    "disabled": "disability-yes",
    "not disabled": "disability-no",
}
AGENCIES = [
    ("Ferndale Street Scene", "council", "01632 960 100", ["LIT", "TIP", "DOG", "GRA", "NDL"]),
    ("Ferndale Highways", "council", "01632 960 110", ["ROA", "LGT", "TRA"]),
    ("Ferndale Public Protection", "council", "01632 960 120", ["ABV", "NOI", "PRK"]),
    ("Ferndale Parks", "council", "01632 960 130", ["GRN"]),
    ("Ferndale Homes", "housing", "01632 960 140", ["EMP"]),
    ("Ferndale Police", "police", "101", ["VAN", "YTH", "SUB", "ACQ", "HAR"]),
]
BOROUGH = """
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
"""
PLACES = """
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
column = [
    {{ name = "people", indicator = "population" }},
    {{ name = "low income", indicator = "imd-income" }},
{who_lives_here}
]
"""
YEARLY = """
[[file]]
kind = "figures"
title = "Population, {year}"
path = "figures-{year}.csv"
from = "made_up"
period = "{year}"
area_column = "code"
fills = "population"
column = [{{ name = "people", indicator = "population" }}]

[[file]]
kind = "figures"
title = "Households, {year}"
path = "figures-{year}.csv"
from = "made_up"
period = "{year}"
area_column = "code"
fills = "households"
column = [{{ name = "households", indicator = "households" }}]

[[file]]
kind = "figures"
title = "Addresses, {year}"
path = "figures-{year}.csv"
from = "made_up"
period = "{year}"
area_column = "code"
fills = "addresses"
column = [{{ name = "addresses", indicator = "addresses" }}]

[[file]]
kind = "figures"
title = "Who lives here, mid-{year}"
path = "figures-{year}.csv"
from = "made_up"
period = "{year}"
area_column = "code"
column = [
{who_lives_here}
]

[[file]]
kind = "figures"
title = "Deprivation and daily life, {year}"
path = "figures-{year}.csv"
from = "made_up"
period = "{year}"
area_column = "code"
column = [
    {{ name = "deprivation", indicator = "imd-score" }},
    {{ name = "low income", indicator = "imd-income" }},
    {{ name = "no car", indicator = "demo-no-car" }},
    {{ name = "influence", indicator = "demo-influence" }},
]
"""
MONTHLY = """
[[file]]
kind = "figures"
title = "Claimants, {span}"
path = "claimants-{n}.csv"
from = "made_up"
area_column = "code"
period_column = "month"
column = [{{ name = "rate", indicator = "claimant-rate" }}]

[[file]]
kind = "incidents"
title = "Street crime, {span}"
path = "crime-{n}.csv"
from = "made_up"

[[file]]
kind = "incidents"
title = "Reports to the council, {span}"
path = "reports-{n}.csv"
from = "made_up"
provider = "Ferndale Council"
columns = {{ month = "month", category = "what", location = "street", longitude = "longitude", latitude = "latitude" }}

[file.issue_types]
{issue_types}
"""
COUNCILLORS = """
[[file]]
kind = "councillors"
title = "Councillors"
path = "councillors.csv"
from = "made_up"
period = "{month}"
ward_column = "ward"
name_column = "name"
"""


def written(n, months, *, year):
    """The manifest of the `n`th time that files came, with these months; `year` is that of its figures, if any came."""
    facts = {
        "code": geography.BOROUGH_CODE,
        "name": geography.BOROUGH,
        "starts_on": date(2015, 5, 7),
        "n": n,
        "year": year,
        "month": f"{months[-1]:%Y-%m}",
        "span": span(months[0], add_months(months[-1], 1)),
        "who_lives_here": "\n".join(
            f'    {{ name = "{column}", indicator = "{slug}" }},' for column, slug in WHO_LIVES_HERE.items()
        ),
        "townships": _townships(),
        "agencies": _agencies(),
        "issue_types": "\n".join(f'"{name}" = "{code}"' for name, (code, _) in REPORTS.items()),
    }
    parts = [BOROUGH, *([] if n else [PLACES]), *([YEARLY] if year else []), MONTHLY, *([] if n else [COUNCILLORS])]
    return "\n".join(parts).format(**facts)


def _townships():
    return "\n".join(
        f'[[township]]\nname = "{name}"\nwards = {json.dumps(wards)}\n' for name, wards in geography.TOWNSHIPS.items()
    )


def _agencies():
    return "\n".join(
        f'[[agency]]\nname = "{name}"\nkind = "{kind}"\nphone = "{phone}"\nleads = {json.dumps(leads)}\n'
        for name, kind, phone, leads in AGENCIES
    )
