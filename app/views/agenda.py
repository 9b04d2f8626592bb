"""The place of a review on the agenda of its meeting."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request, url_for

from app.clock import now
from app.guards import allowed
from reviews import agenda, rules
from reviews.meetings import Review

bp = Blueprint("agenda", __name__)


@bp.post("/reviews/<int:id>/position")
@allowed(rules.LEAD_REVIEW)
def move(review: Review):
    agenda.move(review, to=request.form.get("to", review.position, type=int), seen=request.form.get("order"), by=g.person, at=now())
    return redirect(url_for("meetings.show", id=review.meeting_id, _anchor="agenda"), 303)
