"""Tables that people send and take away: CSV, gzipped CSV and XLSX read as text; CSV written so that it does no harm.

What a file is, is seen from its first bytes and not from its name. Every value is read as the text that its owner
sees, stripped of spaces around it; rows keep the number that their owner's spreadsheet shows.
"""

import codecs
import csv
import datetime
import gzip
import io
import re
import warnings
import zipfile
import zlib
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import openpyxl
from django.http import StreamingHttpResponse

LARGEST = 200 * 1024 * 1024  # bytes, unpacked
MOST_ROWS = 2_000_000
MOST_COLUMNS = 500
CHUNK = 1024 * 1024
BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
OTHER_FILES = (
    (b"%PDF", "This is a PDF. Send the table as CSV or XLSX."),
    (b"\xd0\xcf\x11\xe0", "This is a workbook of an old kind (.xls). Save it as .xlsx or CSV and send it again."),
    (b"\x89PNG", "This is a picture. Send the table as CSV or XLSX."),
    (b"\xff\xd8\xff", "This is a picture. Send the table as CSV or XLSX."),
    (b"{", "This is JSON. Send the table as CSV or XLSX."),
    (b"<", "This is a web page or XML. Send the table as CSV or XLSX."),
)
# What a spreadsheet takes for the beginning of a formula, also after spaces and in wide letters.
FORMULA = re.compile(r"\s*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
PLAIN_NUMBER = re.compile(r"[+-]?\d[\d,. ]*%?")


class Unreadable(ValueError):
    """A file that cannot be read as a table; its text is a sentence for whoever sent it."""


class Row(NamedTuple):
    """`number` as a spreadsheet shows it, counted from 1 with the header; as many values as there are columns."""

    number: int
    values: list[str]


@dataclass(slots=True)
class Sheet:
    """A table on its way in: `columns` as they are called, and the rows, which can be walked through once."""

    columns: list[str]
    rows: object  # an iterator of Row; raises Unreadable where the file breaks off

    def __iter__(self):
        return iter(self.rows)

    def find(self, *names):
        """Where the first column with one of these names is, however it is spaced or capitalised; None if nowhere."""
        where = {_plain(column): position for position, column in reversed(list(enumerate(self.columns)))}
        return next((where[_plain(name)] for name in names if _plain(name) in where), None)

    def require(self, *names):
        """Where the columns with these names are; each may be a tuple of alternatives. Raises `Unreadable`."""
        wanted = [(name,) if isinstance(name, str) else tuple(name) for name in names]
        found = [self.find(*alternatives) for alternatives in wanted]
        missing = [alternatives[0] for alternatives, where in zip(wanted, found, strict=True) if where is None]
        if missing:
            has = ", ".join(column for column in self.columns[:12] if column) or "none with a name"
            called = " or ".join(f"“{name}”" for name in missing)
            raise Unreadable(f"The file has no column called {called}. Its columns are: {has}.")
        return found

    def records(self):
        """Every row as (number, {column: value}); slower than the rows, and easier where there are few."""
        return ((row.number, dict(zip(self.columns, row.values, strict=True))) for row in self.rows)


# Reading


def read(file, *, columns=None, sheet=None, largest=LARGEST, most_rows=MOST_ROWS):
    """A `Sheet` from a binary file; `columns` names them where the file has no header. Raises `Unreadable`.

    `sheet` is the name of the sheet of a workbook, its first unless told. `largest` is in bytes, unpacked.
    """
    file = _unpacked(file, largest)
    start = file.read(8)
    file.seek(0)
    is_workbook = start.startswith(b"PK\x03\x04")
    rows = _workbook_rows(file, sheet, largest) if is_workbook else _text_rows(file, start)
    return _sheet(_numbered(rows, most_rows), columns)


def _unpacked(file, largest):
    """The file, or what is in it if it is gzipped, as a copy in memory no larger than allowed."""
    start = file.read(2)
    file.seek(0)
    source = gzip.GzipFile(fileobj=file) if start == b"\x1f\x8b" else file
    copy = io.BytesIO()
    try:
        while chunk := source.read(CHUNK):
            if copy.tell() + len(chunk) > largest:
                raise Unreadable(f"The file is larger than {_megabytes(largest)}. Send it in parts.")
            copy.write(chunk)
    except (EOFError, OSError, zlib.error) as fault:
        raise Unreadable("The file is damaged: it could not be unpacked.") from fault
    if not copy.tell():
        raise Unreadable("The file is empty.")
    copy.seek(0)
    return copy


def _megabytes(size):
    return f"{max(1, size // CHUNK)} MB"


def _sheet(rows, columns):
    if columns is None:
        header = next(rows, None)
        if header is None:
            raise Unreadable("The file has no rows.")
        columns = list(header.values)
        while columns and not columns[-1]:
            columns.pop()
    if len(columns) > MOST_COLUMNS:
        raise Unreadable(f"The file has more than {MOST_COLUMNS} columns.")
    return Sheet(list(columns), (Row(row.number, _fitted(row.values, len(columns))) for row in rows))


def _fitted(values, width):
    return values[:width] if len(values) >= width else values + [""] * (width - len(values))


def _numbered(rows, most_rows):
    """The rows that are not empty, with the numbers they have among all."""
    for number, values in enumerate(rows, 1):
        if number > most_rows:
            raise Unreadable(f"The file has more than {most_rows:,} rows. Send it in parts.")
        values = [value.strip() for value in values]
        if any(values):
            yield Row(number, values)


def _text_rows(file, start):
    for mark, sentence in OTHER_FILES:
        if start.lstrip(codecs.BOM_UTF8).lstrip().startswith(mark):
            raise Unreadable(sentence)
    encoding = _encoding_of(file, start)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding=encoding, newline="")
    try:
        first = text.readline(CHUNK)
        delimiter = max(",\t;", key=lambda mark: (first.count(mark), mark == ","))
        text.seek(0)
        yield from csv.reader(text, delimiter=delimiter)
    except (csv.Error, UnicodeError) as fault:
        raise Unreadable("The file could not be read as a table: a quotation mark may not be closed.") from fault


def _encoding_of(file, start):
    """UTF-8 if all of it is, else what Windows writes; a mark at the beginning decides at once."""
    for mark, encoding in MARKS:
        if start.startswith(mark):
            return encoding
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8"
    while chunk := file.read(CHUNK):
        if b"\0" in chunk:
            raise Unreadable("This is not a table of text. Send it as CSV or XLSX.")
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError:
            encoding = "windows-1252"
            break
    return encoding if encoding == "utf-8" else _windows_or_latin(file)


def _windows_or_latin(file):
    """Latin-1 where a byte has no meaning in Windows' own set: it reads anything."""
    file.seek(0)
    undefined = b"\x81\x8d\x8f\x90\x9d"
    while chunk := file.read(CHUNK):
        if b"\0" in chunk:
            raise Unreadable("This is not a table of text. Send it as CSV or XLSX.")
        if any(byte in chunk for byte in undefined):
            return "latin-1"
    return "windows-1252"


def _workbook_rows(file, sheet, largest):
    damaged = "The workbook could not be opened. Save it again as .xlsx, or as CSV, and send it again."
    try:
        with zipfile.ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > largest:
                raise Unreadable(f"The workbook is larger than {_megabytes(largest)} unpacked. Send it in parts.")
        file.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are not read
            workbook = openpyxl.load_workbook(file, read_only=True, data_only=True)
        if sheet is not None and sheet not in workbook.sheetnames:
            raise Unreadable(f"The workbook has no sheet called “{sheet}”.")
        if not workbook.worksheets:
            raise Unreadable("The workbook has no sheets.")
        page = workbook[sheet] if sheet is not None else workbook.worksheets[0]
        page.reset_dimensions()  # some programs write that the sheet is one cell large
        for values in page.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
            yield [_as_text(value) for value in values]
    except Unreadable:
        raise
    except Exception as fault:  # a workbook can be broken in any way there is
        raise Unreadable(damaged) from fault


def _as_text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    return str(value)


def _plain(name):
    """
    >>> _plain("Crime type") == _plain("crime_type") == _plain(" Crime.Type ")
    True
    """
    return re.sub(r"[\s._-]+", " ", name.casefold()).strip()


# Writing


def safe(value):
    """A value as a cell that no spreadsheet runs: text that begins like a formula gets an apostrophe before it.

    >>> safe("=1+1"), safe("-5"), safe("@SUM(A1)"), safe(-5), safe(None), safe(True)
    ("'=1+1", '-5', "'@SUM(A1)", -5, '', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    text = str(value).replace("\0", "")
    return "'" + text if FORMULA.match(text) and not PLAIN_NUMBER.fullmatch(text) else text


def csv_lines(columns, rows):
    """A table as lines of CSV, made as they are asked for; the mark at the beginning tells Excel that it is UTF-8."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_NONNUMERIC)
    yield BOM
    for row in chain([columns], rows):
        yield writer.writerow([safe(value) for value in row])


def csv_response(filename, columns, rows):
    """A download of a table, streamed: a hundred thousand rows take no more memory than one."""
    response = StreamingHttpResponse(csv_lines(columns, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{re.sub(r"[^A-Za-z0-9._-]+", "-", filename)}"'
    return response


class _Echo:
    """What csv.writer writes to when the line itself is wanted back."""

    def write(self, line):
        return line
