"""Who is asked to a meeting, and from which function they see its reps."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, url_for

from app.clock import now
from app.db import db
from app.forms.meetings import ContributorForm
from app.guards import allowed
from app.pages import page
from reviews import asking, meetings, offers, rules
from reviews.meetings import Meeting
from reviews.people import Person
from reviews.queries.meetings import around, contributors_of

bp = Blueprint("contributors", __name__, url_prefix="/meetings/<int:id>/contributors")


@bp.route("", methods=["GET", "POST"])
@allowed(rules.LEAD)
def index(meeting: Meeting):
    form = ContributorForm()
    if form.validate_on_submit() and (new := form.carry_out(
            meetings.ask, meeting, db.session.get(Person, form.person_id.data or 0), form.function.data,
            by=g.person, at=now())):
        flash(f"{new.person.name} is asked to this meeting.")
        return redirect(url_for("contributors.index", id=meeting.id), 303)
    asked = db.session.execute(contributors_of(meeting)).all()
    others = offers.people(db.session, near=around(meeting.team), **form.wanted).without({one.person_id for one in asked})
    form.offer(others)
    return page("contributors/index.html", form=form, meeting=meeting, asked=asked)


@bp.post("/<int:person_id>/removal")
@allowed(rules.LEAD)
def remove(meeting: Meeting, person_id: int):
    contributor = next((one for one in meeting.contributors if one.person_id == person_id), None) or abort(404)
    asking.unask(meeting, contributor, by=g.person, at=now())
    flash(f"{contributor.person.name} is not asked any more.")
    return redirect(url_for("contributors.index", id=meeting.id), 303)
