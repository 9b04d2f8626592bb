"""The row of one observation: what it holds, and nothing of what can be done to it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base, Versioned
from reviews.people import Person
from reviews.sight import FIRST_HAND

if TYPE_CHECKING:
    from reviews.board import Placement
    from reviews.meetings import Review


class Observation(Versioned, Base):
    """What one contributor saw of one rep.

    `readers` is the sentence that stood at the field when it was handed in, and `for_manager_id` and
    `for_facilitator_id` are the people it named: nobody inherits their place (law 7). An observation that the
    facilitator imported is `noted_by` them and unconfirmed until its author confirms it. One that was taken back is
    a draft again, and keeps the sentence: what was personal then stays so. What was `said_at` a moment of the meeting was said
    in the room, typed by its author or `noted_by` somebody else; having been said aloud it needs no confirming (`confirmed_at`). `key` stands for the form in which it was begun,
    so that saving that twice makes one; `tab` for the window that saved it last.
    """

    __tablename__ = "observation"
    # What a person wrote in a review is found by both at once: by the author alone it would be all they ever wrote.
    __table_args__ = (Index(None, "review_id", "author_id"), Index(None, "author_id", "key", unique=True))

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    function: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(12))
    text: Mapped[str] = mapped_column(Text)
    effect: Mapped[str] = mapped_column(Text, default="")
    occasion: Mapped[str] = mapped_column(Text, default="")
    suggestion: Mapped[str] = mapped_column(Text, default="", server_default="")
    basis: Mapped[str] = mapped_column(String(12), default=FIRST_HAND)
    personal: Mapped[bool] = mapped_column(default=False)
    without_manager: Mapped[bool] = mapped_column(default=False)
    readers: Mapped[str] = mapped_column(Text, default="")
    for_manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    for_facilitator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    noted_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    confirmed_at: Mapped[datetime | None]
    handed_in_at: Mapped[datetime | None]
    said_at: Mapped[datetime | None]
    key: Mapped[str | None] = mapped_column(String(40))
    tab: Mapped[str] = mapped_column(String(40), default="", server_default="")
    made_at: Mapped[datetime]
    changed_at: Mapped[datetime]

    review: Mapped[Review] = relationship()
    author: Mapped[Person] = relationship(foreign_keys=author_id)
    for_manager: Mapped[Person | None] = relationship(foreign_keys=for_manager_id)
    for_facilitator: Mapped[Person | None] = relationship(foreign_keys=for_facilitator_id)
    noted_by: Mapped[Person | None] = relationship(foreign_keys=noted_by_id)
    placement: Mapped[Placement | None] = relationship(
        cascade="all, delete-orphan", passive_deletes=True, overlaps="observation")

    @property
    def needs_confirming(self) -> bool:
        """Whether somebody else typed it in the author's name and the author has not said yes to it."""
        return self.noted_by_id is not None and self.confirmed_at is None
