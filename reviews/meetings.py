"""The review meeting of one team for one period, its reviews (one a rep), and who is asked to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned
from reviews.people import Person, Team

SCHEDULED, GATHERING, IN_SESSION, CLOSED = "scheduled", "gathering", "in session", "closed"
ON_THE_TABLE, DECIDED = "on the table", "decided"
PLAN_RUNS_ON, NOBODY_WROTE, AWAY, LEFT, NOTHING_TO_CHANGE = (
    "the plan runs on", "nobody wrote", "away", "left", "nothing to change now")
WITHOUT_AN_ITEM = (PLAN_RUNS_ON, NOBODY_WROTE, AWAY, LEFT, NOTHING_TO_CHANGE)
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

    @property
    def state(self) -> str:
        """scheduled, gathering, in session or closed."""
        if self.closed_at:
            return CLOSED
        if self.began_at:
            return IN_SESSION
        return GATHERING if self.opened_at else SCHEDULED


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

    @property
    def state(self) -> str:
        """gathering, on the table, decided or closed."""
        if self.closed_at:
            return CLOSED
        if self.decided_at:
            return DECIDED
        return ON_THE_TABLE if self.taken_up_at else GATHERING


class Contributor(Base):
    """Somebody asked to a meeting, and the function they see from. They write about every rep but themselves."""

    __tablename__ = "contributor"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    function: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    meeting: Mapped[Meeting] = relationship(back_populates="contributors")
    person: Mapped[Person] = relationship(foreign_keys=person_id)
