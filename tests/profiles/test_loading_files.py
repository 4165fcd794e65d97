"""Reading without a database: what a file is, what a row is, and what is said of those that are wrong."""

import gzip
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.core.refusals import Refused
from profiles.loading import (
    categories,
    councillors,
    figures,
    files,
    incidents,
    periods,
    places,
    postcodes,
    runs,
    tables,
)
from profiles.loading.tables import Fault
from tests.make import boroughs as small
from tests.make.boroughs import crime, crimes

XLSX = b"PK\x03\x04\x14\x00\x06\x00" + b"\0" * 50


def source(tmp_path, content, name="file.csv", kind="table"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return files.examine(path, kind=kind)


def read(reader, content, tmp_path):
    return list(reader.rows(source(tmp_path, content)))


# Wrong files of every kind


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "file.csv is empty."),
        (XLSX, "file.csv is a workbook that cannot be opened. Save it again as .xlsx, or as CSV."),
        (
            b"\xd0\xcf\x11\xe0" + b"\0" * 9,
            "file.csv is an old Excel or Word file, or one that is locked with a password.",
        ),
        (b"%PDF-1.7 ", "file.csv is a PDF."),
        (b"\x89PNG\r\n", "file.csv is a picture."),
        (b"Month,A\r\n2024\0", "file.csv is not text."),
        ("Month".encode("utf-16"), "file.csv is text in UTF-16, not in UTF-8."),
        (
            b"Name\r\nSt Mary\x92s, \x8d\r\n",
            "file.csv is written neither in UTF-8 nor in Windows-1252: it has a byte 0x8d.",
        ),
        (b"Name\r\nCaf\xc3\xa9\r\nCaf\xe9\r\n", "file.csv is written in UTF-8, but not all of it: it has a byte 0xe9."),
        (b"Name\r\nCaf\xe9\r\nCaf\xc3\xa9\r\n", "file.csv is written partly in UTF-8 and partly in another encoding."),
        (b"Name\r\nSt Mary\xe2\x80", "file.csv is written in UTF-8, but not all of it"),
        (b"  <!DOCTYPE html><html>", "file.csv is a web page, perhaps an error page"),
        (b"<?xml version='1.0'?>", "file.csv is XML"),
        (b'\xef\xbb\xbf{"a": 1}', "file.csv is JSON."),
        (gzip.compress(b"Month,A\r\n" * 99)[:-9], "file.csv is packed with gzip and damaged or cut short."),
        (b"\x1f\x8b\x08\x00broken", "file.csv is packed with gzip and damaged or cut short."),
        (gzip.compress(b""), "file.csv is empty."),
        (gzip.compress(XLSX), "file.csv is a spreadsheet"),
    ],
)
def test_a_file_of_another_kind_is_named_for_what_it_is(tmp_path, content, sentence):
    with pytest.raises(Refused) as refusal:
        source(tmp_path, content)

    assert str(refusal.value).startswith(sentence)


def test_a_file_that_is_not_there_or_is_a_folder_is_said(tmp_path):
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(Refused, match="There is no file"):
            files.examine(path, kind="table")


def test_a_file_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1 << 20)

    with pytest.raises(Refused, match="larger than"):
        source(tmp_path, gzip.compress(b"a,b\r\n" * 500_000))


def test_the_checksum_is_of_the_content(tmp_path):
    plain = source(tmp_path, "a,b\r\n1,2\r\n")
    packed = source(tmp_path, gzip.compress(b"a,b\r\n1,2\r\n"), "file.csv.gz")

    assert plain.sha256 == packed.sha256
    assert plain.size == packed.size == 10


# Tables


def all_rows(source, titles):
    with tables.opened(source) as table:
        table.require(titles)
        return list(table.rows())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("a,b\r\n1,2,3\r\n", "Row 2 of file.csv has 3 cells and 2 are expected. Nothing was taken."),
        ("a,b\r\n1,2\r\n\r\n3\r\n", "Row 4 of file.csv has 1 cells and 2 are expected. Nothing was taken."),
        ("a,c\r\n1,2\r\n", "file.csv has no column b. Its columns are: a and c."),
        ("a,b,b\r\n1,2,3\r\n", "file.csv has two columns called b."),
        ("\r\n\r\n", "file.csv has no heading in its first row."),
        ("\ufeff", "file.csv has no heading in its first row."),
        ('a,b\r\n1,"2\r\n', "file.csv cannot be read near line 2: a quotation mark is not closed"),
        ('a,b\r\n1,"2"3\r\n', "file.csv cannot be read near line 2: a quotation mark is not closed"),
        ("a,b\r\n1," + "2" * 100_001 + "\r\n", "file.csv cannot be read near line 2: a cell is far too long."),
        ('a,b\r\n1,"' + "2\r\n" * 40_000, "file.csv cannot be read near line"),
    ],
)
def test_a_table_that_cannot_be_trusted_is_refused_whole(tmp_path, content, sentence):
    with pytest.raises(Refused) as refusal:
        all_rows(source(tmp_path, content), ["a", "b"])

    assert str(refusal.value).startswith(sentence)


def test_rows_are_numbered_as_a_spreadsheet_does(tmp_path):
    content = 'a,b\r\n1,2\r\n\r\n"3\r\nwith a line break",4\r\n5,6\r\n\r\n'

    with tables.opened(source(tmp_path, content)) as table:
        assert [(number, row[0]) for number, row in table.rows()] == [(2, "1"), (4, "3\r\nwith a line break"), (5, "5")]


def test_chunks_number_on_where_the_last_one_ended(tmp_path):
    content = small.table(["a"], [[n] for n in range(7)])

    with tables.opened(source(tmp_path, content)) as table:
        assert [list(chunk.numbers) for chunk in table.chunks(3)] == [[2, 3, 4], [5, 6, 7], [8]]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        *[("12", 12), (" 1.5 ", 1.5), ("1,234.5", 1234.5), ("-3", -3), (".5", 0.5), ("1e3", 1000), ("+4", 4)],
        *[("", None), ("nan", None), ("inf", None), ("1_0", None), ("1,23", None), ("12%", None), ("-", None)],
        *[("1e999", None), ("e3", None), ("\u0661", None), ("1 2", None)],
    ],
)
def test_a_number_is_a_number_and_words_are_not(cell, value):
    assert tables.number(cell) == value


@given(st.text(max_size=20))
def test_any_cell_is_a_number_or_none(cell):
    value = tables.number(cell)
    assert value is None or value - value == 0


# Incidents


def batches(tmp_path, content, reader=None):
    return list((reader or incidents.reader({}, provider="")).batches(source(tmp_path, content)))


def test_a_street_file_is_read_as_it_comes(tmp_path):
    (batch,) = batches(tmp_path, crimes(crime(1, reference="abc"), crime(2, at=("", ""))))

    assert batch.months == ["2024-01-01", "2024-01-01"]
    assert batch.reference == ("abc", "")
    assert batch.provider == ("Kent Police", "Kent Police")
    assert (batch.longitudes[0], batch.latitudes[0]) == small.middle(1)
    assert (batch.placeless, batch.faults) == ([1], [])


def test_a_manifest_may_name_the_columns_and_the_provider(tmp_path):
    content = "Month,Crime.type,Longitude,Latitude\n2016-02,Burglary,-2.6,53.5\n"
    columns = {"month": "Month", "category": "Crime.type", "longitude": "Longitude", "latitude": "Latitude"}

    (batch,) = batches(tmp_path, content, incidents.reader(columns, provider="Greater Manchester Police"))

    assert (batch.provider, batch.location) == (("Greater Manchester Police",), ("",))


def test_a_street_file_without_its_columns_is_refused(tmp_path):
    with pytest.raises(Refused, match="has no column for the longitude or latitude of an incident"):
        batches(tmp_path, "Month,Crime type,Reported by,Crime ID,Location\n2024-01,Burglary,Kent Police,,\n")


def test_a_column_of_unknown_use_is_refused():
    with pytest.raises(Refused, match="An incident has no colour"):
        incidents.reader({"colour": "Colour"}, provider="")


def test_every_name_of_data_police_uk_is_decided_on():
    for name in [*categories.POLICE_UK, *categories.POLICE_UK_API]:
        assert categories.is_known(name)
    assert set(categories.POLICE_UK_API.values()) <= set(categories.POLICE_UK)
    assert {categories.issue_type_of(slug) for slug in categories.POLICE_UK_API} == {
        categories.issue_type_of(name) for name in categories.POLICE_UK
    }


@pytest.mark.django_db
def test_every_issue_type_of_a_category_is_one_of_the_18():
    from pact.taxonomy.models import IssueType

    assert set(categories.POLICE_UK.values()) - {""} <= set(IssueType.objects.values_list("code", flat=True))


# Figures


def test_columns_give_a_value_for_each_indicator(tmp_path):
    reader = figures.Columns("ward", {"Score": ("imd-score", 1), "Income": ("imd-income", 100)}, period="2019")

    rows = read(
        reader, "ward,Score,Income\nE05000840,12.5,0.25\nE05000841,,0.1\nE05000842,,\nE05000843,twelve,1\n", tmp_path
    )

    assert [row[:4] for row in rows if not isinstance(row, Fault)] == [
        ((2,), "E05000840", "2019", {"imd-score": 12.5, "imd-income": 25}),
        ((3,), "E05000841", "2019", {"imd-income": 10}),
    ]
    assert [row for row in rows if isinstance(row, Fault)] == [
        (4, "It has no value.", "E05000842"),
        (5, "“twelve” is not a number.", "E05000843"),
    ]


def test_a_period_is_written_so_that_it_sorts_or_is_a_fault(tmp_path):
    reader = figures.Columns("area", {"n": ("claimant-rate", 1)}, period_column="when")

    rows = read(reader, "area,when,n\nE05000840,Q3 2018,1\nE05000840,2018-Q3,1\nE05000840,2018-13,1\n", tmp_path)

    assert [getattr(row, "period", "") for row in rows] == ["2018-Q3", "2018-Q3", ""]


def test_an_area_is_taken_when_all_its_groups_are_there_once(tmp_path):
    reader = figures.Groups("area", "group", "n", "total", {"A": "a", "B": "b"}, "all", "2021-03")
    content = small.table(
        ["area", "group", "n", "total"],
        [
            *[["whole", "A", 60, 100], ["whole", "B", 40, 100]],
            *[["half", "A", 60, 100]],
            *[["twice", "A", 1, 2], ["twice", "A", 1, 2], ["twice", "B", 1, 2]],
            *[["torn", "A", 1, 2], ["torn", "B", 1, 3]],
            *[["odd", "C", 1, 2], ["odd", "A", 3, 2]],
        ],
    )

    rows = read(reader, content, tmp_path)

    assert [row[:4] for row in rows if not isinstance(row, Fault)] == [
        ((2, 3), "whole", "2021-03", {"a": 60, "b": 40, "all": 100})
    ]
    assert {(row.row, row.reason) for row in rows if isinstance(row, Fault)} == {
        (4, "“half” has no row for 1 of its groups."),
        (5, "“twice” has a group more than once."),
        (6, "“twice” has a group more than once."),
        (7, "“twice” has a group more than once."),
        (8, "“torn” has more than one total."),
        (9, "“torn” has more than one total."),
        (10, "“C” is not a group that the manifest names."),
        (11, "“3” of “2” is not a count."),
    }


def test_ages_become_bands_that_add_up_to_everybody(tmp_path):
    (row, *_) = read(figures.Ages("area", "total", "2020-06"), small.everybody(per_area=7), tmp_path)

    assert row.values == {
        "population": 8,
        "aged-0-to-15": 0,
        "aged-16-to-24": 0,
        "aged-25-to-44": 7,
        "aged-45-to-64": 0,
        "aged-65-and-over": 1,
    }


def test_a_file_without_every_age_is_refused(tmp_path):
    with pytest.raises(Refused, match="does not have a column for each year of age"):
        read(figures.Ages("area", "total", "2020-06"), "area,total,0,1,3\nE01,1,1,0,0\n", tmp_path)


# Places


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ("nonsense", "file.csv is not JSON."),
        ("[1, 2]", "file.csv: This is not GeoJSON."),
        ('{"type": "FeatureCollection"}', "file.csv: This is not a GeoJSON file of areas"),
        ('{"type": "FeatureCollection", "features": []}', "file.csv has no features."),
        ('{"type": "FeatureCollection", "features": [1]}', "Feature 1 of file.csv: This is not GeoJSON."),
        ('{"type": "FeatureCollection", "crs": 7, "features": []}', "file.csv is JSON, but not GeoJSON."),
        ('{"a": NaN}', "file.csv is not JSON."),
        ("[" * 100_000, "file.csv is not JSON."),
    ],
)
def test_what_is_no_set_of_boundaries_is_refused(tmp_path, document, sentence):
    with pytest.raises(Refused) as refusal:
        places.Boundaries().rows(source(tmp_path, document, kind="json"))

    assert str(refusal.value).startswith(sentence)


@pytest.mark.parametrize(
    ("properties", "sentence"),
    [
        (
            {"WD13CD": "E05000840"},
            "It is not clear which property of file.csv holds the name. Say so as name_property.",
        ),
        ({"name": "Abram"}, "It is not clear which property of file.csv holds the code. Say so as code_property."),
        ({"WD13CD": "E05000840", "WD13NM": ""}, "Feature 1 of file.csv has no WD13CD or no WD13NM."),
        ({"WD13CD": "E05000840", "WD13NM": "A\0"}, "Feature 1 of file.csv has no WD13CD or no WD13NM."),
    ],
)
def test_boundaries_need_a_code_and_a_name(tmp_path, properties, sentence):
    feature = {"type": "Feature", "properties": properties, "geometry": small.square(0, 0)}
    document = json.dumps({"type": "FeatureCollection", "features": [feature]})

    with pytest.raises(Refused) as refusal:
        places.Boundaries().rows(source(tmp_path, document, kind="json"))

    assert str(refusal.value) == sentence


def test_an_outline_that_crosses_itself_is_mended_and_said(tmp_path):
    bow = {"type": "Polygon", "coordinates": [[[0, 50], [1, 51], [1, 50], [0, 51], [0, 50]]]}
    content = small.boundaries({"E05009001": bow})

    first, *others = places.Boundaries().rows(source(tmp_path, content, kind="json"))

    assert first.outline["type"] == "MultiPolygon"
    assert first.note == "The outline crosses itself near 50.50000, 0.50000. It was mended."
    assert {other.note for other in others} == {""}


def test_postcodes_come_without_heading_on_the_national_grid(tmp_path):
    row = ["E92000001", "E19000001", "E18000002", "", "E08000010", "E05000861"]
    lines = [
        ["WN1 1AA", 10, 358016, 405780, *row],
        ["WS107BG", 50, 398000, 295000, *row],
        ["WN1 1AA", 10, 358016, 405780, *row],
        ["nonsense!", 10, 358016, 405780, *row],
        ["WN1 1AB", 90, 0, 0, *row],
        ["WN1 1AC", 10, "x", 405780, *row],
    ]

    found = postcodes.Reader({}).rows(source(tmp_path, small.table(lines[0], lines[1:])))

    assert [(p.number, p.code, p.quality) for p in found.rows] == [(1, "WN11AA", 10), (2, "WS107BG", 50)]
    assert (found.rows[0].longitude, found.rows[0].latitude) == pytest.approx((-2.6356, 53.5467), abs=0.001)
    assert found.placeless == [5]
    assert found.faults == [
        (3, "WN11AA is in row 1 already.", ""),
        (4, "“nonsense!” is not a postcode.", ""),
        (6, "Its easting and northing are not on the National Grid.", ""),
    ]


def test_faults_in_lookups_are_said_by_row(tmp_path):
    areas = "code,name,ward\nE01000001,One,E05000001\nE01000001,One,E05000001\nX,Two,E05000001\n"
    changes = (
        "old,new,name,how\nE01000001,E01000001,One,U\nE01000001,E01000001,One,U\nE01000001,E01000002,Two,Z\nA,B,C,U\n"
    )

    assert read(places.SmallAreas("code", "name", "ward"), areas, tmp_path) == [
        (2, "E01000001", "One", "E05000001"),
        (3, "E01000001 is in row 2 already.", ""),
        (4, "“X” is not the code of a small area.", ""),
    ]
    assert read(places.Changes("old", "new", "name", "how"), changes, tmp_path) == [
        (2, "E01000001", "E01000001", "One", "U"),
        (3, "E01000001 and E01000001 are in row 2 already.", ""),
        (4, "“Z” is not a change: U, S, M or X.", ""),
        (5, "“A” or “B” is not the code of a small area.", ""),
    ]


# Councillors


@pytest.mark.parametrize("name", ["Vacancy", "VAC", "vacant seat", " Vacant "])
def test_a_vacancy_is_nobodys_name(name):
    assert councillors.is_vacant(name)
    assert not councillors.is_vacant("Vacancia Smith")


def test_two_wards_of_one_name_are_not_told_apart():
    class Ward:
        name = "Ashfield"

    wards = councillors.WardNames([Ward, Ward], {})

    assert wards.named("Ashfield") is None


# Numbers kept short, and periods


@given(st.sets(st.integers(1, 200)))
def test_runs_lose_no_number(numbers):
    pairs = runs.runs(sorted(numbers))

    assert list(runs.unrolled(pairs)) == sorted(numbers)
    assert all(first <= last for first, last in pairs)


@given(st.text(max_size=12))
def test_any_text_is_a_period_or_none(text):
    day = periods.first_day(text)
    assert day is None or periods.in_words(text)
