"""The part of a plan's page about coaching: what took place, how much it was in each month, and the form for one more."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import g
from sqlalchemy import Row

from app.clock import now
from app.forms.coaching import CoachingForm
from app.pages import sees
from reviews import coached, coaching, plan_people, plans, rules
from reviews.coached import Month
from reviews.coaching import CoachingSession
from reviews.plans import Plan


def coaching_form(plan: Plan, **options) -> CoachingForm:
    """The form for one session, as it was sent, or fresh with `formdata=None`."""
    on = coaching.usual_day(plan, plans.today_of(plan, now()))
    return CoachingForm(held_on=on, **options).offer(plan_people.coaching_on(plan) if g.person.id == plan.rep_id else [])


def coaching_on_page(plan: Plan, rows: Sequence[Row], today: date, wrong: object) -> dict[str, object]:
    """What the page says of it to somebody who may read notes; nothing to the others. `rows` are of `present_with_coaching`."""
    if not sees(rules.PLAN_NOTES):
        return {"held": [], "coached_on": [], "months": [], "coaching": None}
    of_rep = [row.CoachingSession for row in rows if row.CoachingSession and _is_of_its_time(row.CoachingSession, plan)]
    own = [held for held in of_rep if held.plan_id == plan.id]
    return {"held": [(one, _can_take_back(one, plan, today)) for one in own],
            "coached_on": sorted({plans.day_number(plan, one.held_on) for one in own}),
            "months": _months(plan, of_rep, today), "band": coached.BAND, "coaching": _form(plan, wrong)}


def _is_of_its_time(held: CoachingSession, plan: Plan) -> bool:
    """Whether it belongs to the plan or was before its end: who coaches on a later plan is for those on that one."""
    return held.plan_id == plan.id or plan.closed_at is None or held.held_on < plans.today_of(plan, plan.closed_at)


def _can_take_back(held: CoachingSession, plan: Plan, today: date) -> bool:
    return held.logged_by_id == g.person.id and not coaching.why_not(plan) and coaching.is_of_today(held, today)


def _months(plan: Plan, of_rep: list[CoachingSession], today: date) -> list[Month]:
    """Those with a session, and the present one of a plan under way."""
    found, present = coached.months(of_rep), coached.first_of(today)
    if plan.closed_at or present > plans.last_day(plan) or present in [month.begins for month in found]:
        return found
    return [Month(present), *found]


def _form(plan: Plan, wrong: object) -> CoachingForm | None:
    """A fresh form, or the one that came back; none for who may not, or may not any more."""
    if coaching.why_not(plan) or not sees(rules.LOG_COACHING):
        return None
    return wrong if isinstance(wrong, CoachingForm) else coaching_form(plan, formdata=None)
