"""Files as the publishers that councils use most lay them out, in small: recognised, and read as they come."""

import json

import openpyxl
import pytest

from pact.core.refusals import Refused
from profiles.loading import figures, files, incidents, long, recognition
from profiles.loading.tables import Fault
from tests.make.boroughs import table

WARDS = ["E05000840", "E05000841", "E05000842"]
AREAS = ["E01006212", "E01006213", "E01006214"]


def write(tmp_path, content, name="file.csv"):
    path = tmp_path / name
    path.write_text(content)
    return path


def book(tmp_path, **sheets):
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(tmp_path / "file.xlsx")
    return tmp_path / "file.xlsx"


def rows_of(reader, path):
    return [row for row in reader.rows(files.examine(path, kind="table")) if not isinstance(row, Fault)]


def test_nomis_writes_five_lines_above_and_a_note_below(tmp_path):
    lines = [
        ['"Claimant count by sex and age"'],
        ['"ONS Crown Copyright Reserved [from Nomis on 12 November 2024]"'],
        [],
        ['"date:"', '"October 2024"'],
        ['"Age:"', '"Aged 16+"'],
        [],
        ['"ward 2022"', '"mnemonic"', '"Total"', '"Male"', '"Female"'],
        *[[f'"Ward {n}"', f'"{code}"', f'"{100 + n}"', '"60"', '"4"'] for n, code in enumerate(WARDS)],
        [],
        ['"Totals may not add up because of rounding."'],
    ]
    path = write(tmp_path, "\r\n".join(",".join(line) for line in lines))

    found = recognition.recognise(path)
    reader = figures.Columns("mnemonic", {"Total": ("claimants", 1)}, period="2024-10")

    assert (found.kind, found.heading_row, found.entry["area_column"]) == ("figures", 7, "mnemonic")
    assert [row.values for row in rows_of(reader, path)] == [{"claimants": 100 + n} for n in range(3)]
    assert [row.numbers for row in rows_of(reader, path)] == [(8,), (9,), (10,)]


def test_nomis_also_writes_code_and_name_in_one_cell(tmp_path):
    path = write(tmp_path, table(["2011 ward", "2011"], [[f"{code} : Ward", 5] for code in WARDS]))

    found = recognition.recognise(path)

    assert (found.kind, found.geographies) == ("figures", {"wards": 3})
    (row, *_) = rows_of(figures.Periods("2011 ward", "cars"), path)
    assert (row.area, row.period) == ("E05000840", "2011")


def test_a_census_table_has_no_total_and_a_group_of_nobody(tmp_path):
    heading = ["Lower layer Super Output Areas Code", "Ethnic group (2 categories) Code", "Ethnic group", "Observation"]
    groups = [(-8, "Does not apply", 0), (1, "White", 60), (2, "Other", 40)]
    path = write(tmp_path, table(heading, [[area, *group] for area in AREAS for group in groups]))
    reader = figures.Groups(
        heading[0], heading[2], heading[3], "", {"White": "w", "Other": "o"}, "all", "2021-03", ("Does not apply",)
    )

    rows = rows_of(reader, path)

    assert [(row.area, row.values) for row in rows] == [(area, {"w": 60, "o": 40, "all": 100}) for area in AREAS]


def test_estimates_of_population_come_by_sex_in_a_workbook(tmp_path):
    sexes = [f"{sex}{age}" for sex in "FM" for age in range(91)]
    notes = [["Contents"], ["Mid-2022 population estimates"]]
    heading = ["LAD 2021 Code", "LSOA 2021 Code", "LSOA 2021 Name", "Total", *sexes]
    data = [["E08000010", area, f"Wigan {n}", 182 + n, *[1] * 181, 1 + n] for n, area in enumerate(AREAS)]
    path = book(tmp_path, Contents=notes, **{"Mid-2022 LSOA 2021": [["Mid-2022"], [], [], heading, *data]})

    found = recognition.recognise(path)
    rows = rows_of(figures.Ages("LSOA 2021 Code", "Total", "2022-06-30"), path)

    assert (found.shape, found.sheet, found.vintages) == ("ages", "Mid-2022 LSOA 2021", (2021,))
    assert [row.values["population"] for row in rows] == [182, 183, 184]
    assert rows[0].values["aged-65-and-over"] == 52


def test_the_indices_of_deprivation_have_sentences_for_titles(tmp_path):
    decile = "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"
    heading = ["LSOA code (2011)", "LSOA name (2011)", "Local Authority District code (2019)", decile]
    path = book(tmp_path, Notes=[["About"]], IMD2019=[heading, *[[area, "W", "E08000010", 3] for area in AREAS]])

    found = recognition.recognise(path)

    assert (found.sheet, found.vintages, found.entry["area_column"]) == ("IMD2019", (2011,), "LSOA code (2011)")
    assert [column["name"] for column in found.entry["column"]] == [decile]
    reader = figures.Columns("LSOA code (2011)", {decile: ("imd-decile", 1)}, period="2019")
    assert [row.values for row in rows_of(reader, path)] == [{"imd-decile": 3}] * 3


def test_lg_inform_gives_financial_years_and_quarters(tmp_path):
    heading = ["Area code", "Metric type", "Period", "Unit", "Value"]
    periods = ["2022/23", "2023/24", "2023/24 Q1"]
    path = write(tmp_path, table(heading, [[WARDS[0], "Fly-tipping incidents", p, "Count", 12] for p in periods]))

    found = recognition.recognise(path)
    rows = rows_of(long.Long("Area code", "Metric type", "Value", period_column="Period", unit_column="Unit"), path)

    assert (found.shape, found.period_in_words) == ("long", "April 2022 to March 2024")
    assert [row.period for row in rows] == ["2022/23", "2023/24", "2023-Q2"]
    assert {row.described["fly-tipping-incidents"].unit for row in rows} == {"Count"}


@pytest.mark.parametrize("nothing", ["", "-1", "NULL", "NA"])
def test_collisions_without_a_place_say_so_in_several_ways(tmp_path, nothing):
    heading = ["collision_index", "longitude", "latitude", "date", "collision_severity"]
    rows = [["a", -2.6, 53.5, "15/01/2023", 3], ["b", nothing, nothing, "16/01/2023", 3]]
    source = files.examine(write(tmp_path, table(heading, rows)), kind="any")

    columns = {"month": "date", "longitude": "longitude", "latitude": "latitude"}
    (batch,) = incidents.reader(columns, provider="DfT", category="Road collision").batches(source)

    assert (batch.months, batch.placeless, batch.faults) == (["2023-01-01"] * 2, [1], [])


def test_open311_wraps_its_requests_in_different_ways(tmp_path):
    request = {"service_name": "Potholes", "lat": "53.5", "long": "-2.6", "requested_datetime": "2024-06-30T23:30:00Z"}
    listed, one_by_one = {"request": [request]}, {"request": request}
    for document in (
        [request],
        {"requests": [request]},
        {"requests": listed},
        [one_by_one],
        {"requests": [one_by_one]},
    ):
        source = files.examine(write(tmp_path, json.dumps(document), "requests.json"), kind="any")

        (batch,) = incidents.reader({}, provider="Wigan Council").batches(source)

        assert batch.months == ["2024-07-01"], "the night belongs to July in London"
        assert batch.category == ("Potholes",)


SEARCHES = ["Type", "Date", "Latitude", "Longitude", "Gender", "Legislation", "Object of search", "Outcome"]
OUTCOMES = ["Crime ID", "Month", "Reported by", "Longitude", "Latitude", "Location", "Outcome type"]
SEARCH = {"type": "Person search", "datetime": "2024-01-03T10:00:00+00:00", "legislation": "", "object_of_search": None}
OUTCOME = {"category": {"code": "local-resolution"}, "date": "2024-01", "crime": {"persistent_id": "a", "location": {}}}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (
            table(SEARCHES, [["Person search", "2024-01-03", 53.5, -2.6, "", "", "", ""]]),
            "list of stop and searches",
        ),
        (table(OUTCOMES, [["a", "2024-01", "GMP", -2.6, 53.5, "", ""]]), "list of outcomes"),
        (json.dumps([SEARCH]), "list of stop and searches"),
        (json.dumps([OUTCOME]), "list of outcomes"),
    ],
)
def test_what_stands_beside_incidents_is_not_taken_for_them(tmp_path, content, reason):
    path = write(tmp_path, content)

    with pytest.raises(Refused, match=reason):
        recognition.recognise(path)
    with pytest.raises(Refused, match=reason):
        list(incidents.reader({}, provider="Police").batches(files.examine(path, kind="any")))
