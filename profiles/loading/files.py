"""What a file is before anything in it is believed: there, of the kind that was expected, whole, and text."""

import codecs
import gzip
import hashlib
import io
import json
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pact.core.refusals import Refused

BLOCK = 1 << 20
WATCHED_BLOCK = 1 << 16
LARGEST = 2 << 30  # bytes, unpacked: ten times a police force's busiest month
GZIP = b"\x1f\x8b"
OTHER_KINDS = [
    (b"PK\x03\x04", "a spreadsheet or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\xff\xfe", "text in UTF-16, not in UTF-8"),
    (b"\xfe\xff", "text in UTF-16, not in UTF-8"),
]
WEB_PAGE = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")
ADVICE = {"csv": "Save the sheet as “CSV UTF-8” and use that.", "json": "A GeoJSON file is expected here."}


@dataclass(frozen=True)
class Source:
    """A file that may be read. `sha256` is of what is in it, unpacked, so that packing it anew changes nothing.

    `watch(share)`, if there is one, is told during the reading how much was read, from 0 to 1. It may raise to stop.
    """

    path: Path
    name: str
    sha256: str
    size: int
    watch: object = field(default=None, compare=False)


def examine(path, *, kind):
    """The file as a Source, or Refused with the reason. `kind` is what it should be: "csv" or "json"."""
    path = Path(path)
    if not path.is_file():
        raise Refused([f"There is no file {path.name}."])
    digest, decoder, size = hashlib.sha256(), codecs.getincrementaldecoder("utf-8")(), 0
    try:
        with opened(path) as stream:
            while block := stream.read(BLOCK):
                if not size:
                    _refuse_other_kinds(path.name, block, kind)
                if b"\0" in block:
                    raise Refused([f"{path.name} is not text. {ADVICE[kind]}"])
                decoder.decode(block)
                digest.update(block)
                size += len(block)
                if size > LARGEST:
                    raise Refused([f"{path.name} is larger than {LARGEST >> 30} GB when unpacked."])
            decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        wrong = error.object[error.start]
        raise Refused([f"{path.name} is not written in UTF-8: it has a byte {wrong:#04x}. {ADVICE[kind]}"]) from None
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Refused([f"{path.name} is packed with gzip and damaged or cut short. Fetch it again."]) from None
    except OSError as error:
        raise Refused([f"{path.name} cannot be read: {error.strerror or error}."]) from None
    if not size:
        raise Refused([f"{path.name} is empty."])
    return Source(path=path, name=path.name, sha256=digest.hexdigest(), size=size)


def _refuse_other_kinds(name, block, kind):
    start = block.removeprefix(codecs.BOM_UTF8).lstrip()[:200]
    for magic, words in OTHER_KINDS:
        if block.startswith(magic):
            raise Refused([f"{name} is {words}. {ADVICE[kind]}"])
    if start.lower().startswith(WEB_PAGE):
        raise Refused([f"{name} is a web page, perhaps an error page that was saved in place of the file."])
    if kind == "csv" and start[:1] in (b"{", b"["):
        raise Refused([f"{name} is JSON. {ADVICE[kind]}"])


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
        yield io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")


def read_json(source):
    with text(source) as stream:
        try:
            return json.load(stream, parse_constant=_no_constant)
        except (ValueError, RecursionError):
            raise Refused([f"{source.name} is not JSON. {ADVICE['json']}"]) from None


def _no_constant(word):
    raise ValueError(word)
