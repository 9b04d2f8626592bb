"""The form for what a coach who left still owed: whose it is now, in which words, by when."""

from __future__ import annotations

from wtforms import SelectField
from wtforms.validators import Optional

from app.forms.base import Form, Words, choices, people_choices
from app.forms.fields import Day, row_id
from reviews.commitments import Commitment
from reviews.plan_people import coaches

NOBODY = "nobody: it is not needed any more"


class HandingOnForm(Form):
    owner_id = SelectField("Whose it is now", coerce=row_id)
    text = Words("What will be done")
    due_on = Day("By", [Optional()])

    @classmethod
    def of(cls, left: Commitment) -> HandingOnForm:
        """With its words, and its day where it has one; that may be over by now."""
        form = cls(data={"text": left.text, "due_on": left.due_on})
        form.owner_id.choices = [*people_choices(coaches(left.plan)), *choices([(0, NOBODY)])]
        if left.weekly:
            del form.due_on
        return form
