"""The doors from outside: what a guesser, a double click, a planted cookie and a forged address get."""

from __future__ import annotations

import pytest
from flask import g
from sqlalchemy import delete, select

from app import create_app, doors
from app.config import settings
from app.device import device_of
from app.guards import COOKIE
from reviews import signing_in
from reviews.attempts import DEMO_ENTRIES, WRONG_CODES, WRONG_LINKS, Attempt
from reviews.people import Person
from reviews.signing_in import SignIn
from tests.reading import words_of

ADA = {"name": "Ada Admin", "email": "ada@example.com"}
NOBODYS = "/sign-in/" + "x" * 43


@pytest.fixture
def link(session, cast, clock) -> str:
    token = signing_in.make_link(session, cast.priya, at=clock())
    session.commit()
    return f"/sign-in/{token}"


def signed_in_as(client) -> str | None:
    with client:
        client.get("/who-sees-what")
        return g.person.name if g.person else None


def test_who_guesses_codes_waits_and_keeps_what_was_typed(desk, session, clock):
    code = signing_in.first_admin_code(session, at=clock())
    guesser = desk()
    answers = [guesser.post("/first-admin", data=ADA | {"code": f"0000-{n:04}"}) for n in range(WRONG_CODES.most + 1)]
    assert [answer.status_code for answer in answers] == [422] * WRONG_CODES.most + [429]
    shut = guesser.post("/first-admin", data=ADA | {"code": code})
    assert (shut.status_code, shut.headers["Retry-After"]) == (429, "600")
    assert "Come back in 10 minutes." in words_of(shut.text) and "ada@example.com" in shut.text and code not in shut.text
    clock.forward(minutes=10)
    assert guesser.post("/first-admin", data=ADA | {"code": code}).status_code == 303
    assert session.scalars(select(Person.name)).all() == ["Ada Admin"]


def test_a_form_without_a_code_is_no_guess(desk, session, clock):
    signing_in.first_admin_code(session, at=clock())
    for _ in range(WRONG_CODES.most + 2):
        assert desk().post("/first-admin", data=ADA | {"code": ""}).status_code == 422
    assert session.scalars(select(Attempt)).all() == []


def test_an_office_in_which_somebody_guesses_links_still_comes_in_elsewhere(desk, cast, session, clock, link):
    for n in range(WRONG_LINKS.most):
        assert desk().post(f"{NOBODYS}{n}").status_code == 410
    assert desk().post(NOBODYS).status_code == 429
    elsewhere = desk()
    elsewhere.environ_base["REMOTE_ADDR"] = "198.51.100.4"
    assert elsewhere.post(link).location == "/"


def test_links_that_are_good_or_were_good_make_nobody_wait(desk, cast, session, link):
    desk().post(link)
    for _ in range(WRONG_LINKS.most + 5):
        assert desk().post(link).status_code == 410
    assert session.scalars(select(Attempt.door).order_by(Attempt.id)).all() == ["link made", "session begun"]


def test_looking_at_a_link_is_not_counted_and_passes_its_address_on_to_nobody(desk, cast, session, link):
    session.execute(delete(Attempt))
    for path in (NOBODYS, link):
        assert desk().get(path).headers["Referrer-Policy"] == "no-referrer"
    assert session.scalars(select(Attempt)).all() == []


def test_a_double_click_on_a_link_signs_in_once(desk, cast, session, link):
    """The second click leaves before the cookie of the first one has come."""
    priya = desk()
    priya.get(link)
    before = priya.get_cookie("courtside").value
    first = priya.post(link)
    priya.set_cookie("courtside", before)
    second = priya.post(link)
    assert (first.location, second.location, signed_in_as(priya)) == ("/", "/", "Priya Raman")
    assert len(session.scalars(select(SignIn)).all()) == 1
    assert priya.post(link).location == "/"  # a third one, that has the cookie
    assert signed_in_as(priya) == "Priya Raman"


def test_a_thief_of_a_link_who_clicks_right_after_its_owner_gets_nothing(desk, cast, session, link):
    priya, thief = desk(), desk()
    priya.get(link)
    thief.get(link)
    priya.post(link)
    assert thief.post(link).status_code == 410 and signed_in_as(thief) is None


def test_signing_in_brings_a_new_session_and_ends_the_one_before(desk, cast, session, link):
    client = desk(cast.ana)
    with client.session_transaction() as cookie:
        cookie["planted"], before = "by somebody else", cookie[COOKIE]
    client.post(link)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie and cookie[COOKIE] != before
    client.set_cookie("courtside", "made.up.cookie")
    assert signed_in_as(client) is None
    assert [(it.person.first, it.ended_at is None) for it in session.scalars(select(SignIn).order_by(SignIn.id))] == [
        ("Ana", False), ("Priya", True)]


def test_signing_out_has_the_browser_forget(desk, cast):
    ana = desk(cast.ana)
    answer = ana.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "courtside=;" in answer.headers["Set-Cookie"]


def test_in_the_demo_one_address_comes_in_so_often_and_no_more(desk, app, cast, session, clock):
    app.config["DEMO"] = True
    session.add_all(Attempt(door=DEMO_ENTRIES.door, who="127.0.0.1", at=clock()) for _ in range(DEMO_ENTRIES.most - 1))
    answers = [desk().post(f"/sign-in/as/{cast.ana.id}").status_code for _ in range(2)]
    app.config["DEMO"] = False
    assert answers == [303, 429]


def test_in_production_the_cookie_goes_over_https_to_this_host_alone_and_ends_with_its_session(tmp_path):
    env = {"COURTSIDE_ENV": "production", "SECRET_KEY": "k" * 32, "PUBLIC_URL": "https://courtside.example.com",
           "TRUSTED_PROXIES": "1"}
    app = create_app(**settings(env, tmp_path))
    with app.test_request_context("/", base_url="https://courtside.example.com"):
        doors.session.permanent = True
        doors.session[COOKIE] = "token"
        answer = app.make_response("")
        app.session_interface.save_session(app, doors.session._get_current_object(), answer)
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-courtside=") and "Domain" not in cookie
    assert all(flag in cookie for flag in ("Secure;", "HttpOnly;", "Path=/", "SameSite=Lax"))
    assert app.permanent_session_lifetime == signing_in.SESSION_LASTS and not app.config["SESSION_REFRESH_EACH_REQUEST"]
    assert app.config["TRUSTED_HOSTS"] == ["courtside.example.com", "localhost", "127.0.0.1"]


@pytest.mark.parametrize("proxies, forwarded, address", [
    (0, "203.0.113.9", "127.0.0.1"), (1, "203.0.113.9", "203.0.113.9"), (1, "10.9.9.9, 203.0.113.9", "203.0.113.9"),
    (2, "10.9.9.9, 203.0.113.9, 192.0.2.1", "203.0.113.9"), (2, "203.0.113.9", "127.0.0.1"), (1, "", "127.0.0.1"),
    (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), (1, "::ffff:203.0.113.9", "203.0.113.9"), (1, "a lie", "unknown")])
def test_an_address_is_what_our_proxies_say_and_a_forged_header_is_no_other_one(proxies, forwarded, address):
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32, TRUSTED_PROXIES=proxies)
    app.add_url_rule("/from", "from", doors.address)
    with app.test_client() as client:
        assert client.get("/from", headers={"X-Forwarded-For": forwarded}).text == address


@pytest.mark.parametrize("agent, words", [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0", "Firefox on Windows"),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15", "Safari on a Mac"),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge on Windows"),
    ("Mozilla/5.0 (Linux; Android 14; SM-S911B) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36", "Chrome on Android"),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/141.0 Mobile Safari/604.1",
     "Chrome on an iPhone"),
    ("SomeApp/1.0 (Linux)", "A browser on Linux"), ("curl/8.5", ""), ("", "")])
def test_a_device_is_told_in_words(agent, words):
    assert device_of(agent) == words
