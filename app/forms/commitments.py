"""Forms about commitments."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import InputRequired, Optional

from app.forms.base import Form, Words, people_choices
from app.forms.fields import Day
from reviews import moving
from reviews.commitments import Commitment
from reviews.people import Person


class CommitmentForm(Form):
    """`about` is the commitment that is worded anew, None where it is a new one."""

    about: Commitment | None = None
    owner_id = SelectField("Whose", coerce=int)
    text = Words("What will be done", [InputRequired("Write what will be done.")])
    due_on = Day("By", [Optional()])
    weekly = BooleanField("Every week until the last day")

    def offer(self, owners: list[tuple[Person, str]]) -> CommitmentForm:
        """Who may own one: the rep first, then each coach with their function."""
        self.owner_id.choices = people_choices((person, function) for person, function in owners if not person.left_at)
        return self


class TickForm(Form):
    due_on = Day(widget=HiddenField.widget, validators=[InputRequired("This commitment is not due on that day.")])


class MoveDayForm(Form):
    due_on = Day("The new day", [InputRequired("Say to which day it moves.")])
    why = Words("Why it moves", [InputRequired(moving.SAY_WHY)])

    @classmethod
    def of(cls, commitment: Commitment) -> MoveDayForm:
        """The form as it was sent, or an empty one that knows which day the person has before them."""
        return cls(shown=moving.day_seen(commitment))


class DropForm(Form):
    why = Words("Why it is dropped")
