"""The one improvement item: deciding, withdrawing."""

from __future__ import annotations

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.decisions import DecisionForm, WithdrawalForm
from app.guards import allowed
from app.pages import page, sees
from reviews import cards, choosing, rules
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.queries.themes import decisions_of, parked_in
from reviews.ranking import RULE

bp = Blueprint("decisions", __name__, url_prefix="/reviews")


@bp.get("/<int:id>/decision")
@allowed(rules.SEE_REVIEW)
def show(review: Review):
    return _record(review, WithdrawalForm()) if review.decided_at else _choice(review)


@bp.post("/<int:id>/decision")
@allowed(rules.DECIDE)
def create(review: Review):
    form = _form(review)
    if form.validate_on_submit() and form.carry_out(choosing.decide, review, **form.facts(), seen=form.shown.data, by=g.person, at=now()):
        return redirect(url_for("decisions.show", id=review.id), 303)
    return _choice(review, form)


@bp.post("/<int:id>/withdrawal")
@allowed(rules.DECIDE)
def withdraw(review: Review):
    form, decision = WithdrawalForm(), choosing.decision_of(db.session, review)
    if decision and form.validate_on_submit() and form.carry_out(
            choosing.withdraw, decision, **form.facts(), by=g.person, at=now()):
        return redirect(url_for("decisions.show", id=review.id), 303)
    if decision is None or decision.withdrawn_at:
        raise Refused(f"There is no decision to withdraw. {choosing.withdrawn_before(db.session, review)}")
    return _record(review, form)


def _form(review: Review) -> DecisionForm:
    people = db.session.scalars(choosing.people_of(review)).all()
    return DecisionForm.of(cards.ranking(db.session, review, g.person), people, g.person)


def _choice(review: Review, form: DecisionForm | None = None) -> Response:
    """The themes in their order and, for whoever may decide now, the item beside them."""
    decides = sees(rules.DECIDE) and not (review.closed_at or review.meeting.closed_at)
    obstacle = choosing.in_the_way(db.session, review, now()) if decides else ""
    form = form or (_form(review) if decides and review.taken_up_at and not obstacle else None)
    ranking = form.ranking if form else cards.ranking(db.session, review, g.person)
    withdrawn = [row for row in db.session.execute(decisions_of(review)) if row.Decision.withdrawn_at]
    return page("decisions/choose.html", form=form, review=review, ranking=ranking, rule=RULE, obstacle=obstacle,
                decides=decides, withdrawn=withdrawn, is_open=cards.is_open_to(review, g.person))


def _record(review: Review, form: Form) -> Response:
    """What was decided, and what was before and is withdrawn."""
    (decision, plan_id, published_at), *withdrawn = db.session.execute(decisions_of(review)).all()
    return page("decisions/show.html", form=form, review=review, decision=decision, plan_id=plan_id,
                published_at=published_at, withdrawn=withdrawn, parked=db.session.execute(parked_in(review)).all())
