"""Asking for help: by the rep, on the page of her plan; taken back by her, answered by the coach whom she asked."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.guards import allowed
from app.helping_part import help_form
from app.plan_pages import published_page
from reviews import helping, rules
from reviews.helping import HelpRequest
from reviews.plans import Plan

bp = Blueprint("helping", __name__)


@bp.post("/plans/<int:id>/help-requests")
@allowed(rules.ASK_FOR_HELP)
def create(plan: Plan):
    form = help_form(plan)
    if form.validate_on_submit() and form.carry_out(helping.ask, plan, **form.facts(), by=g.person, at=now()):
        return _to_help(plan.id)
    return published_page(plan, wrong=form)


@bp.post("/help-requests/<int:id>/withdrawal")
@allowed(rules.TAKE_BACK_HELP)
def withdraw(asked: HelpRequest):
    helping.take_back(asked, at=now())
    return _to_help(asked.plan_id)


@bp.post("/help-requests/<int:id>/answer")
@allowed(rules.ANSWER_HELP)
def answer(asked: HelpRequest):
    helping.answer(asked, at=now())
    return _to_help(asked.plan_id)


def _to_help(plan_id: int) -> Response:
    return redirect(url_for("plans.show", id=plan_id, _anchor="help"), 303)
