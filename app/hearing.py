"""Hearing a sender out: an answer that is given before all of a request has come reaches nobody who is still sending.

A browser reads the answer when it has sent its form to the end, and a server that closes the connection before that makes
it show its own error page. So what is left of a refused form is read and forgotten once the answer is out, up to a bound.
"""

from __future__ import annotations

from collections.abc import Iterable
from time import monotonic

from werkzeug.wsgi import ClosingIterator

from app.db import READS

MOST_BYTES, MOST_SECONDS = 4 << 30, 120
AT_ONCE = 256 * 1024


class Heard:
    """The app, after whose answers the rest of the request is read. For servers that know where a request ends."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ: dict, start_response) -> Iterable[bytes]:
        answer = self.app(environ, start_response)
        if environ["REQUEST_METHOD"] in READS or not environ.get("wsgi.input_terminated"):
            return answer
        return ClosingIterator(answer, [lambda: hear_out(environ["wsgi.input"])])


def hear_out(request) -> int:
    """Read to the end of a request, but not for ever; gives the number of bytes."""
    until, heard = monotonic() + MOST_SECONDS, 0
    while monotonic() < until and heard < MOST_BYTES and (piece := request.read(AT_ONCE)):
        heard += len(piece)
    return heard
