"""The part of a plan's page about help: whom the rep asked for it, what became of that, and the form to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import g
from sqlalchemy import Row

from app.forms.helping import HelpForm
from app.pages import sees
from reviews import helping, plan_people, rules, standing
from reviews.helping import TAKEN_BACK, HelpRequest
from reviews.people import Person
from reviews.plans import Plan


def help_form(plan: Plan, **options) -> HelpForm:
    """The form to ask any coach on the plan, as it was sent."""
    return HelpForm(**options).offer(plan_people.coaching_on(plan))


def help_on_page(plan: Plan, rows: Sequence[Row], today: date, wrong: object) -> dict[str, object]:
    """What she asked for whoever may read it, each with how it stands; and the form, for her. `rows` are of
    `present_with_coaching`."""
    own = [(one, helping.stands(one, today)) for row in rows if (one := row.HelpRequest) and _may_read(one)]
    listed = [(one, how) for one, how in own if how != TAKEN_BACK and not (plan.closed_at and not one.ended_at)]
    return {"asked_for_help": listed, "helping": _form(plan, own, wrong)}


def _may_read(asked: HelpRequest) -> bool:
    return rules.holds(rules.HELP, standing.to_help(g.standing, g.person, asked))


def _form(plan: Plan, own: list[tuple[HelpRequest, str]], wrong: object) -> HelpForm | None:
    """A fresh form for those whom she has not asked yet, or the one that came back; none where there is nobody to ask."""
    if helping.why_not(plan) or not sees(rules.ASK_FOR_HELP):
        return None
    if isinstance(wrong, HelpForm):
        return wrong
    left = _not_asked(plan, own)
    return HelpForm(formdata=None).offer(left) if left else None


def _not_asked(plan: Plan, own: list[tuple[HelpRequest, str]]) -> list[Person]:
    asked = {one.coach_id for one, _ in own if not one.ended_at}
    return [person for person in plan_people.coaching_on(plan) if person.id not in asked]
