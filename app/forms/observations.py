"""The form for what a contributor saw."""

from __future__ import annotations

from wtforms import RadioField, StringField
from wtforms.widgets import HiddenInput

from app.forms.base import Line, Words, choices
from app.forms.saving import SavingForm
from app.once import once_key
from reviews import hints
from reviews.errors import Stale
from reviews.hints import Hint
from reviews.meetings import Review
from reviews.observations import FIRST_HAND, FROM_DATA, GAIN, HEARD, OPPORTUNITY, Observation, readers_of
from reviews.people import Person

ALL, FEW, ONE = "all", "few", "one"
DRAFT, ANOTHER, NEXT = "draft", "another", "next"
FACTS = ("kind", "text", "effect", "occasion", "suggestion", "basis")


class ObservationForm(SavingForm):
    """`personal` is one choice of readers here, two facts there; `promise` is the sentence that stood at the field."""

    kind = RadioField("This time it", choices=choices([(GAIN, "got better"), (OPPORTUNITY, "could get better")]),
                      default="", validate_choice=False)
    text = Words("What happened, and when?")
    effect = Words("What did it lead to?")
    suggestion = Words("What could be tried?")
    occasion = Line("On which occasion?")
    basis = RadioField("How do you know?", default=FIRST_HAND, validate_choice=False, choices=choices(
        [(FIRST_HAND, "I saw it myself"), (FROM_DATA, "from data"), (HEARD, "I heard of it")]))
    personal = RadioField("Is it personal, about health or private life?", default=ALL, validate_choice=False)
    promise = StringField(widget=HiddenInput())
    then = StringField(widget=HiddenInput())

    @classmethod
    def about(cls, review: Review, author: Person, observation: Observation | None = None) -> ObservationForm:
        """The form for a rep, filled in with what was written if it is about that."""
        form = cls(data=written(observation) if observation else {"key": once_key()})
        form.author, form.rep = author, review.rep
        form.personal.choices = choices(_circles(review, author))
        return form

    def facts(self) -> dict[str, object]:
        facts = {name: self[name].data or "" for name in FACTS}
        return facts | {"personal": self.personal.data in (FEW, ONE), "without_manager": self.personal.data == ONE}

    def hints(self) -> list[Hint]:
        """What could be worded better in what stands in the form."""
        facts = self.facts()
        return hints.on(facts["text"], occasion=facts["occasion"], effect=facts["effect"], about=self.rep.name,
                        personal=facts["personal"], heard=facts["basis"] == HEARD)

    def way(self) -> dict[str, object]:
        """How it is sent: as a draft or handed in, on which promise, and from which window."""
        return {"hand_in": self.then.data != DRAFT, "promised": self.promise.data} | self.window()

    def readers(self, review: Review, observation: Observation | None) -> str:
        """The sentence at the field: that of what is chosen or, when it was handed in, the one that was kept."""
        if observation and observation.handed_in_at and not observation.needs_confirming:
            return observation.readers
        facts = self.facts()
        return readers_of(review, self.author, personal=facts["personal"], without_manager=facts["without_manager"])

    def show_theirs(self, stale: Stale) -> None:
        """As the words that stand beside the buttons."""
        personal = {"personal", "without_manager"} & stale.theirs.keys()
        super().show_theirs(stale)
        for name in {"kind", "basis"} & stale.theirs.keys():
            self[name].theirs = dict(_labels(self[name])).get(stale.theirs[name])
        if personal:
            self.personal.theirs = "other readers"


def written(observation: Observation) -> dict[str, object]:
    """What the form holds of an observation, by field."""
    circle = ONE if observation.without_manager else FEW if observation.personal else ALL
    return {name: getattr(observation, name) for name in (*FACTS, "version")} | {
        "personal": circle, "key": observation.key or f"o{observation.id}"}


def _circles(review: Review, author: Person) -> list[tuple[str, str]]:
    """Who may be chosen to read it. A manager who also runs the meeting, or who writes it, cannot be left out."""
    manager, facilitator = review.meeting.manager, review.meeting.facilitator
    circles = [(ALL, "No"), (FEW, f"Yes: {readers_of(review, author, personal=True)}")]
    if manager is not facilitator and manager is not author:
        alone = readers_of(review, author, personal=True, without_manager=True)
        circles.append((ONE, f"Yes, and about {manager.first}: {alone}"))
    return circles


def _labels(field: RadioField) -> list[tuple[str, str]]:
    return [(choice.value, choice.label) for choice in field.choices]
