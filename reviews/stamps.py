"""The room's stamp: whatever a transaction changes that people in a room can see counts it up, once, just before its commit.

Watching a room then costs one number, and no verb has to remember that somebody may be watching.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import ColumnElement, event, or_, select, update
from sqlalchemy.orm import Session, UOWTransaction

from reviews.became import Tick
from reviews.board import BoardStep, ParkedTheme, Placement, Theme
from reviews.checkins import CheckIn, Entry
from reviews.coaching import CoachingSession
from reviews.commitments import Commitment
from reviews.contributors import Contributor
from reviews.decisions import Decision, Dissent
from reviews.dots import Dots, ShowOfHands
from reviews.meetings import Meeting, Review
from reviews.observed import Observation
from reviews.outcomes import Verdict
from reviews.people import Person
from reviews.plans import Plan, Talk
from reviews.rooms import Room, Turn
from reviews.seen_too import SeenToo
from reviews.still_seen import StillSeen
from reviews.ticks import ReadTick
from reviews.voices import Voice

CHANGED = "rooms that changed"

_BY = {  # what each thing belongs to, and its attribute that says to which
    Meeting: ("meeting", "id"), Person: ("person", "id"), Plan: ("plan", "id"),
    **dict.fromkeys((Contributor, Review, Room), ("meeting", "meeting_id")),
    **dict.fromkeys((BoardStep, Decision, Dots, Observation, ParkedTheme, ReadTick, ShowOfHands, StillSeen, Theme, Turn, Voice),
                    ("review", "review_id")),
    **dict.fromkeys((CheckIn, CoachingSession, Commitment, Talk, Verdict), ("plan", "plan_id")),
    **dict.fromkeys((Placement, SeenToo), ("observation", "observation_id")),
    Dissent: ("decision", "decision_id"), Tick: ("commitment", "commitment_id"), Entry: ("check_in", "check_in_id"),
}


@event.listens_for(Session, "after_flush")
def _note(session: Session, flush: UOWTransaction) -> None:
    for thing in (*session.new, *session.dirty, *session.deleted):
        if thing in session.new or thing in session.deleted or session.is_modified(thing):
            _note_one(session, thing)


@event.listens_for(Session, "before_commit")
def _stamp(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    if noted := session.info.pop(CHANGED, None):
        session.execute(update(Room).where(_these(noted)).values(stamp=Room.stamp + 1)
                        .execution_options(synchronize_session=False))


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(CHANGED, None)


def _note_one(session: Session, thing: object) -> None:
    if isinstance(thing, Observation) and not thing.handed_in_at:
        return  # a draft is its author's alone, and is saved as they type
    if type(thing) in _BY:
        kind, attribute = _BY[type(thing)]
        session.info.setdefault(CHANGED, defaultdict(set))[kind].add(getattr(thing, attribute))


def _these(noted: dict[str, set[int]]) -> ColumnElement[bool]:
    """The rooms in which something of this can be seen. A rep's last plan is looked back on in the next meeting."""
    reviews = or_(Review.id.in_(noted["review"]),
                  Review.id.in_(select(Observation.review_id).where(Observation.id.in_(noted["observation"]))),
                  Review.id.in_(select(Decision.review_id).where(Decision.id.in_(noted["decision"]))))
    plans = or_(Plan.id.in_(noted["plan"]),
                Plan.id.in_(select(Commitment.plan_id).where(Commitment.id.in_(noted["commitment"]))),
                Plan.id.in_(select(CheckIn.plan_id).where(CheckIn.id.in_(noted["check_in"]))))
    reps = Review.rep_id.in_(select(Plan.rep_id).where(plans))
    held = select(Meeting.id).where(Meeting.began_at.is_not(None), Meeting.closed_at.is_(None))
    found = [Room.meeting_id.in_(noted["meeting"]), Room.meeting_id.in_(select(Review.meeting_id).where(reviews)),
             Room.meeting_id.in_(held.join(Review, Review.meeting_id == Meeting.id).where(reps))]
    return or_(*found, Room.meeting_id.in_(held)) if noted["person"] else or_(*found)
