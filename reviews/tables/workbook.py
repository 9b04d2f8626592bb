"""Excel workbooks (.xlsx): the first visible sheet with a table, as the text that its cells show.

Only values are read, never formulas. A cell that is merged over several rows counts for each of them.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from reviews.errors import Refused
from reviews.tables import archive
from reviews.tables.sheets import has_cells, records_of
from reviews.tables.table import NoTable, Opened, opened

# A damaged part surfaces as whatever Python says at the place where it is met.
BROKEN = (BadZipFile, zlib.error, SyntaxError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError,
          AssertionError, OSError, EOFError, RuntimeError)


def open_workbook(data: bytes, name: str) -> Opened:
    """The table in a workbook; a note says which sheet it is on when there are several."""
    archive.check(data, name)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return _first_table(list(_visible(book.worksheets)))
    except BROKEN:
        raise Refused(archive.DAMAGED.format(name), "file") from None


def _visible(sheets: list) -> Iterator[ReadOnlyWorksheet]:
    return (sheet for sheet in sheets if sheet.sheet_state == "visible" and isinstance(sheet, ReadOnlyWorksheet))


def _first_table(sheets: list[ReadOnlyWorksheet]) -> Opened:
    """The table of the first sheet that has one. Refuses when none has."""
    why = NoTable("No sheet of this workbook that can be seen has anything in it.")
    filled = [sheet for sheet in sheets if has_cells(sheet)]
    for sheet in filled:
        try:
            return opened(records_of(sheet), _notes(sheet.title, [other.title for other in filled if other is not sheet]))
        except NoTable as none:
            why = none
    raise why


def _notes(title: str, others: list[str]) -> list[str]:
    """Which sheet was read, when there are others with something in them."""
    if not others:
        return []
    rest = ", ".join(f"“{other}”" for other in others[:5]) + (" and more" if len(others) > 5 else "")
    return [f"The sheet “{title}” is read, not {rest}. If another one is meant, save it as a file of its own."]
