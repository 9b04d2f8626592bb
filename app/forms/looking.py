"""A form with lists of people or teams to choose from. Where the lists do not hold all there are, one can look for others
without sending the form; what was typed stays in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self

from wtforms import SelectChoice, SelectField, SubmitField

from app.forms.base import Form, Line, choices
from reviews.offers import Offer

NOTHING = frozenset({"looked_for", "find"})


class LookingForm(Form):
    """`offered` is what its lists hold, `took` the label of the one who was found and chosen by that."""

    looked_for = Line("Look for")
    find = SubmitField("Find")
    nobody = "choose"
    offered = Offer([])
    took = ""

    def validate_on_submit(self, extra_validators=None) -> bool:
        """Whether it was sent to be carried out, and can be."""
        return not self.looking and super().validate_on_submit(extra_validators)

    @property
    def looking(self) -> bool:
        """Whether it was sent to find somebody. What stands in that box is never passed over."""
        return self.find.data or bool(self.looked_for.data)

    @property
    def wanted(self) -> dict[str, object]:
        """What its lists have to hold: what is chosen in them, what stands there now by somebody else, what is looked for."""
        chosen = {id for field in self.lists() for id in (field.data, getattr(field, "theirs", None)) if id}
        return {"chosen": chosen, "typed": self.looked_for.data}

    def facts(self) -> dict[str, object]:
        return {name: value for name, value in super().facts().items() if name not in NOTHING}

    def lists(self) -> Iterator[SelectField]:
        """The lists that one chooses from."""
        raise NotImplementedError

    def offer(self, offer: Offer) -> Self:
        """Fill the lists. Somebody who alone was found is put where nobody is chosen yet."""
        self.offered = offer
        empty = next((field for field in self.lists() if not field.data), None)
        if len(offer.found) == 1 and empty:
            empty.data, self.took = offer.found[0]
        for field in self.lists():
            field.choices = self._choices(offer)
        self.looked_for.data, self.looked_for.raw_data = "", None
        return self

    def _choices(self, offer: Offer) -> list[SelectChoice]:
        found = dict(offer.found)
        return [SelectChoice(0, self.nobody), *(SelectChoice(id, label, optgroup="Found") for id, label in offer.found),
                *choices((id, label) for id, label in offer.near if id not in found)]
