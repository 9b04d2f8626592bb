"""The two questions in a rep's mail: while they are to be answered, with the dates of now, and a link to that page alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.letters.kinds import KINDS
from reviews import closing, letters, meetings, voices
from reviews.letters import OWN_VOICE
from tests.gathering import gathering, review_of
from tests.reading import words_of

SAID = {"wants": "Names.", "hindered": "Cover."}


@pytest.fixture
def review(session, cast, clock):
    return review_of(gathering(session, cast, at=clock()), cast.ana)


@pytest.fixture
def matter(session, cast, review, clock):
    """What Ana is to be told."""
    told = letters.tell(session, cast.ana, OWN_VOICE, key=f"voice:{review.id}", meeting=review.meeting, at=clock())
    session.commit()
    return told


def part_of(app, session, matter, at):
    with app.app_context():
        found = KINDS[OWN_VOICE].part(matter, at)
    session.commit()
    return found


def needed(matter, at) -> bool:
    return KINDS[OWN_VOICE].needed(matter, at)


def test_it_asks_says_until_when_and_who_reads_it(app, session, review, matter, clock):
    part = part_of(app, session, matter, clock())
    assert part.subject == "Two questions before your review, due Mon 23 Nov"
    assert part.title == "Two questions before your review: Mid-market North, November 2026"
    assert "by Mon 23 Nov, 12:00 (Europe/Berlin)" in part.lines[1] and "on Tue 24 Nov" in part.lines[1]
    assert part.lines[2] == f"Who reads it: {voices.readers_of(review)}" and part.ics is None


def test_it_quotes_the_dates_that_hold_when_it_goes(app, session, cast, review, matter, clock):
    meeting = review.meeting
    meetings.revise(meeting, due_at=meeting.due_at + timedelta(1), meets_at=meeting.meets_at + timedelta(2),
                    reps=meeting.agenda, by=cast.marc, at=clock())
    part = part_of(app, session, matter, clock())
    assert part.subject.endswith("due Tue 24 Nov") and "on Thu 26 Nov" in part.lines[1]


def test_its_link_leads_to_the_questions(app, session, desk, cast, review, matter, clock):
    address = part_of(app, session, matter, clock()).address.removeprefix(app.config["PUBLIC_URL"])
    ana = desk()
    assert "two questions" in words_of(ana.get(address).text)
    assert ana.post(address).location == f"/reviews/{review.id}/voice"


def test_a_draft_is_no_answer_and_what_is_handed_in_is(session, review, matter, clock):
    voices.keep(review, **SAID, at=clock())
    session.flush()
    assert needed(matter, clock())
    voices.hand_in(review, **SAID, at=clock())
    session.flush()
    assert not needed(matter, clock())
    voices.take_back(review, at=clock())
    assert needed(matter, clock())


@pytest.mark.parametrize("ends", ["her turn has come", "it is closed without an item", "the meeting is over", "she has left",
                                  "she is not on the agenda"])
def test_it_is_dropped_when_nothing_is_asked_any_more(ends, session, cast, review, matter, clock):
    assert needed(matter, clock())
    if ends == "her turn has come":
        meetings.take_up(review, by=cast.marc, at=clock())
    elif ends == "it is closed without an item":
        closing.close_without_item(review, why=meetings.AWAY, by=cast.marc, at=clock())
    elif ends == "the meeting is over":
        review.meeting.closed_at = clock()
    elif ends == "she has left":
        cast.ana.left_at = clock()
    else:
        matter.person = cast.olaf
    session.flush()
    assert not needed(matter, clock())
