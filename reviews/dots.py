"""Three dots a person: which themes the room would choose, placed silently and shown together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from reviews.base import Base

THREE = 3


class Dots(Base):
    """How many dots one person has put on one theme."""

    __tablename__ = "dots"

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    count: Mapped[int]
    at: Mapped[datetime]


class ShowOfHands(Base):
    """The dots of those who have no laptop before them, on one theme, as whoever leads has counted them."""

    __tablename__ = "show_of_hands"

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id", ondelete="CASCADE"), primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), index=True)
    count: Mapped[int]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
