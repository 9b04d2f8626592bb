"""One request after another that no page would send, drawn by Hypothesis so that a finding shrinks to what matters."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes

import flask
from flask import Flask, got_request_exception, request_finished
from flask.testing import FlaskClient
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.routing import Rule

from tests import hostile, laws
from tests.kept import put_back
from tests.world import World

PART = re.compile(r"<(?:(\w+)(?:\(([^)]*)\))?:)?(\w+)>")
WAYS = ["form", "form", "form", "form", "form", "json", "files", "broken", "nothing"]


@dataclass
class Fuzz:
    """The worlds to try things in, and what was asked and answered so far."""

    app: Flask
    engine: Engine
    worlds: dict[str, World]
    answers: Counter = field(default_factory=Counter)
    reached: dict[str, set] = field(default_factory=lambda: defaultdict(set))
    broken: list = field(default_factory=list)

    def chapter(self, data: st.DataObject, pairs: list[tuple[Rule, str]]) -> None:
        """A request for each pair of a route and a role, in one world; then the laws are looked at, and it is put back."""
        world = self.worlds[data.draw(st.sampled_from(sorted(self.worlds)))]
        put_back(self.engine, world.rows)
        self.broken.clear()
        clients: dict[str, FlaskClient] = {}
        for rule, role in pairs:
            client = clients.setdefault(role, self.client(role, world))
            self.ask(client, role, data.draw(addresses(rule, world)), **data.draw(told(rule, world)))
        with Session(self.engine) as session:
            assert laws.broken(session) == []
        assert self.broken == []

    def client(self, role: str, world: World) -> FlaskClient:
        """The browser of somebody, signed in if they can be."""
        client = self.app.test_client()
        if role in world.cookies:
            client.set_cookie(self.app.config["SESSION_COOKIE_NAME"], world.cookies[role])
        return client

    def ask(self, client: FlaskClient, role: str, address: str, **told) -> None:
        """One request. What is true of every answer is looked at here."""
        def note(sender, response):
            self.reached[flask.request.endpoint].add((role, response.status_code))

        def raised(sender, exception):
            self.broken.append((f"{type(exception).__name__}: {exception}"[:300], role, told.get("method"), address[:200]))

        with request_finished.connected_to(note), got_request_exception.connected_to(raised):
            with client.open(address, **told) as answer:
                self.answers[role, answer.status_code] += 1
                said = answer.headers
                if answer.status_code >= 500 or b"Traceback" in answer.data[:20_000]:
                    self.broken.append((answer.status_code, role, told.get("method"), address[:200]))
        assert "frame-ancestors 'none'" in said["Content-Security-Policy"] and said["X-Content-Type-Options"] == "nosniff"


@st.composite
def addresses(draw, rule: Rule, world: World) -> str:
    """An address of the route: mostly of something that is there, of this team or the other; sometimes of what cannot be."""
    def part(match: re.Match) -> str:
        kind, of, name = match.groups()
        if kind == "any":
            return draw(st.sampled_from([word.strip() for word in of.split(",")] * 4 + hostile.WORDS))
        if kind == "int":
            return draw(_ids(rule, name, world))
        return draw(st.sampled_from(hostile.WORDS))

    return PART.sub(part, rule.rule) + draw(hostile.queries)


@st.composite
def told(draw, rule: Rule, world: World) -> dict:
    """The method, body and headers of a request."""
    method = draw(st.sampled_from(hostile.METHODS if draw(st.integers(0, 9)) == 9 else sorted(rule.methods & {"GET", "POST"}, reverse=True)))
    headers = [draw(st.sampled_from(hostile.HEADERS))] if draw(st.integers(0, 7)) == 7 else []
    body = draw(_bodies(rule, world)) if method in ("POST", "PUT", "PATCH", "DELETE") else {}
    return {"method": method, "headers": headers, **body}


def _ids(rule: Rule, name: str, world: World) -> st.SearchStrategy[str]:
    own = world.ids(rule.endpoint) if name == "id" else world.numbers
    here = st.sampled_from([str(id) for id in own])
    return st.integers(0, 9).flatmap(lambda n: hostile.ids if n == 9 else here)


@st.composite
def _bodies(draw, rule: Rule, world: World) -> dict:
    shown = draw(st.sampled_from(world.forms.get(rule.endpoint) or [{}]))
    form, way = draw(hostile.forms(shown)), draw(st.sampled_from(WAYS))
    if way == "files" or rule.endpoint.startswith("imports.create"):
        name, content = draw(hostile.uploads)
        readable = [(key, value.encode("utf-8", "replace").decode()) for key, value in form.items(multi=True)]
        return {"data": MultiDict([*readable, ("file", (io.BytesIO(content), name))]), "content_type": "multipart/form-data"}
    if way == "broken":
        kind, content = draw(st.sampled_from(hostile.BROKEN))
        return {"data": content, "content_type": kind}
    if way == "json":
        return {"data": hostile.as_json(form), "content_type": "application/json"}
    return {} if way == "nothing" else {"data": urlencoded(form), "content_type": "application/x-www-form-urlencoded"}


def urlencoded(form: MultiDict) -> bytes:
    """As a browser writes it, surrogates and all."""
    parts = [f"{_quoted(name)}={_quoted(value)}" for name, value in form.items(multi=True)]
    return "&".join(parts).encode()


def _quoted(text: str) -> str:
    return quote_from_bytes(text.encode("utf-8", "surrogatepass"), safe="")
