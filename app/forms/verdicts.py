"""The form of a verdict: what it came to, why, and what then."""

from __future__ import annotations

from datetime import date

from wtforms import IntegerField, RadioField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.forms.base import Form, Words, choices
from reviews.days import QUARTERLY
from reviews.outcomes import ANOTHER_WAY, CLOSE, EXTEND, OUTCOMES
from reviews.plans import LENGTH, LONGEST, Plan, verdict_may_be_given


class VerdictForm(Form):
    length = IntegerField(widget=HiddenInput(), validators=[Optional()])
    outcome = RadioField("Did it move?", choices=choices((word, word) for word in OUTCOMES), validate_choice=False)
    reason = Words("Why, in words")
    early_why = Words("Why so early")
    then = RadioField("And then", validate_choice=False)
    expected = Words()

    @classmethod
    def of(cls, plan: Plan, *, today: date, **how) -> VerdictForm:
        """The form for the plan's present thirty days, with what was sent unless `how` says otherwise. A quarterly team is proposed to go on until its next meeting."""
        longer = plan.length + LENGTH
        on = plan.review.meeting.team.cadence == QUARTERLY and longer <= LONGEST
        form = cls(length=plan.length, then=EXTEND if on else None, **how)
        form.then.choices = choices([(CLOSE, "close the plan")] + (
            [(EXTEND, f"extend it to {longer} days"), (ANOTHER_WAY, f"try another way, to day {longer}: back to the diagnosis, same item")]
            if longer <= LONGEST else []))
        form.proposes_to_extend = on
        form.expected.label.text = f"If it goes on: what do you expect to see by day {longer}?"
        if longer > LONGEST:
            del form.expected
        if plan.starts_on is None or verdict_may_be_given(plan, today):
            del form.early_why
        return form
