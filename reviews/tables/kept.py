"""One form for every table, in which it is kept between the upload and the moment when it counts.

CSV in UTF-8 with commas, after a first line that says so and holds the notes; cells are stripped, dates are as in `shown`,
each row stands on the line of its number as if every cell had one line. It is read back fast, as it was.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from reviews.tables.separated import records_in, split
from reviews.tables.table import Opened, opened, rows_of

FIRST = "sep=,["  # no spreadsheet and no person writes this


def text_of(table: Opened) -> str:
    """A table as it is kept. Refuses what cannot be read in any of its rows."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    buffer.write(f"sep=,{json.dumps(table.notes, ensure_ascii=False)}\r\n")
    writer.writerow(table.headers)
    line = 1
    for row in table.rows:
        buffer.write("\r\n" * (row.number - line - 1))
        writer.writerow(row.values)
        line = row.number
    return buffer.getvalue()


def reopened(text: str) -> Opened:
    """A table that was kept. Text from before there was this form is read as any other CSV."""
    if not text.startswith(FIRST):
        return opened(records_in(text.removeprefix("\ufeff")))
    records: Iterator = split(text, ",", 1)
    headers = tuple(next(records)[1])
    return Opened(headers, rows_of(headers, records), tuple(json.loads(text[len(FIRST) - 1:text.index("\r\n")])))
