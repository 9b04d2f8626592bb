"""The edge of every request: what an answer says about itself, what a forged or outdated form gets, what happens twice."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from app import create_app
from app.db import db
from app.guards import COOKIE
from app.once import SentForm
from reviews import Base, people, signing_in
from reviews.people import Person
from tests.statements import counted


@pytest.fixture
def guarded(tmp_path, clock):
    """An app as it is served: with its protection against forged forms, on HTTPS, and Ada signed in."""
    app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'edge.sqlite'}", SECRET_KEY="k" * 32, CLOCK=clock,
                     PRODUCTION=True)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        ada = people.add(db.session, name="Ada Admin", is_admin=True, at=clock())
        token = signing_in.begin(db.session, ada, at=clock())
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[COOKIE] = token
    return app, client


def names(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Person.name).order_by(Person.id)))


def test_a_forged_form_changes_nothing_and_is_told_why(guarded):
    app, client = guarded
    answer = client.post("/people/new", data={"name": "Mallory", "team_id": "0", "function": ""})
    assert answer.status_code == 400 and "This page was open for too long" in answer.text
    assert names(app) == ["Ada Admin"]


def test_a_form_of_ours_is_carried_out_once_however_often_it_is_sent(guarded):
    app, client = guarded
    page = client.get("/people/new").text
    hidden = dict(re.findall(r'type="hidden" name="(csrf_token|_once)" value="([^"]+)"', page))
    form = hidden | {"name": "Zoë Řehoř", "team_id": "0", "function": ""}
    answers = [client.post("/people/new", data=form) for _ in range(3)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/people")] * 3
    assert names(app) == ["Ada Admin", "Zoë Řehoř"]
    with app.app_context():
        assert db.session.scalar(select(func.count(SentForm.key))) == 1


def test_every_answer_allows_no_script_or_frame_but_ours(guarded):
    _, client = guarded
    for path in ("/", "/nowhere", "/static/css/index.css"):
        answer = client.get(path)
        answer.close()
        headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_file_of_the_product_asks_the_database_nothing(guarded):
    app, client = guarded
    with app.app_context():
        engine = db.engine
    with counted(engine) as said:
        answer = client.get("/static/css/index.css")
        answer.close()
    assert (answer.status_code, said, "Cookie" in answer.headers.get("Vary", "")) == (200, [], False)


def test_a_page_is_never_kept_by_a_browser_that_somebody_else_may_use(guarded):
    assert guarded[1].get("/people").headers["Cache-Control"] == "no-store"


def test_signing_out_ends_the_session_itself_and_not_only_the_cookie(desk, cast, session):
    ana = desk(cast.ana)
    with ana.session_transaction() as cookie:
        token = cookie[COOKIE]
    ana.post("/sign-out")
    with ana.session_transaction() as cookie:
        cookie[COOKIE] = token
    assert ana.get("/").location == "/sign-in?back=/"


@pytest.mark.parametrize("path", ["/people/1/edit", "/plans/999", "/nowhere", "/reviews/99999999999999999999"])
def test_what_is_not_there_and_what_is_not_yours_look_the_same(desk, cast, path):
    answer = desk(cast.olaf).get(path)
    assert answer.status_code == 404
    assert "Nothing here for you" in answer.text and "may be mistyped, or this page is not yours" in answer.text


def test_a_file_that_is_too_large_is_refused_in_a_sentence(desk, cast):
    answer = desk(cast.ada).post("/people/imports", data={"file": (b"x" * (9 * 1024 * 1024)).decode()})
    assert answer.status_code == 413 and "Files up to 8 MB can be read" in answer.text
