"""Reading a table that somebody exported from somewhere: whatever its letters, its separator and its column names.

What cannot be read as a table is refused in a sentence that says what to send instead; nothing is half read.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from charset_normalizer import from_bytes

from reviews.errors import Refused

SEPARATORS = (",", ";", "\t", "|")
MOST_ROWS, MOST_COLUMNS = 50_000, 200
LOOKED_AT = 50
STEERING = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")  # signs that no table has, and a terminal obeys
BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
OTHER_KINDS = {
    b"PK\x03\x04": "an Excel file or another zip archive", b"\xd0\xcf\x11\xe0": "an old Excel file", b"%PDF": "a PDF",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"RIFF": "a picture or a sound",
    b"\x1f\x8b": "a compressed archive", b"{\\rtf": "a text document", b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}
HOW = "In Excel or Numbers, save the sheet as CSV (“CSV UTF-8” where it is offered) and choose that file."


@dataclass(frozen=True)
class Row:
    """One row: its number as a spreadsheet counts it (the header is row 1) and its cells by header."""

    number: int
    cells: Mapping[str, str]
    surplus: int = 0  # cells beyond the last header that are not empty

    def get(self, header: str | None) -> str:
        """What stands under a header, without space around it; nothing under no header."""
        return self.cells.get(header, "") if header else ""


@dataclass(frozen=True)
class Table:
    headers: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(data: bytes, file_name: str) -> Table:
    """The table in a file, or a refusal."""
    return parse(decode(data, file_name))


def decode(data: bytes, file_name: str) -> str:
    """The text of a file: by its byte order mark, as UTF-8, or as whatever its letters look like."""
    name = PurePath(file_name.replace("\\", "/")).name[:80] or "The file"
    if not data.strip():
        raise Refused(f"“{name}” is empty.", "file")
    for start, kind in OTHER_KINDS.items():
        if data.startswith(start):
            raise Refused(f"“{name}” is {kind}, not a CSV file. {HOW}", "file")
    text = _text_of(data)
    if text is None or STEERING.search(text):
        raise Refused(f"“{name}” is not a text file with a table in it. {HOW}", "file")
    return text


def parse(text: str) -> Table:
    """The rows of a text. The separator is the one by which the first rows come out equally wide."""
    text, separator = _separated(text.removeprefix("\ufeff"))
    records = _records(text, separator)
    head = next((index for index, record in enumerate(records) if any(record)), None)
    if head is None:
        raise Refused("There is nothing in this file but separators.", "file")
    headers = _headers(records[head])
    rows = [_row(index + 1, headers, record) for index, record in enumerate(records) if index > head and any(record)]
    if not rows:
        raise Refused("This file has a header and no rows below it.", "file")
    return Table(headers, tuple(rows))


def _text_of(data: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        if b"\0" not in data:
            return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    # Windows-1252 first: by letters alone it can hardly be told from its neighbours, and it is what Excel writes.
    found = from_bytes(data, cp_isolation=["cp1252"]).best() or from_bytes(data).best()
    return str(found) if found else None


def _separated(text: str) -> tuple[str, str]:
    """The text and its separator; Excel may name it in a first line like “sep=;”."""
    first, _, rest = text.partition("\n")
    if first.strip().lower() in {f"sep={sign}" for sign in SEPARATORS}:
        return rest, first.strip()[-1]
    return text, max(SEPARATORS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows are as wide as most are, and how wide; a single column tells nothing."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = [len(record) for record, _ in zip(reader, range(LOOKED_AT), strict=False) if record]
    except csv.Error:
        return 0, 0
    width, count = max(Counter(widths).items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
    return (count, width) if width > 1 else (0, width)


def _records(text: str, separator: str) -> list[list[str]]:
    """All records, also empty ones, so that their numbers are those of the spreadsheet."""
    records: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for record in reader:
            _fits(record, len(records) + 1)
            records.append([cell.strip() for cell in record])
    except csv.Error:
        raise Refused(f"Row {len(records) + 1} has a cell that is too long to read. Is a quotation mark opened there "
                      "and not closed?", "file") from None
    if text.count('"') % 2 and any("\n" in cell for cell in records[-1]):
        raise Refused(f"A quotation mark is opened in row {len(records)} and never closed, so the rows after it cannot "
                      "be told apart.", "file")
    return records


def _fits(record: list[str], number: int) -> None:
    if number > MOST_ROWS + 1:
        raise Refused(f"This file has more than {MOST_ROWS:,} rows. Split it, or leave out rows that are not needed.",
                      "file")
    if len(record) > MOST_COLUMNS:
        raise Refused(f"Row {number} has more than {MOST_COLUMNS} cells. Leave out the columns that are not needed.",
                      "file")


def _headers(record: list[str]) -> tuple[str, ...]:
    """A name for each column; one without a name, or with that of an earlier one, is told apart by its number."""
    while record and not record[-1]:
        record = record[:-1]
    headers: list[str] = []
    for number, name in enumerate(record, 1):
        name = " ".join(name.split())[:100]
        headers.append(name if name and name not in headers else f"{name} (column {number})".strip())
    return tuple(headers)


def _row(number: int, headers: tuple[str, ...], record: list[str]) -> Row:
    width = len(headers)
    cells = dict(zip(headers, record + [""] * width, strict=False))
    return Row(number, cells, sum(bool(cell) for cell in record[width:]))
