"""Amending a published plan: one form with all that can change, and why."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for

from app.clock import now
from app.db import db
from app.forms.amendments import BY_KIND, AmendmentForm
from app.guards import allowed
from app.pages import page
from reviews import amending, another_way, plan_people, plans, rules
from reviews.plans import Plan
from reviews.queries.plans import whole

bp = Blueprint("amendments", __name__)


@bp.route("/plans/<int:id>/amendment", methods=["GET", "POST"])
@allowed(rules.AMEND)
def create(plan: Plan):
    amending.check_under_way(plan, now())
    stands = amending.latest(plan)
    form = _form(plan, stands.number)
    if stands.diagnosed_at and request.method == "GET":
        form.reason.data = another_way.REASON
    if form.validate_on_submit() and form.carry_out(
            amending.amend, plan, **form.facts(), seen=form.version.data, by=g.person, at=now()):
        return redirect(url_for("plans.show", id=plan.id), 303)
    return page("amendments/create.html", form=form, plan=plan, fixed=amending.has_entries(plan), stands=stands)


def _form(plan: Plan, number: int) -> AmendmentForm:
    """The form for the plan's way of measuring, or for the one that was asked for."""
    db.session.scalars(whole(plan)).unique().one()
    kind = request.args.get("measure", plan.measure_kind)
    promised = amending.open_promises(plan, plans.today_of(plan, now()))
    return BY_KIND.get(kind, BY_KIND[plan.measure_kind]).of(plan, promised, number).offer(plan_people.owners(plan), plan)
