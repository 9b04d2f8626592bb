"""The form of a coaching session: a half-hour one-to-one of today, unless something else is said."""

from __future__ import annotations

from wtforms import SelectField

from app.forms.base import Form, Line, choices
from app.forms.fields import Day, Whole, row_id
from reviews.coaching import KINDS, ONE_TO_ONE, USUAL
from reviews.people import Person


class CoachingForm(Form):
    """Only the rep says who coached; everybody else logs their own."""

    coach_id = SelectField("Who coached", coerce=row_id, validate_choice=False)
    kind = SelectField("What it was", choices=choices((kind, kind.capitalize()) for kind in KINDS), default=ONE_TO_ONE,
                       validate_choice=False)
    minutes = Whole("Minutes", default=USUAL)
    held_on = Day("On")
    line = Line("In one line")

    def offer(self, coaches: list[Person]) -> CoachingForm:
        """Who may have coached; nobody to choose from where one logs one's own."""
        if coaches:
            self.coach_id.choices = choices((person.id, person.name) for person in coaches)
        else:
            del self.coach_id
        return self
