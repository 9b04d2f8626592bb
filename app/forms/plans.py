"""Forms about the plan: the parts of a draft, each saved by itself, the talk, the diagnosis, the acknowledgement."""

from __future__ import annotations

import hashlib

from wtforms import HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired

from app.forms.base import Form, Line, Words, choices
from app.forms.fields import Day, Number
from reviews.diagnosis import CAUSES, IN_THE_ROOM, QUESTIONS
from reviews.errors import Stale
from reviews.measures import FREQUENCIES, FREQUENCY, NUMBER
from reviews.plans import Plan


class PartForm(Form):
    """One part of a draft. `shown` is a fingerprint of what stood in it when it was opened, so that only a change of
    this very part is a conflict."""

    shown = HiddenField()
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, plan: Plan, **options) -> PartForm:
        """The form as the plan is now, or as it was sent."""
        form = cls(obj=plan, shown=cls.fingerprint(plan), **options)
        form.plan = plan
        return form

    @classmethod
    def fingerprint(cls, plan: Plan) -> str:
        values = [getattr(plan, part) for part in cls.parts]
        return hashlib.sha256(repr(values).encode("utf-8", "replace")).hexdigest()[:16]

    def seen(self) -> int:
        """The version of the plan whose words of this part the person saw; one long gone when they have changed since."""
        return self.plan.version if self.shown.data == self.fingerprint(self.plan) else 0

    def facts(self) -> dict[str, object]:
        return {part: self[part].data for part in self.parts if part in self._fields}

    def show_theirs(self, stale: Stale) -> None:
        super().show_theirs(stale)
        self.shown.data = self.fingerprint(self.plan)


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


class TalkForm(Form):
    held_on = Day("Held on", [InputRequired("Choose the day of the talk.")])
    goal = Words("The goal, in the rep’s own words")
    rep_says = Words("What the rep says against it")


class AcknowledgementForm(Form):
    words = Words("Your own words")


DRAFT_PARTS = {"witness": WitnessForm, "gains": GainsForm, FREQUENCY: FrequencyForm, NUMBER: NumberForm, "coach": CoachForm}
