"""The decision of a review: which theme became the one improvement item, why, who was there, who saw it differently."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned, only_one
from reviews.meetings import Review
from reviews.people import Person
from reviews.board import Theme


class Decision(Versioned, Base):
    """The improvement item of a review, worded "from … to …". A review has one that is not withdrawn (law 1)."""

    __tablename__ = "decision"
    __table_args__ = (
        only_one("uq_decision_one_item", "review_id", where="withdrawn_at IS NULL"),
    )

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    item_from: Mapped[str] = mapped_column(Text)
    item_to: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_why: Mapped[str] = mapped_column(Text, default="")

    review: Mapped[Review] = relationship()
    theme: Mapped[Theme] = relationship()
    decided_by: Mapped[Person] = relationship(foreign_keys=decided_by_id)
    withdrawn_by: Mapped[Person | None] = relationship(foreign_keys=withdrawn_by_id)
    present: Mapped[list[Presence]] = relationship()
    dissents: Mapped[list[Dissent]] = relationship()


class Presence(Base):
    """That a person was there when it was decided."""

    __tablename__ = "presence"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)

    person: Mapped[Person] = relationship()


class Dissent(Base):
    """What somebody who saw it differently said."""

    __tablename__ = "dissent"
    __table_args__ = (UniqueConstraint("decision_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    text: Mapped[str] = mapped_column(Text)

    person: Mapped[Person] = relationship()
