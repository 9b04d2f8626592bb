"""The log: one line of JSON on stderr for every error, with what whoever runs Courtside needs to find it, and nobody's words.

A line names the route, never the path, since a path may hold the token of a link; of an error it says the kind and the places
it went through, never the message, since messages quote what people typed. The same holds for what libraries log here.
"""

from __future__ import annotations

import json
import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, has_request_context, request
from flask.logging import wsgi_errors_stream
from gunicorn.glogging import Logger

from app.asking import milliseconds, person_id, reference

ROOT = Path(__file__).resolve().parent.parent
OURS = ("app", "reviews", "courtside")
FRAMES = 12

log = logging.getLogger("courtside")


def prepare(app: Flask) -> None:
    """Everything that is logged in this process goes out in our lines; asking twice changes nothing."""
    logging.getLogger().addHandler(OUT)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # it would write every path
    app.logger.setLevel(logging.WARNING)


def refusal(status: int, error: BaseException) -> None:
    """Note that a request was answered with an error, once."""
    log.log(logging.ERROR if status >= 500 else logging.WARNING, "refused", exc_info=error, extra={"status": status})


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        return json.dumps({name: value for name, value in _facts(record) if value not in (None, [], "")})


class ServerLog(Logger):
    """What gunicorn says of itself, in our lines; and no access log, which would write every path."""

    def setup(self, cfg) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())

    def access(self, *asked) -> None:
        """Nothing."""


OUT = logging.StreamHandler(wsgi_errors_stream)
OUT.setFormatter(Lines())


def _facts(record: logging.LogRecord) -> Iterator[tuple[str, object]]:
    yield "time", datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    yield "level", record.levelname.lower()
    yield "from", record.name
    yield "says", _says(record)
    if has_request_context():
        yield "reference", reference()
        yield "method", request.method if request.method in METHODS else "other"
        yield "route", request.url_rule.rule if request.url_rule else None
        yield "endpoint", request.endpoint
        yield "person", person_id()
        yield "milliseconds", milliseconds()
    yield "status", getattr(record, "status", None)
    if record.exc_info and record.exc_info[1]:
        yield "error", _kinds(record.exc_info[1])
        yield "where", _where(record.exc_info[1])


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")


def _says(record: logging.LogRecord) -> str:
    """Our own sentences as they are, which never have anything put in. Of others' only those with room for something, with
    numbers put in and nothing else; one without may have been put together out of anything."""
    text = str(record.msg)
    if record.name.split(".")[0] in OURS and not record.args:
        return text
    if not record.args:
        return f"{record.module}:{record.lineno}"
    return re.sub(r"%(\(\w+\))?[-#0 +]*\d*(\.\d+)?[a-zA-Z]", _numbers(record.args), text)


def _numbers(args: object):
    """What to put at each place of a sentence: a number, or nothing but a mark."""
    values = iter(args if isinstance(args, tuple) else ())

    def fill(place: re.Match) -> str:
        named = place[1] and isinstance(args, Mapping)
        value = args.get(place[1][1:-1]) if named else next(values, None)
        return str(value) if isinstance(value, (int, float)) else "…"

    return fill


def _kinds(error: BaseException) -> list[str]:
    """The error's kind and those of what caused it, the last one first."""
    found, seen = [], set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        found.append(f"{type(error).__module__}.{type(error).__qualname__}")
        error = error.__cause__ or error.__context__ or getattr(error, "orig", None)
    return found


def _where(error: BaseException) -> list[str]:
    """The places in our code that the error went through, and the one where it arose."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _is_ours(frame.filename)]
    return [f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in [*ours[-FRAMES:], *(frame for frame in frames[-1:] if frame not in ours)]]


def _is_ours(path: str) -> bool:
    return path.startswith(str(ROOT)) and ".venv" not in path and "site-packages" not in path


def _short(path: str) -> str:
    return str(Path(path).relative_to(ROOT)) if _is_ours(path) else "/".join(Path(path).parts[-2:])
