"""Coming in: the first admin by a code, everybody by a link that works once, in the demo as somebody of the story."""

import pytest
from sqlalchemy import select

from reviews import handover, signing_in
from reviews.people import Person
from reviews.signing_in import SignIn
from tests.reading import words_of

ADA = {"name": "Ada Admin", "email": "ada@example.com"}


@pytest.fixture
def link(session, cast, clock):
    """A fresh link for Priya."""
    token = signing_in.make_link(session, cast.priya, at=clock())
    session.commit()
    return f"/sign-in/{token}"


@pytest.fixture
def demo(app):
    app.config["DEMO"] = True
    yield
    app.config["DEMO"] = False


def signed_in_as(client) -> str | None:
    """Whom the page calls by name."""
    page = client.get("/who-sees-what")
    return page.text.split('<div class="who"><bdi>')[1].split("</bdi>")[0] if page.status_code == 200 else None


def test_an_empty_house_makes_its_first_admin_and_asks_for_a_team(desk, session, clock):
    code = signing_in.first_admin_code(session, at=clock())
    stranger = desk()
    assert stranger.get("/").location == "/sign-in?back=/"
    assert stranger.get("/sign-in").location == "/first-admin"
    answer = stranger.post("/first-admin", data=ADA | {"code": code}, follow_redirects=True)
    assert answer.request.path == "/teams/new"
    assert "Your first team" in answer.text and 'href="/people/imports"' in answer.text
    assert session.execute(select(Person.name, Person.is_admin)).all() == [("Ada Admin", True)]
    assert signed_in_as(stranger) == "Ada Admin"


@pytest.mark.parametrize("typed, hours, says", [
    ({"code": "0000-0000"}, 0, "This is not the code in the terminal."),
    ({}, 25, "This is not the code in the terminal."),
    ({"name": " "}, 0, "Write your name."), ({"email": "ada"}, 0, "“ada” is not an e-mail address."),
    ({"code": ""}, 0, "Type the code that was printed in the terminal."),
])
def test_a_first_admin_who_is_none_is_told_why_and_keeps_the_code(desk, session, clock, typed, hours, says):
    right = signing_in.first_admin_code(session, at=clock())
    session.commit()
    clock.forward(hours=hours)
    answer = desk().post("/first-admin", data=ADA | {"code": right} | typed)
    assert answer.status_code == 422 and says in answer.text
    assert signing_in.is_empty(session)
    if not hours:
        assert desk().post("/first-admin", data=ADA | {"code": right}).status_code == 303


def test_the_first_page_is_gone_when_somebody_is_here(desk, cast, session, clock):
    code = signing_in.first_admin_code(session, at=clock())
    answers = desk().get("/first-admin"), desk().post("/first-admin", data=ADA | {"code": code})
    assert [answer.status_code for answer in answers] == [404, 404]
    assert len(session.scalars(select(Person).where(Person.name == "Ada Admin")).all()) == 1


def test_opening_a_link_changes_nothing_and_its_button_signs_in(desk, cast, session, link):
    stranger = desk()
    for _ in range(2):
        page = stranger.get(link)
        assert page.status_code == 200 and "You are about to come in as Priya Raman" in words_of(page.text)
    assert session.scalars(select(SignIn)).all() == []
    assert stranger.post(link).location == "/"
    assert signed_in_as(stranger) == "Priya Raman"


def test_a_link_that_was_used_says_so_and_signs_nobody_in(desk, cast, session, link):
    priya, other = desk(), desk()
    priya.post(link)
    for answer in (other.get(link), other.post(link)):
        assert answer.status_code == 410
        page = words_of(answer.text)
        assert "This link has been used. Each works once. Ask whoever runs Courtside for you for a new one" in page
    assert signed_in_as(other) is None
    assert "You need no other: you are signed in as Priya Raman" in words_of(priya.get(link).text)


def test_a_link_that_has_run_out_says_so(desk, cast, clock, link):
    clock.forward(hours=24)
    for answer in (desk().get(link), desk().post(link)):
        assert answer.status_code == 410 and "This link has run out. Each works for a day." in words_of(answer.text)


def test_the_link_of_a_leaver_lets_nobody_in(desk, cast, session, clock, link):
    handover.leave(cast.priya, at=clock())
    answer = desk().post(link)
    assert answer.status_code == 410 and "Whoever this link was for is not here any more." in words_of(answer.text)
    assert session.scalars(select(SignIn)).all() == []


def test_a_stranger_is_told_how_to_come_in_and_sees_no_names(desk, cast):
    page = desk().get("/sign-in").text
    assert "flask sign-in-link you@example.com" in words_of(page)
    assert not [person.name for person in vars(cast).values() if isinstance(person, Person) and person.name in page]


def test_signing_out_ends_it_in_this_browser(desk, cast, session):
    here, there = desk(cast.ana), desk(cast.ana)
    assert here.post("/sign-out").location == "/sign-in"
    assert (signed_in_as(here), signed_in_as(there)) == (None, "Ana Kovač")


def test_nobody_comes_in_as_somebody_else_outside_the_demo(desk, cast, session):
    assert desk().post(f"/sign-in/as/{cast.ana.id}").status_code == 404
    assert session.scalars(select(SignIn)).all() == []


def test_the_demo_offers_its_people_with_what_they_are(desk, cast, demo):
    page = words_of(desk().get("/sign-in").text)
    assert page.index("Who runs it") < page.index("Ada Admin admin") < page.index("Who writes what they saw") \
        < page.index("Priya Raman sales ops") < page.index("Mid-market North Ana Kovač rep")
    assert "Dustin Brinkmann manages Mid-market North" in page and "Marc Oduya facilitates Mid-market North" in page
    assert "Lea Brandt leads sales" in page


def test_in_the_demo_one_comes_in_as_somebody_and_goes_where_one_wanted(desk, cast, demo):
    stranger, back = desk(), f"/teams/{cast.team.id}"
    assert stranger.post(f"/sign-in/as/{cast.dustin.id}", data={"back": back}).location == back
    assert signed_in_as(stranger) == "Dustin Brinkmann"


def test_a_leaver_is_not_offered_and_lets_nobody_in(desk, cast, session, clock, demo):
    handover.leave(cast.greta, at=clock())
    session.commit()
    assert "Greta Lindqvist" not in desk().get("/sign-in").text
    assert desk().post(f"/sign-in/as/{cast.greta.id}").status_code == 404


@pytest.mark.parametrize("back", [
    "//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)",
    "/\t/evil.example", "/\n/evil.example", "evil.example", ""])
def test_after_signing_in_nobody_is_sent_to_another_site(desk, cast, demo, back):
    assert desk().post(f"/sign-in/as/{cast.ana.id}", data={"back": back}).location == "/"
    assert "evil.example" not in desk().get("/sign-in", query_string={"back": back}).text


def test_what_is_asked_for_without_signing_in_is_where_one_lands(desk, cast, demo):
    asked = desk().get("/teams?x=1")
    assert asked.location == "/sign-in?back=/teams?x%3D1"
    assert 'name="back" value="/teams?x=1"' in desk().get(asked.location).text
