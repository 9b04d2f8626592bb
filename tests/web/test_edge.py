"""The edge of every request: what an answer says about itself, what a forged or outdated form gets, what happens twice."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from app.db import db
from app.guards import COOKIE
from app.once import SentForm
from reviews.people import Person
from tests import a_plan
from tests.statements import counted


def test_a_form_of_ours_is_carried_out_once_however_often_it_is_sent(house):
    app, client = house.app, house.ada
    page = client.get("/people/new").text
    hidden = dict(re.findall(r'type="hidden" name="(csrf_token|_once)" value="([^"]+)"', page))
    form = hidden | {"name": "Zoë Řehoř", "team_id": "0", "function": ""}
    answers = [client.post("/people/new", data=form) for _ in range(3)]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/people")] * 3
    assert house.names() == ["Ada Admin", "Zoë Řehoř"]
    with app.app_context():
        assert db.session.scalar(select(func.count(SentForm.key))) == 1


def test_every_answer_allows_no_script_or_frame_but_ours(house):
    client = house.ada
    for path in ("/", "/nowhere", "/static/css/index.css"):
        answer = client.get(path)
        answer.close()
        headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_file_of_the_product_asks_the_database_nothing(house):
    app, client = house.app, house.ada
    with app.app_context():
        engine = db.engine
    with counted(engine) as said:
        answer = client.get("/static/css/index.css")
        answer.close()
    assert (answer.status_code, said, "Cookie" in answer.headers.get("Vary", "")) == (200, [], False)


def test_a_page_is_never_kept_by_a_browser_that_somebody_else_may_use(house):
    assert house.ada.get("/people").headers["Cache-Control"] == "no-store"


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


@pytest.mark.parametrize("key", ["a\0b", "\0" * 20, "ß" * 20, "x" * 4000, "' OR 1=1 --"])
def test_a_key_that_is_none_of_ours_is_no_key(desk, cast, session, key):
    answer = desk(cast.marc).post(f"/teams/{cast.team.id}/meetings/new", data={"_once": key})
    assert answer.status_code == 422 and "Say when the meeting is" in answer.text
    assert desk(cast.ana).post("/sign-out", data={"_once": key}).location == "/sign-in"
    assert session.scalars(select(SentForm.key)).all() == []


@pytest.mark.parametrize("number", [2**31, 2**63, 10**40])
def test_a_number_that_no_row_has_is_asked_of_no_database(desk, cast, session, clock, number):
    plan = a_plan.published(session, cast, at=clock())
    marc, ana = desk(cast.marc), desk(cast.ana)
    assert ana.get(f"/plans/{plan.id}/versions/{number}").status_code == 404
    assert ana.get(f"/plans/{plan.id}/versions/{number}/paper.pdf").status_code == 404
    assert marc.post(f"/reviews/{plan.review_id}/placements/{number}", data={"to": "new"}).status_code == 404
    asked = f"/meetings/{plan.review.meeting_id}/contributors"
    assert marc.post(f"{asked}/{number}/removal").status_code == 404
    answer = marc.post(asked, data={"person_id": str(number)})
    assert answer.status_code == 422 and "Choose somebody who is here." in answer.text


@pytest.mark.parametrize("name", ["Mallory", "half \ud800 a character"])
def test_what_is_no_form_is_not_read_as_one(desk, cast, session, name):
    before = session.scalar(select(func.count(Person.id)))
    answer = desk(cast.ada).post("/people/new", json={"name": name, "team_id": 0, "function": ""})
    assert answer.status_code == 422 and session.scalar(select(func.count(Person.id))) == before
