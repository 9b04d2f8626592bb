"""The form in which a rep asks one coach for help."""

from __future__ import annotations

from wtforms import SelectField

from app.forms.base import Form, Line, choices
from app.forms.fields import row_id
from reviews.people import Person


class HelpForm(Form):
    coach_id = SelectField("Whom", coerce=row_id, validate_choice=False)
    words = Line("What about")

    def offer(self, coaches: list[Person]) -> HelpForm:
        """Whom she can ask."""
        self.coach_id.choices = choices((person.id, person.name) for person in coaches)
        return self.told_apart("help")
