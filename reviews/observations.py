"""What contributors saw of a rep, from the draft to what is handed in, and who was promised to read it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned
from reviews.meetings import Review
from reviews.people import Person

GAIN, OPPORTUNITY = "gain", "opportunity"
KINDS = (GAIN, OPPORTUNITY)
FIRST_HAND, FROM_DATA, HEARD = "first-hand", "from data", "heard"
BASES = (FIRST_HAND, FROM_DATA, HEARD)


class Observation(Versioned, Base):
    """What one contributor saw of one rep.

    `readers` is the sentence that stood at the field when it was handed in, and `for_manager_id` and
    `for_facilitator_id` are the people it named: nobody inherits their place (law 7). An observation that the
    facilitator imported is `noted_by` them and unconfirmed until its author confirms it.
    """

    __tablename__ = "observation"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    function: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    effect: Mapped[str] = mapped_column(Text, default="")
    occasion: Mapped[str] = mapped_column(Text, default="")
    basis: Mapped[str] = mapped_column(String(12), default=FIRST_HAND)
    personal: Mapped[bool] = mapped_column(default=False)
    without_manager: Mapped[bool] = mapped_column(default=False)
    readers: Mapped[str] = mapped_column(Text, default="")
    for_manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    for_facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    handed_in_at: Mapped[datetime | None]
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    review: Mapped[Review] = relationship()
    author: Mapped[Person] = relationship(foreign_keys=author_id)

    @property
    def needs_confirming(self) -> bool:
        """Whether somebody else typed it in the author's name and the author has not said yes to it."""
        return self.noted_by_id is not None and self.confirmed_at is None


class NothingToAdd(Base):
    """That a contributor has nothing to add about a rep: an answer, not a gap."""

    __tablename__ = "nothing_to_add"
    __table_args__ = (UniqueConstraint("review_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    said_at: Mapped[datetime]
