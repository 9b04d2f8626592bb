"""Three dots a person: which themes the room would choose, placed silently and shown together.

Only dots on a theme that stands on the board count. Those on one that was joined, emptied or undone since are free again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, Select, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from reviews.base import Base
from reviews.board import Placement, Theme, hold
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.observations import OPPORTUNITY
from reviews.people import Person
from reviews.presence import attendance
from reviews.rooms import turn_of

THREE = 3
NO_MORE = "Your three dots are placed. Take one back first."
THEME_GONE = "This theme is not on the board any more. Your dots on it are free again."


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


def place(review: Review, theme_id: int, step: int, *, by: Person, at: datetime) -> None:
    """Put one more of the person's three dots on a theme (step 1), or take one back (-1). Before and after the revealing alike."""
    session = _open(review)
    live = set(session.scalars(live_themes(review)))
    if theme_id not in live:
        raise Refused(THEME_GONE)
    own = {dots.theme_id: dots for dots in session.scalars(_own(review, by))}
    for gone in own.keys() - live:
        session.delete(own.pop(gone))  # were they kept, a theme that comes back by undo would bring a fourth dot
    here = own.setdefault(theme_id, Dots(theme_id=theme_id, person_id=by.id, review_id=review.id, count=0))
    if step > 0 and sum(dots.count for dots in own.values()) >= THREE:
        raise Refused(NO_MORE)
    _keep(session, here, max(0, here.count + (1 if step > 0 else -1)), at)


def reveal(review: Review, *, hands: Mapping[int, int] | None = None, by: Person, at: datetime) -> None:
    """Show the room's dots to everybody, with those `hands` counted for who has no laptop, by theme. There is no hiding again;
    hands can be counted anew."""
    session = _open(review)
    if hands:
        _count(session, review, {theme_id: count for theme_id, count in hands.items() if count}, by, at)
    turn = turn_of(review)
    turn.revealed_at = turn.revealed_at or at


def live_themes(review: Review) -> Select[tuple[int]]:
    """The ids of the themes one can choose from."""
    return select(Theme.id).where(Theme.review_id == review.id, Theme.kind == OPPORTUNITY, Theme.dropped_at.is_(None),
                                  exists().where(Placement.theme_id == Theme.id))


def _open(review: Review) -> Session:
    session = hold(review)
    if review.decided_at:
        raise Refused("The item is decided. Dots are placed before that.")
    if review.closed_at or review.meeting.closed_at:
        raise Refused("This review is closed, and nothing is chosen in it any more.")
    if not review.taken_up_at:
        raise Refused(f"{review.rep.name} is not on the table yet. Dots are placed in the meeting.")
    return session


def _own(review: Review, person: Person) -> Select[tuple[Dots]]:
    """As they stand now, whatever was known of them before the review was held."""
    return (select(Dots).where(Dots.review_id == review.id, Dots.person_id == person.id)
            .execution_options(populate_existing=True))


def _keep(session: Session, dots: Dots, count: int, at: datetime) -> None:
    if count:
        dots.count, dots.at = count, at
        session.add(dots)
    elif dots in session:
        session.delete(dots)


def _count(session: Session, review: Review, hands: Mapping[int, int], by: Person, at: datetime) -> None:
    """Keep these counts in place of those before."""
    if not hands.keys() <= set(session.scalars(live_themes(review))):
        raise Refused("The themes have changed since you counted. Count the hands for those that stand there now.")
    people = len(attendance(session, review.meeting, at=at).noted - {review.rep_id})
    if hands and not people:
        raise Refused("Note first who is here without a laptop. Then count their hands.")
    if min(hands.values(), default=0) < 0 or sum(hands.values()) > people * THREE:
        raise Refused(f"{people} {'people are' if people > 1 else 'person is'} here without a laptop, "
                      f"so there are {people * THREE} dots to count at most.")
    before = {one.theme_id: one for one in session.scalars(
        select(ShowOfHands).where(ShowOfHands.review_id == review.id).execution_options(populate_existing=True))}
    for gone in before.keys() - hands.keys():
        session.delete(before[gone])
    for theme_id, count in hands.items():
        one = before.get(theme_id) or ShowOfHands(theme_id=theme_id, review_id=review.id)
        one.count, one.noted_by_id, one.at = count, by.id, at
        session.add(one)
