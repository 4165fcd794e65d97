"""Real files in other dress: the same facts under other names, in another order, encoding or coordinate system.

Other boroughs and months come in the same public formats, and nobody changes code for them.
"""

import csv
import gzip
import json
from datetime import date

import openpyxl
import pytest

from pact.core import geometry
from pact.places.models import Postcode, Ward
from profiles.actions import loading
from profiles.loading import manifest as manifests
from profiles.loading.outcomes import NEW, UNCHANGED
from profiles.models import Figure, Incident
from tests import make
from tests.make import boroughs as small

pytestmark = [pytest.mark.django_db, pytest.mark.real_data]

NOBODY = {"by": None, "at": make.NOON}
WARDS = '\n[[file]]\nkind = "wards"\ntitle = "Wards"\npath = "wards.geojson"\nfrom = "all"\nperiod = "2013-12"\n'
AREAS = """
[[file]]
kind = "small-areas"
title = "Areas"
path = "areas.csv"
from = "all"
period = "2017"
vintage = 2011
code_column = "lsoa11cd"
name_column = "lsoa11nm"
ward_column = "wd17cd"
"""
CHANGES = """
[[file]]
kind = "small-area-changes"
title = "Changes"
path = "changes.csv"
from = "all"
period = "2021"
old_column = "lsoa11_code"
new_column = "lsoa21_code"
name_column = "lsoa21_name"
change_column = "change_code"
"""
CRIME = '\n[[file]]\nkind = "incidents"\ntitle = "Crime"\npath = "crime.csv"\nfrom = "all"\n'


class Folder:
    """Files of one borough, made of the real ones, and a manifest that grows."""

    def __init__(self, path, data, code="E06000035", name="Medway"):
        self.path, self.data = path, data
        self.manifest = f'[borough]\ncode = "{code}"\nname = "{name}"\nstarts_on = 2013-12-01\n'
        self.manifest += '[sources.all]\nsource = "S"\nlicence = "L"\n'

    def table(self, name):
        """A real CSV file as a list of rows, the heading first."""
        raw = (self.data / name).read_bytes()
        text = (gzip.decompress(raw) if name.endswith(".gz") else raw).decode()
        return list(csv.reader(text.splitlines(keepends=True)))

    def kent(self):
        """Some rows of a month of Kent's street file: 300 in Medway, 60 elsewhere, 10 without a place."""
        heading, *rows = self.table("crime/2024-01-kent-street.csv.gz")
        inside = [row for row in rows if row[8].startswith("Medway ")][:300]
        placeless = [row for row in rows if not row[4]][:10]
        return [heading, *inside, *placeless, *[row for row in rows if row[8].startswith("Ashford ")][:60]]

    def write(self, name, content, **how):
        if isinstance(content, list):
            with (self.path / name).open("w", newline="", encoding=how.pop("encoding", "utf-8")) as stream:
                csv.writer(stream, **how).writerows(content)
        else:
            (self.path / name).write_bytes(content if isinstance(content, bytes) else content.encode())

    def wards(self, change=lambda feature: feature, slug="medway", **document):
        boundaries = json.loads((self.data / f"boundaries/wards_2013_{slug}.geojson").read_text())
        features = [change(feature) for feature in boundaries["features"]]
        self.write("wards.geojson", json.dumps({"type": "FeatureCollection", **document, "features": features}))
        self.manifest += WARDS

    def load(self, *entries):
        path = self.path / "borough.toml"
        path.write_text(self.manifest + "".join(entries))
        found = loading.load(manifests.read(path), self.path, **NOBODY)
        return {outcome.title: outcome for outcome in found}


@pytest.fixture
def folder(tmp_path, real_data):
    return Folder(tmp_path, real_data)


# Boundaries


@pytest.mark.parametrize(
    ("code", "name"),
    [
        *(("WD24CD", "WD24NM"), ("wd_code", "wd_name"), ("Ward_Code", "Ward_Name"), ("gss_code", "name")),
        *(("CODE", "NAME"), ("gss", "ward")),
    ],
)
def test_properties_of_boundaries_go_by_any_name(folder, code, name):
    def renamed(feature):
        old = feature["properties"]
        other = {"OBJECTID": 7, "LAD24CD": "E06000035", "LAD24NM": "Medway", "Shape__Area": 12.5}
        return feature | {"properties": {**other, code: old["WD13CD"], name: old["WD13NM"]}}

    folder.wards(renamed)
    outcome = folder.load()["Wards"]

    assert (outcome.state, outcome.new) == (NEW, 22)
    assert Ward.objects.filter(name="Cuxton and Halling").exists()


def test_the_ordnance_survey_calls_every_ward_a_ward(folder):
    def named(feature):
        old = feature["properties"]
        return feature | {"properties": {"Name": f"{old['WD13NM']} Ward", "Code": old["WD13CD"], "Area_Code": "UTW"}}

    folder.wards(named)
    folder.load()

    assert Ward.objects.filter(name="Cuxton and Halling").exists()


@pytest.mark.parametrize(
    "document", [{}, {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}}]
)
def test_boundaries_on_the_national_grid_lie_where_they_did(folder, document):
    def moved(coordinates):
        if isinstance(coordinates[0], list):
            return [moved(each) for each in coordinates]
        east, north = geometry.to_national_grid([coordinates[0]], [coordinates[1]])
        return [round(float(east[0]), 1), round(float(north[0]), 1)]

    def on_the_grid(feature):
        shape = feature["geometry"]
        return feature | {"geometry": {"type": shape["type"], "coordinates": moved(shape["coordinates"])}}

    real = json.loads((folder.data / "boundaries/wards_2013_medway.geojson").read_text())["features"][0]
    folder.wards(on_the_grid, **document)
    folder.load()

    loaded = geometry.parse(Ward.objects.get(code=real["properties"]["WD13CD"]).boundary)
    assert geometry.shared(loaded, geometry.parse(real["geometry"])) > 0.999


def test_wards_of_other_councils_in_a_national_file_are_outside(folder):
    others = json.loads((folder.data / "boundaries/wards_2013_wigan.geojson").read_text())["features"]
    real = json.loads((folder.data / "boundaries/wards_2013_medway.geojson").read_text())["features"]
    for feature in real:
        feature["properties"]["LAD13CD"] = "E06000035"
    for feature in others:
        feature["properties"]["LAD13CD"] = "E08000010"
    folder.write("wards.geojson", json.dumps({"type": "FeatureCollection", "features": others + real}))

    outcome = folder.load(WARDS)["Wards"]

    assert (outcome.new, len(outcome.outside)) == (22, 25)


# Incidents


@pytest.mark.parametrize("how", [
    {"delimiter": ";"}, {"delimiter": "\t"}, {"encoding": "utf-8-sig"}, {"encoding": "windows-1252"},
    {"lineterminator": "\n"}, {"quoting": csv.QUOTE_ALL},
])  # fmt: skip
def test_a_street_file_in_any_dress_gives_the_same_incidents(folder, how):
    rows = folder.kent()
    rows[1][6] = "On or near Café Row"
    folder.wards()
    folder.write("crime.csv", rows, **how)

    outcome = folder.load(CRIME)["Crime"]

    assert (outcome.read, outcome.new, len(outcome.placeless)) == (370, 300, 10)
    assert Incident.objects.filter(location="On or near Café Row").count() == 1


def test_another_month_is_a_line_in_the_manifest(folder):
    rows = folder.kent()
    for row in rows[1:]:
        row[1] = "2025-11"
    folder.wards()
    folder.write("crime.csv", rows)

    assert folder.load(CRIME)["Crime"].new == 300
    assert set(Incident.objects.values_list("month__year", "month__month")) == {(2025, 11)}
    assert folder.load(CRIME)["Crime"].state == UNCHANGED


def test_other_titles_in_another_order_on_the_national_grid_give_the_same_incidents(folder):
    rows = folder.kent()
    order = [9, 5, 4, 1, 2]
    table = [["Offence", "Northing", "Easting", "Date recorded", "Force"]]
    for row in rows[1:]:
        if row[4]:
            east, north = geometry.to_national_grid([float(row[4])], [float(row[5])])
            row[4], row[5] = f"{east[0]:.1f}", f"{north[0]:.1f}"
        year, month = row[1].split("-")
        row[1] = f"15/{month}/{year}"
        table.append([row[n] for n in order])
    folder.wards()
    folder.write("crime.csv", table)

    outcome = folder.load(CRIME)["Crime"]

    assert outcome.new == 300
    assert outcome.notes == ["Its coordinates are on the National Grid, as their size shows."]


def test_a_workbook_with_notes_before_the_table_is_read(folder):
    rows = folder.kent()
    book = openpyxl.Workbook()
    book.active.append(["Notes: places are approximate."])
    sheet = book.create_sheet("Data")
    sheet.append(["Crimes in Kent"])
    sheet.append([])
    for row in rows:
        sheet.append(
            [float(cell) if n in {4, 5} and cell[:1].isdigit() else cell or None for n, cell in enumerate(row)]
        )
    book.save(folder.path / "crime.csv")
    folder.wards()

    outcome = folder.load(CRIME)["Crime"]

    assert (outcome.read, outcome.new, len(outcome.placeless)) == (370, 300, 10)
    assert Incident.objects.order_by("row").first().row == 4


@pytest.mark.parametrize("ending", ["csv", "json"])
def test_reports_of_residents_are_taken_without_their_words(tmp_path, real_data, ending):
    folder = Folder(tmp_path, real_data, "E09000023", "Lewisham")
    folder.wards(slug="lewisham")
    folder.write(
        f"reports.{ending}", (real_data / f"issues/lewisham_fixmystreet_reports_2016-2021.{ending}").read_bytes()
    )

    outcome = folder.load(CRIME.replace("crime.csv", f"reports.{ending}"))["Crime"]

    assert (outcome.read, outcome.new, len(outcome.outside)) == (118, 117, 1)
    assert {incident.location for incident in Incident.objects.all()} == {""}
    assert Incident.objects.filter(category="Fly-Tipping", issue_type__code="TIP").count() in {34, 35}
    assert set(Incident.objects.values_list("provider", flat=True)) == {"Lewisham Borough Council"}
    assert not [note for note in outcome.notes if "no issue type" in note]


def test_the_interface_of_the_police_gives_incidents_too(tmp_path, real_data):
    folder = Folder(tmp_path, real_data, "E09000023", "Lewisham")
    folder.wards(slug="lewisham")
    name = "police_api_street_crimes_2018-06_ward_E05000437.json"
    folder.write("crime.csv", (real_data / "crime" / name).read_bytes())

    outcome = folder.load(CRIME + 'provider = "Metropolitan Police"\n')["Crime"]

    assert (outcome.read, outcome.new + len(outcome.outside)) == (131, 131)
    assert Incident.objects.filter(ward__code="E05000437").count() > 100
    assert Incident.objects.filter(reference="").count() in range(20, 34)


# Postcodes

POSTCODES = (
    '\n[[file]]\nkind = "postcodes"\ntitle = "Postcodes"\npath = "postcodes.csv"\nfrom = "all"\nperiod = "2024-05"\n'
)


def test_code_point_open_with_a_heading_is_the_same(folder):
    rows = folder.table("lookups/codepoint_open_2014-08_medway.csv")
    heading = folder.table("lookups/codepoint_open_headers.csv")[1]
    folder.wards()
    folder.write("postcodes.csv", [heading, *rows])

    assert folder.load(POSTCODES)["Postcodes"].new == 5_887


def test_the_directory_of_the_ons_is_read(folder):
    """With and without a place, terminated ones, and ones of another council."""
    rows = folder.table("lookups/codepoint_open_2014-08_medway.csv")[:50]
    table = [
        [
            "pcd",
            "pcd2",
            "pcds",
            "dointr",
            "doterm",
            "oslaua",
            "osward",
            "oseast1m",
            "osnrth1m",
            "osgrdind",
            "lat",
            "long",
        ]
    ]
    for row in rows:
        table.append([row[0], row[0], row[0], "198001", "", row[8], row[9], row[2], row[3], "1", "51.4", "0.5"])
    table += [
        [
            "ME99 9ZZ",
            "ME99 9ZZ",
            "ME99 9ZZ",
            "198001",
            "199606",
            "E06000035",
            "E05002264",
            "",
            "",
            "9",
            "99.999999",
            "0",
        ]
    ]
    table += [
        [
            "LN1 1AA",
            "LN1 1AA",
            "LN1 1AA",
            "198001",
            "",
            "E07000138",
            "E05005677",
            "497000",
            "371000",
            "1",
            "53.2",
            "-0.5",
        ]
    ]
    folder.wards()
    folder.write("postcodes.csv", table)

    outcome = folder.load(POSTCODES)["Postcodes"]

    assert (outcome.new, outcome.placeless, outcome.outside) == (50, [52], [53])
    real = Postcode.objects.get(code="ME11AA")
    assert (round(real.longitude, 3), round(real.latitude, 3)) == (0.507, 51.386)


def test_postcodes_of_later_boundaries_go_by_their_point_if_the_manifest_says_so(folder):
    rows = folder.table("lookups/codepoint_open_2014-08_medway.csv")[:50]
    real = {row[0].replace(" ", ""): row[9] for row in rows}
    folder.wards()
    folder.write("postcodes.csv", [[*row[:9], "E05099999"] for row in rows])

    refused = folder.load(POSTCODES)["Postcodes"]
    outcome = folder.load(POSTCODES + "by_point = true\n")["Postcodes"]

    assert refused.reasons[0].endswith("Row 1: Its ward, E05099999, is not one of Medway.")
    placed = dict(Postcode.objects.values_list("code", "ward__code"))
    assert len(placed) == outcome.new > 45
    assert sum(real[code] == ward for code, ward in placed.items()) > 0.95 * len(placed)
    assert "went to the ward that holds the point" in outcome.notes[0]


# Figures


def figures(extra, title="Figures", name="figures.csv"):
    return f'\n[[file]]\nkind = "figures"\ntitle = "{title}"\npath = "{name}"\nfrom = "all"\n{extra}\n'


def test_a_long_table_gives_all_its_indicators_under_their_own_names(tmp_path, real_data):
    """Trafford's wards have no boundary file here; squares with their codes stand for them."""
    folder = Folder(tmp_path, real_data, "E08000009", "Trafford")
    rows = folder.table("indicators/trafford_ward_indicators_long.csv")
    codes = sorted({row[0] for row in rows[1:]})
    features = [
        {
            "type": "Feature",
            "properties": {"WD23CD": code, "WD23NM": f"Ward {n}"},
            "geometry": small.square(n, 0),
        }
        for n, code in enumerate(codes)
    ]
    folder.write("wards.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    folder.write("figures.csv", rows)
    how = 'shape = "long"\narea_column = "area_code"\nperiod_column = "period"\nindicator_column = "indicator"\n'
    how += 'value_column = "value"\nmeasure_column = "measure"\nunit_column = "unit"\n'

    outcome = folder.load(WARDS, figures(how))["Figures"]

    assert (outcome.state, outcome.read, outcome.new) == (NEW, 1_008, 1_008)
    both = {(row[2], row[4]) for row in rows[1:]}
    assert Figure.objects.values("indicator").distinct().count() == len(both) == 48
    assert set(Figure.objects.values_list("period", flat=True)) == {row[3] for row in rows[1:]}


def test_a_wide_table_with_a_column_for_each_month_is_the_long_one(tmp_path, real_data):
    folder = Folder(tmp_path, real_data, "E08000010", "Wigan")
    folder.wards(slug="wigan")
    rows = folder.table("indicators/gm_claimant-rate.csv")[1:]
    months = sorted({row[0] for row in rows})
    values = {(row[1], row[0]): row[4] for row in rows}
    areas = sorted({row[1] for row in rows})
    spelt = [f"{date.fromisoformat(f'{month}-01'):%b %Y}" for month in months]
    folder.write("figures.csv", [["Area", *spelt], *[[area, *[values[area, m] for m in months]] for area in areas]])

    outcome = folder.load(figures('shape = "periods"\narea_column = "Area"\nindicator = "claimant-rate"'))["Figures"]

    assert (outcome.read, outcome.new) == (len(areas), 962)
    assert Figure.objects.filter(ward=None).count() == 37
    assert Figure.objects.order_by("period").first().period == "2015-11"


def test_groups_in_columns_are_the_groups_in_rows(folder):
    rows = folder.table("population/census2021_ethnic_group_lsoa21.csv")[1:]
    names = sorted({row[2] for row in rows})
    totals, counts = {row[0]: row[1] for row in rows}, {(row[0], row[2]): row[3] for row in rows}
    table = [["LSOA21CD", "All people", *names], *[[a, totals[a], *[counts[a, n] for n in names]] for a in totals]]
    slugs = ["ethnic-asian", "ethnic-black", "ethnic-mixed", "ethnic-other", "ethnic-white"]
    folder.wards()
    folder.write("areas.csv", (folder.data / "lookups/lsoa11_ward17.csv").read_bytes())
    folder.write("changes.csv", (folder.data / "lookups/lsoa11_lsoa21.csv").read_bytes())
    folder.write("figures.csv", table, delimiter="\t")
    how = (
        'shape = "groups"\nperiod = "2021-03"\nvintage = 2021\narea_column = "LSOA21CD"\ntotal_column = "All people"\n'
    )
    how += 'total = "census-residents"\n[file.groups]\n'
    how += "\n".join(f'"{name}" = "{slug}"' for name, slug in zip(names, slugs, strict=True))

    outcomes = folder.load(AREAS, CHANGES, figures(how))

    assert outcomes["Figures"].new == 1_267
    total = Figure.objects.get(indicator__slug="census-residents", area_code="E06000035").value
    mine = {row[0]: int(row[1]) for row in rows if row[5] == "E06000035"}
    assert total == sum(mine.values())


def test_codes_of_another_census_are_refused_and_not_called_elsewhere(folder):
    folder.wards()
    folder.write("areas.csv", (folder.data / "lookups/lsoa11_ward17.csv").read_bytes())
    folder.write("changes.csv", (folder.data / "lookups/lsoa11_lsoa21.csv").read_bytes())
    rows = folder.table("lookups/lsoa11_lsoa21.csv")
    split = next(row[4] for row in rows[1:] if row[2] == "S" and row[6] == "E06000035")
    folder.write("figures.csv", [["Area", "n"], ["E06000035", 1], [split, 2]])
    how = 'period = "2011"\nvintage = 2011\narea_column = "Area"\ncolumn = [{ name = "n", indicator = "imd-score" }]'

    outcome = folder.load(AREAS, CHANGES, figures(how))["Figures"]

    assert [(fault.row, fault.reason) for fault in outcome.faults] == [
        (3, f"{split} is a small area of 2021, and the file is said to be of 2011.")
    ]
