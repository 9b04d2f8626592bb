"""One rep in one meeting: the page of a review, taking it up, closing it without an item."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app import stages
from app.clock import now
from app.db import db
from app.forms.reviews import ClosingForm
from app.guards import allowed
from app.pages import page
from app.stages import look_back
from reviews import closing, leading, rules
from reviews.meetings import Review
from reviews.observations import Observation
from reviews.queries.observations import readable
from reviews.seen_too import AS_READ

bp = Blueprint("reviews", __name__, url_prefix="/reviews")


@bp.get("/<int:id>")
@allowed(rules.SEE_REVIEW)
def show(review: Review):
    return _page(review, ClosingForm())


@bp.route("/<int:id>/table", methods=["GET", "POST"])
@allowed(rules.LEAD_REVIEW)
def take_up(review: Review):
    """Brings the room to the rep. There is no way back, so before the day of the meeting it is asked first: a slip of the hand
    puts nobody on the table."""
    if request.method == "GET" and not review.taken_up_at:
        return page("reviews/taking_up.html", review=review)
    if request.method == "POST":
        leading.go(review.meeting, leading.opening(review), early=True, by=g.person, at=now())
    return redirect(url_for("rooms.show", id=review.meeting.id), 303)


@bp.post("/<int:id>/closing")
@allowed(rules.LEAD_REVIEW)
def close(review: Review):
    form = ClosingForm()
    if form.validate_on_submit() and form.carry_out(
            closing.close_without_item, review, **form.facts(), by=g.person, at=now()):
        return stages.answer(review, stages.CHOOSE) or redirect(url_for("reviews.show", id=review.id), 303)
    return stages.answer(review, stages.CHOOSE, wrong=form) or _page(review, form)


def _page(review: Review, form: ClosingForm) -> Response:
    written = (readable(g.person, review).where(Observation.handed_in_at.is_not(None))
               .options(*AS_READ))
    return page("reviews/show.html", form=form, review=review, written=db.session.scalars(written).unique().all(),
                **look_back.context(review, acts=False))
