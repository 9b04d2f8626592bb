"""What the facilitator sees of the letters of a meeting, and does about them: nudge once, send again."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import meetings, observations
from reviews.letters import Letter
from tests.gathering import SAW, gathering, review_of
from tests.reading import words_of
from tests.telling import matters, send


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def line(desk, cast, meeting):
    """What stands on Marc's page beside Priya, who is asked, with what he can do."""
    def read(person=cast.marc):
        page = desk(person).get(f"/meetings/{meeting.id}").text
        return words_of("<main" + page.split(f'id="asked-{cast.priya.id}"')[1].split('<li id="asked')[0])
    return read


def letter_to(session, person) -> Letter:
    return session.scalars(select(Letter).where(Letter.person == person).order_by(Letter.id.desc())).first()


def test_what_was_sent_when_stands_beside_each(session, cast, clock, meeting, line):
    assert "The invitation waits" in line() and "Nudge" not in line(), "who was never told is not reminded of it"
    send(session, cast.priya, at=clock())
    clock.forward(days=4)
    meetings.revise(meeting, due_at=meeting.due_at + timedelta(hours=1), meets_at=meeting.meets_at, reps=meeting.agenda,
                    by=cast.marc, at=clock())
    session.commit()
    assert "Invited Mon 16 Nov, 10:00 The letter about the new time waits" in line()
    assert "Invited" not in line(cast.dustin), "letters are for who runs the meeting"


@pytest.mark.parametrize("became, words", [
    ({"refused_at": 1, "problem": "Refused: “550”."}, "The invitation was refused, Mon 16 Nov, 10:00 . Refused: “550”."),
    ({}, "Not known whether the invitation went out, Mon 16 Nov, 10:00"),
    ({"next_try_at": 1, "problem": "The mail server cannot be reached."}, "The invitation waits: The mail server cannot be reached."),
])
def test_what_became_of_a_letter_is_said(desk, session, cast, clock, meeting, line, became, words):
    send(session, cast.priya, at=clock())
    letter = letter_to(session, cast.priya)
    letter.sent_at = letter.sent_on = None
    for fact, value in became.items():
        setattr(letter, fact, clock() if value == 1 else value)
    session.commit()
    assert words in line()
    page = words_of(desk(cast.marc).get(f"/meetings/{meeting.id}").text)
    assert ("The last letter to Priya Raman was refused." in page) == ("refused_at" in became)
    again = f'action="/letters/{letter.id}/again"'
    assert (again in desk(cast.marc).get(f"/meetings/{meeting.id}").text) == ("waits" not in words)


def test_a_letter_that_was_refused_is_sent_again_from_here(desk, session, cast, clock, meeting, line):
    send(session, cast.priya, at=clock())
    letter = letter_to(session, cast.priya)
    letter.sent_at = letter.sent_on = None
    letter.refused_at = clock()
    session.commit()
    answer = desk(cast.marc).post(f"/letters/{letter.id}/again")
    assert (answer.status_code, answer.location) == (303, f"/meetings/{meeting.id}#asked-{cast.priya.id}")
    assert "The invitation waits" in line() and "refused" not in line()


def test_one_is_nudged_once_and_it_says_when(desk, session, cast, clock, meeting, line):
    send(session, cast.priya, at=clock())
    marc, path = desk(cast.marc), f"/meetings/{meeting.id}/contributors/{cast.priya.id}/nudge"
    assert "Nudge Priya Raman" in line()
    answer = marc.post(path)
    assert (answer.status_code, answer.location) == (303, f"/meetings/{meeting.id}#asked-{cast.priya.id}")
    assert ("The nudge waits" in line(), "Nudge Priya" in line()) == (True, False)
    assert matters(session, cast.priya) == ["invitation", "nudge"]
    again = marc.post(path)
    assert (again.status_code, "was nudged on Mon 16 Nov. There is one nudge a meeting" in words_of(again.text)) == (422, True)
    clock.forward(hours=23)
    send(session, cast.priya, at=clock())
    assert "Nudged Tue 17 Nov, 09:00" in line()
    assert desk(cast.dustin).post(path).status_code == 404


def test_who_has_finished_or_cannot_is_not_nudged(desk, session, cast, clock, meeting, line):
    for rep in (cast.ana, cast.farid, cast.greta):
        observations.write(review_of(meeting, rep), cast.priya, **SAW, hand_in=True, at=clock())
    session.commit()
    assert ("3 of 3" in line(), "Nudge" in line(), "More time" in line()) == (True, False, False)
