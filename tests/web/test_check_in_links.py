"""A link to one check-in: what it shows, whom it lets in and where, what is written there, and when it opens nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.letters.kinds import KINDS
from reviews import amending, handover, page_links, verdicts
from reviews.checkins import Entry
from reviews.letters import RENEWED, Matter
from reviews.page_links import PageLink
from reviews.signing_in import SignIn
from tests.access_table import PUBLISHED
from tests.by_link import a_link, let_in
from tests.reading import words_of
from tests.thirty_days import check_in_of, three_promises
from tests.web.test_access import finds, story, walk
from tests.web.test_access_by_link import guard_lets_in
from tests.web.test_doors import signed_in_as
from tests.web.test_page_links import sentence_of

HANDED_IN = "Handed in. You can close this page; its link opens it again until the verdict."


@pytest.fixture
def plan(session, cast, clock):
    """Ana's, on the working day of its first check-in."""
    plan = three_promises(session, cast, begins=clock().date())
    clock.forward(days=7)
    return plan


@pytest.fixture
def day_7(session, plan):
    return check_in_of(session, plan, 7)


@pytest.fixture
def link(session, cast, day_7, clock) -> str:
    """Ana's."""
    return a_link(session, cast.ana, day_7, at=clock())


def close(session, plan, cast, clock, then: str = "close") -> None:
    verdicts.give(plan, outcome="moved", then=then, reason="So.", expected="" if then == "close" else "More.", early_why="So.",
                  by=cast.dustin, at=clock())
    session.commit()


def test_its_page_says_whose_and_what_and_shows_one_button(desk, session, cast, link, day_7, clock):
    shown = desk().get(link)
    words = words_of(shown.text)
    assert "How often did what you work on happen? Dustin Brinkmann is asked the same." in words
    assert (shown.text.count('class="button primary"'), shown.headers["Referrer-Policy"]) == (1, "no-referrer")
    dustins = words_of(desk().get(a_link(session, cast.dustin, day_7, at=clock())).text)
    assert "How often did what Ana Kovač works on happen? Ana is asked the same." in dustins
    assert "quote" not in words + dustins, "whoever finds the link reads nothing of the plan before the button"
    assert session.scalars(select(SignIn)).all() == []


def test_one_writes_there_comes_back_and_puts_it_right_and_sees_no_way_to_what_is_shut(desk, session, link, day_7):
    ana = desk()
    here = f"/check-ins/{day_7.id}"
    assert ana.post(link).location == ana.get("/").location == ana.get(link).location == here
    shown = ana.get(here).text
    main = shown.split("<main")[1]
    assert 'href="/plans' not in shown and main.count("<form") == 1 and HANDED_IN not in shown
    handed = ana.post(here, data={"frequency": "3", "happened": "Two of three.", "shown": value(main, "shown")})
    assert handed.location == here
    assert HANDED_IN in words_of(ana.get(here).text)
    phone = desk()
    assert phone.post(link).location == here and "Two of three." in phone.get(here).text
    assert [(one.side, one.frequency, one.happened) for one in session.scalars(select(Entry))] == [("rep", 3, "Two of three.")]


def value(page: str, name: str) -> str:
    return page.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]


def test_it_opens_this_check_in_and_no_other_door(app, session, cast, desk, clock):
    """Neither for the rep nor for her coach, who manages the team as well: day 14, the plan, everything is not found."""
    things = story(session, cast, PUBLISHED, clock())
    day_7, plan_id = session.get(page_links.CheckIn, things["CheckIn"]), things["Plan"]
    for person in (cast.ana, cast.dustin):
        inside, open_ = let_in(desk(), person, day_7, at=clock()), set()
        for endpoint, method, address, id in list(walk(app, things)):
            if finds(inside, method, address) if method == "GET" else guard_lets_in(
                    app, person, page_links.OnePage(check_in_id=day_7.id), endpoint, id):
                open_.add(endpoint)
        assert open_ == {"today.show", "about.who_sees_what", "signing_in.sign_out", "checkins.show"}
        inside = let_in(desk(), person, day_7, at=clock())
        assert not finds(inside, "GET", f"/check-ins/{day_7.id + 1}") and not finds(inside, "GET", f"/plans/{plan_id}")
        assert not finds(inside, "GET", f"/meetings/{things['Meeting']}/observations")
    assert "open its link in your mail again" in inside.get(f"/plans/{plan_id}").text


def test_a_link_to_the_meeting_that_the_plan_is_from_does_not_open_the_check_in(desk, session, cast, plan, day_7, clock):
    dustin = let_in(desk(), cast.dustin, plan.review.meeting, at=clock())
    assert not finds(dustin, "GET", f"/check-ins/{day_7.id}")
    assert finds(desk(cast.dustin), "GET", f"/check-ins/{day_7.id}")


def test_what_opens_nothing_says_why(desk, session, cast, plan, day_7, clock):
    link = a_link(session, cast.dustin, day_7, at=clock())

    def said() -> tuple[str, bool]:
        looked, tried = desk().get(link), desk().post(link)
        assert (looked.status_code, tried.status_code, sentence_of(looked)) == (410, 410, sentence_of(tried))
        return sentence_of(tried), "Send me a new link" in tried.text

    clock.forward(days=60)
    assert said() == ("This link has run out. Each works for 60 days.", True)
    cast.dustin.email = None
    assert said() == ("This link has run out. Each works for 60 days. An admin can note an e-mail address for Dustin Brinkmann; "
                      "new ones go there.", False)
    clock.forward(days=-60)
    amending.amend(plan, facts={"coach_id": cast.priya.id}, reason="So.", by=cast.dustin, at=clock())
    assert said() == ("Dustin Brinkmann is not asked for this check-in any more: Priya Raman is.", False)
    close(session, plan, cast, clock)
    assert said() == ("This check-in is closed, and so is its link. What was written is kept.", False)


def test_with_another_address_or_gone_the_links_and_what_was_begun_by_them_are_void(desk, session, cast, link, clock):
    ana = desk()
    ana.post(link)
    known = {fact: getattr(cast.ana, fact) for fact in ("name", "function", "office", "is_admin", "is_leader")}
    handover.change(cast.ana, **known, email="ana.kovac@example.com", team_id=cast.team.id, at=clock())
    assert signed_in_as(ana) is None
    assert sentence_of(desk().post(link)) == "This link was made void, so that nobody else can use it."


def test_whoever_coaches_no_more_is_told_on_their_own_page(desk, session, cast, plan, day_7, clock):
    dustin = let_in(desk(), cast.dustin, day_7, at=clock())
    amending.amend(plan, facts={"coach_id": cast.priya.id}, reason="So.", by=cast.dustin, at=clock())
    assert not finds(dustin, "GET", f"/check-ins/{day_7.id}")
    assert "are not asked for this check-in any more" in words_of(dustin.get("/").text)


def test_after_the_verdict_the_page_takes_nothing_more(desk, session, cast, plan, day_7, clock):
    ana = let_in(desk(), cast.ana, day_7, at=clock())
    close(session, plan, cast, clock, then="extend")
    here = f"/check-ins/{day_7.id}"
    main = ana.get(here).text.split("<main")[1]
    assert "<form" not in main and "The verdict on these days was given" in words_of(main)
    assert ana.post(here, data={"frequency": "3"}).status_code == 422
    assert session.scalars(select(Entry)).all() == []


def test_a_new_one_goes_to_the_same_address_and_opens_the_check_in(app, desk, session, cast, link, day_7, clock):
    clock.forward(days=61)
    assert desk().post(f"{link}/renewal").location == "/my-page"
    told = session.scalar(select(Matter).where(Matter.kind == RENEWED))
    assert (told.person, told.check_in, told.meeting) == (cast.ana, day_7, None)
    with app.app_context():
        assert KINDS[RENEWED].needed(told, clock()) and not KINDS[RENEWED].needed(told, clock() + timedelta(days=1))
        part = KINDS[RENEWED].part(told, clock())
    session.commit()
    assert part.subject == "Your new link: Check-in, day 7, with Dustin Brinkmann"
    assert desk().post(part.address.removeprefix(app.config["PUBLIC_URL"])).location == f"/check-ins/{day_7.id}"


def test_by_address_one_gets_a_link_to_each_check_in_that_one_can_write(desk, session, cast, plan, clock):
    clock.forward(days=6)
    for address in ("ana@example.com", "dustin@example.com", "priya@example.com"):
        desk().post("/my-page", data={"email": address})
    told = session.scalars(select(Matter).where(Matter.kind == RENEWED, Matter.check_in_id.is_not(None)).order_by(Matter.id))
    assert [(it.person.first, it.check_in.day) for it in told] == [("Ana", 7), ("Ana", 14), ("Dustin", 7), ("Dustin", 14)]


def test_the_database_holds_that_a_link_is_to_one_page(session, cast, plan, day_7, link):
    kept = session.scalar(select(PageLink))
    assert (kept.meeting_id, kept.check_in_id) == (None, day_7.id)
    for wrong in (plan.review.meeting, None):
        with pytest.raises(Exception, match="one_page"), session.begin_nested():
            kept.meeting, kept.check_in = wrong, day_7 if wrong else None
            session.flush()
        session.refresh(kept)
