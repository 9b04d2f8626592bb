"""A link that opens one page: what its person is asked in one meeting, as often as needed, until that meeting is closed.

Whoever has it comes in without a password, to this page and to nothing else. The token has 32 random bytes; its SHA-256 is
kept, so each letter that quotes a link makes one of its own.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.meetings import Meeting
from reviews.people import Person


class PageLink(Base):
    """`made_by` is the facilitator who was given the link to hand over, nobody where it went by mail."""

    __tablename__ = "page_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    made_by: Mapped[Person | None] = relationship(foreign_keys=made_by_id)
    meeting: Mapped[Meeting] = relationship()
