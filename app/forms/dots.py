"""The forms of the dots: one more or one less on a theme, and showing them, with the hands that were counted."""

from __future__ import annotations

import wtforms
from wtforms import FieldList, FormField, IntegerField
from wtforms.validators import AnyOf, InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from app.forms.base import Form
from reviews.ranking import Ranking
from reviews.standing import LAST_ID
from reviews.tally import Tally

MOST_HANDS = 999
COUNT = "Count the hands as a number."


class DotsForm(Form):
    theme_id = IntegerField("The theme", [InputRequired("Choose a theme."), NumberRange(1, LAST_ID, "Choose a theme.")])
    step = IntegerField("One more or one less", [AnyOf((1, -1), "Say whether it is one more or one less.")])

    def facts(self) -> dict[str, object]:
        return {"theme_id": self.theme_id.data, "step": self.step.data}


class HandsForm(wtforms.Form):
    """A theme, and how many dots those without a laptop give it."""

    theme_id = IntegerField(widget=HiddenInput(), validators=[Optional()])
    count = IntegerField("By show of hands", [Optional(), NumberRange(0, MOST_HANDS, COUNT)])


class RevealForm(Form):
    hands = FieldList(FormField(HandsForm), max_entries=200)

    @classmethod
    def of(cls, ranking: Ranking, tally: Tally, **sent) -> RevealForm:
        """With a row a theme, where there are hands to count."""
        keys = [place.seen.key for place in ranking.places] if tally.by_hand or tally.hands else []
        return cls(**sent, hands=[{"theme_id": key, "count": tally.hands.get(key)} for key in keys])

    @property
    def rows(self) -> dict[int, HandsForm]:
        """Each row by its theme."""
        return {row.form.theme_id.data: row.form for row in self.hands}

    def facts(self) -> dict[str, object]:
        return {"hands": {row["theme_id"]: row["count"] or 0 for row in self.hands.data if row["theme_id"]}}
