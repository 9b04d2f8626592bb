"""A link to one page: what it shows, whom it lets in, and what each that opens nothing says."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import asking, handover, meetings, page_links, signing_in
from reviews.attempts import LINKS_RENEWED, WRONG_LINKS, Attempt
from reviews.letters import RENEWED, Matter
from reviews.page_links import PageLink
from reviews.signing_in import SignIn
from tests.by_link import a_link, let_in
from tests.gathering import gathering, made
from tests.reading import words_of
from tests.web.test_doors import signed_in_as


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def link(session, cast, meeting, clock) -> str:
    """Priya's."""
    return a_link(session, cast.priya, meeting, at=clock())


def their_page(meeting) -> str:
    return f"/meetings/{meeting.id}/observations"


def sentence_of(answer) -> str:
    return words_of(answer.text.split("<h1>This link opens nothing</h1>")[1].split("</p>")[0])


def test_its_page_says_whose_and_what_and_until_when_and_shows_one_button(desk, link, cast):
    shown = desk().get(link)
    words = words_of(shown.text)
    assert "Marc Oduya asks Priya Raman what you saw of 3 reps. Due Mon 23 Nov, 12:00 (Europe/Berlin)." in words
    assert "this link opens this one page, as often as you like, until the meeting is closed" in words
    assert (shown.text.count('class="button primary"'), "Write about 3 reps" in words) == (1, True)
    assert shown.headers["Referrer-Policy"] == "no-referrer"


def test_a_rep_is_asked_two_questions(desk, session, cast, meeting, clock):
    words = words_of(desk().get(a_link(session, cast.ana, meeting, at=clock())).text)
    assert "Marc Oduya asks Ana Kovač two questions before the meeting." in words and "Answer two questions" in words


@pytest.mark.parametrize("ask", ["get", "head"])
def test_looking_at_it_changes_nothing(ask, desk, session, link):
    """A mail scanner opens it, a browser fetches it ahead, a preview reads its head."""
    before = [session.scalars(select(kind)).all() for kind in (SignIn, Attempt, Matter)]
    stranger = desk()
    for headers in ({}, {"Sec-Purpose": "prefetch"}, {"User-Agent": "SafeLinks"}):
        assert getattr(stranger, ask)(link, headers=headers).status_code == 200
    assert [session.scalars(select(kind)).all() for kind in (SignIn, Attempt, Matter)] == before
    assert signed_in_as(stranger) is None


def test_it_lets_in_as_often_as_needed_on_any_device_until_it_closes(desk, session, link, cast, meeting, clock):
    phone, laptop = desk(), desk()
    for device in (phone, laptop):
        assert device.post(link).location == their_page(meeting)
        assert device.get("/").location == their_page(meeting)
        assert device.get(link).location == their_page(meeting), "no button for who is in"
    clock.forward(days=20)
    tablet = desk()
    assert (tablet.post(link).status_code, signed_in_as(tablet)) == (303, "Priya Raman")
    signed = session.scalars(select(SignIn).order_by(SignIn.id)).all()
    assert [it.page_link_id for it in signed] == [session.scalar(select(PageLink.id))] * 3


def test_a_session_ends_when_its_link_does(desk, session, link, cast, clock):
    clock.forward(days=50)
    priya = desk()
    priya.post(link)
    clock.forward(days=9)
    assert signed_in_as(priya) == "Priya Raman"
    clock.forward(days=1)
    assert signed_in_as(priya) is None


def test_who_is_in_fully_goes_straight_to_the_page_and_stays_in_fully(desk, session, cast, link, meeting):
    priya = desk(cast.priya)
    assert priya.get(link).location == priya.post(link).location == their_page(meeting)
    assert priya.get("/sessions").status_code == 200
    assert [it.page_link_id for it in session.scalars(select(SignIn))] == [None]


def test_in_somebody_elses_browser_it_says_whose_it_is_and_offers_both_ways(desk, session, cast, link, meeting):
    marc = desk(cast.marc)
    shown = marc.get(link)
    words = words_of(shown.text)
    assert "In this browser Marc Oduya is signed in. Going on as Priya Raman signs Marc out here." in words
    assert "Stay as Marc Oduya" in words and signed_in_as(marc) == "Marc Oduya"
    assert marc.post(link).location == their_page(meeting)
    assert signed_in_as(marc) == "Priya Raman"
    assert [(it.person.first, it.ended_at is None) for it in session.scalars(select(SignIn).order_by(SignIn.id))] == [
        ("Marc", False), ("Priya", True)]


def test_the_page_around_shows_only_what_can_be_reached(desk, session, cast, meeting, clock):
    """Marc facilitates: by his own link he sees nothing of that."""
    meetings.ask(meeting, cast.marc, "enablement", by=cast.marc, at=clock())
    marc = let_in(desk(), cast.marc, meeting, at=clock())
    shown = marc.get(f"/reviews/{meeting.reviews[0].id}/observations").text
    masthead = words_of(shown.split("<header>")[1].split("</header>")[0])
    assert masthead == "Courtside My page Who sees what Marc Oduya Sign out"
    lost = marc.get(f"/meetings/{meeting.id}")
    assert lost.status_code == 404 and 'href="/">To your page' in lost.text


def test_what_opens_nothing_says_why(desk, session, cast, link, meeting, clock):
    def said() -> tuple[int, str]:
        looked, tried = desk().get(link), desk().post(link)
        assert (looked.status_code, tried.status_code, sentence_of(looked)) == (410, 410, sentence_of(tried))
        return sentence_of(tried), "Send me a new link" in tried.text

    clock.forward(days=60)
    assert said() == ("This link has run out. Each works for 60 days.", True)
    clock.forward(days=-30)
    signing_in.end_all(session, cast.priya, at=clock())
    assert said() == ("This link was made void, so that nobody else can use it.", True)
    asked = page_links.asked_of(session, cast.priya, meeting).contributor
    asking.unask(meeting, asked, by=cast.marc, at=clock())
    assert said() == ("Priya Raman is not asked to this meeting any more. If that is a mistake, tell Marc Oduya, who runs it.", False)
    meeting.closed_at = clock()
    assert said() == ("This meeting is over, and so is its link. What was written is kept.", False)
    handover.leave(cast.priya, at=clock())
    assert said() == ("Whoever this link was for is not here any more. An admin can bring them back.", False)


def test_without_an_address_who_runs_the_meeting_gives_a_new_one(desk, session, cast, link, clock):
    cast.priya.email = None
    clock.forward(days=61)
    shown = desk().get(link)
    assert sentence_of(shown) == "This link has run out. Each works for 60 days. Marc Oduya can give you a new one."
    assert "Send me a new link" not in shown.text
    desk().post(f"{link}/renewal")
    assert session.scalars(select(Matter).where(Matter.kind == RENEWED)).all() == []


def test_a_new_one_goes_to_the_same_address_a_few_times_an_hour(desk, session, cast, link, meeting, clock):
    clock.forward(days=61)
    assert "priya@" not in desk().get(link).text
    for _ in range(LINKS_RENEWED.most):
        assert desk().post(f"{link}/renewal").location == "/my-page"
        clock.forward(minutes=1)
    assert desk().post(f"{link}/renewal").status_code == 429
    told = session.scalars(select(Matter).where(Matter.kind == RENEWED)).all()
    assert [(it.person, it.meeting) for it in told] == [(cast.priya, meeting)] * LINKS_RENEWED.most


def test_one_that_works_is_not_renewed(desk, session, link):
    assert desk().post(f"{link}/renewal").location == link
    assert session.scalars(select(Matter).where(Matter.kind == RENEWED)).all() == []


@pytest.mark.parametrize("altered", [lambda link: link[:-1] + ("A" if link[-1] != "A" else "B"), lambda link: link[:-1],
                                     lambda link: link.swapcase().replace("/MY-PAGE", "/my-page"), lambda link: "/my-page/%00"])
def test_an_altered_link_asks_for_the_address(altered, desk, session, link):
    tried = desk().post(altered(link))
    assert sentence_of(tried) == ("This link is not complete, or it is none of ours. Copy it again, whole, or have a new one sent.")
    assert tried.status_code == 410 and "Your e-mail address" in words_of(tried.text)


def test_who_guesses_waits_and_nobody_with_a_good_link_elsewhere(desk, session, link):
    guesser, elsewhere = desk(), desk()
    for n in range(WRONG_LINKS.most):
        assert guesser.post(f"/my-page/{n}").status_code == 410
    assert guesser.post("/my-page/0").status_code == 429
    elsewhere.environ_base["REMOTE_ADDR"] = "198.51.100.4"
    assert elsewhere.post(link).status_code == 303


def test_asking_by_address_answers_everybody_alike(desk, session, cast, meeting, clock):
    answers = set()
    for address in ("priya@example.com", " Priya@Example.com ", "olaf@example.com", "nobody@example.com", "ana@example.com"):
        stranger = desk()
        assert stranger.post("/my-page", data={"email": address}).location == "/my-page"
        answers.add(words_of(stranger.get("/my-page").text))
        clock.forward(minutes=1)
    assert len(answers) == 1 and "a new link is on its way to it" in answers.pop()
    told = session.scalars(select(Matter).where(Matter.kind == RENEWED).order_by(Matter.id)).all()
    assert [it.person.first for it in told] == ["Priya", "Priya", "Ana"]


def test_asking_too_often_sends_no_more_and_says_the_same(desk, session, cast, meeting, clock):
    answers = [desk().post("/my-page", data={"email": "priya@example.com"}).status_code for _ in range(8) if clock.forward(seconds=1)]
    assert answers == [303] * 8
    assert len(session.scalars(select(Matter).where(Matter.kind == RENEWED)).all()) == LINKS_RENEWED.most


def test_no_address_is_a_sentence_at_the_field(desk):
    assert "Write the address that the mail came to." in desk().post("/my-page", data={"email": " "}).text


def test_a_meeting_that_is_not_open_sends_no_link(desk, session, cast, clock):
    made(session, cast, at=clock())
    desk().post("/my-page", data={"email": "priya@example.com"})
    assert session.scalars(select(Matter)).all() == []


def test_an_admin_signs_out_everywhere_and_the_link_with_it(desk, session, cast, link):
    priya = desk()
    priya.post(link)
    desk(cast.ada).post(f"/people/{cast.priya.id}/sessions/end")
    assert signed_in_as(priya) is None
    assert desk().post(link).status_code == 410


def test_a_link_made_void_ends_what_was_begun_by_it_alone(desk, session, cast, meeting, link, clock):
    priya, full, ana = desk(), desk(cast.priya), let_in(desk(), cast.ana, meeting, at=clock())
    priya.post(link)
    page_links.revoke(session, PageLink.person_id == cast.priya.id, at=clock())
    assert [signed_in_as(it) for it in (priya, full, ana)] == [None, "Priya Raman", "Ana Kovač"]


def test_taken_off_the_list_one_is_told_on_ones_own_page(desk, session, cast, meeting, link, clock):
    priya = desk()
    priya.post(link)
    asking.unask(meeting, page_links.asked_of(session, cast.priya, meeting).contributor, by=cast.marc, at=clock())
    assert priya.get(their_page(meeting)).status_code == 404
    assert "Nothing is asked of you" in words_of(priya.get("/").text)


def test_signing_out_ends_it_and_the_link_lets_in_again(desk, session, cast, meeting, link):
    priya = desk()
    priya.post(link)
    assert priya.post("/sign-out").status_code == 303 and signed_in_as(priya) is None
    assert priya.post(link).location == their_page(meeting)


def test_a_session_begun_by_a_link_stands_on_the_list_of_devices(desk, session, cast, link):
    desk().post(link, headers={"User-Agent": "Mozilla/5.0 (iPhone) Safari/604.1"})
    shown = words_of(desk(cast.priya).get("/sessions").text)
    assert "Safari on an iPhone one page, by its link" in shown


def test_a_link_lasts_sixty_days(session, cast, link, clock):
    kept = session.scalar(select(PageLink))
    assert (kept.expires_at - clock(), kept.revoked_at, kept.made_by) == (timedelta(days=60), None, None)
    assert link.rsplit("/", 1)[1] not in str(vars(kept)), "what is kept opens nothing"
