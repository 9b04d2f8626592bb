"""The room's dots: placing one's own three, and showing them all."""

from __future__ import annotations

from flask import Blueprint, g

from app.clock import now
from app.forms.dots import DotsForm, RevealForm
from app.guards import allowed
from app.views.decisions import back, done
from reviews import dots, rules
from reviews.meetings import Review

bp = Blueprint("dots", __name__, url_prefix="/reviews")


@bp.post("/<int:id>/dots")
@allowed(rules.HAVE_A_SAY)
def place(review: Review):
    form = DotsForm()
    if form.validate_on_submit() and form.carry_out(dots.place, review, **form.facts(), by=g.person, at=now()):
        return done(review)
    return back(review, form)


@bp.post("/<int:id>/reveal")
@allowed(rules.DECIDE)
def reveal(review: Review):
    form = RevealForm()
    if form.validate_on_submit() and form.carry_out(dots.reveal, review, **form.facts(), by=g.person, at=now()):
        return done(review)
    return back(review, form)
