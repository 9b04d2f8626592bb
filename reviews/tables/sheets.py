"""One sheet of a workbook, row by row as it is unpacked: only cells with something in them, as text.

openpyxl knows what a cell means. Its own loop is not used: that fills every gap up to a claimed width and height, and
reads conditional formats, validations and protection, on which sheets fail that are whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from xml.etree.ElementTree import Element, iterparse  # no document type gets here, see `archive`

from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.merge import MergeCells
from openpyxl.xml.constants import SHEET_MAIN_NS

from reviews.errors import Refused
from reviews.tables.shown import clean, shown
from reviews.tables.table import MOST_COLUMNS, MOST_ROWS, NO_RESULT, fits

MOST_FILLED = MOST_ROWS * MOST_COLUMNS
PLAIN_TEXT = f"{INLINE_STRING}[1]/{{{SHEET_MAIN_NS}}}t"
Record = tuple[int, list[str]]


class Reader(WorkSheetParser):
    """The cells of a sheet, and which of them are merged. A formula whose result was never stored is marked."""

    def __init__(self, sheet: ReadOnlyWorksheet, source):
        book = sheet.parent
        super().__init__(source, sheet._shared_strings, data_only=True, epoch=book.epoch,
                         date_formats=book._date_formats, timedelta_formats=book._timedelta_formats)
        self.sheet = sheet
        self.merged: list[CellRange] = []

    def records(self) -> Iterator[Record]:
        """The rows with something in them."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(element)
                element.clear()
                if record := _side_by_side(cell for cell in cells if cell[1]):
                    yield number, record
            elif element.tag == MERGE_TAG:
                self.merged = list(MergeCells.from_tree(element).mergeCell)

    def parse_cell(self, element: Element) -> tuple[int, str]:
        """The column of a cell, counted from one, and its text."""
        if not len(element) and "r" in element.keys():
            return 0, ""
        if element.get("t") == "inlineStr" and len(element) == 1 == len(element[0]) \
                and (text := element.findtext(PLAIN_TEXT)) is not None:
            return self._column_of(element), clean(text)
        cell = super().parse_cell(element)
        if cell["value"] is None and cell["data_type"] != "str" and element.find(FORMULA_TAG) is not None:
            return cell["column"], NO_RESULT
        return cell["column"], shown(ReadOnlyCell(self.sheet, **cell))


    def _column_of(self, element: Element) -> int:
        place = element.get("r")
        self.col_counter = coordinate_to_tuple(place)[1] if place else self.col_counter + 1
        return self.col_counter


def has_cells(sheet: ReadOnlyWorksheet) -> bool:
    """Whether there is anything on it."""
    with sheet._get_source() as source:
        return any(True for _ in Reader(sheet, source).records())


def records_of(sheet: ReadOnlyWorksheet) -> list[Record]:
    """The rows of a sheet with something in them; a cell merged over several rows stands in each of them."""
    records: list[Record] = []
    with sheet._get_source() as source:
        reader = Reader(sheet, source)
        for number, cells in reader.records():
            if records and number <= records[-1][0]:
                raise ValueError("rows out of order")
            records.append((number, cells))
            fits(number, cells, len(records))
    _fill_down(records, reader.merged)
    return records


def _side_by_side(cells: Iterator[tuple[int, str]]) -> list[str]:
    """Cells at their places in a row. One far out to the right is enough to know that the row is too wide."""
    record: list[str] = []
    for column, text in cells:
        column = min(column, MOST_COLUMNS + 1)
        record += [""] * (column - len(record))
        record[column - 1] = text
    return record


def _fill_down(records: list[Record], merged: list[CellRange]) -> None:
    """Only downwards: beside each other, merged cells are a title or a wide cell, and mean their first column."""
    numbers = [number for number, _ in records]
    budget = MOST_FILLED
    for area in merged:
        below = records[bisect_left(numbers, area.min_row):bisect_right(numbers, area.max_row)]
        text = _at(below[0][1], area.min_col) if below and below[0][0] == area.min_row else ""
        budget -= len(below)
        if budget < 0:
            raise ValueError("more merged cells than a sheet has")
        for _, cells in below[1:] if text else ():
            cells += [""] * (area.min_col - len(cells))
            cells[area.min_col - 1] = text


def _at(cells: list[str], column: int) -> str:
    return cells[column - 1] if 0 < column <= min(len(cells), MOST_COLUMNS) else ""
