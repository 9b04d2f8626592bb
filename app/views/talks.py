"""The talk with the rep: the draft and her words side by side, kept as they are typed, noted with its day."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.forms.talks import FOR_NOW
from app.guards import allowed
from app.saving import saved
from app.talk_page import talk_form, talk_page
from reviews import plans, rules, talks
from reviews.plans import Plan

bp = Blueprint("talks", __name__, url_prefix="/plans/<int:id>/talk")


@bp.get("")
@allowed(rules.PUBLISH)
def show(plan: Plan):
    if plan.published_at:
        return redirect(url_for("plans.show", id=plan.id), 303)
    plans.check_draft(plan)
    return talk_page(plan)


@bp.post("")
@allowed(rules.PUBLISH)
def note(plan: Plan):
    plans.check_draft(plan)
    form = talk_form(plan)
    if form.then.data == FOR_NOW and form.carry_out(talks.keep, plan, **form.words(), by=g.person, at=now()):
        return _to(plan)
    if form.then.data != FOR_NOW and form.validate_on_submit() and form.carry_out(
            talks.note, plan, **form.facts(), by=g.person, at=now()):
        return _to(plan)
    return talk_page(plan, wrong=form)


@bp.post("/draft")
@allowed(rules.PUBLISH)
def save(plan: Plan):
    """As they type. That the talk was held is not said by this."""
    return saved(talks.keep, plan, **talk_form(plan).words(), by=g.person, stands=lambda: talks.said(plan))


def _to(plan: Plan) -> Response:
    return redirect(url_for("talks.show", id=plan.id, _anchor="close"), 303)
