"""Who is asked to write of whom, and until when: held while somebody writes, so that neither changes under the text."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import object_session

from reviews.contributors import Contributor
from reviews.errors import Refused
from reviews.holding import hold
from reviews.meetings import Meeting, Review, not_closed, under_way
from reviews.people import Person


def asked_as(review: Review, person: Person) -> str:
    """The function they are asked to see the rep from. Until this is written, nobody takes them off the list."""
    asked = select(Contributor.function).where(
        Contributor.meeting_id == review.meeting_id, Contributor.person_id == person.id)
    function = object_session(review).scalar(asked.with_for_update(key_share=True))
    if function is None or person.id == review.rep_id:
        raise Refused(f"{person.name} is not asked to write about {review.rep.name} in this meeting.", "person_id")
    return function


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


def unask(meeting: Meeting, contributor: Contributor, *, by: Person, at: datetime) -> None:
    """Take somebody off the list who has written nothing. Whoever has begun stays, so that no text is lost."""
    not_closed(meeting)
    hold(contributor)  # whoever is writing just now comes first
    wrote = Review.observations.any(author_id=contributor.person_id)
    if object_session(meeting).scalar(select(Review.id).where(Review.meeting_id == meeting.id, wrote).limit(1)):
        raise Refused(f"{contributor.person.name} has written here, or has begun to, and stays asked: nothing is lost.")
    object_session(meeting).delete(contributor)
