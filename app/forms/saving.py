"""What forms carry that save themselves while somebody types."""

from __future__ import annotations

import re

from wtforms import StringField
from wtforms.widgets import HiddenInput

from app.forms.base import Form
from app.once import once_key

KEY = re.compile(r"[\w-]{1,40}", re.ASCII)
TAB = re.compile(r"\w{1,24}\.\d{1,9}", re.ASCII)


class SavingForm(Form):
    """`key` stands for this form, wherever it is sent from; `tab` for the window that sends it."""

    key = StringField(widget=HiddenInput())
    tab = StringField(widget=HiddenInput())

    def window(self) -> dict[str, object]:
        """Which window sends it, and what it has seen."""
        tab = self.tab.data or ""
        return {"tab": tab if TAB.fullmatch(tab) else "", "seen": self.version.data}

    def begun(self) -> str:
        """The key of this form, by which saving it twice makes one."""
        return self.key.data if KEY.fullmatch(self.key.data or "") else once_key()
