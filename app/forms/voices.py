"""The form for the rep's two answers before the meeting."""

from __future__ import annotations

from wtforms import StringField
from wtforms.widgets import HiddenInput

from app.forms.base import Words
from app.forms.saving import SavingForm
from reviews.voices import Voice

DRAFT = "draft"


class VoiceForm(SavingForm):
    """`promise` is the sentence that stood at the fields; `version` is 0 while nothing is kept. A review has one, so it needs no
    `key`."""

    wants = Words("What do you want to get better at?")
    hindered = Words("What got in your way?")
    promise = StringField(widget=HiddenInput())
    then = StringField(widget=HiddenInput())

    @classmethod
    def of(cls, voice: Voice | None) -> VoiceForm:
        """Filled in with what is kept."""
        return cls(data=written(voice) | {"version": voice.version} if voice else {"version": 0})

    def facts(self) -> dict[str, object]:
        """The two answers, and how they were seen when they were written."""
        return {"wants": self.wants.data, "hindered": self.hindered.data} | self.window() | {"seen": self.version.data or 0}


def written(voice: Voice | None) -> dict[str, object]:
    """What stands in the two fields."""
    return {"wants": voice.wants, "hindered": voice.hindered} if voice else {}
