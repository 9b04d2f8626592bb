"""Whether those who wrote what is parked still see it: asked when the theme comes back in the rep's next review."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from reviews.base import Base
from reviews.board import ParkedTheme
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.on_the_table import function_of, on_table
from reviews.people import Person
from reviews.queries.parked import own_words_in


class StillSeen(Base):
    """One author's answer about one parked theme, in the review in which it came back."""

    __tablename__ = "still_seen"

    parked_theme_id: Mapped[int] = mapped_column(ForeignKey("parked_theme.id", ondelete="CASCADE"), primary_key=True)
    review_id: Mapped[int] = mapped_column(ForeignKey("review.id", ondelete="CASCADE"), primary_key=True, index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    still: Mapped[bool]
    at: Mapped[datetime]

    person: Mapped[Person] = relationship()


def answer(parked: ParkedTheme | None, review: Review, *, still: bool, by: Person, at: datetime) -> None:
    """An author of a parked theme says in the rep's next review whether they still see it. The last answer counts."""
    session = on_table(review)
    function_of(review, by)
    asked = (parked is not None and not parked.unparked_at and parked.review_id != review.id
             and parked.review.rep_id == review.rep_id and session.execute(own_words_in([parked.id], by)).first())
    if not asked:
        raise Refused("Only who wrote about this is asked whether they still see it.")
    there = session.get(StillSeen, (parked.id, review.id, by.id), populate_existing=True)
    if there is None:
        session.add(StillSeen(parked_theme_id=parked.id, review_id=review.id, person_id=by.id, still=still, at=at))
    elif there.still != still:
        there.still, there.at = still, at
