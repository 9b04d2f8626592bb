"""The meeting room: its page, watching it for next to nothing, leading it, and who is here."""

from __future__ import annotations

from flask import Blueprint, g, jsonify, request
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.rooms import AttendanceForm, LeadForm, MinutesForm, PlaceForm
from app.fragments import wants_fragment
from app.guards import allowed
from app.stages import came_from, room_page, to_room
from app.watching import unless_known
from reviews import leading, presence, rules
from reviews.leading import Place
from reviews.meetings import Meeting
from reviews.people import Person

bp = Blueprint("rooms", __name__, url_prefix="/meetings")


@bp.get("/<int:id>/room")
@unless_known
@allowed(rules.ROOM)
def show(meeting: Meeting):
    return room_page(meeting, at=Place.read(request.args.get("at", "")))


@bp.get("/<int:id>/wall")
@unless_known
@allowed(rules.ROOM)
def wall(meeting: Meeting):
    return room_page(meeting, wall=True)


@bp.post("/<int:id>/room/place")
@allowed(rules.LEAD_ROOM)
def go(meeting: Meeting):
    form = PlaceForm()
    return _done(meeting, form, lambda: leading.go(meeting, **form.facts(), by=g.person, at=now()))


@bp.post("/<int:id>/room/break")
@allowed(rules.LEAD_ROOM)
def rest(meeting: Meeting):
    return _done(meeting, Form(), lambda: leading.rest(meeting, by=g.person, at=now()))


@bp.post("/<int:id>/room/break/end")
@allowed(rules.LEAD_ROOM)
def go_on(meeting: Meeting):
    return _done(meeting, Form(), lambda: leading.go_on(meeting, by=g.person, at=now()))


@bp.post("/<int:id>/room/minutes")
@allowed(rules.LEAD_ROOM)
def give_minutes(meeting: Meeting):
    form = MinutesForm()
    return _done(meeting, form, lambda: leading.give_minutes(meeting, form.minutes.data, by=g.person, at=now()))


@bp.post("/<int:id>/room/lead")
@allowed(rules.HAND_LEAD)
def hand_lead(meeting: Meeting):
    form = LeadForm()
    return _done(meeting, form, lambda: leading.hand_lead(
        meeting, db.session.get(Person, form.person_id.data), by=g.person, at=now()))


@bp.post("/<int:id>/room/attendance")
@allowed(rules.LEAD_ROOM)
def note_here(meeting: Meeting):
    form = AttendanceForm()
    return _done(meeting, form, lambda: presence.note_here(meeting, form.people.data or (), by=g.person, at=now()))


@bp.post("/<int:id>/room/presence")
@allowed(rules.ROOM)
def come(meeting: Meeting):
    """A browser says every few seconds that it is here, one without a script whenever its person looks again."""
    presence.come(meeting, g.person, at=now())
    return jsonify({}) if wants_fragment() else to_room(meeting)


@bp.post("/<int:id>/room/absence")
@allowed(rules.ROOM)
def leave(meeting: Meeting):
    presence.leave(meeting, g.person, at=now())
    return jsonify({})


def _done(meeting: Meeting, form: Form, verb) -> Response:
    """On to the room, or its page with the refusal."""
    if form.validate_on_submit() and form.carry_out(verb):
        return to_room(meeting)
    return room_page(meeting, at=came_from(), wrong=form)
