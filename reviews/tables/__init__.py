"""Reading a table that somebody exported from somewhere: CSV in any letters, or an Excel workbook; and writing one.

Whatever the bytes are, there is a table or a refusal in a sentence that says what to send instead; nothing is half read.

    opened(data, "people.xlsx")         headers, notes and an iterator of rows
    read(data, "people.xlsx")           the same with all rows
    canonical(data, "people.xlsx")      the one form of text in which a table is kept,
    parse(text), reopened(text)         and the same table from it

`data` is bytes, the path of a file or an open binary file. Dates in cells of text: `tables.dates`. Writing: `tables.export`.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from reviews.errors import Refused
from reviews.tables import letters, separated, table, workbook
from reviews.tables.kept import reopened, text_of
from reviews.tables.kinds import HOW, MOST_BYTES, is_workbook, name_of
from reviews.tables.table import MOST_COLUMNS, MOST_ROWS, NoTable, Opened, Row, Table

__all__ = ["MOST_BYTES", "MOST_COLUMNS", "MOST_ROWS", "NoTable", "Opened", "Row", "Table", "canonical", "opened", "parse",
           "read", "reopened"]
Source = bytes | Path | BinaryIO


def opened(source: Source, file_name: str) -> Opened:
    """The table in a file, its rows one by one. Refuses what is none; a fault in a later row is refused when it is met."""
    data, name = _bytes_of(source), name_of(file_name)
    if is_workbook(data, name):
        return workbook.open_workbook(data, name)
    text, guessed = letters.text_of(data) or _no_text(data, name)
    note = f"The letters were read as {guessed}. If names look wrong below, save the file as “CSV UTF-8” and choose it again."
    return table.opened(separated.records_in(text), [note] * bool(guessed))


def read(source: Source, file_name: str) -> Table:
    """The table in a file, whole."""
    return opened(source, file_name).whole()


def canonical(source: Source, file_name: str) -> str:
    """The table in a file as it is kept, to be read again by `parse` or `reopened`."""
    return text_of(opened(source, file_name))


def parse(text: str) -> Table:
    """A table that was kept, whole."""
    return reopened(text).whole()


def _bytes_of(source: Source) -> bytes:
    """All of a file, and of one that is too large no more than shows that it is."""
    if isinstance(source, bytes):
        return source
    if isinstance(source, Path):
        with source.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    return source.read(MOST_BYTES + 1)


def _no_text(data: bytes, name: str) -> tuple[str, str]:
    """Refuse what is no text; when it nearly is, say where it is not."""
    odd = letters.ODD_BYTE.search(data)
    if odd and len(letters.ODD_BYTE.findall(data)) * 100 < len(data):
        line = data[:odd.start()].count(b"\n") + 1
        raise Refused(f"“{name}” has a sign in line {line:,} that no text has, so the file may be damaged. Delete it there, "
                      "or save the sheet again, and choose that file.", "file")
    raise Refused(f"“{name}” is not a text file with a table in it. {HOW}", "file")
