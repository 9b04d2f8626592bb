"""What a coach who left has left open: what they owed, and the check-ins with the rep."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for

from app.clock import now
from app.forms.handing_on import HandingOnForm, NamingForm
from app.guards import allowed
from app.pages import page
from reviews import amending, departures, handing_on, rules
from reviews.commitments import Commitment
from reviews.plans import Plan, today_of

bp = Blueprint("handings_on", __name__)


@bp.route("/commitments/<int:id>/handing-on", methods=["GET", "POST"])
@allowed(rules.HAND_ON)
def create(left: Commitment):
    amending.check_under_way(left.plan, now())
    handing_on.check_left_behind(left)
    form = HandingOnForm.of(left, today_of(left.plan, now()))
    if form.validate_on_submit() and form.carry_out(handing_on.hand_on, left, **form.facts(), by=g.person, at=now()):
        return redirect(url_for("plans.show", id=left.plan_id, _anchor=f"commitment-{left.id}"), 303)
    return page("commitments/hand_on.html", form=form, commitment=left, plan=left.plan)


@bp.route("/plans/<int:id>/check-ins/handing-on", methods=["GET", "POST"])
@allowed(rules.AMEND)
def name_coach(plan: Plan):
    """Who checks in with the rep, instead of the coach who has left."""
    amending.check_under_way(plan, now())
    form = NamingForm.of(plan)
    if form.validate_on_submit() and form.carry_out(handing_on.name_coach, plan, **form.facts(), by=g.person, at=now()):
        return redirect(url_for("plans.show", id=plan.id), 303)
    handing_on.check_named_by_nobody(plan)
    return page("checkins/hand_on.html", form=form, plan=plan, left=departures.who_checked_in(plan))
