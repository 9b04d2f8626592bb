"""Who is asked to write of whom, and until when: held while somebody writes, so that neither changes under the text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, select, update
from sqlalchemy.orm import object_session

from reviews.contributors import Contributor
from reviews.errors import Refused
from reviews.holding import hold, unchanged
from reviews.meetings import PASSED, Meeting, Review, ask, not_closed, under_way
from reviews.observed import Observation
from reviews.people import Person
from reviews.ready import stands_ready, wait_on
from reviews.rooms import step_down


def asked_as(review: Review, person: Person) -> str:
    """The function they are asked to see the rep from. Until this is written, nobody takes them off the list."""
    asked = select(Contributor.function).where(
        Contributor.meeting_id == review.meeting_id, Contributor.person_id == person.id)
    function = object_session(review).scalar(asked.with_for_update(key_share=True))
    if function is None or person.id == review.rep_id:
        raise Refused(f"{person.name} is not asked to write about {review.rep.name} in this meeting.", "person_id")
    return function


def can_after_all(review: Review, person: Person) -> None:
    """Whoever writes has taken back that they cannot this time."""
    said = (Contributor.meeting_id == review.meeting_id, Contributor.person_id == person.id, Contributor.declined_at.is_not(None))
    object_session(review).execute(update(Contributor).where(*said).values(declined_at=None, declined_why=""))


def open_for(review: Review) -> None:
    """Refuse what comes too late; until this is written, nobody takes the rep up or closes the meeting."""
    keep_still(review)
    under_way(review.meeting)
    if review.closed_at and not review.taken_up_at:
        raise Refused(f"The review of {review.rep.name} was closed without an item: {review.closed_why}.")


def keep_still(review: Review) -> None:
    """Nobody takes the rep up, moves a card of hers or closes the meeting before this transaction ends."""
    session, shared = object_session(review), {"read": True}
    session.flush()
    session.refresh(review.meeting, ["version", "opened_at", "closed_at"], with_for_update=shared)
    session.refresh(review, ["version", "taken_up_at", "closed_at"], with_for_update=shared)


def give_time(contributor: Contributor, *, until: datetime | None, seen: str | None = None, by: Person, at: datetime) -> None:
    """Ask this one until a later time than the others, or, with None, as long as them again; `seen` is the fingerprint of the
    time that the facilitator saw."""
    hold(contributor.meeting, shared=True)  # its times do not move meanwhile
    not_closed(contributor.meeting)
    hold(contributor)
    unchanged(contributor, seen, due_at=until)
    if until:
        _check_own_time(contributor.meeting, until, at)
    contributor.due_at = until


def replace(contributor: Contributor, person: Person | None, *, by: Person, at: datetime) -> Contributor:
    """Ask somebody else from the same function. Who is replaced is taken off the list, unless they have written something."""
    meeting = contributor.meeting
    hold(meeting, shared=True)  # nobody is given the lead of its room meanwhile
    not_closed(meeting)
    if person and any(one.person_id == person.id for one in meeting.contributors):
        raise Refused(f"{person.name} is asked already. Choose somebody else, or take {contributor.person.name} off the list.",
                      "person_id")
    hold(contributor)
    new = ask(meeting, person, contributor.function, by=by, at=at)
    if not _has_written(contributor):
        _take_off(contributor)
    return new


def unask(meeting: Meeting, contributor: Contributor, *, by: Person, at: datetime) -> None:
    """Take somebody off the list who has written nothing. Whoever has begun stays, so that no text is lost."""
    hold(meeting, shared=True)  # nobody is given the lead of its room meanwhile
    not_closed(meeting)
    hold(contributor)  # whoever is writing just now comes first
    if _has_written(contributor):
        raise Refused(f"{contributor.person.name} has written here, or has begun to, and stays asked: nothing is lost.")
    _take_off(contributor)


def _check_own_time(meeting: Meeting, until: datetime, at: datetime) -> None:
    if meeting.began_at:
        raise Refused("The meeting has begun. Everybody can write until their rep’s turn comes.", "due_at")
    if until <= at:
        raise Refused(PASSED, "due_at")
    if until > meeting.meets_at:
        raise Refused("The meeting has begun by then. Choose a time before it begins.", "due_at")
    if until <= meeting.due_at:
        raise Refused("Everybody has until then, or longer. Choose a later time.", "due_at")


def _take_off(contributor: Contributor) -> None:
    wait_on(contributor)
    if contributor.person_id != contributor.meeting.manager_id:
        step_down(contributor.meeting, contributor.person_id)
    object_session(contributor).delete(contributor)


def _has_written(contributor: Contributor) -> bool:
    """Handed in, or begun here: the facilitator is not told which, and not that notes of theirs stand ready."""
    wrote = Review.observations.any(and_(Observation.author_id == contributor.person_id, ~stands_ready(contributor)))
    there = select(Review.id).where(Review.meeting_id == contributor.meeting_id, wrote).limit(1)
    return object_session(contributor).scalar(there) is not None
