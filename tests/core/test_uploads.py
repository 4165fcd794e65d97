"""Files are told by what is in them."""

import gzip
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pact.core import uploads


def workbook(part="xl/workbook.xml"):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(part, "<x/>")
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", b"ward,total\nA,1\n", uploads.CSV),
        ("a.csv", "ward,total\nCôte,1\n".encode("cp1252"), uploads.CSV),
        ("a.csv.gz", gzip.compress(b"ward,total\n"), uploads.GZIP),
        ("a.xlsx", workbook(), uploads.WORKBOOK),
        ("a.xlsx", workbook("word/document.xml"), None),
        ("a.xlsx", b"PK\x03\x04 cut short", None),
        ("a.csv", workbook(), None),
        ("a.csv", b"\0\1\2", None),
        ("a.csv", b"   ", None),
        ("a.xlsx", b"ward,total", None),
        ("a", b"ward,total", None),
    ],
)
def test_a_table_is_a_csv_a_gzipped_one_or_a_workbook(name, content, kind):
    upload = SimpleUploadedFile(name, content)
    upload.seek(3)

    assert uploads.kind_of(upload, uploads.TABLES) is kind
    assert upload.tell() == 3


def test_kinds_are_listed_as_a_sentence_would():
    assert uploads.in_words([uploads.PDF]) == "PDF"
    assert uploads.in_words([uploads.JPEG, uploads.PNG, uploads.PDF]) == "JPEG, PNG or PDF"
