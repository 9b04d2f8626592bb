"""A meeting gathers, from its opening to its day: what really arrives in whose mailbox, and where its links lead."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from reviews import meetings, nothing_to_add, observations, people
from tests.gathering import BERLIN, DUE, MEETS, gathering

ROUNDS = [(16, 10), (17, 8), (18, 8), (19, 8), (20, 8), (20, 12), (21, 9), (22, 9), (23, 8), (23, 13), (24, 7), (24, 8), (24, 9), (25, 8)]


def then(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN)


@pytest.fixture
def worker(worker_at):
    """`worker(20, 8)` is the worker at this hour of November in Berlin, until the letters it opened have gone."""
    return lambda day, hour: worker_at(then(day, hour))


@pytest.fixture
def arrived(office):
    """`arrived("priya")` are the subjects of what has come to her."""
    def look(name: str) -> list[str]:
        return [subject for letter in office.letters for subject in letter.headers["Subject"]
                if f"{name}@example.com" in letter.headers["To"][0]]
    return look


def test_nobody_gets_more_than_an_invitation_and_two_reminders_and_who_finishes_gets_none(office, worker, arrived, session, cast, clock):
    clock.at = then(16, 9)
    meeting = gathering(session, cast, at=clock())
    worker(*ROUNDS[0])
    for review in meeting.reviews:
        nothing_to_add.say(review, cast.tomasz, at=clock())
    for day, hour in ROUNDS[1:]:
        worker(day, hour)
    assert arrived("priya") == ["3 reps, about 4 minutes, due Mon 23 Nov", "3 reps still open, due Mon 23 Nov",
                                "3 reps still open, due since Mon 23 Nov"]
    assert arrived("tomasz") == arrived("priya")[:1]
    assert arrived("ana") == ["Two questions before your review, due Mon 23 Nov"]
    assert len(office.letters) == 3 * 3 + 1 + 3


def test_the_link_that_arrived_opens_the_page(office, worker, session, cast, desk, clock):
    clock.at = then(16, 9)
    meeting = gathering(session, cast, at=clock())
    worker(16, 10)
    letter = next(letter for letter in office.letters if "priya@" in letter.headers["To"][0])
    path = re.search(r"/my-page/[\w-]{43}", letter.text_plain[0])[0]
    assert path in letter.text_html[0] and f"{path}#cannot" in letter.text_plain[0]
    assert [kept.mimetype for kept in letter.attachments] == ["text/calendar"]
    assert desk().post(path).location == f"/meetings/{meeting.id}/observations"


def test_who_writes_and_is_written_about_gets_one_letter_with_both(office, worker, arrived, session, cast, clock):
    clock.at = then(16, 9)
    meeting = gathering(session, cast, at=clock())
    meetings.ask(meeting, cast.greta, "specialist coach", by=cast.marc, at=clock())
    worker(16, 10)
    assert len(arrived("greta")) == 1
    words = next(letter.text_plain[0] for letter in office.letters if "greta@" in letter.headers["To"][0])
    assert "What did you see of Ana Kovač and Farid Haddad?" in words and "What do you want to get better at?" in words


def test_who_is_asked_to_two_meetings_on_one_day_gets_one_letter(office, worker, arrived, session, cast, clock):
    clock.at = then(16, 9)
    gathering(session, cast, at=clock())
    nadia = people.add(session, name="Nadia South", email="nadia@example.com", function="manager", at=clock())
    south = people.make_team(session, name="South", manager_id=nadia.id, facilitator_id=cast.marc.id, time_zone="Europe/Berlin")
    session.flush()
    sam = people.add(session, name="Sam South", email="sam@example.com", team_id=south.id, at=clock())
    other = meetings.make(session, south, period="2026-11", due_at=DUE, meets_at=MEETS, reps=[(sam.id, 12)],
                          contributors=[(cast.priya.id, "sales ops")], by=cast.marc, at=clock())
    meetings.open(other, by=cast.marc, at=clock())
    worker(16, 10)
    assert len(arrived("priya")) == 1
    words = next(letter.text_plain[0] for letter in office.letters if "priya@" in letter.headers["To"][0])
    assert "Mid-market North, November 2026" in words and "South, November 2026" in words
    assert len(set(re.findall(r"/my-page/[\w-]{43}", words))) == 2


def test_who_is_asked_late_is_invited_the_same_day_and_reminded_on_another(office, worker, arrived, session, cast, clock):
    clock.at = then(16, 9)
    meeting = gathering(session, cast, at=clock())
    worker(16, 10)
    clock.at = then(20, 11)
    meetings.ask(meeting, cast.lea, "leader", by=cast.marc, at=clock())
    for day, hour in ((20, 12), (20, 15), (21, 9), (23, 8)):
        worker(day, hour)
    assert arrived("lea") == ["3 reps, about 4 minutes, due Mon 23 Nov", "3 reps still open, due Mon 23 Nov"]


def test_a_new_link_goes_at_once_and_is_no_mail_of_the_day(office, worker, arrived, session, cast, desk, round, clock):
    clock.at = then(16, 9)
    gathering(session, cast, at=clock())
    worker(16, 10)
    desk().post("/my-page", data={"email": "priya@example.com"})
    round()
    assert arrived("priya") == ["3 reps, about 4 minutes, due Mon 23 Nov", "Your new link: Mid-market North, November 2026"]
