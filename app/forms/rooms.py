"""Forms of who leads the room."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, IntegerField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from app.forms.base import Form, Line
from app.forms.fields import row_id
from reviews.leading import Place
from reviews.standing import LAST_ID


class PlaceForm(Form):
    """Where to, and where the room was when this was pressed."""

    to = Line("Where to", [InputRequired("Choose where to go.")])
    seen = HiddenField()
    early = BooleanField("Begin it now, before its day")

    def validate_to(self, field):
        if Place.read(field.data) is None:
            raise ValidationError("Choose where to go.")

    def facts(self) -> dict[str, object]:
        return {"place": Place.read(self.to.data), "seen": self.seen.data or "", "early": self.early.data}


class MinutesForm(Form):
    minutes = IntegerField("Minutes", [InputRequired("Say how many minutes.")], default=2)


class LeadForm(Form):
    person_id = IntegerField("Who", [InputRequired("Choose who leads."), NumberRange(1, LAST_ID, "Choose who leads.")])


class AttendanceForm(Form):
    people = SelectMultipleField("Here without a laptop", coerce=row_id, validate_choice=False)
