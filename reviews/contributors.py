"""Who is asked to a meeting, from which function they see its reps, until when, and whether they can this time."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.holding import fingerprint
from reviews.people import Person

if TYPE_CHECKING:
    from reviews.meetings import Meeting


LONGEST_WHY = 150  # a few words beside one of the reasons


class Contributor(Base):
    """Somebody asked to a meeting, and the function they see from. They write about every rep but themselves.

    `due_at` is their own time where they were given more of it, `declined_at` when they said that they cannot this time.
    """

    __tablename__ = "contributor"
    __table_args__ = (UniqueConstraint("meeting_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    function: Mapped[str] = mapped_column(String(20))
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    declined_why: Mapped[str] = mapped_column(String(200), default="", server_default="")

    meeting: Mapped[Meeting] = relationship(back_populates="contributors")
    person: Mapped[Person] = relationship(foreign_keys=person_id)

    @property
    def due(self) -> datetime:
        """Until when they are asked to write: their own time, else the meeting's."""
        return self.due_at or self.meeting.due_at

    def keep_within(self, due_at: datetime, meets_at: datetime) -> None:
        """The meeting was moved: their own time is never longer than up to its beginning, and none that all others have too."""
        if self.due_at:
            own = min(self.due_at, meets_at)
            self.due_at = own if own > due_at else None


def shown_time(due_at: datetime | None) -> str:
    """Stands for somebody's own time in the forms that change it."""
    return fingerprint({"due_at": due_at})
