"""Asking people to write: what they are told until they have, and that somebody cannot this time.

One invitation, one reminder the working day before it is due, one on the working day after; then silence. The facilitator
has one nudge more.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Row, select
from sqlalchemy.orm import Session, object_session

from reviews.contributors import LONGEST_WHY, Contributor
from reviews.days import at_home, in_words, is_working_day, local_day, next_working_day, previous_working_day
from reviews.errors import Refused
from reviews.holding import hold
from reviews.letters import LAST_REMINDER, NUDGE, REMINDER, Matter, tell
from reviews.meetings import Meeting, under_way
from reviews.people import Person, check_line
from reviews.queries.letters import due_about_now, waited_for
from reviews.queries.observations import progress

REASONS = ("I am away", "I did not work with them", "I have no time")
FROM = 8  # o'clock in the morning, where the team is


def remind(session: Session, *, at: datetime) -> None:
    """Write the reminders that time has made due. Each goes once to a person and meeting, whatever dates move, and none on
    the day on which the invitation went."""
    near = session.execute(due_about_now(at)).all()
    for kind in (REMINDER, LAST_REMINDER):
        ids = [row.id for row in near if is_time(kind, row.due, row.time_zone, at=at)]
        waited = waited_for(at, not_told=kind).where(Contributor.id.in_(ids))
        for contributor, invited_at in session.execute(waited) if ids else ():
            meeting, zone = contributor.meeting, contributor.meeting.team.time_zone
            if local_day(invited_at, zone) < local_day(at, zone):
                tell(session, contributor.person, kind, key=f"{kind}:{meeting.id}:{contributor.person_id}", meeting=meeting, at=at)


def is_time(kind: str, due: datetime, zone: str, *, at: datetime) -> bool:
    """Whether a reminder of this kind makes sense now. The first from 08:00 on the working day before it is due, until it
    is; the last one from 08:00 on the working day after, on that day alone. What a sleeping worker missed stays unsaid."""
    today, day, morning = local_day(at, zone), local_day(due, zone), at_home(at, zone).hour >= FROM
    if kind == LAST_REMINDER:
        return morning and today == next_working_day(day + timedelta(1))
    return morning and is_working_day(today) and previous_working_day(day - timedelta(1)) <= today and at < due


def still_waits(contributor: Contributor, kind: str, *, at: datetime) -> bool:
    """Whether a reminder that was written still makes sense."""
    rows = object_session(contributor).execute(waited_for(at).where(Contributor.id == contributor.id)).all()
    return bool(rows) and is_time(kind, contributor.due, contributor.meeting.team.time_zone, at=at)


def still_open(session: Session, person: Person, meeting: Meeting) -> list[Row]:
    """The reps whose turn has not come and about whom the person has said nothing yet, in their order; see `progress`."""
    return [rep for rep in session.execute(progress(person, meeting)) if not (rep.done or rep.taken_up_at or rep.closed_at)]


def nudge(contributor: Contributor, *, by: Person, at: datetime) -> None:
    """The facilitator asks once more, once a person and meeting."""
    session, meeting, person = object_session(contributor), contributor.meeting, contributor.person
    under_way(meeting)
    hold(contributor)
    before = session.scalar(select(Matter).where(Matter.key == _nudge(contributor)))
    for sentence in _reasons_not_to(contributor, before):
        raise Refused(sentence)
    tell(session, person, NUDGE, key=_nudge(contributor), meeting=meeting, by=by, at=at)


def _nudge(contributor: Contributor) -> str:
    return f"nudge:{contributor.meeting_id}:{contributor.person_id}"


def _reasons_not_to(contributor: Contributor, before: Matter | None) -> Iterator[str]:
    meeting, person = contributor.meeting, contributor.person
    if before:
        day = in_words(local_day(before.made_at, meeting.team.time_zone))
        yield f"{person.name} was nudged on {day}. There is one nudge a meeting; talk to them."
    if person.left_at:
        yield f"{person.name} has left."
    if not person.email:
        yield f"{person.name} has no e-mail address. Give them a link to their page instead."
    if contributor.declined_at:
        yield f"{person.name} cannot this time: {contributor.declined_why}."
    if not still_open(object_session(contributor), person, meeting):
        yield f"{person.name} has said something about every rep whose turn is still to come."


def decline(contributor: Contributor, *, why: str, more: str = "", at: datetime) -> Contributor:
    """They cannot this time, for one of the reasons and in a few words more. No reminder comes any more."""
    under_way(contributor.meeting)
    if why not in REASONS:
        raise Refused("Choose a reason: one of the buttons.", "why")
    more = check_line(more, "more")
    if len(more) > LONGEST_WHY:
        raise Refused(f"Keep it short: {LONGEST_WHY} letters at most.", "more")
    hold(contributor)
    contributor.declined_at, contributor.declined_why = at, f"{why}: {more}" if more else why
    return contributor


def can_after_all(contributor: Contributor, *, at: datetime) -> None:
    """They take that back."""
    under_way(contributor.meeting)
    hold(contributor)
    contributor.declined_at, contributor.declined_why = None, ""
