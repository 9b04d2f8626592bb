"""What each request of somebody in a room costs the process that answers, beside a bare 304 in the same run."""

from __future__ import annotations

from datetime import UTC, datetime
from http import HTTPStatus

from flask import Flask
from werkzeug.test import EnvironBuilder

from app import create_app
from bench import cost
from bench.bare import unchanged_app
from bench.cost import Cost
from bench.meeting import Room
from bench.visitor import HTMX
from bench.watchers import TOKEN
from tests.faults.serving import SECRET

KNOWN, NEWS, HERE = "a look: nothing is new", "a look: something is new", "“I am here”"


def costs(database: str, room: Room) -> dict[str, Cost]:
    """Of a look that finds nothing new, one that gets the whole room, and saying that one is here."""
    at = datetime.now(UTC)
    app = create_app(SQLALCHEMY_DATABASE_URI=database, SECRET_KEY=SECRET, DEMO=False, CLOCK=lambda: at)
    cookies = dict(room.cookies[0])
    answer = app.test_client(use_cookies=False).get(room.path, headers=_said(cookies))
    cookies |= dict([answer.headers["Set-Cookie"].partition(";")[0].split("=", 1)])
    known = {"If-None-Match": answer.headers["ETag"]}
    here = {"method": "POST", "data": {"csrf_token": TOKEN.search(answer.text)[1]}}
    return {
        KNOWN: _cost(app, asking(room.path, cookies, known), HTTPStatus.NOT_MODIFIED),
        NEWS: _cost(app, asking(room.path, cookies), HTTPStatus.OK),
        HERE: _cost(app, asking(f"{room.path}/presence", cookies, **here), HTTPStatus.OK),
    }


def _cost(app: Flask, questions, status: HTTPStatus) -> Cost:
    return cost.of(app.wsgi_app, questions, unchanged_app(), status=status, bare_status=HTTPStatus.NOT_MODIFIED)


def asking(path: str, cookies: dict[str, str], headers: dict[str, str] | None = None, **more):
    """Makes the question, each time anew."""
    return lambda: EnvironBuilder(path=path, headers=_said(cookies) | (headers or {}), **more).get_environ()


def _said(cookies: dict[str, str]) -> dict[str, str]:
    return HTMX | {"Cookie": "; ".join(map("=".join, cookies.items()))}
