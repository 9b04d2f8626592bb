"""Putting what is due into letters: one a person and day, which waits a little for what else there is to tell."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews.days import at_home, is_working_day, local_day, moment, next_working_day
from reviews.letters import ASKED_FOR, Letter, Matter
from reviews.people import Person

BUNDLED = timedelta(minutes=10)  # what is told within them goes in one letter
MORNING, EVENING = time(8), time(18)
IN_DOUBT = timedelta(minutes=10)  # by then it is known whether a letter that was handed over has arrived, or it never will be
TWO_DAYS = timedelta(days=2)  # the most by which two clocks name the same moment differently
MOST_AT_ONCE = 200
LONGEST_HOST = 80


def assemble(session: Session, *, host: str, wait: timedelta = BUNDLED, at: datetime) -> bool:
    """Put what is due into letters; whether there is more of it. `host` is whose letters they are, and `wait` how long they
    stay open.

    What somebody asked for goes by itself and at once. Whoever has no address, or has left, is told once they are back.
    """
    due = (select(Matter).join(Matter.person)
           .where(Matter.letter_id.is_(None), Matter.dropped_at.is_(None), Matter.due_at <= at,
                  Person.email.is_not(None), Person.left_at.is_(None), ~_in_flight(at))
           .order_by(Matter.due_at, Matter.id).limit(MOST_AT_ONCE)
           .with_for_update(skip_locked=True, key_share=True, of=[Matter, Person]))
    found = session.scalars(due).all()
    for matter in found:
        at_once = matter.kind in ASKED_FOR
        matter.letter = None if at_once else open_letter(session, matter.person)
        matter.letter = matter.letter or _letter(matter, host, at if at_once else _when(session, matter, wait, at), at)
        session.flush()
    return len(found) == MOST_AT_ONCE


def open_letter(session: Session, person: Person) -> Letter | None:
    """The letter of the person that waits, which takes in what else there is to tell."""
    return session.scalar(
        select(Letter).where(Letter.person_id == person.id, Letter.at_once.is_(False), Letter.next_try_at.is_not(None))
        .with_for_update())


def free_from(session: Session, person_id: int, *, zone: str, but: int | None = None, at: datetime) -> datetime | None:
    """From when on the person can be written to who got a letter today, or may have got one: by this clock, or by the one of that
    letter. None when they got none. Whoever is asked by teams on both sides of a midnight lives by one of them."""
    day = local_day(at, zone)
    near = select(Letter).where(Letter.person_id == person_id, Letter.at_once.is_(False), Letter.id != (but or 0),
                                Letter.sent_on.between(day - TWO_DAYS, day + TWO_DAYS))
    ends = [end for letter in session.scalars(near) for end in _ends(letter, zone, at)]
    return next_morning(max(ends), zone) if ends else None


def next_morning(at: datetime, zone: str) -> datetime:
    """Eight o'clock of this working day or the next; the moment itself where that is between eight and evening."""
    there = at_home(at, zone)
    if is_working_day(there.date()) and MORNING <= there.time() < EVENING:
        return at
    day = there.date() if there.time() < MORNING else there.date() + timedelta(1)
    return moment(datetime.combine(next_working_day(day), MORNING), zone)


def zone_of(matters: list[Matter]) -> str:
    """The clock by which the reader's days count: that of the team that it is about."""
    return next((matter.time_zone for matter in matters if matter.time_zone), "UTC")


def _letter(matter: Matter, host: str, when: datetime, at: datetime) -> Letter:
    named = host[-LONGEST_HOST:].lstrip(".-") or "localhost"
    return Letter(person=matter.person, address=matter.person.email, made_at=at, next_try_at=when,
                  at_once=matter.kind in ASKED_FOR, message_id=f"<{secrets.token_hex(12)}@{named}>")


def _when(session: Session, matter: Matter, wait: timedelta, at: datetime) -> datetime:
    return free_from(session, matter.person_id, zone=zone_of([matter]), at=at) or at + wait


def _ends(letter: Letter, zone: str, at: datetime) -> Iterator[datetime]:
    """When the day of the letter is over, by this clock and by its own, where it is not yet."""
    today, its = local_day(at, zone), zone_of(letter.tells)
    if today in (letter.sent_on, local_day(letter.handed_over_at, zone)):
        yield _midnight_after(today, zone)
    if letter.sent_on == local_day(at, its):
        yield _midnight_after(letter.sent_on, its)


def _midnight_after(day: date, zone: str) -> datetime:
    return moment(datetime.combine(day + timedelta(1), time()), zone)


def _in_flight(at: datetime):
    """Whether a letter of the person is just being handed over: it may come back to wait, and one waits at a time."""
    return (select(Letter.id)
            .where(Letter.person_id == Matter.person_id, Letter.at_once.is_(False), Letter.handed_over_at > at - IN_DOUBT,
                   Letter.sent_at.is_(None), Letter.refused_at.is_(None))
            .exists())
