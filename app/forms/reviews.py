"""Forms about a review: ending it without an item."""

from __future__ import annotations

from wtforms import RadioField

from app.forms.base import Form, Words, choices
from reviews.meetings import AWAY, LEFT, NOBODY_WROTE, NOTHING_TO_CHANGE, PLAN_RUNS_ON

REASONS = {
    PLAN_RUNS_ON: "The present plan runs on", NOBODY_WROTE: "Nobody wrote", AWAY: "Away", LEFT: "Has left the team",
    NOTHING_TO_CHANGE: "Nothing to change now",
}


class ClosingForm(Form):
    why = RadioField("Why", choices=choices(REASONS.items()), validate_choice=False)
    note = Words("Note")
