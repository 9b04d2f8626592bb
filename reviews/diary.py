"""What stands in a person's own calendar: when, and in a few plain words what. Never what anybody wrote, as calendars get
shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews.commitments import Commitment, dues
from reviews.days import day_of, local_day, period_name
from reviews.meetings import Meeting
from reviews.people import Person
from reviews.plans import today_of
from reviews.queries import diary as ask

MEETING, OBSERVATIONS, VOICE, CHECK_IN, PLAN, VERDICT = (
    "meeting", "observations", "voice", "check-in", "plan", "verdict")
KEPT = timedelta(60)  # how long what was stays
BEFORE_DUE = timedelta(minutes=30)  # a moment has no length, and many calendars show nothing that has none


@dataclass(frozen=True)
class Appointment:
    """One thing in a calendar: at a time, or on a whole day where `starts` is a date.

    key      stays the same however often it moves
    kind     and `id`: which page tells more
    version  higher after each move
    busy     whether it takes the person's time; what is merely due does not
    private  names somebody, so that who shares a calendar can be asked to leave it out
    """

    key: str
    what: str
    starts: date | datetime
    ends: date | datetime
    kind: str
    id: int
    version: int = 0
    busy: bool = False
    private: bool = False
    tentative: bool = False


def of_meeting(meeting: Meeting) -> Appointment:
    """The meeting itself, as long as its agenda takes. It is certain from when it is open for writing."""
    return _held(meeting, meeting.team.name, sum(review.minutes for review in meeting.reviews))


def of_person(session: Session, person: Person, *, at: datetime) -> list[Appointment]:
    """All that has its day or hour for this person, from sixty days ago on. Four statements, whoever it is."""
    first = (at - KEPT).date()
    found = [
        *_around_meetings(session.execute(ask.meetings_around(person, at - KEPT))),
        *_check_ins(session.execute(ask.check_ins_since(person, first)), person),
        *_commitments(session.scalars(ask.promised_by(person)).unique(), person),
        *_verdicts(session.execute(ask.verdicts_of(person)))]
    return [one for one in found if _day(one.starts) >= first]


def _around_meetings(rows: Iterable[Row]) -> Iterator[Appointment]:
    """The meetings they run or are asked to, and until when they are to write or to answer. A rep is not in the room."""
    for row in rows:
        asked = row.asked and row.opened_at
        if row.runs or asked:
            yield _held(row, row.team, row.minutes)
        if asked and not row.declined_at:
            yield _due(f"observations-{row.id}", f"Observations due: {row.team}", row.own_due, OBSERVATIONS, row.id,
                       row.version)
        if row.own_review and row.opened_at and not row.answered_at:
            yield _due(f"voice-{row.own_review}", f"Two questions before your review: {row.team}", row.due_at, VOICE,
                       row.own_review, row.version)


def _check_ins(rows: Iterable[Row], person: Person) -> Iterator[Appointment]:
    """Those that were or are to be; not what a verdict made needless."""
    for row in rows:
        other = row.coach if row.rep_id == person.id else row.rep
        if row.closed_at is None or row.due_on <= local_day(row.closed_at, row.time_zone):
            yield _all_day(f"check-in-{row.id}", f"Check-in with {other.split()[0]}, day {row.day}", row.due_on, CHECK_IN,
                           row.id)


def _commitments(promised: Iterable[Commitment], person: Person) -> Iterator[Appointment]:
    """Each day on which something they took on is to be done and is not ticked off, until the plan is closed."""
    for one in promised:
        plan, ticked = one.plan, {tick.due_on for tick in one.ticks}
        whose = "your plan" if plan.rep_id == person.id else f"{plan.rep.first}’s plan"
        until = today_of(plan, plan.closed_at) if plan.closed_at else date.max
        for due_on in dues(one):
            if due_on not in ticked and due_on <= until:
                yield _all_day(f"commitment-{one.id}-{due_on:%Y%m%d}", f"Commitment due: {whose}", due_on, PLAN, plan.id)


def _verdicts(rows: Iterable[Row]) -> Iterator[Appointment]:
    for row in rows:
        last = day_of(row.starts_on, row.length)
        yield _all_day(f"verdict-{row.id}-{row.length}", f"Verdict due: {row.rep.split()[0]}’s plan", last, VERDICT,
                       row.id)


def _held(meeting: Meeting | Row, team: str, minutes: int) -> Appointment:
    return Appointment(
        f"meeting-{meeting.id}", f"Review meeting: {team}, {period_name(meeting.period)}", meeting.meets_at,
        meeting.meets_at + timedelta(minutes=minutes), MEETING, meeting.id, version=meeting.version, busy=True,
        tentative=meeting.opened_at is None)


def _due(key: str, what: str, at: datetime, kind: str, id: int, version: int) -> Appointment:
    return Appointment(key, what, at - BEFORE_DUE, at, kind, id, version=version)


def _all_day(key: str, what: str, on: date, kind: str, id: int) -> Appointment:
    return Appointment(key, what, on, on + timedelta(1), kind, id, private=True)


def _day(when: date | datetime) -> date:
    return when.date() if isinstance(when, datetime) else when
