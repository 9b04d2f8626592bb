"""Letters on pages: one's own, all of them for the admin, what the demo kept, the end of reminders, a link by mail."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.db import db
from app.jobs import queue_of
from app.letters.round import go_round
from app.letters.server import MailServer
from app.letters.words import _signed
from reviews import attempts
from reviews.letters import SIGN_IN, Letter, Matter
from reviews.people import Person
from tests.conftest import MONDAY
from tests.gathering import gathering
from tests.reading import words_of
from tests.web.conftest import OURS

SECRET = "A subject for Priya alone"


@pytest.fixture
def demo(app):
    app.config["DEMO"] = True
    yield
    app.config["DEMO"] = False


@pytest.fixture
def mail(app):
    """A mail server is set, which nobody asks."""
    app.config["MAIL_SERVER"] = MailServer("127.0.0.1", 9, False)
    yield
    app.config["MAIL_SERVER"] = None


@pytest.fixture
def letter(session, clock):
    """`letter(priya, sent_at=…)` is one to her."""
    def to(person: Person, **facts) -> Letter:
        made = Letter(person=person, address=person.email, subject=SECRET, message_id=f"<{person.id}{sorted(facts)}@x>", made_at=clock(), **facts)
        session.add(made)
        session.commit()
        return made
    return to


@pytest.fixture
def round(app, session):
    def go():
        session.commit()
        with app.app_context():
            while go_round():
                pass
        session.expire_all()
    return go


def test_everybody_sees_their_own_letters_and_nobody_elses(desk, cast, letter, clock):
    letter(cast.priya, sent_at=clock())
    letter(cast.priya, handed_over_at=clock())
    assert re.findall(f"{SECRET} (sent|not known)", words_of(desk(cast.priya).get("/letters").text)) == ["not known", "sent"]
    for other in (cast.ana, cast.marc, cast.ada):
        page = desk(other).get("/letters").text
        assert SECRET not in page and "No letter yet" in page


def test_the_admin_sees_whom_they_went_to_and_how_that_went_and_never_what_they_say(desk, cast, letter, clock):
    letter(cast.priya, sent_at=clock(), text="words", html="<p>words</p>")
    letter(cast.marc, refused_at=clock(), problem="“550 nobody here”.")
    letter(cast.ana, next_try_at=clock())
    page = desk(cast.ada).get("/letters/all")
    words = words_of(page.text)
    assert "Priya Raman priya@example.com A subject for Priya alone sent" in words
    assert "refused “550 nobody here”." in words and "waiting next Mon 16 Nov, 09:00" in words
    assert "Letters wait: no mail server is set." in words
    assert page.text.count("Send it again") == 1 and "/letters/1" not in page.text


def test_a_refused_letter_is_sent_again_by_its_button(desk, session, cast, letter, clock):
    refused = letter(cast.marc, refused_at=clock(), problem="No.")
    ada = desk(cast.ada)
    answer = ada.post(f"/letters/{refused.id}/again", follow_redirects=True)
    assert "The letter to Marc Oduya goes once more." in answer.text
    assert (refused.state, refused.next_try_at, refused.refused_at) == ("waiting", clock(), None)
    assert "There is nothing to send again" in ada.post(f"/letters/{refused.id}/again").text


def test_who_runs_the_meeting_sends_its_letter_again_and_comes_back_to_it(desk, session, cast, letter, clock):
    meeting = gathering(session, cast, at=clock())
    refused = letter(cast.priya, refused_at=clock())
    session.scalars(select(Matter).where(Matter.person == cast.priya)).one().letter = refused
    session.commit()
    assert desk(cast.marc).post(f"/letters/{refused.id}/again").location.startswith(f"/meetings/{meeting.id}")
    assert desk(cast.dustin).post(f"/letters/{refused.id}/again").status_code == 404


def test_the_demo_keeps_what_would_have_gone_for_its_admin(demo, desk, session, cast, round, clock):
    gathering(session, cast, at=clock())
    round()
    kept = session.scalars(select(Letter).where(Letter.person == cast.priya)).one()
    page = desk(cast.ada).get(f"/letters/{kept.id}")
    assert kept.subject == "3 reps, about 4 minutes, due Mon 23 Nov" and kept.subject in page.text
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"] and "sandbox=" in page.text
    framed = desk(cast.ada).get(f"/letters/{kept.id}/html")
    assert framed.text.replace('<base target="_blank">', "") == kept.html and "Write about 3 reps" in framed.text
    assert "frame-ancestors 'self'" in framed.headers["Content-Security-Policy"]
    assert "sandbox" in framed.headers["Content-Security-Policy"] and "script" not in framed.headers["Content-Security-Policy"]
    for other in (cast.priya, cast.marc):
        assert [desk(other).get(f"/letters/{kept.id}{part}").status_code for part in ("", "/html")] == [404, 404]


def test_a_link_in_a_letter_of_the_demo_opens_the_page_it_promises(demo, desk, session, cast, round, clock):
    gathering(session, cast, at=clock())
    round()
    kept = session.scalars(select(Letter).where(Letter.person == cast.priya)).one()
    address, = set(re.findall(r"http://127\.0\.0\.1:8000(/my-page/[\w-]+)$", kept.text, re.M))
    assert desk().get(address).status_code == 200


def test_reminders_are_ended_and_wanted_again_on_ones_own_page(desk, cast):
    priya = desk(cast.priya)
    assert "You get no reminders any more." in priya.post("/letters/reminders", data={"wanted": "0"}, follow_redirects=True).text
    assert cast.priya.no_reminders_since is not None
    assert "You get reminders again." in priya.post("/letters/reminders", data={"wanted": "1"}, follow_redirects=True).text
    assert cast.priya.no_reminders_since is None


def test_a_mail_program_ends_reminders_with_one_post_and_a_look_changes_nothing(house):
    """On the app as it is served, which asks every other form for a token."""
    with house.app.app_context():
        token = _signed().dumps(1)
    stranger, address = house.app.test_client(), f"/no-reminders/{token}"

    def since() -> datetime | None:
        with house.app.app_context():
            return db.session.get(Person, 1).no_reminders_since

    look = stranger.get(address)
    assert (look.status_code, "No more reminders?" in look.text, since()) == (200, True, None)
    done = stranger.post(address, data={"List-Unsubscribe": "One-Click"})
    assert (done.status_code, "You get no reminders any more" in done.text) == (200, True)
    assert since() == datetime(2026, 11, 16, 9, tzinfo=UTC)
    assert house.ada.post(address, headers=OURS).status_code == 200  # signed in, and a second time
    assert stranger.post("/no-reminders/made-up").status_code == stranger.get(f"/no-reminders/{token}x").status_code == 404


def test_a_link_comes_by_mail_and_the_answer_tells_nobody_whose_address_is_here(mail, desk, session, cast):
    stranger = desk()
    assert "Send me a link" in stranger.get("/sign-in").text
    answers = [stranger.post("/sign-in", data={"email": email}, follow_redirects=True).text
               for email in (" Priya@example.com", "nobody@example.com")]
    said = [words_of(answer).replace(email, "…") for answer, email in zip(answers, ("Priya@example.com", "nobody@example.com"), strict=True)]
    assert said[0] == said[1] and "If … is here, a link is on its way." in said[0]
    assert [(matter.person, matter.kind) for matter in session.scalars(select(Matter))] == [(cast.priya, SIGN_IN)]


def test_who_is_impatient_or_has_left_gets_no_second_letter(mail, desk, session, cast, clock):
    cast.ana.left_at = clock()
    stranger = desk()
    for email in ("priya@example.com", "priya@example.com", "ana@example.com"):
        assert stranger.post("/sign-in", data={"email": email}).location == "/sign-in"
    assert len(session.scalars(select(Matter)).all()) == 1
    for _ in range(attempts.LINKS_MADE.most + 3):
        clock.forward(seconds=61)
        assert stranger.post("/sign-in", data={"email": "priya@example.com"}).location == "/sign-in"
    assert len(session.scalars(select(Matter)).all()) == attempts.LINKS_MADE.most


def test_asking_for_anybody_comes_to_an_end(mail, desk, cast):
    stranger = desk()
    codes = [stranger.post("/sign-in", data={"email": f"{n}@example.com"}).status_code for n in range(attempts.LINKS_ASKED.most + 1)]
    assert (set(codes[:-1]), codes[-1]) == ({303}, 429)
    assert stranger.post("/my-page", data={"email": "priya@example.com"}).status_code == 303, "a new link to one page is another door"


def test_without_a_mail_server_there_is_nothing_to_ask(desk, cast):
    stranger = desk()
    assert "Send me a link" not in stranger.get("/sign-in").text
    assert stranger.post("/sign-in", data={"email": "priya@example.com"}).status_code == 404


@pytest.mark.parametrize("email", ["", "x" * 300])
def test_what_is_no_address_is_said_at_the_field(email, mail, desk, cast):
    assert desk().post("/sign-in", data={"email": email}).status_code == 422


def test_the_worker_is_woken_for_what_somebody_waits_for(mail, app, desk, cast):
    with closing((queue := queue_of(app)).storage):
        queue.flush()
        desk().post("/sign-in", data={"email": "nobody@example.com"})
        assert queue.pending() == []
        desk().post("/sign-in", data={"email": "priya@example.com"})
        assert [task.name for task in queue.pending()] == ["send_letters"]


@pytest.mark.parametrize("facts, says", [
    ({}, "Well 0 waiting; the last one went never."),
    ({"sent_at": MONDAY}, "Well 0 waiting; the last one went Mon 16 Nov, 09:00."),
    ({"next_try_at": MONDAY, "problem": "Nothing answers at the mail server's address."},
     "Not well 1 waiting since Mon 16 Nov, 09:00; the last one went never. Nothing answers at the mail server's address. Mend that"),
    ({"refused_at": MONDAY}, "Look at this 0 waiting; the last one went never. Refused: 1. Perhaps not gone out: 0. See the page Letters"),
    ({"handed_over_at": MONDAY}, "Look at this 0 waiting; the last one went never. Refused: 0. Perhaps not gone out: 1."),
])
def test_health_says_how_sending_goes(facts, says, mail, desk, cast, letter):
    letter(cast.priya, **facts or {"dropped_at": MONDAY})
    assert f"Letters {says}" in words_of(desk(cast.ada).get("/health/details").text)
