"""Taking part in the room while a rep is on the table: who may, from which function, and on whose behalf."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from reviews.board import hold
from reviews.contributors import Contributor
from reviews.errors import Refused
from reviews.meetings import Meeting, Review, not_closed
from reviews.people import ENABLEMENT, MANAGER, Person, function_towards


def on_table(review: Review) -> Session:
    """Hold the review of a rep who is on the table; refuse before their turn and after the meeting."""
    session = hold(review)
    not_closed(review.meeting)
    if not review.taken_up_at:
        raise Refused(f"{review.rep.name} is not on the table yet. Their turn comes first.")
    return session


def undecided(review: Review) -> Session:
    """The same, for what could still change which item is chosen."""
    session = on_table(review)
    if review.decided_at:
        raise Refused(f"The item for {review.rep.name} is decided, and the board stays as it was then.")
    if review.closed_at:
        raise Refused(f"The review of {review.rep.name} was closed without an item: {review.closed_why}.")
    return session


def function_of(review: Review, person: Person) -> str:
    """The function they see the rep from in this meeting: as they were asked, or as the one who manages or runs it."""
    meeting = review.meeting
    asked = select(Contributor.function).where(Contributor.meeting_id == meeting.id, Contributor.person_id == person.id)
    function = object_session(review).scalar(asked.with_for_update(key_share=True)) or _of_who_runs_it(meeting, person)
    if function is None or person.id == review.rep_id:
        raise Refused(f"{person.name} is not in this meeting about {review.rep.name}. Choose somebody who is.", "person_id")
    return function


def speaks_for(review: Review, by: Person, person: Person) -> None:
    """Everybody speaks for themselves; who leads the room may note what somebody without a laptop says."""
    if by.id not in (person.id, review.meeting.leads_id):
        raise Refused(f"Only who leads the room notes what {person.name} says. They can also say it on a laptop of their own.",
                      "person_id")


def _of_who_runs_it(meeting: Meeting, person: Person) -> str | None:
    if person.id == meeting.manager_id:
        return MANAGER
    return function_towards(person, meeting.manager_id) or ENABLEMENT if person.id == meeting.facilitator_id else None
