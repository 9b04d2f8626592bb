"""A table as a file to keep: CSV that a spreadsheet opens, and that no browser shows as a page."""

from __future__ import annotations

from collections.abc import Iterable

from flask import make_response
from werkzeug.wrappers import Response

from reviews.tables import export


def download(file_name: str, headers: Iterable[str], rows: Iterable[Iterable[export.Cell]]) -> Response:
    """Answer with all rows as a file of this name."""
    return written_before(file_name, export.written(headers, rows))


def written_before(file_name: str, table: bytes | str) -> Response:
    """Answer with a table that was written as CSV already."""
    answer = make_response(table)
    answer.mimetype = "text/csv"
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
