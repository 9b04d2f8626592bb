"""What became of a commitment: that it was kept, moved to another day, worded anew, or handed on when its owner left."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.people import Person

if TYPE_CHECKING:
    from reviews.commitments import Commitment


class Tick(Base):
    """That a commitment was kept: once, or for the week that ended on `due_on`."""

    __tablename__ = "tick"
    __table_args__ = (UniqueConstraint("commitment_id", "due_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), index=True)
    due_on: Mapped[date]
    ticked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    ticked_at: Mapped[datetime]

    commitment: Mapped[Commitment] = relationship("Commitment", back_populates="ticks")
    ticked_by: Mapped[Person] = relationship()


class CommitmentMove(Base):
    """One move to another day: from which, to which, why, by whom and when. A commitment may have several; none is changed."""

    __tablename__ = "commitment_move"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    why: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    by: Mapped[Person] = relationship()


class Rewording(Base):
    """That an amendment worded a commitment anew: which words it had until then, when its owner had accepted those, why, by whom and
    when. A commitment may have several; none is changed. Its readers are those of the plan's versions, which hold both."""

    __tablename__ = "rewording"

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), index=True)
    was: Mapped[str] = mapped_column(Text)
    was_accepted_at: Mapped[datetime | None]
    why: Mapped[str] = mapped_column(Text)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    by: Mapped[Person] = relationship()


class HandingOn(Base):
    """What its manager said of one that was dropped because its owner left: who has it now, or nobody, as it is not needed."""

    __tablename__ = "handing_on"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id", ondelete="CASCADE"), primary_key=True)
    to_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]

    to: Mapped[Person | None] = relationship(foreign_keys=to_id)
    by: Mapped[Person] = relationship(foreign_keys=by_id)
