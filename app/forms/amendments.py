"""The form of an amendment: all of the plan that it can change, with what stands there now, and why."""

from __future__ import annotations

import wtforms
from wtforms import BooleanField, FieldList, FormField, IntegerField, SelectField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.forms.base import Form, Words, choices, people_choices
from app.forms.fields import Day, row_id
from app.forms.plans import FrequencyForm, NumberForm
from reviews.commitments import Commitment
from reviews.days import in_words
from reviews.errors import Stale
from reviews.measures import FREQUENCY, NUMBER
from reviews.people import Person
from reviews.plans import Plan

WORDS = ("gains", "goal", "witness", "measure_what", "measure_note", "baseline", "target", "coach_id")
ROWS = 2


class WordingForm(wtforms.Form):
    """The words of one commitment."""

    id = IntegerField(widget=HiddenInput(), validators=[Optional()])
    text = Words("What will be done")


class MoreForm(wtforms.Form):
    """One commitment more. A row that is empty is none."""

    owner_id = SelectField("Whose", coerce=row_id, validate_choice=False)
    text = Words("What will be done")
    due_on = Day("By", [Optional()])
    weekly = BooleanField("Every week until the last day")


class AmendmentForm(Form):
    """`version` is the number of the plan's version that stands in it."""

    kind: str
    reason = Words("Why it is amended")
    gains = Words("What got better")
    goal = Words()
    witness = Words("Who would see it, and where?")
    coach_id = SelectField("Who checks in with the rep", coerce=row_id, validate_choice=False)
    wording = FieldList(FormField(WordingForm))
    more = FieldList(FormField(MoreForm), min_entries=ROWS, max_entries=ROWS)

    @classmethod
    def of(cls, plan: Plan, promised: list[Commitment], number: int, **options) -> AmendmentForm:
        """With what the plan says now; where it is to be measured in the other way, without its figures."""
        stands = {name: getattr(plan, name) for name in (*WORDS, "measure_unit")}
        if cls.kind != plan.measure_kind:
            stands |= {"baseline": None, "target": None, "measure_unit": ""}
        form = cls(data=stands | {"version": number,
                                  "wording": [{"id": one.id, "text": one.text} for one in promised]}, **options)
        form.goal.label.text = f"What {plan.rep.first} wants, in {plan.rep.first}’s own words"
        return form._labelled({one.id: one for one in promised})

    def offer(self, owners: list[tuple[Person, str]], plan: Plan) -> AmendmentForm:
        """Who may check in, also who does now; and who may take on a commitment."""
        here = [(person, function) for person, function in owners if not person.left_at]
        coaches = [(one, function) for one, function in owners if one is plan.coach or (one, function) in here and one is not plan.rep]
        self.coach_id.choices = people_choices(coaches)
        for row in self.more:
            row.form.owner_id.choices = [*choices([(0, "–")]), *people_choices(here)]
        return self

    def facts(self) -> dict[str, object]:
        """What `amending.amend` takes."""
        unit = self.measure_unit.data if self.kind == NUMBER else ""
        return {"facts": {name: self[name].data for name in WORDS} | {"measure_kind": self.kind, "measure_unit": unit},
                "wording": {row["id"]: row["text"] for row in self.wording.data if row["id"]},
                "more": self.more.data, "reason": self.reason.data}

    def refuse(self, sentence: str, at: str | None = None) -> None:
        """Also at a field of one of the new commitments."""
        if not (at or "").startswith("more-"):
            return super().refuse(sentence, at)
        _, nth, name = at.split("-")
        field = self.more[int(nth)].form[name]
        field.errors = [*field.errors, sentence]
        self.more.errors = [row.errors for row in self.more]

    def show_theirs(self, stale: Stale) -> None:
        """Also beside the words of a commitment."""
        for row in self.wording:
            if row.form.id.data in stale.theirs:
                row.form.text.theirs = stale.theirs[row.form.id.data]
        super().show_theirs(stale)

    def _labelled(self, promised: dict[int, Commitment]) -> AmendmentForm:
        for row in self.wording:
            if one := promised.get(row.form.id.data):
                when = "every week" if one.weekly else f"by {in_words(one.due_on)}"
                row.form.text.label.text = f"{one.owner.first}, {when}"
        return self


class OftenAmendment(AmendmentForm, FrequencyForm):
    """For a measure that says how often."""


class NumberAmendment(AmendmentForm, NumberForm):
    """For a measure that is a number."""


BY_KIND = {FREQUENCY: OftenAmendment, NUMBER: NumberAmendment}
