"""What a verdict says, and how it is kept: what thirty days came to, why, what then, and what is expected of the next thirty."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews import evidence
from reviews.base import Base
from reviews.evidence import Evidence
from reviews.people import Person
from reviews.plans import LENGTH, Plan

MOVED, PARTLY, NOT_MOVED, CANNOT_SAY = "moved", "partly", "not moved", "cannot say"
OUTCOMES = (MOVED, PARTLY, NOT_MOVED, CANNOT_SAY)
CLOSE, EXTEND, ANOTHER_WAY = "close", "extend", "another way"
THEN = (CLOSE, EXTEND, ANOTHER_WAY)


class Verdict(Base):
    """What was said at the end of thirty days. An extended plan has one for each of its thirties (`length`).

    `figures` keeps before and after as they stood, with who gave them and on which day, and the commitments kept. One
    that the facilitator gave in a look back is `on_word_of` the manager. Where the plan goes on, `expected` says what one
    would see by its new last day.
    """

    __tablename__ = "verdict"
    __table_args__ = (UniqueConstraint("plan_id", "length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    length: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(12))
    then: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(Text)
    expected: Mapped[str] = mapped_column(Text, default="", server_default="")
    figures: Mapped[dict] = mapped_column(JSON)
    given_on: Mapped[date]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on_word_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    early_why: Mapped[str] = mapped_column(Text, default="")

    plan: Mapped[Plan] = relationship()
    given_by: Mapped[Person] = relationship(foreign_keys=given_by_id)
    on_word_of: Mapped[Person | None] = relationship(foreign_keys=on_word_of_id)

    @property
    def evidence(self) -> Evidence:
        """What it stood on when it was given."""
        return evidence.of_data(self.figures)


def what_then(then: str, length: int) -> str:
    """What was done with a plan of this length, as in "the plan was …"."""
    if then == CLOSE:
        return "closed"
    extended = f"extended to {length + LENGTH} days"
    return f"{extended}, to try another way" if then == ANOTHER_WAY else extended
