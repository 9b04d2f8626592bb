"""Whether those who wrote what is parked still see it: asked when the theme comes back in the rep's next review.

Who wrote it is told to nobody: only those who answer are named, and only their own words are shown to them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import CompoundSelect, ForeignKey, Integer, Text, cast, null, select, union_all
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

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


@dataclass
class Echo:
    """What is known of one parked theme now: the viewer's own words in it and their answer, and who of the others answered what."""

    own_words: list[str] = field(default_factory=list)
    own: bool | None = None
    still: list[str] = field(default_factory=list)
    answers: int = 0


def echoes(session: Session, review: Review, viewer: Person, parked_ids: Collection[int]) -> dict[int, Echo]:
    """By the id of each of these parked themes. One statement; none when there are none, and
    none before the rep is on the table, when nobody is asked."""
    found = {id: Echo() for id in parked_ids}
    for id, text, person_id, name, still in session.execute(_words_and_answers(review, viewer, parked_ids)) if found and review.taken_up_at else ():
        if person_id is None:
            found[id].own_words.append(text)
            continue
        found[id].answers += 1
        found[id].still = sorted(found[id].still + [name] * still)
        found[id].own = bool(still) if person_id == viewer.id else found[id].own
    return found


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


def _words_and_answers(review: Review, viewer: Person, parked_ids: Collection[int]) -> CompoundSelect:
    """Rows of (parked theme's id, the viewer's own words) and of (its id, id and name of who answered, 1 or 0)."""
    own = own_words_in(list(parked_ids), viewer).order_by(None)
    answers = (
        select(StillSeen.parked_theme_id, cast(null(), Text), StillSeen.person_id, Person.name, cast(StillSeen.still, Integer))
        .join(Person, Person.id == StillSeen.person_id)
        .where(StillSeen.review_id == review.id, StillSeen.parked_theme_id.in_(parked_ids)))
    return union_all(own.add_columns(cast(null(), Integer), cast(null(), Text), cast(null(), Integer)), answers)
