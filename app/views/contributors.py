"""Who is asked to a meeting, from which function they see its reps, until when, once more, and who is asked instead."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.contributors import ContributorForm, ReplacementForm, TimeForm
from app.guards import allowed
from app.pages import page
from reviews import asking, invitations, meetings, offers, rules
from reviews.contributors import Contributor
from reviews.meetings import Meeting
from reviews.offers import Offer
from reviews.people import Person
from reviews.queries.meetings import around, contributors_of

bp = Blueprint("contributors", __name__, url_prefix="/meetings/<int:id>/contributors")


@bp.route("", methods=["GET", "POST"])
@allowed(rules.RUN)
def index(meeting: Meeting):
    form = ContributorForm()
    if form.validate_on_submit() and (new := form.carry_out(
            meetings.ask, meeting, db.session.get(Person, form.person_id.data or 0), form.function.data,
            by=g.person, at=now())):
        flash(f"{new.person.name} is asked to this meeting.{_how_told(new)}")
        return redirect(url_for("contributors.index", id=meeting.id), 303)
    asked = db.session.execute(contributors_of(meeting)).all()
    form.offer(_not_asked(meeting, form))
    return page("contributors/index.html", form=form, meeting=meeting, asked=asked)


@bp.route("/<int:person_id>/time", methods=["GET", "POST"])
@allowed(rules.RUN)
def give_time(meeting: Meeting, person_id: int):
    one, zone = _contributor(meeting, person_id), meeting.team.time_zone
    form = TimeForm.of(one, zone)
    if form.validate_on_submit() and form.carry_out(
            asking.give_time, one, until=form.until(zone), seen=form.shown.data or None, by=g.person, at=now()):
        return _to(meeting, one)
    return page("contributors/time.html", form=form, meeting=meeting, one=one)


@bp.route("/<int:person_id>/replacement", methods=["GET", "POST"])
@allowed(rules.RUN)
def replace(meeting: Meeting, person_id: int):
    one, form = _contributor(meeting, person_id), ReplacementForm()
    if form.validate_on_submit() and (new := form.carry_out(
            asking.replace, one, db.session.get(Person, form.person_id.data or 0), by=g.person, at=now())):
        flash(f"{new.person.name} is asked {_instead(one)}.{_how_told(new)}")
        return _to(meeting, new)
    form.offer(_not_asked(meeting, form))
    return page("contributors/replacement.html", form=form, meeting=meeting, one=one)


@bp.post("/<int:person_id>/nudge")
@allowed(rules.RUN)
def nudge(meeting: Meeting, person_id: int):
    one = _contributor(meeting, person_id)
    invitations.nudge(one, by=g.person, at=now())
    flash(f"{one.person.name} is asked once more, with their next letter.")
    return _to(meeting, one)


@bp.post("/<int:person_id>/removal")
@allowed(rules.RUN)
def remove(meeting: Meeting, person_id: int):
    one = _contributor(meeting, person_id)
    asking.unask(meeting, one, by=g.person, at=now())
    flash(f"{one.person.name} is not asked any more.")
    return redirect(url_for("meetings.show", id=meeting.id, _anchor="asked"), 303)


def _contributor(meeting: Meeting, person_id: int) -> Contributor:
    """Who is asked to this meeting and has this person's id."""
    asked = select(Contributor).where(Contributor.meeting_id == meeting.id, Contributor.person_id == person_id)
    return db.session.scalar(asked) or abort(404)


def _not_asked(meeting: Meeting, form: ContributorForm | ReplacementForm) -> Offer:
    """Those who can be asked besides."""
    there = set(db.session.scalars(select(Contributor.person_id).where(Contributor.meeting_id == meeting.id)))
    return offers.people(db.session, near=around(meeting.team), **form.wanted).without(there)


def _instead(one: Contributor) -> str:
    """Whether somebody else is asked in their place, or besides."""
    return f"too: {one.person.name} has begun to write, and stays asked" if one in db.session else "instead"


def _how_told(new: Contributor) -> str:
    """What becomes of the invitation."""
    if not new.meeting.opened_at:
        return ""
    return " A mail tells them." if new.person.email else " There is no address to write to: hand over a link."


def _to(meeting: Meeting, one: Contributor) -> Response:
    return redirect(url_for("meetings.show", id=meeting.id, _anchor=f"asked-{one.person_id}"), 303)
