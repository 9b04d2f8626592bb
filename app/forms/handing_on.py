"""The forms for what a coach who left has left open: what they owed, whose it is now, in which words, by when; and who checks in."""

from __future__ import annotations

from datetime import date

from wtforms import SelectField
from wtforms.validators import Optional

from app.forms.base import Form, Words, choices, people_choices
from app.forms.fields import Day, row_id
from reviews.commitments import Commitment
from reviews.handing_on import goes_on_weekly
from reviews.plan_people import coaches
from reviews.plans import Plan

NOBODY = "nobody: it is not needed any more"


class HandingOnForm(Form):
    owner_id = SelectField("Whose it is now", coerce=row_id)
    text = Words("What will be done")
    due_on = Day("By", [Optional()])

    @classmethod
    def of(cls, left: Commitment, today: date) -> HandingOnForm:
        """With its words, and its day where it has one, which may be over by now. What was for every week has none as long as a week
        is left."""
        form = cls(data={"text": left.text, "due_on": left.due_on})
        form.owner_id.choices = [*people_choices(coaches(left.plan)), *choices([(0, NOBODY)])]
        if goes_on_weekly(left, today):
            del form.due_on
        return form


class NamingForm(Form):
    coach_id = SelectField("Who checks in from now on", coerce=row_id)

    @classmethod
    def of(cls, plan: Plan) -> NamingForm:
        """With all who may; the manager, who does meanwhile, stands first."""
        form = cls()
        form.coach_id.choices = people_choices(coaches(plan))
        return form
