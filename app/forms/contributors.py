"""Forms about who is asked to a meeting: from which function, until when, and who instead."""

from __future__ import annotations

from datetime import datetime

from wtforms import SelectField
from wtforms.validators import Optional

from app.forms.base import Form, choices
from app.forms.fields import row_id
from app.forms.looking import LookingForm
from app.forms.meetings import Moment, on_the_clock
from reviews.contributors import Contributor, shown_time
from reviews.days import moment
from reviews.people import FUNCTIONS


class ReplacementForm(LookingForm):
    person_id = SelectField("Who", coerce=row_id, validate_choice=False)

    def lists(self) -> list[SelectField]:
        return [self.person_id]


class ContributorForm(ReplacementForm):
    function = SelectField("Sees the reps from", choices=choices([("", "their own function"), *((f, f) for f in FUNCTIONS)]),
                           validate_choice=False)


class TimeForm(Form):
    """One contributor's own time; empty, they have as long as the others."""

    due_at = Moment("Until when", [Optional()])

    @classmethod
    def of(cls, one: Contributor, zone: str) -> TimeForm:
        """Filled in with the time that holds for them now."""
        return cls(data={"due_at": on_the_clock(one.due, zone), "shown": shown_time(one.due_at)})

    def until(self, zone: str) -> datetime | None:
        """The moment where the team is."""
        return moment(self.due_at.data, zone) if self.due_at.data else None
