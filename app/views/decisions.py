"""The one improvement item: deciding, withdrawing."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from app import stages
from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.decisions import DecisionForm, OwnDissentForm, WithdrawalForm
from app.guards import allowed
from app.pages import page, sees
from app.stages.choose import choice, record
from reviews import cards, choosing, dissents, rules
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.rooms import CHOOSE

bp = Blueprint("decisions", __name__, url_prefix="/reviews")


@bp.get("/<int:id>/decision")
@allowed(rules.SEE_REVIEW)
def show(review: Review):
    return page_of(review)


@bp.post("/<int:id>/decision")
@allowed(rules.DECIDE)
def create(review: Review):
    people = db.session.scalars(choosing.people_of(review)).all()
    form = DecisionForm.of(cards.ranking(db.session, review, g.person), people, [g.person])
    if form.validate_on_submit() and form.carry_out(choosing.decide, review, **form.facts(), seen=form.shown.data, by=g.person, at=now()):
        return done(review)
    return stages.answer(review, CHOOSE, wrong=form) or page("decisions/choose.html", form=form, review=review, **choice(
        review, form, decides=True))


@bp.post("/<int:id>/withdrawal")
@allowed(rules.DECIDE)
def withdraw(review: Review):
    form, decision = WithdrawalForm(), choosing.decision_of(db.session, review)
    if decision and form.validate_on_submit() and form.carry_out(
            choosing.withdraw, decision, **form.facts(), by=g.person, at=now()):
        return done(review)
    if decision is None or decision.withdrawn_at:
        raise Refused(f"There is no decision to withdraw. {choosing.withdrawn_before(db.session, review)}")
    return back(review, form)


@bp.post("/<int:id>/dissents")
@allowed(rules.HAVE_A_SAY)
def dissent(review: Review):
    form = OwnDissentForm()
    if form.validate_on_submit() and form.carry_out(dissents.say, review, **form.facts(), by=g.person, at=now()):
        return done(review)
    return back(review, form)


def done(review: Review) -> Response:
    """On to where the form was sent from: the room, or the page of the decision."""
    return stages.answer(review, CHOOSE) or redirect(url_for("decisions.show", id=review.id), 303)


def back(review: Review, form: Form) -> Response:
    """To the same place, with the form as it was refused."""
    return stages.answer(review, CHOOSE, wrong=form) or page_of(review, form)


def page_of(review: Review, form: Form | None = None) -> Response:
    """The themes, or what was decided."""
    if review.decided_at:
        return page("decisions/show.html", form=form, review=review, **record(review, form))
    return page("decisions/choose.html", form=form, review=review, **choice(review, form, decides=sees(rules.DECIDE)))
