"""“I saw that too”: that somebody in the room says of a card that they saw it as well."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.people import Person


class SeenToo(Base):
    """Said after reading the card, so it is no independent sight. `noted_by` is who typed it for somebody without a laptop."""

    __tablename__ = "seen_too"

    observation_id: Mapped[int] = mapped_column(ForeignKey("observation.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    function: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime]
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    noted_by: Mapped[Person | None] = relationship(foreign_keys=noted_by_id)
