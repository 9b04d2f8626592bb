"""The row of one note: what somebody saw of a rep on any day between meetings."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned
from reviews.people import Person


class Note(Versioned, Base):
    """`key` stands for the form it was written in, and `tab` for the window that saved it last."""

    __tablename__ = "note"
    __table_args__ = (Index(None, "author_id", "key", unique=True),)

    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[str] = mapped_column(String(12), default="")
    text: Mapped[str] = mapped_column(Text)
    seen_on: Mapped[date]
    key: Mapped[str | None] = mapped_column(String(40))
    tab: Mapped[str] = mapped_column(String(40), default="")
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    author: Mapped[Person] = relationship(foreign_keys=author_id)
    rep: Mapped[Person] = relationship(foreign_keys=rep_id)
