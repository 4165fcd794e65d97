"""Tables in and out: whatever people send is read or refused with a sentence, and what they take away is harmless."""

import contextlib
import csv
import datetime
import doctest
import gzip
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pact.core import spreadsheets, suppression
from pact.core.spreadsheets import Unreadable


def read(data, **options):
    sheet = spreadsheets.read(io.BytesIO(data), **options)
    return sheet.columns, [tuple(row) for row in sheet]


def workbook(*rows):
    book, file = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def written(rows):
    return list(csv.reader(io.StringIO("".join(spreadsheets.csv_lines(["Name"], rows)).lstrip("\ufeff"))))


def test_the_examples_in_the_docstrings_hold():
    assert doctest.testmod(spreadsheets).failed == 0


# Reading


@pytest.mark.parametrize(
    "data",
    [
        "Ward,Café\nInce,1\nOrrell,2\n".encode(),
        "Ward,Café\r\nInce,1\r\nOrrell,2".encode(),
        "\ufeffWard,Café\r\nInce,1\r\nOrrell,2\r\n".encode(),
        "Ward,Café\r\nInce,1\r\nOrrell,2\r\n".encode("latin-1"),
        "Ward\tCafé\r\nInce\t1\r\nOrrell\t2\r\n".encode("utf-16"),
        'Ward;Café\n"Ince";1\n Orrell ; 2\n'.encode(),
        gzip.compress("Ward,Café\nInce,1\nOrrell,2\n".encode(), mtime=0),
        workbook(["Ward", "Café"], ["Ince", 1], ["Orrell", 2.0]),
        gzip.compress(workbook(["Ward", "Café"], ["Ince", 1], ["Orrell", 2.0]), mtime=0),
    ],
)
def test_a_table_reads_the_same_however_it_was_saved(data):
    assert read(data) == (["Ward", "Café"], [(2, ["Ince", "1"]), (3, ["Orrell", "2"])])


def test_windows_quotation_marks_survive():
    assert read("Name\nSt Matthew’s\n".encode("windows-1252")) == (["Name"], [(2, ["St Matthew’s"])])


def test_rows_keep_the_numbers_that_their_owner_sees():
    data = b'Title,Detail\n\n"one","two\nlines"\n,\nthree,four\n'

    assert [number for number, _ in read(data)[1]] == [3, 5]


def test_rows_are_made_as_wide_as_the_header():
    assert read(b"a,b,,\n1\n1,2,3\n") == (["a", "b"], [(2, ["1", ""]), (3, ["1", "2"])])


def test_a_file_without_a_header_is_given_one():
    assert read(b"WN1 1AA,10\n", columns=["PC", "PQ"]) == (["PC", "PQ"], [(1, ["WN1 1AA", "10"])])


def test_dates_and_truths_in_a_workbook_read_as_text():
    data = workbook(["on", "at", "yes"], [datetime.date(2024, 7, 25), datetime.datetime(2024, 7, 25, 17, 30), True])  # noqa: DTZ001

    assert read(data)[1] == [(2, ["2024-07-25", "2024-07-25 17:30:00", "TRUE"])]


def test_columns_are_found_however_they_are_written():
    sheet = spreadsheets.read(io.BytesIO(b"Month,Crime.type,LONGITUDE\n"))

    assert sheet.require("month", ("Crime type", "Category"), "Longitude") == [0, 1, 2]
    assert sheet.find("Latitude") is None
    with pytest.raises(Unreadable) as refusal:
        sheet.require("Month", "Latitude", "Crime ID")
    assert str(refusal.value) == (
        "The file has no column called “Latitude” or “Crime ID”. Its columns are: Month, Crime.type, LONGITUDE."
    )


def test_records_name_their_values():
    sheet = spreadsheets.read(io.BytesIO(b"Ward,Count\nInce,3\n"))

    assert list(sheet.records()) == [(2, {"Ward": "Ince", "Count": "3"})]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\n\n", "The file has no rows."),
        (b"%PDF-1.7\n", "This is a PDF. Send the table as CSV or XLSX."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "This is a workbook of an old kind (.xls). Save it as .xlsx or CSV and send it again.",
        ),
        (b"\x89PNG\r\n", "This is a picture. Send the table as CSV or XLSX."),
        (b'\xef\xbb\xbf  {"a": 1}', "This is JSON. Send the table as CSV or XLSX."),
        (b"<html>", "This is a web page or XML. Send the table as CSV or XLSX."),
        (b"a,b\n\0\0\0", "This is not a table of text. Send it as CSV or XLSX."),
        (b"\xe9,b\n\0\0\0", "This is not a table of text. Send it as CSV or XLSX."),
        (b"\x1f\x8b\x08nonsense", "The file is damaged: it could not be unpacked."),
        (gzip.compress(b"a,b\n" * 9, mtime=0)[:-12], "The file is damaged: it could not be unpacked."),
        (
            b"PK\x03\x04nonsense",
            "The workbook could not be opened. Save it again as .xlsx, or as CSV, and send it again.",
        ),
        (b'a,b\n"' + b"x" * 200_000, "The file could not be read as a table: a quotation mark may not be closed."),
        (b",".join(b"c%d" % n for n in range(501)), "The file has more than 500 columns."),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(data, sentence):
    with pytest.raises(Unreadable) as refusal:
        read(data)

    assert str(refusal.value) == sentence


def test_a_file_that_unpacks_to_far_more_than_it_weighs_is_refused():
    packed = gzip.compress(b"a,b\n" * 1_000_000, mtime=0)
    zipped = io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", " " * 3_000_000)

    for data in (packed, zipped.getvalue()):
        with pytest.raises(Unreadable, match="larger than 2 MB"):
            read(data, largest=2 * 1024 * 1024)


def test_a_file_with_too_many_rows_is_refused():
    with pytest.raises(Unreadable, match="more than 3 rows"):
        read(b"a\n1\n2\n3\n", most_rows=3)


@given(data=st.binary(min_size=1, max_size=400))
def test_no_bytes_whatever_end_in_anything_but_a_table_or_a_sentence(data):
    with contextlib.suppress(Unreadable):
        read(data)


@given(data=st.binary(max_size=200))
def test_a_damaged_workbook_ends_in_a_table_or_a_sentence(data):
    whole = workbook(["Ward", "Count"], ["Ince", 1])
    with contextlib.suppress(Unreadable):
        read(whole[:900] + data + whole[900 + len(data) :])


def test_kents_crimes_are_read_as_they_come(real_data):
    with open(real_data / "crime/2024-01-kent-street.csv.gz", "rb") as file:
        sheet = spreadsheets.read(file)
        longitude, lsoa = sheet.require("Longitude", "LSOA name")
        rows = list(sheet)

    assert len(rows) == 14_466
    assert sum(not row.values[longitude] for row in rows) == 136
    assert sum(row.values[lsoa].startswith("Medway") for row in rows) == 2_478


# Writing


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", " =1", "\n=1", "＝1+1", "-2+3+cmd|' /C calc'!A0"]
)
def test_text_that_begins_like_a_formula_is_written_as_text(text):
    assert written([[text]])[1] == ["'" + text]


def test_numbers_dates_and_suppressed_counts_are_written_as_readers_expect():
    hidden = suppression.suppress([3, 40]).cells[0]

    assert written([[-5, "-5", 1.5, datetime.date(2024, 7, 25), None, hidden, "WN1 1AA"]])[1] == [
        *("-5", "-5", "1.5", "2024-07-25", "", "suppressed", "WN1 1AA")
    ]


def test_a_download_is_streamed_for_excel_under_a_harmless_name():
    response = spreadsheets.csv_response('ward"\r\nX: y.csv', ["Ward"], (["Ince"] for _ in range(2)))

    assert response["Content-Disposition"] == 'attachment; filename="ward-X-y.csv"'
    assert b"".join(response).decode("utf-8-sig") == '"Ward"\r\n"Ince"\r\n"Ince"\r\n'
    assert response.streaming


@given(rows=st.lists(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r\0")), min_size=1)))
def test_nothing_written_begins_like_a_formula(rows):
    for row in written(rows)[1:]:
        for value in row:
            assert not value.lstrip().startswith(("=", "@")) or value.startswith("'")
