"""The look at a plan on its days."""

from __future__ import annotations

from datetime import date

from flask import Blueprint, g, redirect, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.checkins import CheckInForm
from app.guards import allowed
from app.pages import page
from reviews import checkins, measures, plans, rules
from reviews.checkins import CheckIn
from reviews.measures import FREQUENCIES
from reviews.queries.tracking import whole_check_in

bp = Blueprint("checkins", __name__)


@bp.route("/check-ins/<int:id>", methods=["GET", "POST"])
@allowed(rules.CHECK_IN)
def show(check_in: CheckIn):
    db.session.scalars(whole_check_in(check_in)).unique().one()
    side, today = checkins.side_of(check_in.plan, g.person), plans.today_of(check_in.plan, now())
    form = CheckInForm.of(check_in, checkins.entry_of(check_in, side))
    if form.validate_on_submit() and form.carry_out(
            checkins.enter, check_in, side=side, **form.facts(), seen=form.shown.data, by=g.person, at=now()):
        return redirect(url_for("checkins.show", id=check_in.id), 303)
    return _page(check_in, form, side, today)


def _page(check_in: CheckIn, form: CheckInForm, side: str, today: date) -> Response:
    plan = check_in.plan
    return page("checkins/show.html", form=form, check_in=check_in, plan=plan, side=side, today=today,
                scale=FREQUENCIES, said=lambda figure: measures.said(plan.measure_kind, figure, plan.measure_unit),
                opens_on=checkins.opens_on(check_in), written=checkins.entry_of(check_in, side), why_not=checkins.why_not(check_in, side, today),
                entries=checkins.readable(check_in, g.person, today), present=plans.present_number(plan))
