"""A table as a file to keep: CSV that a spreadsheet opens, and that no browser shows as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from flask import make_response, stream_with_context
from werkzeug.wrappers import Response

from app.db import db
from reviews.tables import export

BEGINNING = 2  # pieces: the heads, and the first rows


def download(file_name: str, headers: Iterable[str], rows: Iterable[Iterable[export.Cell]]) -> Response:
    """Answer with all rows as a file of this name."""
    return written_before(file_name, export.written(headers, rows))


def streamed(file_name: str, headers: Iterable[str], pieces: Iterable[Iterable[Iterable[export.Cell]]]) -> Response:
    """Answer with a table as it is read, so that nobody waits for a long one and it is nowhere in memory as a whole.

    The beginning is read before the answer, so that what is wrong from the start is said on a page. While somebody takes a
    piece, however slowly, no connection to the database is held.
    """
    written = export.in_pieces(headers, pieces)
    return written_before(file_name, stream_with_context(_let_go_between(chain(list(islice(written, BEGINNING)), written))))


def _let_go_between(pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        db.session.rollback()
        yield piece


def written_before(file_name: str, table: bytes | str | Iterator[bytes]) -> Response:
    """Answer with a table that was written as CSV already."""
    answer = make_response(table)
    answer.mimetype = "text/csv"
    answer.headers.set("Content-Disposition", "attachment", filename=file_name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
