"""“Read”: that somebody in the room has read what was written about the rep on the table. Nobody is waited for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from reviews.base import Base
from reviews.meetings import Review
from reviews.on_the_table import function_of, on_table
from reviews.people import Person


class ReadTick(Base):
    """One person's tick in one review."""

    __tablename__ = "read_tick"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    at: Mapped[datetime]


def read_by(session: Session, review: Review) -> set[int]:
    """The ids of those who have."""
    return set(session.scalars(select(ReadTick.person_id).where(ReadTick.review_id == review.id)))


def tick(review: Review, *, by: Person, at: datetime) -> None:
    """Say that one has read what was written about the rep."""
    session = on_table(review)
    function_of(review, by)
    if session.get(ReadTick, (review.id, by.id), populate_existing=True) is None:
        session.add(ReadTick(review_id=review.id, person_id=by.id, at=at))


def untick(review: Review, *, by: Person) -> None:
    """Take it back."""
    session = on_table(review)
    if there := session.get(ReadTick, (review.id, by.id), populate_existing=True):
        session.delete(there)
