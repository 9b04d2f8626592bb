"""The page that says where somebody is signed in."""

from __future__ import annotations

import re

from sqlalchemy import select, update

from app.guards import COOKIE
from reviews import signing_in
from reviews.signing_in import SignIn, SignInLink
from tests.reading import words_of

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; rv:144.0) Gecko/20100101 Firefox/144.0"


def ids(session, person) -> list[int]:
    return session.scalars(select(SignIn.id).where(SignIn.person == person).order_by(SignIn.id)).all()


def test_each_device_stands_there_with_since_when_and_the_one_that_is_here_is_marked(desk, cast, session, clock):
    token = signing_in.make_link(session, cast.ana, at=clock())
    elsewhere = desk()
    elsewhere.post(f"/sign-in/{token}", headers={"User-Agent": WINDOWS})
    desk(cast.farid)
    clock.forward(days=2, hours=3)
    page = words_of(desk(cast.ana).get("/sessions").text)
    assert "A device that does not say what it is this one Wed 18 Nov, 13:00" in page
    assert "Firefox on Windows Mon 16 Nov, 10:00 Mon 16 Nov, 10:00 Sign out there" in page
    assert page.count("Sign out there") == 1 and "Farid" not in page


def test_the_head_of_every_page_leads_there(desk, cast):
    assert re.search(r'class="who">.*href="/sessions".*Sign out', desk(cast.ana).get("/").text)


def test_one_is_ended_there_and_lives_on_here(desk, cast, session):
    here, there = desk(cast.ana), desk(cast.ana)
    assert here.post(f"/sessions/{ids(session, cast.ana)[1]}/end", follow_redirects=True).status_code == 200
    assert (there.get("/").status_code, here.get("/").status_code) == (303, 200)
    assert "Sign out there" not in here.get("/sessions").text


def test_all_others_end_at_once_and_nobody_elses(desk, cast, session):
    here, there, third, farid = desk(cast.ana), desk(cast.ana), desk(cast.ana), desk(cast.farid)
    assert here.post("/sessions/others/end").location == "/sessions"
    assert [it.get("/").status_code for it in (here, there, third, farid)] == [200, 303, 303, 200]


def test_somebody_elses_session_is_not_there(desk, cast, session):
    desk(cast.farid)
    its = ids(session, cast.farid)[0]
    assert [desk(who).post(f"/sessions/{its}/end").status_code for who in (cast.ana, cast.ada, cast.dustin)] == [404] * 3
    assert session.get(SignIn, its).ended_at is None


def test_an_admin_signs_somebody_out_everywhere_with_the_links_they_have_not_used(desk, cast, session, clock):
    ana, link = desk(cast.ana), signing_in.make_link(session, cast.ana, at=clock())
    ada = desk(cast.ada)
    assert "Sign Ana out everywhere" in ada.get(f"/people/{cast.ana.id}/edit").text
    assert ada.post(f"/people/{cast.ana.id}/sessions/end").location == f"/people/{cast.ana.id}/edit"
    assert (ana.get("/").status_code, ada.get("/").status_code) == (303, 200)
    assert desk().post(f"/sign-in/{link}").status_code == 410


def test_when_it_was_last_used_is_kept_every_quarter_of_an_hour_by_looking_alone(desk, cast, session, clock):
    ana, began = desk(cast.ana), clock()
    seen = []
    for method, minutes in (("GET", 14), ("HEAD", 1), ("POST", 0), ("GET", 0), ("GET", 14)):
        clock.forward(minutes=minutes)
        ana.open("/who-sees-what", method=method)
        seen.append((session.scalar(select(SignIn.seen_at)) - began).seconds // 60)
    assert seen == [0, 0, 0, 15, 15]


def test_a_session_from_before_there_was_this_page_has_its_place_on_it(desk, cast, session):
    ana = desk(cast.ana)
    session.execute(update(SignIn).values(seen_at=None, device=""))
    assert "A device that does not say what it is this one" in words_of(ana.get("/sessions").text)


def test_the_cookie_and_the_link_of_somebody_who_left_open_nothing_when_they_are_back(desk, cast, session, clock):
    greta, ada = desk(cast.greta), desk(cast.ada)
    signing_in.make_link(session, cast.greta, at=clock())
    ada.post(f"/people/{cast.greta.id}/departure")
    ada.post(f"/people/{cast.greta.id}/return")
    with greta.session_transaction() as cookie:
        assert cookie[COOKIE]
    assert greta.get("/").status_code == 303
    assert session.scalar(select(SignInLink.expires_at)) == clock()
