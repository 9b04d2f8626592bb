"""The verdict on day 30: moved, partly, not moved, cannot say; then the plan is closed or extended."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.people import Person
from reviews.plans import Plan

MOVED, PARTLY, NOT_MOVED, CANNOT_SAY = "moved", "partly", "not moved", "cannot say"
OUTCOMES = (MOVED, PARTLY, NOT_MOVED, CANNOT_SAY)
CLOSE, EXTEND = "close", "extend"


class Verdict(Base):
    """What was said at the end of thirty days. An extended plan has one for each of its thirties (`length`).

    `figures` keeps before and after as they stood, with who gave them and on which day. One that the facilitator
    gave in a look back is `on_word_of` the manager.
    """

    __tablename__ = "verdict"
    __table_args__ = (UniqueConstraint("plan_id", "length"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    length: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(12))
    then: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(Text)
    figures: Mapped[dict] = mapped_column(JSON)
    given_on: Mapped[date]
    given_at: Mapped[datetime]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    on_word_of_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    early_why: Mapped[str] = mapped_column(Text, default="")

    plan: Mapped[Plan] = relationship()
    given_by: Mapped[Person] = relationship(foreign_keys=given_by_id)
