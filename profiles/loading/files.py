"""What a file is before anything in it is believed: there, of the kind that was expected, whole, and text."""

import codecs
import gzip
import hashlib
import io
import json
import os
import shutil
import tempfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pact.core.refusals import Refused
from profiles.loading import encodings, workbooks

BLOCK = 1 << 20
WATCHED_BLOCK = 1 << 16
LARGEST = 2 << 30  # bytes, unpacked: ten times a police force's busiest month
GZIP = b"\x1f\x8b"
ZIP = b"PK\x03\x04"
OTHER_KINDS = [
    (ZIP, "a spreadsheet or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file, or one that is locked with a password"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xff\xfe", "text in UTF-16, not in UTF-8"),
    (b"\xfe\xff", "text in UTF-16, not in UTF-8"),
]
WEB_PAGE = (b"<!doctype", b"<html", b"<head", b"<body")
TEXT, WORKBOOK, JSON = "text", "workbook", "json"
# What a file may be where a kind is asked for: a table, shapes, or either.
FORMS = {"table": {TEXT, WORKBOOK}, "json": {JSON}, "any": {TEXT, WORKBOOK, JSON}}
ADVICE = {
    "table": "Save the sheet as “CSV UTF-8” and use that.",
    "json": "A GeoJSON file is expected here.",
    "any": "A table (CSV or XLSX) or JSON is expected here.",
}


@dataclass(frozen=True)
class Source:
    """A file that may be read. `sha256` is of what is in it, unpacked, so that packing it anew changes nothing.

    `form` is TEXT, WORKBOOK or JSON. `sheet` is the name of the sheet to read of a workbook; "" finds one. `most` is
    how many rows are wanted, 0 for all. `watch(share)`, if there is one, is told during the reading how much was read,
    from 0 to 1. It may raise to stop.
    """

    path: Path
    name: str
    sha256: str
    size: int
    form: str = TEXT
    encoding: str = encodings.UTF_8
    sheet: str = ""
    most: int = 0
    watch: object = field(default=None, compare=False)


@contextmanager
def on_disk(file, name):
    """The path of a kept file (a FieldFile) under this name on this machine's disk, wherever the store keeps it."""
    with tempfile.TemporaryDirectory(prefix="pact-upload-") as folder:
        path = Path(folder) / Path(name).name
        try:
            os.symlink(file.path, path)
        except NotImplementedError:  # a store that is no folder
            with file.open("rb") as kept, path.open("wb") as copy:
                shutil.copyfileobj(kept, copy)
        except ValueError:
            raise Refused(["This file is no longer kept. Send it again."]) from None
        yield path


def examine(path, *, kind, sheet=""):
    """The file as a Source, or Refused with the reason. `kind` is what it should be: a key of `FORMS`."""
    path = Path(path)
    if not path.is_file():
        raise Refused([f"There is no file {path.name}."])
    try:
        return _examined(path, kind, sheet)
    except encodings.NotText as reason:
        raise Refused([f"{path.name} {reason} {ADVICE[kind]}"]) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Refused([f"{path.name} is packed with gzip and damaged or cut short. Fetch it again."]) from None
    except OSError as error:
        raise Refused([f"{path.name} cannot be read: {error.strerror or error}."]) from None


def _examined(path, kind, sheet):
    digest, encoding, size, form = hashlib.sha256(), encodings.Encoding(), 0, TEXT
    with opened(path) as stream:
        while block := stream.read(BLOCK):
            if not size:
                form = _form(path, block, kind)
            if form != WORKBOOK:
                encoding.feed(block)
            digest.update(block)
            size += len(block)
            if size > LARGEST:
                raise Refused([f"{path.name} is larger than {LARGEST >> 30} GB when unpacked."])
    if not size:
        raise Refused([f"{path.name} is empty."])
    if form != WORKBOOK:
        encoding.feed(b"", is_last=True)
    if form == JSON and encoding.name != encodings.UTF_8:
        raise encodings.NotText("is JSON and not written in UTF-8.")
    if form == WORKBOOK:
        workbooks.refuse_if_unsafe(path)
    return Source(path, path.name, digest.hexdigest(), size, form, encoding.name, sheet)


def _form(path, block, kind):
    """What the first block says that the file is."""
    name, start = path.name, block.removeprefix(codecs.BOM_UTF8).lstrip()[:200]
    if block.startswith(ZIP) and WORKBOOK in FORMS[kind] and not _is_packed(path):
        return WORKBOOK
    for magic, words in OTHER_KINDS:
        if block.startswith(magic):
            raise Refused([f"{name} is {words}. {ADVICE[kind]}"])
    if start.lower().startswith(WEB_PAGE):
        raise Refused([f"{name} is a web page, perhaps an error page that was saved in place of the file."])
    if start.startswith(b"<"):
        raise Refused([f"{name} is XML. {ADVICE[kind]} Most publishers offer both."])
    form = JSON if start[:1] in (b"{", b"[") else TEXT
    if form == JSON and JSON not in FORMS[kind]:
        raise Refused([f"{name} is JSON. {ADVICE[kind]}"])
    if form not in FORMS[kind]:
        raise Refused([f"{name} is not JSON. {ADVICE[kind]}"])
    return form


def _is_packed(path):
    with path.open("rb") as raw:
        return raw.read(2) == GZIP


class Watched(io.FileIO):
    """A file that tells `watch` how much of it was read."""

    def __init__(self, path, watch):
        super().__init__(path)
        self._watch, self._all = watch, max(path.stat().st_size, 1)

    def readinto(self, buffer):
        count = super().readinto(buffer)
        self._watch(min(self.tell() / self._all, 1))
        return count


@contextmanager
def opened(path, watch=None):
    """The bytes of a file, unpacked if it is packed with gzip, whatever its name."""
    with io.BufferedReader(Watched(path, watch), WATCHED_BLOCK) if watch else path.open("rb") as raw:
        packed = raw.read(2) == GZIP
        raw.seek(0)
        yield gzip.GzipFile(fileobj=raw) if packed else raw


@contextmanager
def text(source):
    """The text of an examined file, line ends as they are."""
    with opened(source.path, source.watch) as raw:
        yield io.TextIOWrapper(raw, encoding=source.encoding, newline="")


def read_json(source):
    with text(source) as stream:
        try:
            return json.load(stream, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise Refused([f"{source.name} is not JSON. It may be cut short."]) from None


def _no_constant(word):
    raise ValueError(word)
