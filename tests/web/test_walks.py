"""Walks over all routes: what only looks changes nothing, what is forged changes nothing, and every answer is guarded."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.once import SentForm
from reviews import Base
from reviews.coach_cards import CoachCard
from reviews.plans import Paper
from tests.access_table import ON_THE_TABLE, PUBLISHED
from tests.web.conftest import OURS
from tests.web.test_access import story, walk

KEPT_BY_LOOKING = {Paper.__tablename__, CoachCard.__tablename__}  # the bytes of a PDF that somebody was given
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=[\"']|<script(?![^>]*\ssrc=\"/static/)|javascript:", re.I)


@pytest.fixture
def forging(app):
    """Protection against forged forms, which the other tests do without."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def everything(session) -> dict[str, list]:
    """All rows of all tables."""
    session.rollback()
    return {table.name: sorted(map(repr, session.execute(select(table)).all()))
            for table in Base.metadata.sorted_tables if table.name not in KEPT_BY_LOOKING}


def addresses(app, things, method: str) -> list[str]:
    return sorted({address for _, its, address, _ in walk(app, things) if its == method})


@pytest.mark.parametrize("state, names", [(ON_THE_TABLE, ["marc"]), (PUBLISHED, ["dustin"])])
def test_looking_changes_nothing_and_every_page_is_guarded(state, names, app, session, cast, desk, clock):
    things = story(session, cast, state, clock())
    pages = [*addresses(app, things, "GET"), "/sign-in", "/sign-in/made-up", "/nowhere"]
    desks = [desk(getattr(cast, name)) for name in names]
    before, said = everything(session), set()
    for at in desks:
        for path in pages:
            answer = at.get(path)
            said |= {(path, found) for found in INLINE.findall(answer.text)} if answer.mimetype == "text/html" else set()
            said |= {(path, name) for name, value in GUARDED.items() if answer.headers.get(name) != value}
    assert said == set() and everything(session) == before


GUARDED = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
           "Cross-Origin-Opener-Policy": "same-origin", "Vary": "Cookie"}


def test_asking_in_other_ways_changes_nothing_either(app, session, cast, desk, clock):
    things = story(session, cast, PUBLISHED, clock())
    looks, forms = addresses(app, things, "GET"), addresses(app, things, "POST")
    asked = [*(("HEAD", path) for path in looks), *(("OPTIONS", path) for path in forms), *(("PUT", path) for path in forms),
             *((method, looks[0]) for method in ("TRACE", "DELETE", "PATCH"))]
    at, before = desk(cast.dustin), everything(session)
    codes: dict[str, set[int]] = {}
    for method, path in asked:
        codes.setdefault(method, set()).add(at.open(path, method=method).status_code)
    assert everything(session) == before
    assert codes.pop("HEAD") <= {200, 303, 404, 409, 422} and codes.pop("OPTIONS") == {200}
    assert codes == {"PUT": {405}, "TRACE": {405}, "DELETE": {405}, "PATCH": {405}}


def test_no_form_without_our_token_changes_anything(app, session, cast, desk, clock, forging):
    things = story(session, cast, PUBLISHED, clock())
    forms, doors = addresses(app, things, "POST"), ["/sign-in/made-up", "/sign-in/as/1", "/first-admin"]
    asked = [(desk(cast.dustin), path, token) for path in forms for token in ({}, {"csrf_token": "IjEi.made.up"})]
    asked += [(desk(), path, {}) for path in doors]
    before = everything(session)
    wrong = [path for at, path, token in asked
             if at.post(path, data=token | {"name": "Mallory", "words": "forged"}).status_code != 400]
    assert len(forms) > 30 and wrong == [] and everything(session) == before


def test_a_token_of_somebody_else_is_no_token(app, session, cast, desk, clock, forging):
    marc, ada = desk(cast.marc), desk(cast.ada)
    token = re.search(r'name="csrf_token" value="([^"]+)"', ada.get("/people/new").text)[1]
    assert marc.post("/sign-out", data={"csrf_token": token}, headers=OURS).status_code == 400
    assert ada.post("/sign-out", data={"csrf_token": token}).status_code == 303


def test_every_button_that_does_something_knows_when_it_was_clicked_twice(app, session, cast, desk, clock):
    """A key that was used is found again by the person who used it, and by nobody else."""
    session.add(SentForm(key="thekey", person_id=cast.ana.id, location="/plans", sent_at=clock()))
    form = {"_once": "thekey", "name": "Zoë"}
    assert desk(cast.ana).post("/sessions/others/end", data=form).location == "/plans"
    assert desk(cast.ada).post("/people/new", data=form).location != "/plans"


def test_files_come_from_static_alone(app, desk, cast):
    """No route takes a path but the one of static/, and that one does not leave its folder."""
    taking = {route.endpoint for route in app.url_map.iter_rules()
              for converter in route._converters.values() if type(converter).__name__ == "PathConverter"}
    assert taking == {"static"}
    for path in ("../app/config.py", "..%2fapp%2fconfig.py", "%2e%2e/wsgi.py", "../instance/secret_key", "css/../../wsgi.py", "..\\wsgi.py"):
        assert desk(cast.ada).get(f"/static/{path}").status_code == 404
