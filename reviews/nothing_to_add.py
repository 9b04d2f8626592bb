"""That a contributor has nothing to add about a rep: an answer, not a gap."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from reviews.asking import asked_as, can_after_all, open_for
from reviews.base import Base
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.people import Person


class NothingToAdd(Base):
    """One answer a contributor and rep. What they hand in later takes its place."""

    __tablename__ = "nothing_to_add"
    __table_args__ = (UniqueConstraint("review_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    said_at: Mapped[datetime]


def say(review: Review, person: Person, *, at: datetime) -> None:
    """Answer that there is nothing to add about this rep. Writing something later takes the place of it."""
    open_for(review)
    asked_as(review, person)
    session, name = object_session(review), review.rep.first
    if review.taken_up_at:
        raise Refused(f"{name}’s turn has come already, so nothing needs to be answered any more.")
    if session.scalar(select(Review.id).where(Review.id == review.id, Review.observations.any(author_id=person.id))):
        raise Refused(f"You have written about {name}. If there is nothing to add after all, discard it first.")
    can_after_all(review, person)
    said = (NothingToAdd.review_id == review.id, NothingToAdd.person_id == person.id)
    if session.scalar(select(NothingToAdd.id).where(*said)) is None:
        session.add(NothingToAdd(review_id=review.id, person_id=person.id, said_at=at))


def take_back(review: Review, person: Person) -> None:
    """There is something to add after all: it was handed in."""
    object_session(review).execute(delete(NothingToAdd).where(
        NothingToAdd.review_id == review.id, NothingToAdd.person_id == person.id))
