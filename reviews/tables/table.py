"""A table that has been read: column names, and rows that know their numbers in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice

from reviews.errors import Refused

Records = Iterable[tuple[int, list[str]]]  # rows with something in them: their number as a spreadsheet counts, and cells
MOST_ROWS, MOST_COLUMNS, MOST_LINES = 50_000, 200, 2 ** 20
LONGEST_CELL, LONGEST_QUESTION, LONGEST_HEADER = 131_072, 1_000, 100  # of a survey a whole question is the header
LOOKED_AT = 50
NO_RESULT = "#NO RESULT!"  # stands for a formula whose result is not in the file
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", NO_RESULT})
SENTENCE = re.compile(r"(\w+\W+){5}\w+")


class NoTable(Refused):
    """There is nothing here that could be read as rows below column names."""

    def __init__(self, sentence: str):
        super().__init__(sentence, "file")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts it (the first is row 1) and its cells, side by side with the headers."""

    number: int
    places: Mapping[str, int]  # of each header, the same for all rows
    values: tuple[str, ...]

    def get(self, header: str | None) -> str:
        """What stands under a header, without space around it; nothing under no header. Refuses an error of the sheet."""
        cell = self.raw(header)
        if cell == NO_RESULT:
            raise Refused(f"Under “{header}” is a formula whose result is not in the file. Open the file in a "
                          "spreadsheet, save it again, and choose it once more.")
        if cell in ERRORS:
            raise Refused(f"Under “{header}” stands {cell}, an error of the spreadsheet. Mend it there, or empty the cell.")
        return cell

    def raw(self, header: str | None) -> str:
        """The same, also when it is an error of the sheet."""
        return self.values[self.places[header]] if header in self.places else ""

    @property
    def cells(self) -> dict[str, str]:
        """All cells by their headers."""
        return dict(zip(self.places, self.values, strict=False))

    @property
    def surplus(self) -> int:
        """How many cells beyond the last header are not empty."""
        return sum(map(bool, self.values[len(self.places):]))


@dataclass(frozen=True)
class Table:
    """All rows. `notes` are sentences about what was read, for whoever looks at it before it counts."""

    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Opened:
    """A table whose rows are read one by one, while somebody takes them. What cannot be read is refused on the way."""

    headers: tuple[str, ...]
    rows: Iterator[Row]
    notes: tuple[str, ...] = ()

    def whole(self) -> Table:
        """All rows at once."""
        return Table(self.headers, tuple(self.rows), self.notes)


def opened(records: Records, notes: Iterable[str] = ()) -> Opened:
    """A table by its records: the column names, and below them the rows. Refuses what has neither."""
    records = iter(records)
    first = list(islice(records, LOOKED_AT))
    at = _head_of([cells for _, cells in first])
    number, head = first[at]
    headers = _headers(head)
    _reads_like_a_table(len(headers), [cells for _, cells in first[at:]])
    told = [f"The column names are those of row {number}; what stands above them is not read."] * bool(at)
    return Opened(headers, rows_of(headers, chain(first[at + 1:], records)), (*notes, *told))


def rows_of(headers: tuple[str, ...], records: Records) -> Iterator[Row]:
    """Each record as a row below these headers, filled up to their number."""
    places, width = {header: place for place, header in enumerate(headers)}, len(headers)
    return (Row(number, places, (*cells, *[""] * (width - len(cells)))) for number, cells in records)


def fits(number: int, cells: list[str], filled: int) -> None:
    """Refuse what is too long or too wide. `filled` is how many rows with something in them there are so far."""
    if filled > MOST_ROWS + 1:
        raise Refused(f"This file has more than {MOST_ROWS:,} rows. Split it, or leave out rows that are not needed.", "file")
    if number > MOST_LINES:
        raise Refused(f"This file has more than {MOST_LINES:,} lines, most of them empty. Delete the empty ones.", "file")
    if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
        raise Refused(f"Row {number} has more than {MOST_COLUMNS} cells. Leave out the columns that are not needed.", "file")
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise too_long(number)


def too_long(number: int) -> Refused:
    """The refusal of a row with a cell that nobody has written."""
    return Refused(f"Row {number} has a cell that is too long to read. Is a quotation mark opened there and not closed?",
                   "file")


def _head_of(records: list[list[str]]) -> int:
    """Which record has the column names: the first one, or the first with several when a title stands above a table."""
    if not records:
        raise NoTable("There is nothing in this file but separators and empty lines.")
    wide = [sum(map(bool, cells)) > 1 for cells in records]
    return wide.index(True) if 2 * sum(wide) > len(wide) else 0


def _headers(cells: list[str]) -> tuple[str, ...]:
    """A name for each column; one without a name, or with that of an earlier one, is told apart by its number."""
    while cells and not cells[-1]:
        cells = cells[:-1]
    headers: list[str] = []
    for number, name in enumerate(cells, 1):
        name = " ".join(name.split())[:LONGEST_HEADER]
        headers.append(name if name and name not in headers else f"{name} (column {number})".strip())
    return tuple(headers)


def _reads_like_a_table(width: int, records: list[list[str]]) -> None:
    """Refuse column names without rows, and a letter or a page of notes. A single column is a list, of names for example, when its cells are short."""
    if len(records) < 2:
        raise NoTable("This file has a header and no rows below it.")
    told = [cell for cells in records for cell in cells if SENTENCE.match(cell) or len(cell) > LONGEST_HEADER]
    if width == 1 and 2 * len(told) >= len(records) or any(len(cell) > LONGEST_QUESTION for cell in records[0]):
        raise NoTable("There is text in this file and no table. It needs a line of column names at the top, and one row "
                      "below it for each thing.")
