"""Workbooks of Excel: opened with suspicion, read sheet by sheet as the text that their owner sees."""

import datetime
import warnings
import zipfile
from contextlib import contextmanager
from itertools import count

import openpyxl

from pact.core.refusals import Refused

LARGEST = 400 << 20  # bytes, unpacked
MOST_PARTS = 5_000
MOST_COLUMNS = 2_000
MOST_PACKED = 200  # times: what people type packs to a tenth or a twentieth of its size
WATCHED = 500  # rows
SMALL = 10 << 20  # bytes: an empty sheet with many styles packs very well, and does no harm


def refuse_if_unsafe(path):
    """Refuse what is no workbook, is locked, or would unpack without end."""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise Refused([f"{path.name} is a zip archive and no workbook. Unpack it and use the file in it."])
            if any(part.flag_bits & 1 for part in parts):
                raise Refused([f"{path.name} is locked with a password."])
            size, packed = (sum(getattr(part, fact) for part in parts) for fact in ("file_size", "compress_size"))
            if size > LARGEST or len(parts) > MOST_PARTS or (size > SMALL and size > MOST_PACKED * packed):
                raise Refused([f"{path.name} is far larger unpacked than a workbook should be."])
            for part in parts:
                _refuse_declarations(path, archive, part)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError):
        raise _damaged(path.name) from None


def _refuse_declarations(path, archive, part):
    """Excel never writes a document type; whoever does wants entities to be unfolded."""
    if part.filename.endswith((".xml", ".rels")):
        with archive.open(part) as stream:
            if b"<!" in stream.read(2_000).replace(b"<!--", b""):
                raise Refused([f"{path.name} was not made by a spreadsheet program, and is not opened."])


def _damaged(name):
    return Refused([f"{name} is a workbook that cannot be opened. Save it again as .xlsx, or as CSV."])


@contextmanager
def opened(source):
    """[(name of the sheet, a function that begins to read its rows)], each row a list of texts."""
    with warnings.catch_warnings(), source.path.open("rb") as raw:
        warnings.simplefilter("ignore")  # about styles and extensions, which are not read
        try:
            book = openpyxl.load_workbook(raw, read_only=True, data_only=True)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        except Exception:  # a workbook can be broken in any way there is
            raise _damaged(source.name) from None
        yield [(sheet.title, lambda sheet=sheet: _rows(source, sheet)) for sheet in sheets]


def _rows(source, sheet):
    try:
        expected = max(sheet.max_row or 0, 1)
        sheet.reset_dimensions()  # some programs write that the sheet is one cell large
        cells = sheet.iter_rows(max_col=MOST_COLUMNS)
    except Exception:
        raise _damaged(source.name) from None
    for number in count(1):
        try:
            row = [_as_text(cell) for cell in next(cells)]
        except StopIteration:
            return
        except Exception:
            raise _damaged(source.name) from None
        while row and not row[-1]:
            row.pop()
        if source.watch and number % WATCHED == 0:
            source.watch(min(number / expected, 1))
        yield row


def _as_text(cell):
    """The value as a text. A date that is shown without its day is a month: "Jan-24" is 2024-01."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        if "d" not in (cell.number_format or "d").lower().partition(";")[0]:
            return f"{value:%Y-%m}"
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    return str(value)
