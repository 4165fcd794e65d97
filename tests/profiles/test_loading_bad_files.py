"""Files that are wrong, of every kind: refused with the reason, or the sound rows and every other by its number."""

import contextlib
import csv
import gzip
import io
import json
import zipfile

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pact.accounts.models import Membership
from pact.audit.models import Entry
from pact.core.refusals import Refused
from pact.places.models import Postcode, SmallArea, SmallAreaLink, Ward
from profiles.actions import loading
from profiles.loading import manifest as manifests
from profiles.loading import recognition
from profiles.loading.outcomes import NEW, REFUSED
from profiles.models import Dataset, Figure, Incident, Indicator, RefusedRow
from tests import make
from tests.make import boroughs as small
from tests.make.boroughs import crime, crimes, table

pytestmark = pytest.mark.django_db

NOBODY = {"by": None, "at": make.NOON}
STORED = (Dataset, RefusedRow, Figure, Incident, Indicator, Ward, SmallArea, SmallAreaLink, Postcode, Membership, Entry)
HEAD = small.MANIFEST[: small.MANIFEST.index("[[township]]")]
ENTRIES = {entry.split('path = "')[1].split(".")[0]: entry for entry in small.MANIFEST.split("[[file]]")[1:]}


def manifest_of(*names):
    return HEAD + "".join(f"[[file]]{ENTRIES[name]}" for name in names)


def load(folder, name, content):
    """Load one file, by its name in `tests.make.boroughs.FILES`, on top of what is there; its outcome."""
    path = make.borough_files(folder, manifest=manifest_of(name), **{name: content})
    return list(loading.load(manifests.read(path), path.parent, **NOBODY))[-1]


def stored():
    return {model.__name__: model.objects.count() for model in STORED}


@pytest.fixture
def borough(tmp_path):
    """A folder whose borough has its wards, small areas and their changes."""
    path = make.borough_files(tmp_path, manifest=manifest_of("wards", "areas", "changes"))
    assert {outcome.state for outcome in loading.load(manifests.read(path), tmp_path, **NOBODY)} == {NEW}
    return tmp_path


# Each kind of bad file


def archive(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, data in files.items():
            parts.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return content.getvalue()


def workbook(*sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for n, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Sheet {n}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def locked(content):
    """A zip archive whose parts say that they are encrypted."""
    content = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def with_entities():
    bomb = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aa"><!ENTITY c "&a;&a;&a;">]><workbook>&c;</workbook>'
    return archive(xl__workbook_xml=bomb)


def ring(*places):
    return {"type": "Polygon", "coordinates": [[*places, places[0]]]}


SHIFTED = crimes(*[["", *crime(1)[:-1]]] * 6)
SWAPPED = crimes(*[crime(1, at=small.middle(1)[::-1])] * 6)
BAD = [
    ("crime", b"", "crime.csv is empty."),
    ("crime", b"\xef\xbb\xbf", "crime.csv has no heading"),
    ("crime", b"<!DOCTYPE html><title>404</title>", "is a web page, perhaps an error page"),
    ("crime", b"%PDF-1.7\n1 0 obj", "is a PDF"),
    ("crime", b"\x89PNG\r\n\x1a\n", "is a picture"),
    ("crime", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "an old Excel or Word file, or one that is locked"),
    ("crime", b"PK\x03\x04" + b"\x99" * 200, "is a workbook that cannot be opened"),
    ("crime", archive(notes="hello"), "is a zip archive and no workbook. Unpack it"),
    ("crime", archive(word__document_xml="<a/>"), "is a zip archive and no workbook"),
    ("crime", archive(xl__workbook_xml="<workbook/>"), "is a workbook that cannot be opened"),
    ("crime", locked(workbook([["Month"], ["2024-01"]])), "is locked with a password"),
    ("crime", archive(xl__workbook_xml="<a/>", bomb=b"\0" * (60 << 20)), "is far larger unpacked"),
    ("crime", with_entities(), "was not made by a spreadsheet program"),
    ("crime", workbook([["Only notes"], ["and no table"]]), "No sheet of crime.csv looks like a table"),
    ("crime", workbook([["a", "b"], [1, 2], [3, 4]]), "has no column for the month"),
    ("crime", gzip.compress(crimes(crime(1)).encode())[:-20], "packed with gzip and damaged or cut short"),
    ("crime", gzip.compress(b"%PDF-1.7"), "is a PDF"),
    ("crime", crimes(crime(1)).encode("utf-16"), "is text in UTF-16"),
    ("crime", crimes(crime(1)).replace("High", "H\0gh"), "is not text"),
    ("crime", crimes(crime(1), crime(1, Location="Café")).encode() + "É,".encode("latin-1"), "but not all of it"),
    ("crime", "Month\r\n2024-01\r\n", "has no column for the category, longitude or latitude of an incident"),
    ("crime", crimes(), "has a heading and no rows"),
    ("crime", crimes(crime(1)) + "2024-01,Kent Police\r\n", "Row 3 of crime.csv has 2 cells and 12 are expected."),
    ("crime", crimes(crime(1)).replace("On or", '"On or'), "a quotation mark is not closed"),
    ("crime", SHIFTED, "None of the 6 rows of crime.csv can be taken for Millbrook. Row 2:"),
    ("crime", SWAPPED, "Longitude and latitude seem to be exchanged"),
    ("crime", crimes(*[crime(1, at=(1, 52))] * 3), "None of the 3 rows of crime.csv can be taken for Millbrook."),
    ("crime", '[{"month": "2024-01", "category": ', "is not JSON. It may be cut short."),
    ("crime", "{}", "holds no list of things"),
    ("crime", "[1, 2]", "holds no list of things"),
    ("crime", '[{"a": null}]', "has no column for the month"),
    ("crime", b"[{}]\xff", "is JSON and not written in UTF-8"),
    ("claims", "Date,Value\r\n2018-10,1\r\n", "has no column Geography. Its columns are: Date and Value."),
    ("claims", "Date,Geography,Geography,Value\r\n2018-10,a,b,1\r\n", "has two columns called Geography."),
    ("claims", "Date,Geography,Value\r\nE05009001,2018-10,1\r\n", "None of the 1 row of claims.csv can be taken"),
    ("claims", '[{"Geography": "E05009001"}]', "claims.csv is JSON"),
    ("ages", table(["area", "total", "0", "1"], [[small.small_area(1, 1), 2, 1, 1]]), "a column for each year of age"),
    ("ages", small.everybody().replace(",100,", ",99,"), "Its ages add up to 100 and its total says 101."),
    ("groups", small.groups(60, -1), "is not a count"),
    ("groups", small.groups().replace("White", "Whites"), "is not a group that the manifest names"),
    ("postcodes", table(["postcode", "ward"], [["ZZ1 1AA", "E05009001"]]), "no column for the district or place"),
    ("postcodes", table(["ZZ1 1AA", 10, 1, 2, 3], []), "has no column for the postcode"),
    ("areas", "code,name,ward\r\n", "has a heading and no rows"),
    ("areas", "code,name,ward\r\nhouse,a,b\r\n", "“house” is not the code of a small area."),
    ("changes", "old,new,name,change\r\nE01000001,E01000001,a,Z\r\n", "“Z” is not a change: U, S, M or X."),
    ("councillors", "ward,name,council\r\nNowhere,Ann Ode,E08009999\r\n", "There is no ward called “Nowhere”"),
    ("wards", "{", "is not JSON. It may be cut short."),
    ("wards", "a,b\r\n1,2\r\n", "wards.geojson is not JSON. A GeoJSON file is expected here."),
    ("wards", '{"type": "FeatureCollection", "features": []}', "has no features"),
    ("wards", '{"type": "FeatureCollection", "features": [7]}', "Feature 1 of wards.geojson"),
    ("wards", '{"type": "Topology", "objects": {}}', "no list of features"),
    ("wards", small.boundaries({"E05009001": {"type": "Point", "coordinates": [0, 0]}}), "Polygon or MultiPolygon"),
    ("wards", small.boundaries({"E05009001": ring([1e9, 1], [1e9, 2], [2, 2])}), "not longitudes and latitudes"),
    ("wards", small.boundaries({"E05009001": small.square(1, 0)}), "overlap in wards.geojson"),
    ("wards", small.boundaries(names={"E05009001": "A", "5": "B"}), "which property of wards.geojson holds the code"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "sentence"), BAD, ids=[f"{name}: {words[:40]}" for name, _, words in BAD])
def test_a_bad_file_is_refused_with_the_reason_and_changes_nothing(borough, name, content, sentence):
    before = stored()

    outcome = load(borough, name, content)

    assert outcome.state == REFUSED
    assert sentence in " ".join(outcome.reasons)
    assert stored() == before


# What goes wrong inside a good file


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (crime(1, month="Month"), "“Month” is not a month like 2024-01."),
        (crime(1, month="2024"), "“2024” is not a month like 2024-01."),
        (crime(1, category=" "), "It does not say what happened."),
        (crime(1, at=("east", 53)), "“east” is not a longitude."),
        (crime(1, at=(-2.6, 153)), "“153” is not a latitude."),
        (crime(1, at=(-2.6, "")), "It has no latitude."),
        (crime(1, reference="r" * 65), "Its reference has more than 64 characters."),
        (crime(1, at=("nan", "nan")), "“nan” is not a longitude."),
    ],
)
def test_one_bad_row_among_good_ones_is_named_and_the_others_are_taken(borough, row, reason):
    outcome = load(borough, "crime", crimes(crime(1), row, crime(2)))

    assert [(fault.row, fault.reason) for fault in outcome.faults] == [(3, reason)]
    assert sorted(Incident.objects.values_list("row", flat=True)) == [2, 4]


def test_a_heading_that_comes_again_is_a_refused_row(borough):
    outcome = load(borough, "crime", crimes(crime(1)) + crimes(crime(2)))

    assert (outcome.new, [fault.row for fault in outcome.faults]) == (2, [3])


def test_notes_below_a_table_are_not_rows(borough):
    outcome = load(
        borough, "claims", small.FILES["claims.csv"]() + "\r\nSource: a statistics office\r\nPublished yesterday\r\n"
    )

    assert (outcome.state, outcome.read, outcome.faults) == (NEW, 4, [])


# Two hundred that nobody thought of

FEATURES = [
    {"month": "2024-01", "category": "burglary", "location": {"latitude": "53.505", "longitude": "-2.595"}},
    {"month": "2024-01", "category": "drugs", "location": {"latitude": "53.505", "longitude": "-2.585"}},
]
GOOD = {name.partition(".")[0]: make_it().encode() for name, make_it in small.FILES.items()}
GOOD["crime"] = crimes(
    crime(1), crime(1), crime(2, category="Burglary"), crime(3, at=("", "")), crime(4), crime(1, Location='The "Café"')
).encode()
SHEET = workbook(
    [["Notes"]], [["Date", "Geography", "Value"], ["2018-10", "E05009001", 1.5], ["2018-11", small.BOROUGH, 2]]
)
KINDS = [*((name, GOOD[name]) for name in GOOD), ("crime", json.dumps(FEATURES).encode()), ("claims", SHEET)]
PIECES = [
    b"",
    b",",
    b";",
    b'"',
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xe2\x80",
    b"\x1f\x8b",
    b"99999",
    b"-",
    b"E05009001",
    b"nan",
]
PIECES += [b"x" * 200_000, "É".encode("latin-1"), "É".encode(), b"{", b"]", b"\\u0000", b"\\ud800", b"null", b"1e400"]


def as_rows(data):
    """The cells of a table, or of whatever it is that is taken for one here."""
    return [line.split(",") for line in data.decode("utf-8", "replace").splitlines()] or [[""]]


def as_csv(rows, delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


@st.composite
def cut(draw, data):
    return data[: draw(st.integers(0, len(data)))]


@st.composite
def patched(draw, data):
    """Some bytes replaced by, or doubled into, something else."""
    start = draw(st.integers(0, len(data)))
    end = min(len(data), start + draw(st.integers(0, 40)))
    return data[:start] + draw(st.sampled_from([*PIECES, data[start:end] * 2])) + data[end:]


@st.composite
def rearranged(draw, data):
    """Columns shifted, exchanged or lost; rows cut, doubled or mixed; the heading twice or not at all."""
    rows = as_rows(data)
    width = max(map(len, rows))
    first, second = draw(st.integers(0, width - 1)), draw(st.integers(0, width - 1))
    at = draw(st.integers(0, len(rows)))
    what = draw(
        st.sampled_from(["shift", "shift some", "swap", "drop", "again", "headless", "double", "fill", "blank"])
    )
    if what == "shift":
        rows = [["", *row] for row in rows]
    elif what == "shift some":
        rows = [["", *row[:-1]] if n >= at else row for n, row in enumerate(rows)]
    elif what == "swap":
        order = list(range(width))
        order[first], order[second] = order[second], order[first]
        rows = [rows[0], *([row[n] if n < len(row) else "" for n in order] for row in rows[1:])] if rows else rows
    elif what == "drop":
        rows = [row[:first] + row[first + 1 :] for row in rows]
    elif what == "again":
        rows = rows[:at] + rows[:1] + rows[at:]
    elif what == "headless":
        rows = rows[1:]
    elif what == "double":
        rows = rows + rows[1:]
    elif what == "fill":
        cell = draw(st.sampled_from(["", "x", "-1", "1e9", "2024-13", "nan", "=1+1", "0", "E05009001", "\u0661"]))
        rows = [[*row[:first], cell, *row[first + 1 :]] if n >= at else row for n, row in enumerate(rows)]
    else:
        rows = rows[:at] + [[]] + rows[at:]
    return as_csv(rows, draw(st.sampled_from([",", ",", ";", "\t"])))


@st.composite
def recoded(draw, data):
    text = data.decode("utf-8", "replace")
    encoding = draw(st.sampled_from(["utf-8-sig", "windows-1252", "utf-16", "utf-16-le", "cp437"]))
    return text.encode(encoding, "replace")


@st.composite
def damaged(draw):
    """(name of the file, bytes): a good file after one to three accidents."""
    name, data = draw(st.sampled_from(KINDS))
    for _ in range(draw(st.integers(1, 3))):
        accident = draw(st.sampled_from([cut, patched, patched, rearranged, rearranged, recoded]))
        data = draw(accident(data))
    return name, gzip.compress(data) if draw(st.integers(0, 9)) == 0 else data


@settings(max_examples=200, deadline=None, suppress_health_check=[*HealthCheck])
@given(damage=damaged())
def test_a_damaged_file_is_refused_or_gives_its_sound_rows_and_the_others_by_number(borough, damage):
    name, data = damage
    before = stored()

    with transaction.atomic():
        outcome = load(borough, name, data)

        if outcome.state == REFUSED:
            assert outcome.reasons
            assert all(reason.strip().endswith((".", "?")) for reason in outcome.reasons), outcome.reasons
            assert stored() == before
        elif dataset := Dataset.objects.exclude(title__in=["Wards", "Small areas", "Changes"]).first():
            each_row_is_accounted_for(dataset, outcome)
        transaction.set_rollback(True)


def each_row_is_accounted_for(dataset, outcome):
    lost = [fault.row for fault in outcome.faults], outcome.placeless, outcome.outside
    assert dataset.rows_read == dataset.rows_taken + sum(map(len, lost))
    assert dataset.refused_rows.count() == dataset.rows_refused + dataset.rows_without_place
    assert all(fault.row >= 1 and fault.reason.endswith((".", "?")) for fault in outcome.faults)
    if dataset.kind == Dataset.Kind.INCIDENTS:
        taken = list(dataset.incidents.values_list("row", flat=True))
        numbers = sorted([*taken, *lost[0], *lost[1], *lost[2]])
        assert len(set(numbers)) == len(numbers) == dataset.rows_read
        assert len(taken) == dataset.rows_taken


@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(damage=damaged())
def test_a_damaged_file_is_recognised_or_refused_and_never_more(tmp_path, damage):
    path = tmp_path / "file.csv"
    path.write_bytes(damage[1])

    with contextlib.suppress(Refused):
        found = recognition.recognise(path)
        assert len(found.preview) <= 20
