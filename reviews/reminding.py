"""Reminding those who owe something on plans: whom a morning's news is about, and until when it is still to be told."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, object_session

from reviews.base import INSERTS
from reviews.days import at_home, is_working_day, local_day, moment, previous_working_day
from reviews.invitations import FROM
from reviews.letters import OWED, Letter, Matter, tell
from reviews.mornings import LOOKS_BACK, Morning
from reviews.people import Person, Team
from reviews.queries.owed import owing

UNTIL = 18  # o'clock; a worker that comes back in the evening looks on the next morning


def remind(session: Session, *, at: datetime) -> None:
    """Where a morning has come that was not looked through, have everybody told who owes something that is news, unless a letter of
    this date has told them already, see `mornings`."""
    for zone, last in session.execute(_looked_through()):
        today = local_day(at, zone)
        if is_time(at, zone) and (last is None or last < today) and (morning := _begin(session, zone, last, today, at)):
            for person in session.scalars(owing(zone, morning.news_of).where(~_told(morning))).all():
                tell(session, person, OWED, key=f"owed:{person.id}:{zone}:{today.isoformat()}", morning=morning, at=at)


def is_time(at: datetime, zone: str) -> bool:
    """Whether it is a working day there, from 08:00 on and not evening yet."""
    there = at_home(at, zone)
    return is_working_day(there.date()) and FROM <= there.hour < UNTIL


def is_of_today(matter: Matter, *, at: datetime) -> bool:
    """Whether what was written on a morning is still to be told: on that day; or on the next working day, when its reader got
    another letter on the first. Where something newer is to be told, that tells it all."""
    session, morning = object_session(matter), matter.morning
    today = local_day(at, morning.time_zone)
    newer = select(Matter.id).where(Matter.person_id == matter.person_id, Matter.kind == OWED, Matter.id > matter.id)
    return morning.day in (today, previous_working_day(today - timedelta(1))) and session.scalar(newer.limit(1)) is None


def _begin(session: Session, zone: str, last: date | None, today: date, at: datetime) -> Morning | None:
    """The morning, for whoever is first: of two workers at the same moment the second gets none."""
    since = previous_working_day(today - timedelta(1)) if last is None else max(last, today - LOOKS_BACK)
    made = INSERTS[session.get_bind().dialect.name](Morning).values(time_zone=zone, day=today, since=since, at=at)
    id = session.scalar(made.on_conflict_do_nothing().returning(Morning.id))
    return session.get(Morning, id) if id else None


def _told(morning: Morning) -> ColumnElement[bool]:
    """Whether a letter about what a person owes waits or has gone that has this date in another team; or has gone on this day."""
    begins = moment(datetime.combine(morning.day, time()), morning.time_zone)
    return exists().where(Matter.person_id == Person.id, Matter.kind == OWED, Matter.dropped_at.is_(None), Matter.morning_id == Morning.id,
                          or_(Morning.day == morning.day, Matter.letter_id.in_(select(Letter.id).where(Letter.handed_over_at >= begins))))


def _looked_through() -> Select[tuple[str, date | None]]:
    """Rows of (time zone of a team, the last morning there that was looked through)."""
    last = select(func.max(Morning.day)).where(Morning.time_zone == Team.time_zone).correlate(Team).scalar_subquery()
    return select(Team.time_zone, last).distinct().order_by(Team.time_zone)
