"""Two hundred accidents to a good file of each form: refused with a reason, or read, and nothing else ever happens.

Only the reading is tried, which asks no database: what is refused there never gets near one. That whole loads change
nothing is tried in `test_loading_bad_files.py`.
"""

import copy
import gzip
import io
import json
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pact.core.refusals import Refused
from profiles.loading import recognition
from tests.make import boroughs as small

ODD = [
    *(None, True, -1, 0, 1e308, 2**70, "", " ", "\0", "\ud800", "nan", "E05009001", "=1+1", "2024-13", "x" * 5_000),
    *([], {}, [[]], [None], {"type": "Polygon"}, [[[0, 0], [1, 1]]], "9" * 400, "53,5", "١"),
]
CELLS = [None, True, -1, 1e308, "", " ", "nan", "=1+1", "x" * 5_000, "E05009001", "[c]", "2024-13", "53,5", date.min]
OPEN311 = [
    {
        "service_request_id": n,
        "service_name": "Potholes",
        "requested_datetime": "2024-02-01T10:00:00Z",
        "lat": "53.505",
        "long": -2.595,
        "agency_responsible": {"recipient": ["Millbrook"]},
    }
    for n in range(4)
]
POLICE = [
    {
        "category": "burglary",
        "month": "2024-01",
        "persistent_id": "",
        "location": {"latitude": "53.505", "longitude": "-2.595", "street": {"id": 1, "name": "On or near Mill Road"}},
        "outcome_status": None,
    }
] * 4
ONSPD = [["pcds", "oslaua", "osward", "oseast1m", "osnrth1m", "doterm"]]
ONSPD += [[f"ZZ1 1A{letter}", small.BOROUGH, "E05009001", 360500, 403500, ""] for letter in "ABCD"]
CODE_POINT = [[f"ZZ1 1A{x}", 10, 360500, 403500, "E92000001", "", "", "", small.BOROUGH, "E05009001"] for x in "ABCDE"]
CLAIMS = [["Area code", "2023", "2024"], ["E05009001", 1.5, 2], ["E05009002", 3, 4], ["E05009003", 5, 6]]


def outlines(code, prefix):
    features = [
        {"type": "Feature", "properties": {code: f"{prefix}{n}", "Name": f"Place {n}"}, "geometry": small.square(n, 0)}
        for n in range(3)
    ]
    return {"type": "FeatureCollection", "features": features}


def encoded(document):
    return json.dumps(document).encode()


def lines(rows):
    return small.table(rows[0], rows[1:]).encode("utf-8", "surrogatepass")


def packed(rows):
    return gzip.compress(lines(rows), mtime=0)


def book(rows):
    made, stream = openpyxl.Workbook(), io.BytesIO()
    made.active.append(["Notes"])
    sheet = made.create_sheet("Table 1")
    for row in rows:
        sheet.append(row)
    made.save(stream)
    return stream.getvalue()


FORMS = {
    "outlines of wards": (outlines("WD23CD", "E0500900"), encoded),
    "outlines of small areas": (outlines("LSOA21CD", "E0103376"), encoded),
    "interface of the police": (POLICE, encoded),
    "Open311": ({"service_requests": OPEN311}, encoded),
    "directory of postcodes": (ONSPD, lines),
    "Code-Point Open": (CODE_POINT, lines),
    "gzip": (small.cells(small.crimes(small.crime(1), small.crime(2))), packed),
    "workbook": (CLAIMS, book),
}


def places(document, path=()):
    """The path to everything in a document."""
    inner = document.items() if isinstance(document, dict) else enumerate(document)
    for key, value in inner:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


@st.composite
def damaged(draw, good, written):
    """A good document after one to three accidents to what is in it, and perhaps one to its bytes."""
    document, odd = copy.deepcopy(good), CELLS if written is book else ODD
    for _ in range(draw(st.integers(1, 3))):
        known = [path for path in places(document) if written is encoded or len(path) < 3]
        if not known:
            break
        *way, last = draw(st.sampled_from(known))
        holder = document
        for key in way:
            holder = holder[key]
        is_row = written is not encoded and not way
        accident = draw(st.sampled_from(["lose", "double"] if is_row else ["lose", "replace", "replace", "double"]))
        if accident == "replace":
            holder[last] = copy.deepcopy(draw(st.sampled_from(odd)))
        elif accident == "lose":
            del holder[last]
        elif isinstance(holder, list):
            holder.insert(last, copy.deepcopy(holder[last]))
        else:
            holder[f"{last}2"] = holder[last]
    data = written(document or [[""]] if written is not encoded else document)
    if draw(st.integers(0, 3)) == 0:
        start = draw(st.integers(0, 10_000)) % len(data)
        data = data[:start] + draw(st.sampled_from([b"", b"\0", b"\xff\xfe", b"}", b"PK\x03\x04"])) + data[start + 1 :]
    return data


def attempt(read):
    """(rows, []) or ((), sentences)."""
    try:
        return read(), []
    except Refused as refusal:
        return (), refusal.reasons


@pytest.mark.parametrize("form", FORMS)
def test_a_damaged_file_is_refused_with_a_reason_or_read(tmp_path, form):
    good, written = FORMS[form]
    path = tmp_path / "file"
    path.write_bytes(written(good))
    entry, indicators = (found := recognition.recognise(path)).entry, found.indicators
    entry = entry | {fact: "2023" for fact in ("period",) if entry.get(fact) == ""}
    entry |= {"provider": "Police"} if found.kind == "incidents" else {}
    file, mistakes = recognition.as_file(entry, title="File", indicators=indicators)
    assert (mistakes, bool(found.preview)) == ([], True)

    times = 80 if written is book else 200  # a workbook takes ten times as long to open as any other

    @settings(max_examples=times, deadline=None, suppress_health_check=[*HealthCheck], derandomize=True)
    @given(data=damaged(good, written))
    def each(data):
        path.write_bytes(data)
        for read in (lambda: recognition.recognise(path).preview, lambda: recognition.preview(path, file)):
            rows, refusal = attempt(read)
            assert all(row.facts or row.reason for row in rows)
            assert all(reason.strip().endswith((".", "?")) for reason in refusal), refusal

    each()
