"""Whether those who wrote what is parked still see it: asked when the theme comes back in the rep's next review."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.people import Person


class StillSeen(Base):
    """One author's answer about one parked theme, in the review in which it came back."""

    __tablename__ = "still_seen"

    parked_theme_id: Mapped[int] = mapped_column(ForeignKey("parked_theme.id", ondelete="CASCADE"), primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), primary_key=True, index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    still: Mapped[bool]
    at: Mapped[datetime]

    person: Mapped[Person] = relationship()
