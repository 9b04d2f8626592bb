"""A table as a file to keep: CSV that a spreadsheet opens, and that no browser shows as a page."""

from __future__ import annotations

from collections.abc import Iterable

from flask import make_response
from werkzeug.wrappers import Response

from reviews.tables import export


def download(file_name: str, headers: Iterable[str], rows: Iterable[Iterable[export.Cell]]) -> Response:
    """Answer with all rows as a file of this name."""
    answer = make_response(export.written(headers, rows))
    answer.mimetype = "text/csv"
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
