"""Files as publishers lay them out, of boroughs that PACT has never seen, told apart by what is in them.

Made up to the headings of the real ones: a metropolitan district, a London borough, a county with districts, Wales,
Scotland. All but the last test ask no database.
"""

import json

import openpyxl
import pytest

from pact.places.models import Postcode
from profiles.actions import loading
from profiles.loading import manifest as manifests
from profiles.loading import postcodes, recognition
from profiles.models import Figure, Incident
from tests import make
from tests.make import boroughs as small

LSOAS = [f"E010052{n:02}" for n in range(12)]
AGES = [str(age) for age in range(90)] + ["90+"]
BY_SEX = [f"{sex}{age}" for sex in "FM" for age in range(91)]
STREET = ["Location", "LSOA code", "LSOA name", "Crime type", "Last outcome category", "Context"]
IMD = [
    *("LSOA code (2021)", "LSOA name (2021)", "Local Authority District code (2024)"),
    *("Local Authority District name (2024)", "Index of Multiple Deprivation (IMD) Score"),
]
LOOKUP = ["LSOA21CD", "LSOA21NM", "WD23CD", "WD23NM", "LAD23CD", "LAD23NM", "ObjectId"]
CHANGES = ["LSOA11CD", "LSOA11NM", "LSOA21CD", "LSOA21NM", "CHGIND", "LAD22CD", "LAD22NM", "ObjectId"]
ONSPD = [
    *("pcd", "pcds", "dointr", "doterm", "oscty", "ced", "oslaua", "osward", "oseast1m", "osnrth1m", "osgrdind"),
    *("lsoa11", "lat", "long"),
]
POSTCODE = [
    *("CT1 1A{}", "CT1 1A{}", "198001", "", "E10000016", "E58000701", "E07000106", "E05011375"),
    *("614800", "157800", "1", "E01024050", "51.28", "1.08"),
]
FINGERTIPS = ["Indicator ID", "Indicator Name", "Area Code", "Area Name", "Area Type", "Sex", "Time period", "Value"]
NOMIS = """"Claimant count by sex and age"
"ONS Crown Copyright Reserved [from Nomis on 5 March 2024]"

"Gender","Total"

"2022 electoral wards","mnemonic","January 2024","February 2024"
"Ardwick","E05011351",100,110
"Baguley","E05011352",90,95
"""


def each(row, count=12):
    """So many rows like this one, with a letter or a number in place of {}."""
    return [[cell.format(chr(65 + n)) for cell in row] for n in range(count)]


def street(*row):
    return [[*row, "On or near High Street", "", "", "Burglary", "", ""]] * 12


TABLES = {
    "2011-03-greater-manchester-street.csv": (
        [["Month", "Reported by", "Falls within", "Easting", "Northing", "Location", "Crime type", "Context"]]
        + [["2011-03", "Greater Manchester Police", "-", "384000", "398000", "On or near Oxford Road", "Robbery", ""]]
        * 12,
        {"kind": "incidents", "coordinates": "National Grid"},
    ),
    "2012-06-metropolitan-street.csv": (
        [["Crime ID", "Month", "Reported by", "Falls within", "Longitude", "Latitude", *STREET]]
        + street("", "2012-06", "Metropolitan Police Service", "-", "-0.12", "51.5"),
        {"kind": "incidents"},
    ),
    "File_7_IoD2025.csv": (
        [IMD] + [[code, "Manchester 001A", "E08000003", "Manchester", "45.2"] for code in LSOAS],
        {"kind": "figures", "shape": "columns", "area_column": "LSOA code (2021)", "period": "2025"},
    ),
    "LSOA_(2021)_to_Ward_to_LAD_(May_2023)_Lookup.csv": (
        [LOOKUP] + [[c, "M", "E05011358", "Ardwick", "E08000003", "M", str(n)] for n, c in enumerate(LSOAS)],
        {"kind": "small-areas", "vintage": 2021, "code_column": "LSOA21CD", "ward_column": "WD23CD", "period": "2023"},
    ),
    "LSOA11_to_LSOA21.csv": (
        [CHANGES] + [[c, "M", c, "M", "U", "E08000003", "M", "1"] for c in LSOAS[:-1]]
        + [[LSOAS[-1], "M", "E01033999", "M", "S", "E08000003", "M", "2"]],
        {"kind": "small-area-changes", "change_column": "CHGIND", "old_column": "LSOA11CD", "new_column": "LSOA21CD"},
    ),
    "ONSPD_FEB_2024_UK_CT.csv": ([ONSPD, *each(POSTCODE)], {"kind": "postcodes", "period": "2024"}),
    "ONSPD_NOV_2031.csv": (
        [["pcd7", "pcds", "lad31cd", "wd31cd", "east1m", "north1m"]]
        + each(["CT1 1A{}", "CT1 1A{}", "E07000106", "E05011375", "614800", "157800"]),
        {"kind": "postcodes", "period": "2031"},
    ),
    "NSPL.csv": (
        [["pcds", "laua", "ward", "oseast1m", "osnrth1m", "lsoa11"]]
        + each(["CT1 1A{}", "E07000106", "E05011375", "614800", "157800", "E01024050"]),
        {"kind": "postcodes"},
    ),
    "fingertips.csv": (
        [FINGERTIPS]
        + [["1", "Admissions", "E05011351", "Ardwick", "Wards", "Persons", "2016/17 - 20/21", "9"]] * 2
        + [["2", "Obesity", "E05011351", "Ardwick", "Wards", "Persons", "2019 - 21", "20.5"]] * 2,
        {"kind": "figures", "shape": "long", "period_column": "Time period", "indicator_column": "Indicator Name"},
    ),
    "lginform.csv": (
        [["area", "areaLabel", "periodLabel", "metricType", "metricTypeLabel", "value"]]
        + [["E05011351", "Ardwick", year, "3101", "Unemployed", "4"] for year in ("2021", "2022", "2023")],
        {"kind": "figures", "shape": "long", "indicator_column": "metricTypeLabel"},
    ),
    "members.csv": (
        [["Title", "Forename", "Surname", "Electoral Division / Ward", "Political Party"]]
        + [["Cllr", "Ann", "Ode", "Ardwick", "Labour"], ["Cllr", "Bo", "Peep", "Baguley", "Green"]] * 6,
        {"kind": "councillors", "name_column": "Surname", "first_name_column": "Forename"},
    ),
    "elected.csv": (
        [["person_id", "person_name", "party_name", "post_label"]] + [["1", "Ann Ode", "Green", "Ardwick"]] * 12,
        {"kind": "councillors", "name_column": "person_name", "ward_column": "post_label"},
    ),
    "simd2020.csv": (
        [["Data_Zone", "Council_area", "SIMD2020v2_Decile"]] + [[f"S010083{n:02}", "Fife", "7"] for n in range(12)],
        {"kind": "figures", "area_column": "Data_Zone", "period": "2020"},
    ),
    "wimd2019.csv": (
        [["LSOA Code", "LSOA Name (Eng)", "WIMD 2019"]] + [[f"W010017{n:02}", "Llandaff", "4"] for n in range(12)],
        {"kind": "figures", "area_column": "LSOA Code", "period": "2019"},
    ),
    # Postcodes to small areas, without wards or places: figures of nothing, and so not taken for any.
    "PCD_OA_LSOA.csv": (
        [["pcds", "dointr", "lsoa11cd", "ladcd"], *each(["CT1 1A{}", "198001", "E01024050", "E07000106"])],
        {},
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "rows", "entry"), [(name, *made) for name, made in TABLES.items()])
def test_a_table_is_told_by_what_is_in_it(tmp_path, name, rows, entry):
    (tmp_path / name).write_text(small.table(rows[0], rows[1:]))

    found = recognition.recognise(tmp_path / name)

    assert entry.items() <= found.entry.items()
    assert found.kind == entry.get("kind", "")
    assert all(row.facts for row in found.preview)


def test_a_query_of_nomis_is_a_table_of_months(tmp_path):
    (tmp_path / "nomis.csv").write_text(NOMIS)

    found = recognition.recognise(tmp_path / "nomis.csv")

    assert (found.shape, found.period_in_words) == ("periods", "January 2024 to February 2024")
    assert found.entry["area_column"] == "mnemonic"


@pytest.mark.parametrize("title", ["INDUSTRY_NAME", "EMPLOYMENT_STATUS_NAME"])
def test_jobs_by_nomis_are_one_indicator_a_kind(tmp_path, title):
    heading = ["DATE", "GEOGRAPHY_CODE", title, "MEASURES_NAME", "OBS_VALUE"]
    rows = [["2023", f"E0500{n}", kind, "Value", n] for n in range(1000, 1005) for kind in ("Retail", "Health")]
    (tmp_path / "bres.csv").write_text(small.table(heading, rows))

    found = recognition.recognise(tmp_path / "bres.csv")

    assert (found.shape, found.entry["indicator_column"], found.entry["value_column"]) == ("long", title, "OBS_VALUE")


@pytest.mark.parametrize(
    ("ages", "total", "row"),
    [(AGES, "All Ages", [910, *[10] * 91]), (BY_SEX, "Total", [1820, *[10] * 182])],
    ids=["persons", "women and men"],
)
def test_estimates_of_the_population_are_found_behind_notes_and_contents(tmp_path, ages, total, row):
    book = openpyxl.Workbook()
    book.active.title = "Contents"
    for cells in (["Sheet", "Title"], ["Mid-2022 LSOA 2021", "Estimates by age"], ["Notes", "Experimental"]):
        book.active.append(cells)
    sheet = book.create_sheet("Mid-2022 LSOA 2021")
    for cells in (["Mid-2022"], ["This sheet contains one table"], ["LSOA 2021 Code", "LSOA 2021 Name", total, *ages]):
        sheet.append(cells)
    for code in LSOAS:
        sheet.append([code, "Manchester 001A", *row])
    book.save(tmp_path / "sape.xlsx")

    found = recognition.recognise(tmp_path / "sape.xlsx")

    assert (found.shape, found.sheet, found.entry["period"]) == ("ages", "Mid-2022 LSOA 2021", "2022")
    assert [bool(line.facts) for line in found.preview] == [True] * 12


@pytest.mark.parametrize(
    ("properties", "kind"),
    [
        ({"FID": 1, "WD23CD": "E0501135{}", "WD23NM": "W {}", "LAD23CD": "E09000033", "GlobalID": "a"}, "wards"),
        ({"wd22cd": "W0500110{}", "wd22nm": "W {}", "wd22nmw": "Ward {}", "lad22cd": "W06000015"}, "wards"),
        ({"WD22CD": "S1300290{}", "WD22NM": "W {}", "LAD22CD": "S12000036"}, "wards"),
        ({"CED23CD": "E5800090{}", "CED23NM": "Canterbury {} ED"}, "wards"),
        ({"fid": 1, "lsoa11cd": "E0100520{}", "lsoa11nm": "M {}", "msoa11cd": "E02001001"}, "small-area-boundaries"),
        ({"MSOA21CD": "E0200100{}", "MSOA21NM": "Manchester {}"}, ""),
    ],
)
def test_outlines_are_told_by_their_codes(tmp_path, properties, kind):
    features = [
        {
            "type": "Feature",
            "properties": {k: v.format(n) if isinstance(v, str) else v for k, v in properties.items()},
            "geometry": small.square(n, 0),
        }
        for n in range(5)
    ]
    (tmp_path / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))

    found = recognition.recognise(tmp_path / "map.geojson")

    assert (found.kind, bool(found.preview)) == (kind, bool(kind))


@pytest.mark.parametrize(
    ("borough", "ward"), [("E07000106", "E05011375"), ("E10000016", "E58000701"), ("E08000003", None)]
)
def test_a_postcode_is_of_its_district_and_of_its_county_which_has_divisions_for_wards(tmp_path, borough, ward):
    (tmp_path / "postcodes.csv").write_text(small.table(ONSPD, each(POSTCODE)))
    source = recognition.files.examine(tmp_path / "postcodes.csv", kind="table")

    found = postcodes.Reader({}).rows(source, borough)

    assert {row.ward for row in found.rows} == ({ward} if ward else set())
    assert len(found.rows) + len(found.outside) == 12


COUNTY = """
[borough]
code = "E10000016"
name = "Kent"
starts_on = 2021-05-06
[sources.all]
source = "Publishers"
licence = "OGL v3"
[[township]]
name = "Canterbury"
wards = ["Canterbury North", "Canterbury South"]
[[indicator]]
slug = "obesity"
name = "Obesity"
meaning = "Of every 100 children, how many are obese."
[[file]]
kind = "wards"
title = "Divisions"
path = "divisions.geojson"
from = "all"
period = "2021-05"
[[file]]
kind = "postcodes"
title = "Postcodes"
path = "ONSPD.csv"
from = "all"
period = "2024-02"
[[file]]
kind = "incidents"
title = "Crime"
path = "2024-01-kent-street.csv"
from = "all"
[[file]]
kind = "figures"
title = "Health"
path = "fingertips.csv"
from = "all"
shape = "long"
area_column = "Area Code"
indicator_column = "Indicator Name"
value_column = "Value"
period_column = "Time period"
[[file.column]]
name = "Obesity"
indicator = "obesity"
"""


@pytest.mark.django_db
def test_a_county_is_a_borough_of_electoral_divisions(tmp_path):
    names = ["Canterbury North", "Canterbury South", "Elsewhere"]
    features = [
        {
            "type": "Feature",
            "properties": {"CED21CD": f"E5800070{n}", "CED21NM": name, "CTY21CD": f"E100000{16 + n // 2}"},
            "geometry": small.square(n, 0),
        }
        for n, name in enumerate(names)
    ]
    (tmp_path / "divisions.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    (tmp_path / "ONSPD.csv").write_text(small.table(ONSPD, each(POSTCODE)))
    (tmp_path / "2024-01-kent-street.csv").write_text(small.crimes(*map(small.crime, (1, 2, 3))))
    rows = [["2", "Obesity", code, "-", "-", "Persons", "2019 - 21", "20.5"] for code in ("E58000700", "E58000701")]
    (tmp_path / "fingertips.csv").write_text(small.table(FINGERTIPS, rows))
    (tmp_path / "kent.toml").write_text(COUNTY)

    found = loading.load(manifests.read(tmp_path / "kent.toml"), tmp_path, by=None, at=make.NOON)

    told = [(outcome.title, outcome.new, len(outcome.outside), outcome.reasons) for outcome in found]
    assert [each for each in told if each[0] not in {"Borough", "Townships", "Agencies"}] == [
        ("Divisions", 2, 1, []),
        ("Postcodes", 12, 0, []),
        ("Health", 2, 0, []),
        ("Crime", 2, 1, []),
    ]
    assert set(Postcode.objects.values_list("ward__name", flat=True)) == {"Canterbury South"}
    assert set(Incident.objects.values_list("ward__name", flat=True)) == {*names[:2]}
    assert set(Figure.objects.values_list("period", "ward__name")) == {("2019-2021", name) for name in names[:2]}
