"""Where somebody is signed in: their sessions, told by device and time, and ended by them one by one.

Kept of a device is what its owner needs to know it again: browser and system in words. No address: where a colleague sits
when they look at a plan is nobody's business.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from reviews.people import Person
from reviews.signing_in import SignIn

SEEN_EVERY = timedelta(minutes=15)  # how exact "last seen" is; so a page is seldom more than a look


def sessions_of(person: Person, *, at: datetime) -> Select:
    """The person's sessions that live, the one seen last first."""
    return (select(SignIn).where(SignIn.person_id == person.id, SignIn.ended_at.is_(None), SignIn.expires_at > at)
            .order_by(func.coalesce(SignIn.seen_at, SignIn.began_at).desc(), SignIn.id.desc()))


def is_long_ago(seen_at: datetime | None, *, at: datetime) -> bool:
    """Whether the session has not been seen for so long that it is worth noting again."""
    return seen_at is None or at - seen_at >= SEEN_EVERY


def saw(session: Session, id: int, *, at: datetime) -> None:
    """Note that the session was in use."""
    session.execute(update(SignIn).where(SignIn.id == id).values(seen_at=at))


def end(signed: SignIn, *, at: datetime) -> None:
    """End one session."""
    signed.ended_at = signed.ended_at or at


def end_others(session: Session, person: Person, *, but: int, at: datetime) -> None:
    """End all sessions of the person but the one they are in."""
    session.execute(update(SignIn).where(SignIn.person_id == person.id, SignIn.id != but, SignIn.ended_at.is_(None))
                    .values(ended_at=at))
