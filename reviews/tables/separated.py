"""Text with separators between the cells: what CSV is in the wild. Yields records; see `table`."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from reviews.errors import Refused
from reviews.tables.export import as_written
from reviews.tables.table import LOOKED_AT, fits, too_long

SEPARATORS = (",", ";", "\t", "|")
NAMED = re.compile(r"sep=([,;\t|])[ \t,;|]*(?:\r\n|\r|\n|$)", re.IGNORECASE)  # Excel may name it in a first line
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def records_in(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a text. The separator is the one that is named or by which the first rows come out equally wide."""
    named = NAMED.match(text)
    separator = named[1] if named else max(SEPARATORS, key=lambda sign: _evenness(text, sign))
    number, cells = 0, []
    for number, cells in split(text, separator, 1 if named else 0):
        cells = [as_written(cell.strip()).strip() for cell in cells]
        if any(cells):
            yield number, cells
    if any("\n" in cell or "\r" in cell for cell in cells) and text.count('"') % 2:
        raise Refused(f"A quotation mark is opened in row {number} and never closed, so the rows after it cannot be told "
                      "apart.", "file")


def split(text: str, separator: str, skipped: int = 0) -> Iterator[tuple[int, list[str]]]:
    """The records with something in them, by their number, after so many lines. Refuses what cannot be told apart."""
    records = enumerate(csv.reader(islice(_lines(text), skipped, None), delimiter=separator, skipinitialspace=True), 1)
    number = filled = 0
    try:
        for number, cells in records:
            filled += any(cells)
            fits(number, cells, filled)
            if any(cells):
                yield number, cells
    except csv.Error:
        raise too_long(number + 1) from None


def _lines(text: str) -> Iterator[str]:
    """Line by line with its end, whichever of the three it is; without a copy of the whole text."""
    return (line[0] for line in LINE.finditer(text) if line[0])


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """How many of the first rows are as wide as most are, and how wide; a separator that most rows lack tells nothing."""
    try:
        widths = [len(cells) for cells in islice(csv.reader(_lines(text), delimiter=separator), LOOKED_AT) if cells]
    except csv.Error:
        return 0, 0
    several = Counter(width for width in widths if width > 1)
    if 2 * several.total() < len(widths):
        return 0, 0
    width, count = max(several.items(), key=lambda item: item[1], default=(0, 0))
    return count, width
