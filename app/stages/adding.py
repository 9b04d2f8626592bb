"""Adding what one has seen, in the room: for the stages on which `room/_add.html` stands."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g

from app.forms.base import Form
from app.forms.said import SaidForm
from reviews import said
from reviews.meetings import Review
from reviews.observations import Observation, readers_of


def context(review: Review, *, acts: bool, wrong: Form | None = None,
            known: Sequence[Observation] | None = None) -> dict[str, object]:
    """The form with what the person has begun, as long as something can be added; else what came too late. One statement, none where what they have
    written is `known`."""
    if not acts or review.decided_at or review.closed_at:
        return {"saying": None, "unsaid": wrong.facts() if isinstance(wrong, SaidForm) else None}
    if isinstance(wrong, SaidForm):
        return {"saying": wrong, "said_to": readers_of(review, g.person)}
    draft = said.begun_in_room(review, g.person) if known is None else said.begun_among(known, g.person)
    return {"saying": SaidForm.going_on(draft), "said_to": readers_of(review, g.person)}
