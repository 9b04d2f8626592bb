"""Check-ins: a look at the plan on days 7, 14, 21 and 30, by the rep and by the coach named on the plan."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from reviews.base import Base
from reviews.days import check_in_dates
from reviews.people import Person
from reviews.plans import LENGTH, Plan

REP, COACH = "rep", "coach"
SIDES = (REP, COACH)


class CheckIn(Base):
    """One of the plan's check-ins: `day` as people say it, `due_on` the working day it falls on."""

    __tablename__ = "check_in"
    __table_args__ = (UniqueConstraint("plan_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    day: Mapped[int]
    due_on: Mapped[date]

    plan: Mapped[Plan] = relationship()
    entries: Mapped[list[Entry]] = relationship(back_populates="check_in")


class Entry(Base):
    """What one side says at a check-in. `frequency` is how often it happened, 0 never … 4 always."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("check_in_id", "side"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_in_id: Mapped[int] = mapped_column(ForeignKey("check_in.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(5))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    frequency: Mapped[int]
    value: Mapped[float | None]
    happened: Mapped[str] = mapped_column(Text, default="")
    next: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]

    check_in: Mapped[CheckIn] = relationship(back_populates="entries")
    person: Mapped[Person] = relationship()


def schedule(plan: Plan) -> list[CheckIn]:
    """Make the check-ins of the plan's present thirty days: 7, 14, 21 and 30 days on, moved off weekends (law 10)."""
    session = object_session(plan)
    made = [CheckIn(plan=plan, day=day, due_on=due_on)
            for day, due_on in check_in_dates(plan.starts_on, plan.length - LENGTH)]
    session.add_all(made)
    return made
