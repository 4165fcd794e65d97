"""Which files may be sent, told by what is in them: a name and a browser's word prove nothing."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of file: how people call it, the endings it comes with, and `is_one(head, file)` for its content."""

    words: str
    extensions: tuple[str, ...]
    is_one: Callable


def _starts_with(*beginnings):
    return lambda head, file: head.startswith(beginnings)


def _is_heic(head, file):
    return head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis")


def _is_webp(head, file):
    return head[:4] == b"RIFF" and head[8:12] == b"WEBP"


def _is_text(head, file):
    # A byte of nought is in no text that a council would send, and in nearly every other kind of file.
    return bool(head.strip()) and b"\0" not in head and not head.startswith((b"%PDF", b"PK\x03\x04"))


def _is_workbook(head, file):
    return head.startswith(b"PK\x03\x04") and "xl/workbook.xml" in _names_in_zip(file)


def _is_geojson(head, file):
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and _is_text(head, file)


def _names_in_zip(file):
    position = file.tell()
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return []
    finally:
        file.seek(position, io.SEEK_SET)


JPEG = Kind("JPEG", (".jpg", ".jpeg"), _starts_with(b"\xff\xd8\xff"))
PNG = Kind("PNG", (".png",), _starts_with(b"\x89PNG\r\n\x1a\n"))
WEBP = Kind("WebP", (".webp",), _is_webp)
HEIC = Kind("HEIC", (".heic", ".heif"), _is_heic)
PDF = Kind("PDF", (".pdf",), _starts_with(b"%PDF-"))
CSV = Kind("CSV", (".csv", ".txt"), _is_text)
GZIP = Kind("gzipped CSV", (".gz",), _starts_with(b"\x1f\x8b"))
WORKBOOK = Kind("Excel workbook (.xlsx)", (".xlsx",), _is_workbook)
GEOJSON = Kind("GeoJSON", (".geojson", ".json"), _is_geojson)

PHOTOS = (JPEG, PNG, WEBP, HEIC)
TABLES = (CSV, GZIP, WORKBOOK)


def kind_of(upload, kinds):
    """The kind among `kinds` that this open file is, by its content and its name's ending, or None.

    Leaves the file where it was.
    """
    name = (getattr(upload, "name", "") or "").lower()
    position = upload.tell()
    upload.seek(0)
    head = upload.read(4096)
    upload.seek(position)
    return next((kind for kind in kinds if name.endswith(kind.extensions) and kind.is_one(head, upload)), None)


def in_words(kinds):
    """ "JPEG, PNG or PDF", for "The file must be …"."""
    words = [kind.words for kind in kinds]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
