"""The review meeting of one team for one period, its reviews (one a rep), and who is asked to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session
from sqlalchemy.orm.attributes import flag_modified

from reviews.announcing import invite, invite_one, moved
from reviews.contributors import Contributor
from reviews.convened import (
    AWAY,
    CLOSED,
    DECIDED,
    GATHERING,
    IN_SESSION,
    LEFT,
    MINUTES,
    NOBODY_WROTE,
    NOTHING_TO_CHANGE,
    ON_THE_TABLE,
    PLAN_RUNS_ON,
    SCHEDULED,
    WITHOUT_AN_ITEM,
    Meeting,
    Review,
)
from reviews.days import check_period, period_name
from reviews.errors import Refused
from reviews.holding import hold, unchanged
from reviews.people import FUNCTIONS, Membership, Person, Team, function_towards

__all__ = [
    "AWAY", "CLOSED", "DECIDED", "GATHERING", "IN_SESSION", "LEFT", "MINUTES", "NOBODY_WROTE", "NOTHING_TO_CHANGE", "ON_THE_TABLE",
    "PLAN_RUNS_ON", "SCHEDULED", "WITHOUT_AN_ITEM", "Meeting", "Review", "ask", "close", "make", "not_closed", "open", "revise",
    "take_up", "under_way",
]
MOST_MINUTES = 240
PASSED = "This time has passed already. Choose one that is still to come."


def make(session: Session, team: Team, *, period: str, due_at: datetime, meets_at: datetime,
         reps: list[tuple[int, int]], contributors: list[tuple[int, str]], by: Person, at: datetime) -> Meeting:
    """A meeting of the team for a period, with its reps in order as (person id, minutes). A period has one meeting."""
    period = check_period(period, team.cadence)
    if taken := session.scalar(select(Meeting).where(Meeting.team_id == team.id, Meeting.period == period)):
        raise Refused(f"{team.name} has a meeting for {period_name(period)} already. It is {taken.state}.", "period")
    _check_times(due_at, meets_at)
    meeting = Meeting(team=team, period=period, due_at=due_at, meets_at=meets_at, manager=team.manager,
                      facilitator=team.facilitator, made_by_id=by.id, made_at=at)
    session.add(meeting)
    _arrange(session, meeting, reps)
    for person_id, function in contributors:
        ask(meeting, session.get(Person, person_id), function, by=by, at=at)
    return meeting


def revise(meeting: Meeting, *, due_at: datetime, meets_at: datetime, reps: list[tuple[int, int]],
           seen: int | None = None, by: Person, at: datetime) -> Meeting:
    """Write when it is, and its reps in order as (person id, minutes); `seen` is the version the writer saw."""
    not_closed(meeting)
    _check_times(due_at, meets_at)
    unchanged(meeting, seen, due_at=due_at, meets_at=meets_at, agenda=reps)
    if due_at != meeting.due_at:
        _still_to_come(due_at, at)
    was = meeting.due_at, meeting.meets_at
    meeting.due_at, meeting.meets_at = due_at, meets_at
    for one in meeting.contributors:
        one.keep_within(due_at, meets_at)
    _arrange(object_session(meeting), meeting, reps)
    moved(meeting, was=was, at=at)
    invite(meeting, at=at)
    return meeting


def ask(meeting: Meeting, person: Person | None, function: str, *, by: Person, at: datetime) -> Contributor:
    """Ask somebody to write, from the function they see the reps from: their own when it is left empty."""
    not_closed(meeting)
    if person is None or person.left_at:
        raise Refused("Choose somebody who is here.", "person_id")
    function = function or function_towards(person, meeting.manager_id)
    if function not in FUNCTIONS:
        raise Refused(f"Choose the function that {person.name} sees the reps from.", "function")
    asked = next((one for one in meeting.contributors if one.person_id == person.id), None)
    if asked and asked.function != function:
        raise Refused(f"{person.name} is asked already, as {asked.function}.", "person_id")
    if asked is None:
        asked = Contributor(person=person, function=function, asked_at=at, asked_by_id=by.id)
        meeting.contributors.append(asked)
        invite_one(asked, at=at)
    return asked


def open(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """From now on those who are asked can write."""
    hold(meeting)
    not_closed(meeting)
    if not meeting.contributors:
        raise Refused("Nobody is asked to this meeting yet. Ask at least one person, then open it.")
    meeting.opened_at = meeting.opened_at or at
    invite(meeting, at=at)


def take_up(review: Review, *, by: Person, at: datetime) -> None:
    """Put the rep on the table: what was handed in is read in the meeting, and stays. The first begins it."""
    hold(review.meeting)
    hold(review)  # what is being handed in comes first, and is read
    if review.taken_up_at:
        return
    under_way(review.meeting)
    if review.closed_at:
        raise Refused(f"The review of {review.rep.name} is closed already: {review.closed_why}.")
    review.taken_up_at = at
    review.meeting.began_at = review.meeting.began_at or at


def close(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """End the meeting, when every review has its item or was closed without one."""
    hold(meeting)  # no decision is withdrawn meanwhile
    if meeting.closed_at:
        return
    under_way(meeting)
    undone = (select(Person.name).join(Review, Review.rep_id == Person.id).order_by(Review.position)
              .where(Review.meeting_id == meeting.id, Review.decided_at.is_(None), Review.closed_at.is_(None)))
    if still := object_session(meeting).scalars(undone).all():
        raise Refused(f"Not done yet: {', '.join(still)}. Choose an item for each, or close the review without one.")
    meeting.closed_at = at


def under_way(meeting: Meeting) -> None:
    """Refuse what needs a meeting that is open for writing, or in session."""
    not_closed(meeting)
    if not meeting.opened_at:
        raise Refused(f"{meeting.facilitator.name} has not opened this meeting yet.")


def not_closed(meeting: Meeting) -> None:
    """Refuse what cannot be done to a meeting that was held."""
    if meeting.closed_at:
        raise Refused("This meeting is closed. It stays as it was held.")


def _check_times(due_at: datetime, meets_at: datetime) -> None:
    if due_at > meets_at:
        raise Refused("Observations are due before the meeting begins. Put this earlier, or that later.", "due_at")


def _still_to_come(due_at: datetime, at: datetime) -> None:
    if due_at <= at:
        raise Refused(PASSED, "due_at")


def _arrange(session: Session, meeting: Meeting, reps: list[tuple[int, int]]) -> None:
    """Make the agenda hold these reps in this order, and count the meeting's version up with it."""
    there, wanted = {review.rep_id: review for review in meeting.reviews}, dict(reps)
    if not reps or len(wanted) < len(reps):
        raise Refused("Choose at least one rep, and each of them once.", "reps")
    if not all(minutes and 1 <= minutes <= MOST_MINUTES for minutes in wanted.values()):
        raise Refused(f"Give each rep 1 to {MOST_MINUTES} minutes.", "reps")
    for rep_id in there.keys() - wanted.keys():
        _take_out(session, there[rep_id])
    _check_new(session, meeting, wanted.keys() - there.keys())
    for position, (rep_id, minutes) in enumerate(reps, 1):
        if rep_id not in there:
            meeting.reviews.append(there.setdefault(rep_id, Review(rep_id=rep_id)))
        there[rep_id].position, there[rep_id].minutes = position, minutes
    flag_modified(meeting, "due_at")
    session.flush()
    session.expire(meeting, ["reviews"])


def _take_out(session: Session, review: Review) -> None:
    written = select(Review.id).where(Review.id == review.id, Review.observations.any())
    if review.meeting.opened_at or session.scalar(written):
        raise Refused(f"{review.rep.name} cannot be taken off any more: people can write already. "
                      "Close the review without an item instead.", "reps")
    session.delete(review)


def _check_new(session: Session, meeting: Meeting, rep_ids: set[int]) -> None:
    members = select(Membership.person_id).where(Membership.team_id == meeting.team.id, Membership.ended_at.is_(None))
    if rep_ids - set(session.scalars(members)):
        raise Refused("Choose reps of this team.", "reps")
    for person, does in ((meeting.facilitator, "runs this meeting"), (meeting.manager, "is the manager here")):
        if person.id in rep_ids:
            raise Refused(f"{person.name} {does} and cannot be under review in it.", "reps")
