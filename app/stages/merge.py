"""The stage of this phase in the meeting room."""

from __future__ import annotations

from app.forms.base import Form
from reviews.meetings import Review


def context(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """What its page shows. `wrong` is the form that came back refused."""
    return {}
