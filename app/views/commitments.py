"""Commitments: put into a draft, on its page or in the room, then accepted, kept week by week, moved
to another day or dropped with a reason."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app import stages
from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.commitments import DropForm, MoveDayForm, TickForm
from app.guards import allowed
from app.pages import page, sees
from app.plan_pages import draft_page, owner_form
from app.talk_page import talk_page
from reviews import commitments, moving, plans, rules, standing
from reviews.commitments import Commitment
from reviews.errors import Refused
from reviews.plans import Plan
from reviews.rooms import PLAN

bp = Blueprint("commitments", __name__)


@bp.route("/plans/<int:id>/commitments", methods=["GET", "POST"])
@allowed(rules.COMMIT)
def create(plan: Plan):
    """In the room one's own; for whoever writes the draft anybody's, who then accepts it."""
    plans.check_draft(plan)
    form = owner_form(plan)
    if form.validate_on_submit() and form.carry_out(commitments.note, plan, **form.facts(), by=g.person, at=now()):
        return _to_draft(plan)
    return _draft(plan, form)


@bp.route("/commitments/<int:id>/edit", methods=["GET", "POST"])
@allowed(rules.CHANGE_COMMITMENT)
def edit(commitment: Commitment):
    plans.check_draft(commitment.plan)
    form = owner_form(commitment.plan, obj=commitment)
    form.about = commitment
    if form.validate_on_submit() and form.carry_out(
            commitments.reword, commitment, **form.facts(), seen=form.version.data, by=g.person, at=now()):
        return _to_draft(commitment.plan)
    if _in_the_talk():
        return talk_page(commitment.plan, wrong=form, about=commitment)
    return stages.answer(commitment.plan.review, PLAN, wrong=form) or page(
        "commitments/edit.html", form=form, commitment=commitment, plan=commitment.plan)


@bp.post("/commitments/<int:id>/removal")
@allowed(rules.CHANGE_COMMITMENT)
def remove(commitment: Commitment):
    plan, form = commitment.plan, Form()
    plans.check_draft(plan)
    if form.carry_out(commitments.remove, commitment, seen=form.shown.data):
        return _to_draft(plan)
    return _draft(plan, form)


@bp.post("/commitments/<int:id>/acceptance")
@allowed(rules.ACCEPT)
def accept(commitment: Commitment):
    commitments.accept(commitment, seen=request.form.get("shown"), at=now())
    in_room = stages.answer(commitment.plan.review, PLAN, always=not sees(rules.PLAN))
    return in_room or _to_commitment(commitment)


@bp.post("/commitments/<int:id>/ticks")
@allowed(rules.KEEP_COMMITMENT)
def tick(commitment: Commitment):
    commitments.tick(commitment, due_on=_due_on(), by=g.person, at=now())
    return _to_commitment(commitment)


@bp.post("/commitments/<int:id>/ticks/mistake")
@allowed(rules.KEEP_COMMITMENT)
def untick(commitment: Commitment):
    commitments.untick(commitment, due_on=_due_on(), by=g.person, at=now())
    return _to_commitment(commitment)


@bp.route("/commitments/<int:id>/move", methods=["GET", "POST"])
@allowed(rules.KEEP_COMMITMENT)
def move(commitment: Commitment):
    form = MoveDayForm.of(commitment)
    if form.validate_on_submit() and form.carry_out(
            moving.move, commitment, **form.facts(), seen=form.shown.data, by=g.person, at=now()):
        return _to_commitment(commitment)
    today = plans.today_of(commitment.plan, now())
    return page("commitments/move.html", form=form, commitment=commitment, plan=commitment.plan, first=today,
                last=plans.last_day(commitment.plan), why_not=moving.why_not(commitment, today))


@bp.route("/commitments/<int:id>/drop", methods=["GET", "POST"])
@allowed(rules.KEEP_COMMITMENT)
def drop(commitment: Commitment):
    form = DropForm()
    if form.validate_on_submit() and form.carry_out(
            commitments.drop, commitment, why=form.why.data, by=g.person, at=now()):
        return _to_what_is_left(commitment)
    return page("commitments/drop.html", form=form, commitment=commitment, plan=commitment.plan)


def _due_on():
    form = TickForm()
    if not form.validate():
        raise Refused("This commitment is not due on that day.")
    return form.due_on.data


def _in_the_talk() -> bool:
    """Whether the form stood on the page of the talk, which is the manager's."""
    return request.form.get("at") == "talk" and sees(rules.PUBLISH)


def _to_draft(plan: Plan) -> Response:
    """Back to where it stood: the talk; the room, which is all that many of those in it see of a draft; or its own page."""
    if _in_the_talk():
        return redirect(url_for("talks.show", id=plan.id, _anchor="commitments"), 303)
    in_room = stages.answer(plan.review, PLAN, always=not sees(rules.PLAN))
    return in_room or redirect(url_for("plans.show", id=plan.id, _anchor="part-commitments"), 303)


def _draft(plan: Plan, form: Form) -> Response:
    """The page it stood on, with the form that came back."""
    if _in_the_talk():
        return talk_page(plan, wrong=form)
    return stages.answer(plan.review, PLAN, wrong=form, always=not sees(rules.PLAN)) or draft_page(plan, wrong=form)


def _to_commitment(commitment: Commitment) -> Response:
    return redirect(url_for("plans.show", id=commitment.plan_id, _anchor=f"commitment-{commitment.id}"), 303)


def _to_what_is_left(commitment: Commitment) -> Response:
    """To the plan or, for a coach who dropped the last commitment and is on it no more, to Today."""
    stands = standing.of(db.session, g.person, commitment.plan)
    return _to_commitment(commitment) if rules.holds(rules.PLAN, stands) else redirect(url_for("today.show"), 303)
