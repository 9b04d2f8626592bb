"""Read: what was written, gains first; who has read it, who saw it too, and what somebody sees only now."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g

from app.db import db
from app.forms.base import Form
from app.stages import adding
from reviews import ticks
from reviews.meetings import Review
from reviews.observations import Observation
from reviews.queries.observations import for_the_whole_room, readable
from reviews.seen_too import AS_READ


def context(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """What its page shows: nothing personal and nothing unconfirmed, be it on one's own screen, which others look at too (law 8).
    `wrong` is the form that came back refused. Two statements."""
    known = _readable(review, on_wall=not acts)
    written = [one for one in known if one.handed_in_at and not one.personal and not one.needs_confirming]
    return {"written": written, "read_by": ticks.read_by(db.session, review)} | adding.context(
                review, acts=acts, wrong=wrong, known=known)


def _readable(review: Review, *, on_wall: bool) -> Sequence[Observation]:
    """What this person may read, drafts of theirs among it. On the wall stands only what all who may come into the room were
    promised to read (law 7)."""
    asked = readable(g.person, review).options(*AS_READ)
    return db.session.scalars(asked.where(for_the_whole_room()) if on_wall else asked).unique().all()
