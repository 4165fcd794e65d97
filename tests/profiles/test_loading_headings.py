"""Headings over two rows, as census tables and Excel's merged cells have them: read together, or refused."""

import openpyxl
import pytest

from pact.core.refusals import Refused
from profiles.loading import figures, files, recognition
from profiles.loading.tables import Fault
from tests.make.boroughs import table

WARDS = ["E05009001", "E05009002"]
YEARS = ["2019", "", "2020", ""]
SEXES = ["Males", "Females", "Males", "Females"]
ROWS = [[ward, *range(10 * n, 10 * n + 4)] for n, ward in enumerate(WARDS, 1)]


def csv_of(tmp_path, *above):
    heading, *rest = above
    path = tmp_path / "people.csv"
    path.write_text(table(heading, [*rest, *ROWS]))
    return path


def book_of(tmp_path, *rows, merged=()):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    for cells in merged:
        workbook.active.merge_cells(cells)
    workbook.save(tmp_path / "people.xlsx")
    return tmp_path / "people.xlsx"


def taken(reader, path):
    rows = list(reader.rows(files.examine(path, kind="table")))
    assert not [row for row in rows if isinstance(row, Fault)]
    return [(row.area, row.period, row.values) for row in rows]


@pytest.mark.parametrize(
    "above",
    [
        (["Code", *YEARS], ["", *SEXES]),
        (["", *YEARS], ["Code", *SEXES]),
        (["Table 1", "", "", "", ""], ["", *YEARS], ["Code", *SEXES]),
    ],
)
def test_the_year_over_the_sex_is_read_together(tmp_path, above):
    reader = figures.Columns("Code", {"2019 Males": ("men", 1), "2020 Females": ("women", 1)}, period="2020")

    assert taken(reader, csv_of(tmp_path, *above)) == [
        (ward, "2020", {"men": 10 * n, "women": 10 * n + 3}) for n, ward in enumerate(WARDS, 1)
    ]


@pytest.mark.parametrize("is_turned", [False, True])
def test_merged_cells_of_a_workbook_are_read_as_years_of_one_sex(tmp_path, is_turned):
    upper, lower = (["Males", None, "Females", None], [2019, 2020] * 2) if is_turned else (YEARS, SEXES)
    rows = [["Code", *(cell or None for cell in upper)], [None, *lower], *ROWS]
    path = book_of(tmp_path, *rows, merged=["A1:A2", "B1:C1", "D1:E1"])

    found = taken(figures.Periods("Code", "men", under="Males"), path)

    second = 1 if is_turned else 2
    assert found[:2] == [(WARDS[0], "2019", {"men": 10}), (WARDS[0], "2020", {"men": 10 + second})]


def test_what_it_is_of_is_recognised_and_said(tmp_path):
    found = recognition.recognise(csv_of(tmp_path, ["Code", *YEARS], ["", *SEXES]))

    assert (found.shape, found.entry["under"], found.heading_row) == ("periods", "Males", 2)
    assert "Its heading has two rows. Of Males and Females, only “Males” is read here." in found.notes
    assert found.preview[0].facts == {"area": WARDS[0], "period": "2019", "Figure": "10"}


def test_titles_of_the_lower_row_alone_are_found_as_before(tmp_path):
    reader = figures.Columns("Code", {"All": ("all", 1)}, period="2020")
    path = tmp_path / "people.csv"
    path.write_text(table(["", "2019", "", "", ""], [["Code", "All", "%", "Other", "%"], *ROWS]))

    assert [values for _, _, values in taken(reader, path)] == [{"all": 10}, {"all": 20}]


def test_what_cannot_be_told_is_refused_with_the_reason(tmp_path):
    path = csv_of(tmp_path, ["", "2019", "", "2019", ""], ["Code", *SEXES])

    with pytest.raises(Refused) as refusal:
        list(figures.Columns("Code", {"Males": ("men", 1)}, period="2020").rows(files.examine(path, kind="table")))

    assert refusal.value.reasons == [
        "people.csv has two columns called Males. "
        "If more words stand above them, give each column one heading in one row."
    ]


def test_the_first_row_of_a_list_is_not_taken_for_a_heading(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(table(["Ward", "Councillor", ""], [["", "Ada Brook", "Labour"], ["Mill", "Ben Heap", "Green"]]))

    assert recognition.recognise(path).heading_row == 1


def test_a_manifest_says_which_sex_is_read():
    entry = {"kind": "figures", "shape": "periods", "area_column": "Code", "indicator": "population", "under": "Males"}

    file, mistakes = recognition.as_file(entry, title="Men")

    assert mistakes == []
    assert file.reader.under == "Males"
