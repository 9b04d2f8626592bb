"""Tables on their way out, as CSV that a spreadsheet opens with its letters right and takes nothing in it for a formula.

A spreadsheet runs a cell that begins with = + - or @. Such a cell gets an apostrophe in front, which makes it text; so
does what follows a line break or a semicolon inside a cell, since a spreadsheet of another country cuts a line there.
Reading takes that one apostrophe away again, so that an export which comes back as an import says what it said.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import chain

Cell = str | int | float | Decimal | date | None
RISKY = r"(?:[^\S\r\n\t]|[\"'“”‘’])*[=+\-@\t\r＝＋－＠﹢﹣﹦﹫−]"
MARK = "\ufeff"
START = r"(^|[\r\n;])"
LIVE = re.compile(rf"{START}(?={RISKY})")
BEGINS_LIVE = re.compile(RISKY)
DEFUSED = re.compile(rf"{START}'(?={RISKY})")


def in_pieces(headers: Iterable[str], pieces: Iterable[Iterable[Iterable[Cell]]]) -> Iterator[bytes]:
    """A CSV as its rows come, so many at once: UTF-8 with its mark, commas, every cell in quotation marks."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    buffer.write(MARK)
    for rows in chain([[headers]], pieces):
        writer.writerows([harmless(cell) for cell in row] for row in rows)
        yield _taken_from(buffer)


def written(headers: Iterable[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """The whole CSV."""
    return b"".join(in_pieces(headers, [rows]))


def harmless(cell: Cell) -> str:
    """A cell as it is written. A number that is one of ours stays a number; words never become a formula."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return _words(cell)
    if isinstance(cell, float):
        cell = Decimal(repr(cell))
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def as_written(cell: str) -> str:
    """A cell as it was before `harmless`."""
    return DEFUSED.sub(r"\1", cell)


def _words(cell: str) -> str:
    """Most are of one line, where only the beginning can run: that is asked first, since a table can have a million cells."""
    if "\n" in cell or "\r" in cell or ";" in cell:
        return LIVE.sub(r"\1'", cell)
    return f"'{cell}" if BEGINS_LIVE.match(cell) else cell


def _taken_from(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
