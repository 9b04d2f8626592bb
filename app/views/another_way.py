"""Another way to the same item: the diagnosis written anew, which leads on to the plan's next version."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for

from app.clock import now
from app.diagnosis_page import diagnosis_page
from app.forms.plans import CauseForm
from app.guards import allowed
from reviews import another_way, rules
from reviews.plans import Plan

bp = Blueprint("another_way", __name__)


@bp.post("/plans/<int:id>/another-way")
@allowed(rules.AMEND)
def diagnose(plan: Plan):
    form = CauseForm.of(plan).offer(personal=True)
    if form.validate_on_submit() and form.carry_out(
            another_way.diagnose, plan, **form.facts(), seen=form.shown.data, by=g.person, at=now()):
        return redirect(url_for("amendments.create", id=plan.id), 303)
    return diagnosis_page(plan, form)
