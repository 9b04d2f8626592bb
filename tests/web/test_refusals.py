"""A refusal says what happened and what to do next; what was typed stays on its page, and can be sent again from there."""

from __future__ import annotations

import re
import sqlite3
from html import unescape

import psycopg
import pytest
from flask import g
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, TimeoutError

from app.db import db
from app.guards import COOKIE
from app.refusals.errors import WORDS
from app.refusals.trouble import AWAY, BUSY, FULL, UNWRITABLE, trouble_of
from reviews.people import Person
from tests.gathering import gathering, review_of
from tests.reading import value_in, words_of
from tests.web.conftest import OURS

WORDS_OF_ADA = "Zoë Řehoř"


def boxes(page: str) -> dict[str, str]:
    """What stands in the boxes of a refusal, by label."""
    found = re.findall(r'<label for="typed-\d+">(.*?)</label>.*?<textarea[^>]*>\n(.*?)</textarea>', page, re.S)
    return {unescape(label): unescape(words) for label, words in found}


def again(page: str) -> dict[str, str]:
    """The form that a refusal offers to send again, as its button sends it."""
    main = page[page.index("<main"):]
    typed = re.findall(r'<textarea[^>]* name="([^"]+)">\n(.*?)</textarea>', main, re.S)
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', main)
    return {name: unescape(value) for name, value in typed + hidden}


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("said by the driver")
    error.sqlite_errorcode = code
    return error


def wrapped(error: Exception) -> DBAPIError:
    return OperationalError("SELECT 1", {}, error)


@pytest.mark.parametrize("error, trouble", [
    (sqlite_error(sqlite3.SQLITE_BUSY), BUSY), (sqlite_error(sqlite3.SQLITE_BUSY_SNAPSHOT), BUSY),
    (sqlite_error(sqlite3.SQLITE_FULL), FULL), (sqlite_error(sqlite3.SQLITE_IOERR_WRITE), AWAY),
    (sqlite_error(sqlite3.SQLITE_CANTOPEN), AWAY), (sqlite_error(sqlite3.SQLITE_READONLY), UNWRITABLE),
    (sqlite_error(sqlite3.SQLITE_ERROR), None), (sqlite3.ProgrammingError("none of the database's"), None),
    (psycopg.errors.AdminShutdown(), AWAY), (psycopg.errors.CannotConnectNow(), AWAY),
    (psycopg.OperationalError("connection refused"), AWAY), (psycopg.errors.ConnectionFailure(), AWAY),
    (psycopg.errors.LockNotAvailable(), BUSY), (psycopg.errors.QueryCanceled(), BUSY),
    (psycopg.errors.TooManyConnections(), BUSY), (psycopg.errors.DiskFull(), FULL), (psycopg.errors.IoError(), AWAY),
    (psycopg.errors.ReadOnlySqlTransaction(), UNWRITABLE), (psycopg.errors.UndefinedTable(), None),
], ids=lambda value: type(value).__name__)
def test_what_the_drivers_say_is_one_of_four_troubles_or_a_fault_of_ours(error, trouble):
    assert trouble_of(wrapped(error)) is trouble


def test_waiting_too_long_for_a_connection_and_a_full_disk_are_troubles_too():
    assert (trouble_of(TimeoutError()), trouble_of(OSError(28, "no room")), trouble_of(OSError(2, "not there")),
            trouble_of(ValueError())) == (BUSY, FULL, None, None)


@pytest.mark.parametrize("error, trouble", [
    (psycopg.OperationalError("server closed the connection unexpectedly"), AWAY), (sqlite_error(sqlite3.SQLITE_BUSY), BUSY),
    (sqlite_error(sqlite3.SQLITE_FULL), FULL), (sqlite_error(sqlite3.SQLITE_READONLY), UNWRITABLE)],
    ids=["away", "busy", "full", "unwritable"])
def test_a_form_in_trouble_keeps_its_words_and_counts_once_when_it_is_sent_again(house, error, trouble):
    form = house.newcomer(WORDS_OF_ADA)
    house.break_next(wrapped(error))
    answer = house.ada.post("/people/new", data=form, headers=OURS)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(trouble.seconds))
    assert "Refresh" not in answer.headers and trouble.sending in words_of(answer.text)
    assert boxes(answer.text) == {"Name": WORDS_OF_ADA} and house.names() == ["Ada Admin"]
    assert again(answer.text)["_once"] == form["_once"]
    for _ in range(2):
        assert house.ada.post("/people/new", data=again(answer.text)).location == "/people"
    assert house.names() == ["Ada Admin", WORDS_OF_ADA]


def test_a_page_in_trouble_asks_again_by_itself_and_asks_the_database_nothing(house):
    house.break_next(wrapped(psycopg.errors.AdminShutdown()), when="SELECT")
    answer = house.ada.get("/people")
    assert (answer.status_code, answer.headers["Refresh"], answer.headers["Retry-After"]) == (503, "5", "5")
    said = words_of(answer.text)
    assert "It is usually back within a minute. This page tries again by itself." in said and "Ada" not in said
    assert f"Reference {answer.headers['X-Request-Id']}" in said
    assert house.ada.get("/people").status_code == 200


def test_a_database_whose_file_is_gone_is_told_as_away(house):
    with house.app.app_context():
        db.engine.dispose()
        house.app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:////nowhere/at/all.sqlite"
        db.engine.url = db.engine.url.set(database="/nowhere/at/all.sqlite")
        db.engine.pool = db.engine.pool.recreate()
        db.engine.pool._creator = lambda: sqlite3.connect("/nowhere/at/all.sqlite")
    answer = house.ada.get("/people")
    assert answer.status_code == 503 and AWAY.title in answer.text


def test_a_fault_of_ours_says_so_and_keeps_what_was_typed(house):
    form = house.newcomer(WORDS_OF_ADA)
    house.break_next(ZeroDivisionError("a fault"))
    answer = house.ada.post("/people/new", data=form, headers=OURS)
    assert answer.status_code == 500 and WORDS[500][1] in words_of(answer.text)
    assert "ZeroDivision" not in answer.text and "Traceback" not in answer.text
    assert house.ada.post("/people/new", data=again(answer.text)).location == "/people"
    assert house.names() == ["Ada Admin", WORDS_OF_ADA]


def test_an_outdated_form_of_ours_can_be_sent_again_with_a_fresh_token(house):
    form = house.newcomer(WORDS_OF_ADA) | {"csrf_token": "from an hour ago"}
    answer = house.ada.post("/people/new", data=form, headers=OURS)
    assert answer.status_code == 400 and "This page was open for too long" in answer.text
    assert "You are signed in as Ada Admin" in words_of(answer.text)
    assert house.ada.post("/people/new", data=again(answer.text)).location == "/people"
    assert house.names() == ["Ada Admin", WORDS_OF_ADA]


@pytest.mark.parametrize("said, offered", [
    ({"Sec-Fetch-Site": "same-origin"}, True), ({"Origin": "http://localhost"}, True),
    ({"Origin": "http://127.0.0.1:8000"}, True),  # what PUBLIC_URL says
    ({}, False), ({"Origin": "null"}, False), ({"Origin": "https://evil.example"}, False),
    ({"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"}, False),
    ({"Sec-Fetch-Site": "same-site"}, False), ({"Sec-Fetch-Site": "none"}, False)])
def test_a_forged_form_never_becomes_one_click_away(house, said, offered):
    answer = house.ada.post("/people/new", data={"name": "Mallory", "is_admin": "y"}, headers=said)
    assert answer.status_code == 400 and boxes(answer.text) == {"Name": "Mallory"}
    main = answer.text[answer.text.index("<main"):]
    assert ("Send it again" in main, "<form" in main, "is_admin" in main) == (offered,) * 3


def test_a_session_that_ended_under_an_open_form_costs_no_words(house):
    form, other_tab = house.newcomer(WORDS_OF_ADA), {}
    with house.ada.session_transaction() as cookie:
        token = cookie.pop(COOKIE)
    answer = house.ada.post("/people/new", data=form, headers=OURS)
    assert answer.status_code == 401 and "You are not signed in any more" in words_of(answer.text)
    assert boxes(answer.text) == {"Name": WORDS_OF_ADA} and 'href="/sign-in"' in answer.text
    with house.ada.session_transaction() as cookie:  # signing in starts a new session, with a new token
        cookie.clear()
        cookie[COOKIE] = token
    answer = house.ada.post("/people/new", data=again(answer.text), headers=OURS)
    assert answer.status_code == 400
    assert house.ada.post("/people/new", data=again(answer.text)).location == "/people"
    assert house.names() == ["Ada Admin", WORDS_OF_ADA]


def test_a_button_clicked_after_the_session_ended_leads_to_signing_in(house):
    with house.ada.session_transaction() as cookie:
        cookie.clear()
    answer = house.ada.post("/sign-out", headers=OURS)
    assert answer.status_code == 400 and "You are not signed in any more" in words_of(answer.text)


def test_two_clicks_at_the_same_moment_both_lead_where_the_first_one_led(house):
    form = house.newcomer(WORDS_OF_ADA)
    assert house.ada.post("/people/new", data=form).location == "/people"
    with house.app.test_request_context("/people/new", method="POST", data=form):
        g.person = db.session.get(Person, 1)
        clash = sqlite3.IntegrityError("UNIQUE constraint failed: sent_form.key")
        answer = house.app.handle_user_exception(IntegrityError("INSERT", {}, clash))
    assert (answer.status_code, answer.location) == (303, "/people")


def test_words_for_something_that_is_gone_stay_to_be_copied(house):
    form = house.newcomer("Line one\nand two & <b>")
    answer = house.ada.post("/people/999/edit", data=form, headers=OURS)
    assert answer.status_code == 404 and boxes(answer.text) == {"Name": "Line one\r\nand two & <b>".replace("\r", "")}
    assert "Send it again" not in answer.text


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "BREW"])
def test_a_method_that_no_page_knows_is_refused_in_a_sentence(house, method):
    answer = house.ada.open("/people/new", method=method)
    assert answer.status_code == 405 and "use the button on the page" in answer.text


def test_a_name_that_is_not_ours_gets_no_page(house):
    house.app.config["TRUSTED_HOSTS"] = ["courtside.example.com"]
    answers = [house.ada.get("/people", headers={"Host": host}) for host in ("evil.example", "a b", "courtside.example.com:443")]
    assert [answer.status_code for answer in answers] == [400, 400, 303]
    assert "not known by this address" in answers[0].text and "evil" not in answers[0].text


def test_the_same_moment_in_postgresql_is_told_as_that(house):
    form = house.newcomer(WORDS_OF_ADA)
    house.break_next(wrapped(psycopg.errors.DeadlockDetected()))
    answer = house.ada.post("/people/new", data=form, headers=OURS)
    assert answer.status_code == 422 and "Somebody else changed this at the same moment" in answer.text
    assert value_in(answer.text, "name") == WORDS_OF_ADA, "on a form of ours, the words stay in their field"
    house.break_next(wrapped(psycopg.errors.DeadlockDetected()), when="UPDATE sign_in")
    answer = house.ada.post("/sign-out", data=form, headers=OURS)
    assert answer.status_code == 409 and boxes(answer.text) == {"Name": WORDS_OF_ADA}
    assert "Somebody else changed this at the same moment" in answer.text and "Send it again" in answer.text


def test_a_refusal_of_the_domain_keeps_words_that_a_page_without_a_form_was_sent(desk, cast, session):
    session.execute(text("UPDATE person SET is_admin = false"))
    cast.ada.is_admin = True
    answer = desk(cast.ada).post(f"/people/{cast.dustin.id}/departure", data={"why": "moves on"})
    assert answer.status_code == 422 and boxes(answer.text) == {"Why": "moves on"}


@pytest.mark.parametrize("before, leads_to", [
    ("http://localhost/meetings/1?page=2", "/meetings/1?page=2"), ("http://elsewhere.example/meetings/1", "/"),
    ("http://localhost//elsewhere.example", "/"), (None, "/")])
def test_a_refused_button_leads_back_to_the_page_it_was_pressed_on(desk, cast, session, clock, before, leads_to):
    meeting = gathering(session, cast, at=clock())
    session.execute(text("UPDATE meeting SET closed_at = :at"), {"at": clock()})
    answer = desk(cast.marc).post(f"/reviews/{review_of(meeting, cast.ana).id}/table", headers={"Referer": before or ""})
    refusal = answer.text[answer.text.index("<main"):]
    assert answer.status_code == 422 and re.findall(r'href="([^"]*)"', refusal) == [leads_to]
