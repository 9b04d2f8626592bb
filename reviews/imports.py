"""A file on its way in: kept from the upload to the confirmation, so that what was previewed is what is written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned
from reviews.meetings import Meeting

PEOPLE, OBSERVATIONS = "people", "observations"


class Import(Versioned, Base):
    """One uploaded table as text, the columns matched to ours, and the moment it was confirmed."""

    __tablename__ = "import"

    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(255))
    content: Mapped[str] = mapped_column(Text)
    columns: Mapped[dict] = mapped_column(JSON)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]

    meeting: Mapped[Meeting | None] = relationship()
