"""The worker beside the web: when it was last seen, and what waits for it.

What waits is read off the things themselves, never off a queue: a queue can lose a word, these tables cannot.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from reviews import batches, imports
from reviews.base import Base, put

THE_ONE = 1
MISSED_AFTER = timedelta(minutes=2)


class WorkerSeen(Base):
    """The one row that says when the worker last looked for something to do."""

    __tablename__ = "worker_seen"

    id: Mapped[int] = mapped_column(primary_key=True)
    seen_at: Mapped[datetime]


def sign_on(session: Session, *, at: datetime) -> None:
    """The worker is here, whoever else of it says so at this moment."""
    put(session, WorkerSeen, {"id": THE_ONE}, seen_at=at)


def last_seen(session: Session) -> datetime | None:
    """When the worker was last here; None when it never was."""
    return session.scalar(select(WorkerSeen.seen_at).where(WorkerSeen.id == THE_ONE))


def waiting(session: Session) -> int:
    """How many things wait for the worker, those that it is at among them."""
    lists = (imports.waiting(), batches.waiting())
    return session.scalar(select(sum(select(func.count()).select_from(one.subquery()).scalar_subquery() for one in lists)))


def is_missing(session: Session, *, at: datetime) -> bool:
    """Whether nothing has been seen of the worker for so long that it is probably not running."""
    return missed(last_seen(session), at=at)


def missed(seen: datetime | None, *, at: datetime) -> bool:
    """Whether a worker that was seen then is probably not running."""
    return seen is None or at - seen > MISSED_AFTER
