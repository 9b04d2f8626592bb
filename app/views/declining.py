"""“I can’t this time”, said on one's own page, and taken back there."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.page_links import CannotForm
from app.guards import allowed
from app.pages import page
from reviews import invitations, rules
from reviews.meetings import Meeting
from reviews.page_links import asked_of

bp = Blueprint("declining", __name__, url_prefix="/meetings/<int:id>/regrets")


@bp.route("", methods=["GET", "POST"])
@allowed(rules.CONTRIBUTE)
def create(meeting: Meeting):
    contributor, form = asked_of(db.session, g.person, meeting).contributor or abort(404), CannotForm()
    if form.validate_on_submit() and form.carry_out(invitations.decline, contributor, **form.facts(), at=now()):
        flash(f"{meeting.facilitator.name} sees that you can’t this time. No reminder comes any more.")
        return _back(meeting)
    return page("contributors/regrets.html", meeting=meeting, contributor=contributor, form=form)


@bp.post("/removal")
@allowed(rules.CONTRIBUTE)
def withdraw(meeting: Meeting):
    invitations.can_after_all(asked_of(db.session, g.person, meeting).contributor or abort(404), at=now())
    flash("Good. What you see is asked for again.")
    return _back(meeting)


def _back(meeting: Meeting) -> Response:
    return redirect(url_for("observations.index", id=meeting.id), 303)
