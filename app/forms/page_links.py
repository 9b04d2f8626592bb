"""Forms around a link to one page: asking for a new one, and saying that one cannot this time."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import AnyOf, DataRequired
from wtforms.widgets import HiddenInput

from app.forms.base import Form, Line
from reviews.invitations import REASONS


class AddressForm(Form):
    email = Line("Your e-mail address", [DataRequired("Write the address that the mail came to.")])


class CannotForm(Form):
    """One button a reason, which sends `why`; a few words more are welcome and not needed."""

    why = StringField(widget=HiddenInput(), validators=[AnyOf(REASONS, "Choose a reason: one of the buttons below.")])
    more = Line("A few words more")
    reasons = REASONS

    def facts(self) -> dict[str, str]:
        return {"why": self.why.data, "more": self.more.data}
