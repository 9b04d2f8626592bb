"""A person's private calendar feed: an address that nobody can guess, under which their calendar finds their days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.people import Person


class Feed(Base):
    """One a person. The token in its address is not kept, its SHA-256 is; a new one makes the old address void."""

    __tablename__ = "feed"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime]

    person: Mapped[Person] = relationship()
