"""The rep's own voice: before the meeting she says what she wants to get better at, and what got in her way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned
from reviews.meetings import Review


class Voice(Versioned, Base):
    """The rep's two answers, a draft of hers until she hands them in. `tab` is the window that saved them last."""

    __tablename__ = "voice"

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), unique=True)
    wants: Mapped[str] = mapped_column(Text, default="")
    hindered: Mapped[str] = mapped_column(Text, default="")
    tab: Mapped[str] = mapped_column(String(40), default="")
    handed_in_at: Mapped[datetime | None]
    changed_at: Mapped[datetime]

    review: Mapped[Review] = relationship()
