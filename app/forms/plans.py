"""Forms about the plan: the parts of a draft, each saved by itself, the diagnosis, the acknowledgement."""

from __future__ import annotations

from wtforms import IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from app.forms.base import Form, Line, Words, choices
from app.forms.fields import Number
from reviews.diagnosis import CAUSES, IN_THE_ROOM, QUESTIONS
from reviews.holding import fingerprint
from reviews.measures import FREQUENCIES, FREQUENCY, NUMBER
from reviews.plans import Plan


class PartForm(Form):
    """One part of a draft. Only a change of this very part since it was opened is a conflict."""

    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, plan: Plan, **options) -> PartForm:
        """The form as the plan is now, or as it was sent."""
        return cls(obj=plan, shown=fingerprint({part: getattr(plan, part) for part in cls.parts}), **options)

    def facts(self) -> dict[str, object]:
        return {part: self[part].data for part in self.parts if part in self._fields}


class WitnessForm(PartForm):
    parts = ("witness",)
    witness = Words("Who would see it, and where?")


class GainsForm(PartForm):
    parts = ("gains",)
    gains = Words("What got better")


def _often(value: object) -> float | None:
    return None if value in (None, "", "None") else float(value)


OFTEN = choices([("", "choose"), *((float(n), word) for n, word in enumerate(FREQUENCIES))])


class FrequencyForm(PartForm):
    kind = FREQUENCY
    parts = ("measure_what", "baseline", "target", "measure_note", "measure_kind", "measure_unit")
    measure_what = Words("What is it that one sees, or does not see?")
    baseline = SelectField("Before", coerce=_often, choices=OFTEN)
    target = SelectField("Target", coerce=_often, choices=OFTEN)
    measure_note = Line("Where “before” comes from")

    def facts(self) -> dict[str, object]:
        return super().facts() | {"measure_kind": FREQUENCY, "measure_unit": ""}


class NumberForm(PartForm):
    kind = NUMBER
    parts = FrequencyForm.parts
    measure_what = Words("What is counted?")
    baseline = Number("Before")
    target = Number("Target")
    measure_unit = Line("Unit")
    measure_note = Line("Where “before” comes from")

    def facts(self) -> dict[str, object]:
        return super().facts() | {"measure_kind": NUMBER}


class CoachForm(PartForm):
    parts = ("coach_id",)
    coach_id = SelectField("Who checks in with the rep", coerce=int)


class CauseForm(PartForm):
    parts = ("cause", "cause_note")
    cause = RadioField("Cause", coerce=lambda value: value or None, validators=[InputRequired("Choose one of the causes.")])
    cause_note = Words("What makes you think so")

    def offer(self, *, personal: bool) -> CauseForm:
        """Only the manager is offered the personal cause, after the talk (law 8)."""
        self.cause.choices = choices((cause, f"{cause}: {QUESTIONS[cause]}") for cause in (CAUSES if personal else IN_THE_ROOM))
        return self


class AcknowledgementForm(Form):
    """`number` is the version of the plan that the rep has before her."""

    words = Words("Your own words")
    number = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def facts(self) -> dict[str, object]:
        return {"words": self.words.data, "number": self.number.data}


DRAFT_PARTS = {"witness": WitnessForm, "gains": GainsForm, FREQUENCY: FrequencyForm, NUMBER: NumberForm, "coach": CoachForm}
