"""Forms for what is said in the room."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField, RadioField, StringField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from app.forms.base import Form, Line, Words, choices
from app.forms.saving import SavingForm
from app.once import once_key
from reviews import said
from reviews.errors import Stale
from reviews.observations import GAIN, OPPORTUNITY, Observation

YES = "yes"


class SaidForm(SavingForm):
    """What somebody saw; who leads the room chooses in `person_id` who says it. `promise` is the sentence at the field."""

    person_id = IntegerField("Who says it?", validators=[Optional()])
    kind = RadioField("This time it", choices=choices([(GAIN, "got better"), (OPPORTUNITY, "could get better")]),
                      default="", validate_choice=False)
    text = Words("What happened, and when?")
    effect = Words("What did it lead to?")
    occasion = Line("On which occasion?")
    promise = StringField(widget=HiddenInput())

    @classmethod
    def going_on(cls, draft: Observation | None) -> SaidForm:
        """The form with what somebody has begun to say, whatever was sent to this page."""
        return cls(formdata=None, data=written(draft) if draft else {"key": said.KEY + once_key()})

    @classmethod
    def of(cls, observation: Observation) -> SaidForm:
        """The form with what was said, to word it anew."""
        return cls(data=written(observation))

    def facts(self) -> dict[str, object]:
        return {name: self[name].data or "" for name in said.FACTS}

    def show_theirs(self, stale: Stale) -> None:
        """As the words that stand beside the buttons."""
        super().show_theirs(stale)
        if "kind" in stale.theirs:
            self.kind.theirs = {GAIN: "got better", OPPORTUNITY: "could get better"}[stale.theirs["kind"]]


class ClickForm(Form):
    """One click about oneself, or by who leads the room about somebody else: `yes` says it, anything else takes it back."""

    said = HiddenField()
    person_id = IntegerField(validators=[Optional()])
    parked_theme_id = IntegerField(validators=[Optional()])

    @property
    def yes(self) -> bool:
        return self.said.data == YES


def written(observation: Observation) -> dict[str, object]:
    """What the form holds of an observation, by field."""
    return {name: getattr(observation, name) for name in (*said.FACTS, "version", "key")}
