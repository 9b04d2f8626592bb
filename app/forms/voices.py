"""The form for the rep's two answers before the meeting."""

from __future__ import annotations

from wtforms import StringField
from wtforms.widgets import HiddenInput

from app.forms.base import Form, Words
from app.forms.saving import TAB
from reviews.voices import Voice

DRAFT = "draft"


class VoiceForm(Form):
    """`promise` is the sentence that stood at the fields, `tab` the window it is sent from; `version` is 0 while nothing is
    kept."""

    wants = Words("What do you want to get better at?")
    hindered = Words("What got in your way?")
    promise = StringField(widget=HiddenInput())
    tab = StringField(widget=HiddenInput())
    then = StringField(widget=HiddenInput())

    @classmethod
    def of(cls, voice: Voice | None) -> VoiceForm:
        """Filled in with what is kept."""
        return cls(data=written(voice) | {"version": voice.version} if voice else {"version": 0})

    def facts(self) -> dict[str, object]:
        """The two answers, and how they were seen when they were written."""
        tab = self.tab.data or ""
        return {"wants": self.wants.data, "hindered": self.hindered.data, "seen": self.version.data or 0,
                "tab": tab if TAB.fullmatch(tab) else ""}


def written(voice: Voice | None) -> dict[str, object]:
    """What stands in the two fields."""
    return {"wants": voice.wants, "hindered": voice.hindered} if voice else {}
