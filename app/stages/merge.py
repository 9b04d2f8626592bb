"""Merge: the board, as its own page and the room show it."""

from __future__ import annotations

from flask import g

from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.themes import MoveForm, TitleForm
from app.pages import sees
from app.stages import adding
from reviews import cards, rules
from reviews.meetings import Review
from reviews.overtaking import overtaken
from reviews.queries.themes import parked_before


def context(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """The board as it stands now. What was chosen for a move that was refused stays chosen; where nobody acts, on the wall,
    stands nothing that not everybody in the meeting may read."""
    may = acts and sees(rules.MERGE) and not (review.decided_at or review.closed_at or review.meeting.closed_at)
    return {
        "board": cards.board(db.session, review, g.person, for_all=not acts),
        "chosen": wrong.observation.data or [] if isinstance(wrong, MoveForm) else [],
        "naming": wrong if isinstance(wrong, TitleForm) else None,
        "parked": db.session.execute(parked_before(review)).all() if may else [],
        "told": overtaken(db.session, review, g.person, at=now()) if may else "",
        "acts": may, "is_open": cards.is_open_to(review, g.person),
    }


def in_room(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """The board, and beside it what somebody sees only now."""
    return context(review, acts=acts, wrong=wrong) | adding.context(review, acts=acts, wrong=wrong)
