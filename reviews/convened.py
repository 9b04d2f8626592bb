"""What a review meeting is: one team, one period, its reviews (one a rep), who is asked to it, and its room."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned
from reviews.contributors import Contributor
from reviews.people import Person, Team
from reviews.rooms import Room, Turn

if TYPE_CHECKING:
    from reviews.observations import Observation
    from reviews.voices import Voice

SCHEDULED, GATHERING, IN_SESSION, CLOSED = "scheduled", "gathering", "in session", "closed"
ON_THE_TABLE, DECIDED = "on the table", "decided"
PLAN_RUNS_ON, NOBODY_WROTE, AWAY, LEFT, NOTHING_TO_CHANGE = WITHOUT_AN_ITEM = (
    "the plan runs on", "nobody wrote", "away", "left", "nothing to change now")
MINUTES = 12


class Meeting(Versioned, Base):
    """One team, one period. Its state is read off the moments at which things happened to it.

    Manager and facilitator are those of the team when the meeting was made, handed over with the team.
    """

    __tablename__ = "meeting"
    __table_args__ = (UniqueConstraint("team_id", "period"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    period: Mapped[str] = mapped_column(String(7))
    due_at: Mapped[datetime]
    meets_at: Mapped[datetime]
    manager_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    began_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]

    team: Mapped[Team] = relationship()
    manager: Mapped[Person] = relationship(foreign_keys=manager_id)
    facilitator: Mapped[Person] = relationship(foreign_keys=facilitator_id)
    reviews: Mapped[list[Review]] = relationship(back_populates="meeting", order_by="Review.position")
    contributors: Mapped[list[Contributor]] = relationship(back_populates="meeting", order_by="Contributor.id")
    room: Mapped[Room] = relationship(back_populates="meeting", lazy="joined", cascade="all", passive_deletes=True)

    def __init__(self, **facts) -> None:
        super().__init__(**{"room": Room(stamp=0)} | facts)

    @property
    def state(self) -> str:
        """scheduled, gathering, in session or closed."""
        if self.closed_at:
            return CLOSED
        if self.began_at:
            return IN_SESSION
        return GATHERING if self.opened_at else SCHEDULED

    @property
    def leads_id(self) -> int:
        """Who leads its room: the facilitator, unless the lead was handed to somebody else."""
        return self.room.lead_id or self.facilitator_id

    @property
    def agenda(self) -> list[tuple[int, int]]:
        """The reps in order, as (person id, minutes)."""
        return [(review.rep_id, review.minutes) for review in self.reviews]


class Review(Versioned, Base):
    """One rep in one meeting."""

    __tablename__ = "review"
    __table_args__ = (UniqueConstraint("meeting_id", "rep_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    position: Mapped[int]
    minutes: Mapped[int] = mapped_column(default=MINUTES)
    taken_up_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    closed_why: Mapped[str | None] = mapped_column(String(30))
    closed_note: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship(back_populates="reviews")
    rep: Mapped[Person] = relationship(foreign_keys=rep_id)
    observations: Mapped[list[Observation]] = relationship(viewonly=True)
    voice: Mapped[Voice | None] = relationship(back_populates="review")
    turn: Mapped[Turn | None] = relationship(back_populates="review", cascade="all", passive_deletes=True)

    @property
    def state(self) -> str:
        """gathering, on the table, decided or closed."""
        if self.closed_at:
            return CLOSED
        if self.decided_at:
            return DECIDED
        return ON_THE_TABLE if self.taken_up_at else GATHERING
