"""What the rep and each coach will do: one action each, with an owner and somebody it is owed to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned
from reviews.people import Person
from reviews.plans import Plan


class Commitment(Versioned, Base):
    """One action, to be done by `due_on`, or every week until the plan's last day (`weekly`; `due_on` is empty).

    One that the facilitator typed for somebody else is not accepted until its owner says so.
    """

    __tablename__ = "commitment"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    owed_to_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    weekly: Mapped[bool] = mapped_column(default=False)
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    dropped_why: Mapped[str] = mapped_column(Text, default="")

    plan: Mapped[Plan] = relationship()
    owner: Mapped[Person] = relationship(foreign_keys=owner_id)
    owed_to: Mapped[Person] = relationship(foreign_keys=owed_to_id)
    ticks: Mapped[list[Tick]] = relationship(order_by="Tick.due_on")


class Tick(Base):
    """That a commitment was kept: once, or for the week that ended on `due_on`."""

    __tablename__ = "tick"
    __table_args__ = (UniqueConstraint("commitment_id", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), index=True)
    due_on: Mapped[date]
    ticked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ticked_at: Mapped[datetime]
