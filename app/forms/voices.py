"""The form for the rep's two answers before the meeting."""

from __future__ import annotations

from wtforms import StringField
from wtforms.widgets import HiddenInput

from app.forms.base import Form, Words
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
        kept = {"wants": voice.wants, "hindered": voice.hindered, "version": voice.version} if voice else {"version": 0}
        return cls(data=kept)

    def facts(self) -> dict[str, object]:
        """The two answers, and how they were seen when they were written."""
        return {"wants": self.wants.data, "hindered": self.hindered.data, "seen": self.version.data or 0,
                "tab": (self.tab.data or "")[:40]}
