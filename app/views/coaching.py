"""Coaching that took place: logged on the page of the plan, and taken back there on the same day."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.coaching_part import coaching_form
from app.guards import allowed
from app.plan_pages import published_page
from reviews import coaching, rules
from reviews.coaching import CoachingSession
from reviews.plans import Plan

bp = Blueprint("coaching", __name__)


@bp.post("/plans/<int:id>/coaching-sessions")
@allowed(rules.LOG_COACHING)
def create(plan: Plan):
    form = coaching_form(plan)
    if form.validate_on_submit() and form.carry_out(coaching.log, plan, **form.facts(), by=g.person, at=now()):
        return _to_sessions(plan.id)
    return published_page(plan, wrong=form)


@bp.post("/coaching-sessions/<int:id>/removal")
@allowed(rules.TAKE_BACK_SESSION)
def remove(held: CoachingSession):
    coaching.take_back(held, at=now())
    return _to_sessions(held.plan_id)


def _to_sessions(plan_id: int) -> Response:
    return redirect(url_for("plans.show", id=plan_id, _anchor="coaching"), 303)
