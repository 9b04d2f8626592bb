"""Who is in the room: each browser says so itself, and whoever leads can note somebody who has no laptop before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, String, cast, func, or_, select, update
from sqlalchemy.orm import Session, object_session

from reviews.base import put
from reviews.errors import Refused
from reviews.holding import hold
from reviews.meetings import Meeting, not_closed
from reviews.people import Person
from reviews.queries.meetings import people_in
from reviews.rooms import AWAY_AFTER, Seat


@dataclass(frozen=True)
class Attendance:
    """The people of a meeting: who is `here`, who has `gone` or lost the connection, who is still `missing`. Those `noted` are
    here without a laptop, by their ids."""

    here: tuple[Person, ...]
    gone: tuple[Person, ...]
    missing: tuple[Person, ...]
    noted: frozenset[int]


NOBODY = Attendance(here=(), gone=(), missing=(), noted=frozenset())


def come(meeting: Meeting, person: Person, *, at: datetime) -> None:
    """The person's browser is in the room at this moment."""
    put(object_session(meeting), Seat, {"meeting_id": meeting.id, "person_id": person.id}, seen_at=at)


def leave(meeting: Meeting, person: Person, *, at: datetime) -> None:
    """The person's browser has left the room."""
    come(meeting, person, at=at - AWAY_AFTER)


def note_here(meeting: Meeting, people: Iterable[int], *, by: Person, at: datetime) -> None:
    """Who is in the room without a laptop before them: these and nobody else."""
    session = object_session(meeting)
    hold(meeting)  # of two such lists at once each would wait for a seat that the other has taken
    not_closed(meeting)
    wanted = set(people)
    if not wanted <= {person.id for person in session.scalars(people_in(meeting))}:
        raise Refused("Choose from the people of this meeting.", "people")
    session.execute(update(Seat).where(Seat.meeting_id == meeting.id, Seat.person_id.not_in(wanted)).values(noted_by_id=None))
    for id in sorted(wanted):
        put(session, Seat, {"meeting_id": meeting.id, "person_id": id}, noted_by_id=by.id)


def attendance(session: Session, meeting: Meeting, *, at: datetime) -> Attendance:
    """Who is in the room now. One statement."""
    seat = (Seat.person_id == Person.id) & (Seat.meeting_id == meeting.id)
    rows = session.execute(people_in(meeting).add_columns(is_here(at), Seat.seen_at, Seat.noted_by_id).outerjoin(Seat, seat)).all()
    return Attendance(here=tuple(person for person, here, *_ in rows if here),
                      gone=tuple(person for person, here, seen, _ in rows if seen and not here),
                      missing=tuple(person for person, here, seen, _ in rows if not here and not seen),
                      noted=frozenset(person.id for person, _, seen, noted_by in rows if noted_by and not _says_so(seen, at)))


def who_is_here(meeting_id: int, since: datetime) -> ScalarSelect[str | None]:
    """The ids of those who are in the room, in one: 5-12-31. A browser that has said nothing since then has gone."""
    here = (select(cast(Seat.person_id, String).label("id")).where(Seat.meeting_id == meeting_id, _seen_since(since))
            .order_by(Seat.person_id).subquery())
    return select(func.aggregate_strings(here.c.id, "-")).scalar_subquery()


def is_here(at: datetime) -> ColumnElement[bool]:
    """Whether a seat is taken at this moment."""
    return _seen_since(at - AWAY_AFTER)


def _seen_since(moment: datetime) -> ColumnElement[bool]:
    return or_(Seat.seen_at > moment, Seat.noted_by_id.is_not(None))


def _says_so(seen: datetime | None, at: datetime) -> bool:
    """Whether a browser has said lately that its person is here."""
    return seen is not None and seen > at - AWAY_AFTER
