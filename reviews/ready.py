"""Notes that somebody wrote on any day stand ready for them, as drafts, once they can write in a meeting about the rep."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session, object_session

from reviews.days import in_words, local_day
from reviews.noted import Note
from reviews.observed import Observation

if TYPE_CHECKING:
    from reviews.contributors import Contributor
    from reviews.meetings import Review


def stand_ready(contributor: Contributor) -> None:
    """Their notes about the reps of this meeting whose turn has not come become drafts of theirs in it, while it is open.

    The notes of somebody who has left wait for their return, and are read by nobody."""
    meeting, session = contributor.meeting, object_session(contributor)
    if not meeting.opened_at or meeting.closed_at or contributor.person.left_at:
        return
    reviews = {review.rep_id: review for review in meeting.reviews if not review.taken_up_at and not review.closed_at}
    theirs = select(Note).where(Note.author_id == contributor.person_id, Note.rep_id.in_(reviews)).order_by(Note.id)
    notes = session.scalars(theirs.with_for_update().execution_options(populate_existing=True)).all()
    taken = _taken(session, contributor, notes) if notes else set()
    for note in notes:
        session.add(_draft(note, reviews[note.rep_id], contributor, key=None if note.key in taken else note.key))
        session.delete(note)
    session.flush()


def wait_on(contributor: Contributor) -> None:
    """Of somebody who is taken off the list, the notes that stood ready and were not touched wait again."""
    session = object_session(contributor)
    reviews = [review.id for review in contributor.meeting.reviews]
    waiting = select(Observation).where(Observation.review_id.in_(reviews), stands_ready(contributor)).order_by(Observation.id)
    for draft in session.scalars(waiting).all():
        session.delete(draft)
        session.add(_note(draft, contributor.meeting.team.time_zone))
    session.flush()


def stands_ready(contributor: Contributor) -> ColumnElement[bool]:
    """Whether an observation of theirs is a note that was not touched since they could write: nothing that they began here."""
    since = max(contributor.asked_at, contributor.meeting.opened_at or contributor.asked_at)
    return and_(Observation.author_id == contributor.person_id, Observation.handed_in_at.is_(None), Observation.readers == "",
                Observation.changed_at < since)


def _taken(session: Session, contributor: Contributor, notes: Sequence[Note]) -> set[str]:
    """The keys that stand for something else that the author has written. A browser can send any key: one that was sent for two
    things keeps nobody from opening a meeting."""
    mine = select(Observation.key).where(Observation.author_id == contributor.person_id, Observation.key.in_([note.key for note in notes]))
    return set(session.scalars(mine))


def _draft(note: Note, review: Review, contributor: Contributor, *, key: str | None) -> Observation:
    return Observation(review=review, author_id=note.author_id, function=contributor.function, kind=note.kind, text=note.text,
                       occasion=in_words(note.seen_on), key=key, tab=note.tab, made_at=note.made_at,
                       changed_at=note.changed_at)


def _note(draft: Observation, zone: str) -> Note:
    return Note(author_id=draft.author_id, rep_id=draft.review.rep_id, kind=draft.kind, text=draft.text,
                seen_on=local_day(draft.made_at, zone), key=draft.key, tab=draft.tab, made_at=draft.made_at,
                changed_at=draft.changed_at)
