"""The form of the talk with the rep."""

from __future__ import annotations

from datetime import date

from wtforms import StringField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from app.forms.base import Words
from app.forms.fields import Day
from app.forms.saving import SavingForm
from reviews import talks
from reviews.plans import Plan

FOR_NOW = "for now"


class TalkForm(SavingForm):
    """Before the talk was held, today is proposed as its day. `version` is 0 while nothing is kept; `shown` stands for the rest
    of the draft, which is published with it. A plan has one, so it needs no `key`."""

    goal = Words()
    rep_says = Words()
    held_on = Day("The talk was held on", [InputRequired("Choose the day of the talk.")])
    then = StringField(widget=HiddenInput())

    @classmethod
    def of(cls, plan: Plan, *, today: date, **options) -> TalkForm:
        """Filled in with what is noted."""
        noted = talks.noted(plan)
        form = cls(data=noted | {"held_on": noted["held_on"] or today, "version": plan.talk.version if plan.talk else 0}, **options)
        form.goal.label.text = f"What {plan.rep.first} wants to reach, in {plan.rep.first}’s own words"
        form.rep_says.label.text = f"What {plan.rep.first} says against it"
        return form

    def words(self) -> dict[str, object]:
        """Her words, and how they were seen when they were written."""
        return {"goal": self.goal.data, "rep_says": self.rep_says.data} | self.window() | {"seen": self.version.data or 0}

    def facts(self) -> dict[str, object]:
        return {"held_on": self.held_on.data} | self.words()
