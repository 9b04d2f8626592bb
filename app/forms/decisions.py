"""The forms of a decision: one item, why, who was there, who sees it differently; and withdrawing it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import wtforms
from wtforms import FieldList, FormField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import DataRequired, Optional, ValidationError
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from app.forms.base import Form, Words, choices
from app.forms.fields import row_id
from reviews import dissents
from reviews.choosing import MISSING
from reviews.decisions import Decision
from reviews.holding import fingerprint
from reviews.people import Person
from reviews.ranking import Ranking

ROWS = 3


def _needed(field: str) -> DataRequired:
    """What the domain says when this is missing; the form says it of all fields at once."""
    return DataRequired(MISSING[field])


class DissentForm(wtforms.Form):
    """One person, and what they say against it. A row that is empty is none."""

    person = SelectField("Who", coerce=row_id, validate_choice=False)
    text = Words("What they say")

    def validate_text(self, field):
        if self.person.data and not field.data:
            raise ValidationError("Write what they say, or take the name out.")

    def validate_person(self, field):
        if self.text.data and not field.data:
            raise ValidationError("Say who says this.")


class DecisionForm(Form):
    theme_id = RadioField("The theme", [_needed("theme_id")], coerce=row_id, validate_choice=False)
    item_from = Words("from", [_needed("item_from")])
    item_to = Words("to", [_needed("item_to")])
    reason = Words("Why this one, in the room’s words", [_needed("reason")])
    present = SelectMultipleField("Who was there", [_needed("present")], coerce=row_id, validate_choice=False,
                                  id="were-there", widget=ListWidget(), option_widget=CheckboxInput())
    dissents = FieldList(FormField(DissentForm), label="Sees it differently", min_entries=ROWS, max_entries=10)

    @classmethod
    def of(cls, ranking: Ranking, people: Sequence[Person], here: Collection[Person], **sent) -> DecisionForm:
        """The form for these themes and these people, of whom those who are here were there."""
        form = cls(**sent, present=[person.id for person in here], shown=fingerprint(ranking.places))
        form.theme_id.choices = choices((place.seen.key, place.seen.title) for place in ranking.places)
        form.present.choices = choices((person.id, person.name) for person in people)
        for row in form.dissents:
            row.form.person.choices = choices([(0, "–"), *((person.id, person.name) for person in people)])
        return form

    def facts(self) -> dict[str, object]:
        """What `choosing.decide` takes. Two rows of one person are one dissent."""
        said: dict[int, list[str]] = {}
        for row in self.dissents.data:
            if row["person"]:
                said.setdefault(row["person"], []).append(row["text"])
        words = {name: self[name].data for name in ("theme_id", "item_from", "item_to", "reason", "present")}
        return words | {"dissents": {who: "\n".join(texts) for who, texts in said.items()}}


class OwnDissentForm(Form):
    """What somebody sees differently, in their own words. `decision` is the one that stood on the page."""

    text = Words("What you see differently")
    decision = IntegerField(widget=HiddenInput(), validators=[Optional()])

    @classmethod
    def of(cls, decision: Decision, person: Person, **sent) -> OwnDissentForm:
        """With what they have said so far."""
        said = dissents.own(decision, person)
        return cls(**sent, text=said, decision=decision.id, shown=fingerprint(said))

    def facts(self) -> dict[str, object]:
        return {"text": self.text.data, "decision_id": self.decision.data, "seen": self.shown.data or None}


class WithdrawalForm(Form):
    """`decision` is the one that stood on the page: another may have been made since."""

    why = Words("Why it is withdrawn")
    decision = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def facts(self) -> dict[str, object]:
        return {"why": self.why.data, "seen": self.decision.data}
