"""Leading the room: which rep is on the table in which phase, the clock, breaks, and who leads. Nothing moves by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session, object_session

from reviews import meetings, plans
from reviews.choosing import decision_of
from reviews.days import in_words, local_day
from reviews.errors import Refused
from reviews.holding import hold
from reviews.meetings import Meeting, Review, not_closed, under_way
from reviews.people import Person
from reviews.queries.meetings import people_in
from reviews.rooms import DIAGNOSE, LOOK_BACK, PHASES, PLAN, Turn, turn_of

A_NUMBER = re.compile(r"[0-9]{1,9}")  # as an id can be
MOST_GIVEN = 120  # minutes
NOT_DECIDED = "There is no item yet. Decide on one, or close the review without one."


@dataclass(frozen=True)
class Place:
    """Where a room is, or somebody in it looks: a rep's review and the phase of its turn."""

    review_id: int
    phase: str

    def __str__(self) -> str:
        """As it stands in addresses and forms: 7-look-back."""
        return f"{self.review_id}-{self.phase.replace(' ', '-')}"

    @classmethod
    def read(cls, said: str) -> Place | None:
        """The place that an address or a form means, None when it means none."""
        number, _, phase = said.partition("-")
        phase = phase.replace("-", " ")
        return cls(int(number), phase) if A_NUMBER.fullmatch(number) and phase in PHASES else None


def place_of(meeting: Meeting, reviews: Sequence[Review]) -> Place | None:
    """Where the room is; None as long as nobody is on the table."""
    review = next((one for one in reviews if one.id == meeting.room.review_id), None)
    return opening(review) if review else None


def after(place: Place, reviews: Sequence[Review]) -> Place | None:
    """Where "next" leads: to the next phase, or to the next rep that can be taken up; None after the last."""
    review = next(one for one in reviews if one.id == place.review_id)
    if place.phase != PLAN and not review.closed_at:
        return Place(review.id, PHASES[PHASES.index(place.phase) + 1])
    later = [one for one in reviews if one.position > review.position and _can_be_reached(one)]
    return opening(later[0]) if later else None


def before(place: Place, reviews: Sequence[Review]) -> Place | None:
    """Where "back" leads: to the phase before, or to the rep before, where that one's turn was left."""
    if place.phase != LOOK_BACK:
        return Place(place.review_id, PHASES[PHASES.index(place.phase) - 1])
    review = next(one for one in reviews if one.id == place.review_id)
    earlier = [one for one in reviews if one.position < review.position and _can_be_reached(one)]
    return opening(earlier[-1]) if earlier else None


def _can_be_reached(review: Review) -> bool:
    """A review that was closed before it came to the table stays off it."""
    return not (review.closed_at and not review.taken_up_at)


def opening(review: Review) -> Place:
    """Where the room comes to when it comes to this rep: where the turn was left, the look back at first."""
    return Place(review.id, review.turn.phase if review.turn else LOOK_BACK)


def why_not(place: Place | None, review: Review | None) -> str:
    """Why the room cannot go on to there yet; "" when it can."""
    ahead = place and place.phase in (DIAGNOSE, PLAN)
    return NOT_DECIDED if ahead and not review.decided_at else ""


def go(meeting: Meeting, place: Place, *, seen: str | None = None, early: bool = False, by: Person, at: datetime) -> None:
    """Bring the room to a rep and a phase; the rep is taken up when this is the first time. `early` begins a meeting before its
    day, knowing that there is no way back.

    `seen` is the place that whoever leads saw the room at, "" for none. Of two who press the same button at once the second
    finds it done; one who presses another is told where the room went meanwhile.
    """
    session = object_session(meeting)
    hold(meeting)
    under_way(meeting)
    now = place_of(meeting, meeting.reviews)
    if now == place:
        return
    if seen not in (None, str(now or "")):
        raise Refused(f"{_who_moved(meeting)} to {_said(session, now)} meanwhile. Look where it is, and go on from there.")
    review = session.get(Review, place.review_id)
    _check(meeting, review, place)
    if not early and is_early(meeting, at):
        raise Refused(f"This meeting is on {in_words(_day(meeting))}. Tick that you begin it now.", "early")
    meetings.take_up(review, by=by, at=at)
    if place.phase in (DIAGNOSE, PLAN):
        plans.draft(decision_of(session, review), by=by, at=at)
    _stop(session, now, at)
    turn = turn_of(review)
    turn.phase = place.phase
    turn.runs_since = turn.runs_since or at
    room = meeting.room
    room.review_id, room.moved_by_id, room.moved_at, room.break_since = review.id, by.id, at, None


def is_early(meeting: Meeting, at: datetime) -> bool:
    """Whether the meeting has not begun and its day is still to come: then beginning it asks twice."""
    return not meeting.began_at and local_day(at, meeting.team.time_zone) < _day(meeting)


def rest(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """Take a break: the clock stands still until the room goes on."""
    hold(meeting)
    not_closed(meeting)
    if not meeting.room.break_since:
        _stop(object_session(meeting), place_of(meeting, meeting.reviews), at)
        meeting.room.break_since = at


def go_on(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """End the break; the clock runs again."""
    hold(meeting)
    meeting.room.break_since = None
    review = _on_table(meeting)
    if review and not meeting.closed_at:
        turn_of(review).runs_since = turn_of(review).runs_since or at


def give_minutes(meeting: Meeting, minutes: int, *, by: Person, at: datetime) -> None:
    """Give the rep on the table more minutes."""
    hold(meeting)
    not_closed(meeting)
    review = _on_table(meeting)
    if review is None:
        raise Refused("Nobody is on the table, so there is no clock to give minutes to.")
    turn = turn_of(review)
    if not 1 <= minutes or turn.given + minutes > MOST_GIVEN:
        raise Refused(f"Give 1 to {MOST_GIVEN - turn.given} minutes more." if turn.given < MOST_GIVEN else
                      "This turn was given two hours already. Take a break, or go on to the next rep.")
    turn.given += minutes


def hand_lead(meeting: Meeting, to: Person | None, *, by: Person, at: datetime) -> None:
    """Let somebody else of the meeting lead, or take the lead oneself. Never the rep who is on the table (law 9)."""
    hold(meeting)
    not_closed(meeting)
    if to is None or to.left_at or to not in object_session(meeting).scalars(people_in(meeting)).all():
        raise Refused("Choose somebody of this meeting.", "person_id")
    review = _on_table(meeting)
    if review and review.rep_id == to.id:
        raise Refused(f"{to.name} is on the table now, and leads when that is done.", "person_id")
    meeting.room.lead_id = None if to.id == meeting.facilitator_id else to.id


def _on_table(meeting: Meeting) -> Review | None:
    return object_session(meeting).get(Review, meeting.room.review_id) if meeting.room.review_id else None


def _check(meeting: Meeting, review: Review | None, place: Place) -> None:
    if review is None or review.meeting_id != meeting.id:
        raise Refused("This rep is not on the agenda any more. Look at it as it stands now.")
    if review.rep_id == meeting.leads_id:
        raise Refused(f"{review.rep.name} leads the room now. Hand the lead to somebody else first.")
    if sentence := why_not(place, review):
        raise Refused(sentence)


def _day(meeting: Meeting) -> date:
    return local_day(meeting.meets_at, meeting.team.time_zone)


def _who_moved(meeting: Meeting) -> str:
    return f"{meeting.room.moved_by.name} brought the room" if meeting.room.moved_by else "Somebody brought the room"


def _said(session: Session, place: Place | None) -> str:
    return f"{session.get(Review, place.review_id).rep.name}, {place.phase}," if place else "its beginning"


def _stop(session: Session, place: Place | None, at: datetime) -> None:
    """Let the clock of the turn that was going on stand still."""
    turn = session.get(Turn, place.review_id) if place else None
    if turn and turn.runs_since:
        turn.spent += max(0, round((at - turn.runs_since).total_seconds()))
        turn.runs_since = None
