"""Being overtaken on a board: two act on the same card or title, the later one wins, and the earlier one is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from reviews.board import BoardStep
from reviews.meetings import Review
from reviews.people import Person

TOLD_FOR = timedelta(minutes=2)


def overtaken(session: Session, review: Review, person: Person, *, at: datetime) -> str:
    """What others have made of the person's last act since, in a sentence; "" when it stands, or was long ago.

    Two statements at most, and one as long as the board stands still.
    """
    mine = _last_of(session, review, person, at)
    if mine is None:
        return ""
    if mine.undone_at:
        by = mine.undone_by
        return f"{by.name} took back that you {mine.what}." if by and by.id != person.id else ""
    later = [step for step in _after(session, mine) if step.by_id != person.id and _touches(step, mine)]
    return f"You {mine.what}; after that {later[-1].by.name} {later[-1].what}. That is how it stands." if later else ""


def _last_of(session: Session, review: Review, person: Person, at: datetime) -> BoardStep | None:
    return session.scalar(
        select(BoardStep).where(BoardStep.review_id == review.id, BoardStep.by_id == person.id, BoardStep.at > at - TOLD_FOR)
        .options(joinedload(BoardStep.undone_by)).order_by(BoardStep.id.desc()).limit(1))


def _after(session: Session, mine: BoardStep) -> Sequence[BoardStep]:
    return session.scalars(
        select(BoardStep).where(BoardStep.review_id == mine.review_id, BoardStep.id > mine.id, BoardStep.undone_at.is_(None))
        .options(joinedload(BoardStep.by)).order_by(BoardStep.id)).all()


def _touches(step: BoardStep, mine: BoardStep) -> bool:
    """Whether a step is about a card or a title that the other one is about."""
    return any(step.before[what].keys() & mine.before[what].keys() for what in ("cards", "titles"))
