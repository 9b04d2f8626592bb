"""Seeing it differently: one's own words on the decision, until the meeting closes."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import choosing, dissents, meetings
from reviews.decisions import Dissent
from reviews.errors import Refused, Stale
from reviews.holding import fingerprint
from reviews.rooms import Room
from tests.a_plan import decided

NOT_SO = "The open next step costs us more deals, it is only quieter."


@pytest.fixture
def decision(session, cast, clock):
    return decided(session, cast, at=clock())


def said(session) -> list[tuple]:
    session.commit()
    return [(one.person.first, one.text) for one in session.scalars(select(Dissent).order_by(Dissent.id))]


def test_one_says_it_oneself_changes_it_and_takes_it_back(session, decision, cast, clock):
    dissents.say(decision.review, f" {NOT_SO} ", by=cast.priya, at=clock())
    dissents.say(decision.review, "I would wait.", by=cast.tomasz, at=clock())
    assert (said(session), dissents.own(decision, cast.priya)) == ([("Priya", NOT_SO), ("Tomasz", "I would wait.")], NOT_SO)
    dissents.say(decision.review, "Both cost us.", seen=fingerprint(NOT_SO), by=cast.priya, at=clock())
    dissents.say(decision.review, "", by=cast.tomasz, at=clock())
    assert said(session) == [("Priya", "Both cost us.")]
    with pytest.raises(Refused, match="Write what you see differently"):
        dissents.say(decision.review, "  ", by=cast.tomasz, at=clock())


def test_what_was_noted_of_somebody_is_theirs_to_correct(session, decision, cast, clock):
    choosing.withdraw(decision, why="Again", by=cast.marc, at=clock())
    again = choosing.decide(decision.review, theme_id=decision.theme_id, item_from="a", item_to="b", reason="c",
                            present=[cast.marc.id], dissents={cast.priya.id: "She does not like it."}, by=cast.marc, at=clock())
    dissents.say(again.review, NOT_SO, seen=fingerprint("She does not like it."), by=cast.priya, at=clock())
    assert said(session) == [("Priya", NOT_SO)]


def test_two_windows_lose_neither_text(session, decision, cast, clock):
    dissents.say(decision.review, NOT_SO, seen=fingerprint(""), by=cast.priya, at=clock())
    with pytest.raises(Stale) as stale:
        dissents.say(decision.review, "Something else.", seen=fingerprint(""), by=cast.priya, at=clock())
    assert (stale.value.theirs, stale.value.stands) == ({"text": NOT_SO}, fingerprint(NOT_SO))
    dissents.say(decision.review, NOT_SO, seen=fingerprint(""), by=cast.priya, at=clock())
    assert said(session) == [("Priya", NOT_SO)]


def test_words_against_one_decision_do_not_land_on_the_next(session, decision, cast, clock):
    choosing.withdraw(decision, why="It was the CRM.", by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Marc Oduya has withdrawn the decision .*: “It was the CRM.”"):
        dissents.say(decision.review, NOT_SO, decision_id=decision.id, by=cast.priya, at=clock())


def test_when_the_meeting_is_closed_it_stays_as_it_was_said(session, decision, cast, clock):
    for other in decision.review.meeting.reviews[1:]:
        other.closed_at = clock()
    meetings.close(decision.review.meeting, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="This meeting is closed"):
        dissents.say(decision.review, NOT_SO, by=cast.priya, at=clock())


def test_who_watches_the_room_is_told(session, decision, cast, clock):
    stamp = select(Room.stamp).where(Room.meeting_id == decision.review.meeting_id)
    before = session.scalar(stamp)
    dissents.say(decision.review, NOT_SO, by=cast.priya, at=clock())
    session.commit()
    assert session.scalar(stamp) == before + 1
