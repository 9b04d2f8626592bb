"""One click each in the room: I have read it, I saw that too, I still see it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, g
from werkzeug.wrappers import Response

from app import stages
from app.clock import now
from app.db import db
from app.forms.said import ClickForm
from app.guards import allowed
from reviews import rules, seen_too, standing, still_seen, ticks
from reviews.board import ParkedTheme
from reviews.meetings import Review
from reviews.observations import Observation
from reviews.people import Person

bp = Blueprint("reading", __name__)


@bp.post("/reviews/<int:id>/reading")
@allowed(rules.SAY)
def tick(review: Review):
    form = ClickForm()
    return _done(review, form, lambda: ticks.tick(review, by=g.person, at=now()) if form.yes else ticks.untick(review, by=g.person))


@bp.post("/observations/<int:id>/seen-too")
@allowed(rules.SEE_TOO)
def see_too(observation: Observation):
    if not rules.holds(rules.sight_of(observation), g.standing):
        abort(404)
    form = ClickForm()
    person = standing.find(db.session, Person, form.person_id.data) if form.person_id.data else g.person
    if person is None:
        form.refuse("Choose somebody of this meeting.")
    return _done(observation.review, form, lambda: seen_too.say(observation, person, by=g.person, at=now()) if form.yes
                 else seen_too.take_back(observation, person, by=g.person))


@bp.post("/reviews/<int:id>/still-seen")
@allowed(rules.SAY)
def still_see(review: Review):
    form = ClickForm()
    parked = standing.find(db.session, ParkedTheme, form.parked_theme_id.data or 0)
    return _done(review, form, lambda: still_seen.answer(parked, review, still=form.yes, by=g.person, at=now()))


def _done(review: Review, form: ClickForm, verb: Callable[[], None]) -> Response:
    """Back to the room, with the refusal if there was one."""
    well = not form.form_errors and form.validate_on_submit() and form.carry_out(verb)
    return stages.in_room(review, wrong=None if well else form)
