"""A small borough as files: four square wards, two small areas in each, and a manifest that names everything."""

import csv
import json
from pathlib import Path

WARDS = {"E05009001": "Ashfield", "E05009002": "St Mary’s", "E05009003": "Mill Bridge", "E05009004": "Riverside"}
BOROUGH = "E08009999"
GROUPS = ("White", "Everybody else, and more")
WEST, SOUTH, SIDE = -2.6, 53.5, 0.01


def square(column, row, side=SIDE):
    west, south = round(WEST + column * SIDE, 6), round(SOUTH + row * SIDE, 6)
    east, north = round(west + side, 6), round(south + side, 6)
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def middle(number):
    """Longitude and latitude inside ward 1, 2, 3 or 4; they stand in two rows of two."""
    column, row = (number - 1) % 2, (number - 1) // 2
    return round(WEST + (column + 0.5) * SIDE, 6), round(SOUTH + (row + 0.5) * SIDE, 6)


def boundaries(squares=None, names=None):
    """GeoJSON text of the wards, each as `squares` says or in its place."""
    names = names or WARDS
    squares = squares or {}
    features = [
        {
            "type": "Feature",
            "properties": {"WD13CD": code, "WD13NM": name, "WD13NMW": None},
            "geometry": squares.get(code) or square(n % 2, n // 2),
        }
        for n, (code, name) in enumerate(names.items())
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def small_area(ward, n, year=2011):
    return f"E0100{1 if year == 2011 else 2}{ward}{n:02}"


def table(heading, rows):
    """CSV text."""
    return "\r\n".join(",".join(_cell(cell) for cell in row) for row in [heading, *rows]) + "\r\n"


def _cell(value):
    text = str(value)
    return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text


CRIME = (
    *("Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", "Location", "LSOA code"),
    *("LSOA name", "Crime type", "Last outcome category", "Context"),
)


def crime(number=1, *, month="2024-01", category="Anti-social behaviour", at=None, reference="", **changes):
    """A row of a street file, in the middle of ward `number` unless `at` says elsewhere."""
    x, y = at or middle(number)
    row = dict(zip(CRIME, [reference, month, "Kent Police", "Kent Police", x, y], strict=False))
    row |= {"Location": "On or near High Street", "Crime type": category} | changes
    return [row.get(title, "") for title in CRIME]


def crimes(*rows):
    return table(CRIME, rows)


def everybody(per_area=100):
    """Population by single year of age: `per_area` people aged 30 in each small area, and one aged 90 or more."""
    ages = [str(age) for age in range(90)] + ["90+"]
    counts = ["0"] * 91
    counts[30], counts[90] = str(per_area), "1"
    rows = [[small_area(w, n), per_area + 1, *counts] for w in range(1, 5) for n in (1, 2)]
    return table(["area", "total", *ages], rows)


def groups(first=60, second=40):
    rows = [
        [small_area(w, n, 2021), first + second, group, count]
        for w in range(1, 5)
        for n in (1, 2)
        for group, count in zip(GROUPS, (first, second), strict=True)
    ]
    return table(["area", "total", "group", "n"], rows)


FILES = {
    "wards.geojson": boundaries,
    "areas.csv": lambda: table(
        ["code", "name", "ward"],
        [[small_area(w, n), f"Mill {w}{n}", f"E0500900{w}"] for w in range(1, 5) for n in (1, 2)]
        + [["E01999999", "Elsewhere 1", "E05999999"]],
    ),
    "changes.csv": lambda: table(
        ["old", "new", "name", "change"],
        [[small_area(w, n), small_area(w, n, 2021), f"Mill {w}{n}", "U"] for w in range(1, 5) for n in (1, 2)],
    ),
    "postcodes.csv": lambda: table(
        ["ZZ1 1AA", 10, 358000, 405000, "E92000001", "", "", "", BOROUGH, "E05009001"],
        [["ZZ11AB", 10, 358100, 405100, "E92000001", "", "", "", BOROUGH, "E05009002"]],
    ),
    "ages.csv": everybody,
    "groups.csv": groups,
    "claims.csv": lambda: table(
        ["Date", "Geography", "Value"],
        [
            ["2018-10", "E05009001", 1.5],
            ["2018-11", "E05009001", 2.5],
            ["2018-11", BOROUGH, 2.0],
            ["2018-11", "E47000001", 3],
        ],
    ),
    "crime.csv": lambda: crimes(crime(1), crime(1), crime(2, category="Burglary", reference="a1")),
    "councillors.csv": lambda: table(
        ["ward", "name", "council"],
        [["St. Marys", "Ann Ode", BOROUGH], ["Ashfield", "Vacancy", BOROUGH], ["Other", "Bo Peep", "E08000001"]],
    ),
}

MANIFEST = """
[borough]
code = "E08009999"
name = "Millbrook"
starts_on = 2013-12-01

[sources.ons]
source = "A statistics office"
licence = "Open Government Licence v3.0"
attribution = "Contains numbers."

[[indicator]]
slug = "everybody-else"
name = "Everybody else"
meaning = "Whoever is not in the first group."
is_count_of_people = true

[[indicator]]
slug = "share-everybody-else"
name = "Everybody else: share"
meaning = "The same in hundredths."

[[township]]
name = "North"
wards = ["Mill Bridge", "Riverside"]

[[township]]
name = "South"
wards = ["Ashfield", "St Mary's"]

[[agency]]
name = "Millbrook Cleansing"
leads = ["LIT"]

[[file]]
kind = "wards"
title = "Wards"
path = "wards.geojson"
from = "ons"
period = "2013-12"

[[file]]
kind = "small-areas"
title = "Small areas"
path = "areas.csv"
from = "ons"
period = "2011"
vintage = 2011
code_column = "code"
name_column = "name"
ward_column = "ward"

[[file]]
kind = "small-area-changes"
title = "Changes"
path = "changes.csv"
from = "ons"
period = "2021"
old_column = "old"
new_column = "new"
name_column = "name"
change_column = "change"

[[file]]
kind = "postcodes"
title = "Postcodes"
path = "postcodes.csv"
from = "ons"
period = "2014-08"

[[file]]
kind = "figures"
title = "Ages"
path = "ages.csv"
from = "ons"
shape = "ages"
period = "2020-06"
vintage = 2011
area_column = "area"
total_column = "total"
fills = "population"

[[file]]
kind = "figures"
title = "Groups"
path = "groups.csv"
from = "ons"
shape = "groups"
period = "2021-03"
vintage = 2021
area_column = "area"
group_column = "group"
value_column = "n"
total_column = "total"
total = "census-residents"
groups = { "White" = "ethnic-white", "Everybody else, and more" = "everybody-else" }

[[file]]
kind = "figures"
title = "Claims"
path = "claims.csv"
from = "ons"
area_column = "Geography"
period_column = "Date"
column = [{ name = "Value", indicator = "claimant-rate" }]

[[file]]
kind = "incidents"
title = "Crime, January 2024"
path = "crime.csv"
from = "ons"

[[file]]
kind = "councillors"
title = "Councillors"
path = "councillors.csv"
from = "ons"
period = "2019-05"
ward_column = "ward"
name_column = "name"
borough_column = "council"
"""


def borough_files(folder, *, manifest=MANIFEST, **changes):
    """Write the files and `borough.toml` into a folder; `changes` by file name without its ending: text or bytes.

    Returns the path of the manifest.
    """
    folder = Path(folder)
    for name, make in FILES.items():
        content = changes.pop(name.partition(".")[0], None)
        content = make() if content is None else content
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    assert not changes, f"no file {changes}"
    path = folder / "borough.toml"
    path.write_text(manifest)
    return path


def cells(text):
    return list(csv.reader(text.splitlines()))
