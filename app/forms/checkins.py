"""The form of a check-in: how often, how much, what happened, what next."""

from __future__ import annotations

from wtforms import RadioField

from app.forms.base import Form, Words, choices
from app.forms.fields import Number
from reviews.checkins import CheckIn, Entry, said
from reviews.holding import fingerprint
from reviews.measures import FREQUENCIES, NUMBER


def step(value) -> int | None:
    """One of the five steps, or nothing."""
    return int(value) if str(value) in map(str, range(len(FREQUENCIES))) else None


class CheckInForm(Form):
    frequency = RadioField("How often did it happen?", coerce=step, choices=choices(enumerate(FREQUENCIES)),
                           validate_choice=False)
    value = Number("How much is it now?")
    happened = Words("What happened, in one line")
    next = Words("What next, in one line")

    @classmethod
    def of(cls, check_in: CheckIn, written: Entry | None) -> CheckInForm:
        """The form for this plan's measure, with what this side has written already."""
        form, plan = cls(obj=written, shown=fingerprint(said(written))), check_in.plan
        if plan.measure_kind != NUMBER:
            del form.value
        elif plan.measure_unit:
            form.value.label.text = f"How much is it now, in {plan.measure_unit}?"
        return form
