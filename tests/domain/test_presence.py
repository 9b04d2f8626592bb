"""Who is in the room, and what changes when something there does."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import leading, observations, people, presence, themes
from reviews.errors import Refused
from reviews.leading import Place
from reviews.rooms import AWAY_AFTER, READ, Room
from tests.gathering import MEETS, SAW, gathering, review_of


@pytest.fixture
def meeting(session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    clock.at = MEETS
    return meeting


def stamp(meeting_id, *, at):
    """What changes whenever anything in the room does: its stamp, and the ids of who is here."""
    return select(Room.stamp, presence.who_is_here(meeting_id, at - AWAY_AFTER)).where(Room.meeting_id == meeting_id)


def stands(session, meeting, clock):
    session.commit()
    there = presence.attendance(session, meeting, at=clock())
    return tuple({person.first for person in group} for group in (there.here, there.gone, there.missing))


def test_who_said_so_lately_is_here_and_who_went_silent_is_away(session, cast, clock, meeting):
    presence.come(meeting, cast.priya, at=clock())
    clock.forward(seconds=30)
    presence.come(meeting, cast.marc, at=clock())
    assert stands(session, meeting, clock) == ({"Marc", "Priya"}, set(), {"Dustin", "Ingrid", "Tomasz"})
    clock.forward(seconds=20)
    assert stands(session, meeting, clock) == ({"Marc"}, {"Priya"}, {"Dustin", "Ingrid", "Tomasz"})
    presence.come(meeting, cast.priya, at=clock())
    presence.leave(meeting, cast.marc, at=clock())
    assert stands(session, meeting, clock) == ({"Priya"}, {"Marc"}, {"Dustin", "Ingrid", "Tomasz"})


def test_somebody_without_a_laptop_is_noted_until_they_are_not(session, cast, clock, meeting):
    presence.note_here(meeting, [cast.priya.id, cast.dustin.id], by=cast.marc, at=clock())
    clock.forward(hours=1)
    assert stands(session, meeting, clock)[0] == {"Priya", "Dustin"}
    presence.note_here(meeting, [cast.priya.id], by=cast.marc, at=clock())
    assert stands(session, meeting, clock) == ({"Priya"}, set(), {"Dustin", "Ingrid", "Marc", "Tomasz"})
    with pytest.raises(Refused, match="Choose from the people of this meeting"):
        presence.note_here(meeting, [cast.olaf.id], by=cast.marc, at=clock())


def test_the_stamp_changes_with_what_can_be_seen_and_with_who_is_here_and_with_nothing_else(session, cast, clock, meeting):
    ana = review_of(meeting, cast.ana)
    seen = []

    def now():
        session.commit()
        seen.append(tuple(session.execute(stamp(meeting.id, at=clock())).one()))
        return len(set(seen)) == len(seen)

    assert now()
    presence.come(meeting, cast.priya, at=clock())
    assert now(), "Priya is here"
    clock.forward(seconds=15)
    presence.come(meeting, cast.priya, at=clock())
    assert not now(), "she still is"
    seen.pop()
    draft = observations.write(ana, cast.priya, kind="", text="Half a", at=clock())
    assert not now(), "a draft is hers alone"
    seen.pop()
    observations.change(draft, **SAW, hand_in=True, at=clock())
    assert now(), "it was handed in"
    leading.go(meeting, Place(ana.id, READ), by=cast.marc, at=clock())
    assert now(), "the room moved"
    themes.make(ana, [draft.id], title="Quotes", by=cast.marc, at=clock())
    assert now(), "a card was moved"
    people.change(cast.priya, name="Priya Raman-Iyer", email=cast.priya.email, function="sales ops", office="", team_id=None,
                  is_admin=False, is_leader=False, at=clock())
    assert now(), "somebody has another name"
    clock.forward(seconds=AWAY_AFTER.total_seconds())
    assert now(), "Priya went silent"


def test_what_is_undone_does_not_count(session, cast, clock, meeting):
    before = session.execute(stamp(meeting.id, at=clock())).one()
    leading.go(meeting, Place(review_of(meeting, cast.ana).id, READ), by=cast.marc, at=clock())
    session.flush()
    session.rollback()
    session.commit()
    assert session.execute(stamp(meeting.id, at=clock())).one() == before


def test_another_meeting_hears_nothing_of_it(session, cast, clock, meeting):
    other = gathering(session, cast, at=clock(), period="2026-12", due_at=MEETS, meets_at=MEETS + timedelta(1))
    before = session.execute(stamp(other.id, at=clock())).one()
    leading.go(meeting, Place(review_of(meeting, cast.ana).id, READ), by=cast.marc, at=clock())
    session.commit()
    assert session.execute(stamp(other.id, at=clock())).one() == before
