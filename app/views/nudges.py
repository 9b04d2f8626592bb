"""A nudge on a plan, sent from the follow-up; back to it as it was narrowed."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, url_for

from app.clock import now
from app.forms.narrowing import asked_only
from app.guards import allowed
from reviews import nudging, rules
from reviews.plans import Plan

bp = Blueprint("nudges", __name__)


@bp.post("/plans/<int:id>/nudges/<int:person_id>")
@allowed(rules.NUDGE_OWING)
def create(plan: Plan, person_id: int):
    person, only = nudging.on_it(plan).get(person_id) or abort(404), asked_only()
    nudging.nudge(plan, person, by=g.person, at=now())
    flash(f"{person.name} is asked once more, with their next letter.")
    return redirect(url_for("plans.index", team=only.team_id, state=only.state or None, coach=only.coach_id,
                            _anchor=f"plan-{plan.id}"), 303)
