"""The meeting room: who leads, which rep is on the table in which phase, the clock of each rep's turn, and who is here.

All of it stands in the database, so that any process can answer for the room, and one that dies takes nothing along.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.people import Person

if TYPE_CHECKING:
    from reviews.meetings import Meeting, Review

LOOK_BACK, READ, MERGE, CHOOSE, DIAGNOSE, PLAN = PHASES = ("look back", "read", "merge", "choose", "diagnose", "plan")
AWAY_AFTER = timedelta(seconds=40)  # a browser says every fifteen seconds that it is here; two that went missing are a bad network
NEAR_THE_END = timedelta(minutes=2)


class Room(Base):
    """The room of one meeting. `stamp` counts up with everything that anybody in it can see, so that looking whether
    something is new costs one number.

    lead    leads in the place of the facilitator, until they hand it on or the facilitator takes it back
    review  who is on the table; nobody before the first one is taken up
    """

    __tablename__ = "room"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    stamp: Mapped[int] = mapped_column(default=0)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("review.id", ondelete="SET NULL"), index=True)
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    moved_at: Mapped[datetime | None]
    break_since: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="room")
    lead: Mapped[Person | None] = relationship(foreign_keys=lead_id)
    moved_by: Mapped[Person | None] = relationship(foreign_keys=moved_by_id)


def step_down(meeting: Meeting, person_id: int) -> None:
    """Whoever is of the meeting no more leads its room no more: the facilitator does again."""
    if meeting.room.lead_id == person_id:
        meeting.room.lead_id = None


class Turn(Base):
    """A rep's turn in the room: its phase, and its clock, which runs while the rep is on the table and nobody is on a break.

    Times are kept in seconds spent, not as an end, so that giving minutes, a break and coming back to a rep all add up.
    """

    __tablename__ = "turn"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), primary_key=True)
    phase: Mapped[str] = mapped_column(String(10), default=LOOK_BACK)
    given: Mapped[int] = mapped_column(default=0)
    spent: Mapped[int] = mapped_column(default=0)
    runs_since: Mapped[datetime | None]
    revealed_at: Mapped[datetime | None]

    review: Mapped[Review] = relationship(back_populates="turn")


def turn_of(review: Review) -> Turn:
    """The rep's turn; the first time it begins with the look back."""
    review.turn = review.turn or Turn(review_id=review.id, phase=LOOK_BACK, given=0, spent=0)
    return review.turn


@dataclass(frozen=True)
class Clock:
    """The clock of a turn at one moment: whole minutes it has, seconds left (less than none when it is over), whether it runs."""

    minutes: int
    left: int
    runs: bool

    @property
    def near_the_end(self) -> bool:
        return self.left <= NEAR_THE_END.total_seconds()


def clock(review: Review, at: datetime) -> Clock:
    """How the clock of a rep's turn stands. It warns, and never cuts off."""
    turn = review.turn
    minutes, since = review.minutes + (turn.given if turn else 0), turn.runs_since if turn else None
    spent = (turn.spent if turn else 0) + (max(0, round((at - since).total_seconds())) if since else 0)
    return Clock(minutes, minutes * 60 - spent, since is not None)


class Seat(Base):
    """Somebody in the room: `seen_at` is when their browser last said so, `noted_by` who saw them there without one."""

    __tablename__ = "seat"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    seen_at: Mapped[datetime | None]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=person_id)
