"""What is said in the room while a rep is on the table: typing it, saying it, wording it anew."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app import stages
from app.clock import now
from app.db import db
from app.forms.said import SaidForm, written
from app.guards import allowed
from app.pages import page
from app.saving import saved
from reviews import rules, said, standing
from reviews.meetings import Review
from reviews.observations import Observation, begun_by
from reviews.people import Person
from reviews.rooms import READ

bp = Blueprint("said", __name__)


@bp.post("/reviews/<int:id>/said")
@allowed(rules.SAY)
def create(review: Review):
    form = SaidForm()
    author = _said_by(review, form)
    if author and form.validate_on_submit() and form.carry_out(
            said.say, review, author, by=g.person, key=form.begun(), promised=form.promise.data or None, **form.facts(),
            **form.window(), at=now()):
        return stages.in_room(review)
    return stages.in_room(review, wrong=form)


@bp.post("/reviews/<int:id>/said/draft")
@allowed(rules.SAY)
def save(review: Review):
    form = SaidForm()
    key = form.begun()
    return saved(said.begin, review, g.person, key=key, **form.facts(), **form.window(),
                 stands=lambda: written(begun_by(review, g.person, key)))


@bp.route("/observations/<int:id>/correction", methods=["GET", "POST"])
@allowed(rules.CORRECT)
def correct(observation: Observation):
    if observation.said_at is None:
        return redirect(url_for("observations.edit", id=observation.id), 303)
    form = SaidForm.of(observation)
    if form.validate_on_submit() and form.carry_out(
            said.correct, observation, by=g.person, seen=form.version.data, **form.facts(), at=now()):
        return _back(observation)
    return page("said/correct.html", form=form, observation=observation, review=observation.review,
                action=request.full_path.rstrip("?"))


def _said_by(review: Review, form: SaidForm) -> Person | None:
    """Whoever leads the room says whose words these are; everybody else speaks for themselves."""
    if form.person_id.data is None and review.meeting.leads_id != g.person.id:
        return g.person
    author = standing.find(db.session, Person, form.person_id.data or 0)
    if author is None:
        form.refuse("Choose who says it.", "person_id")
    return author


def _back(observation: Observation) -> Response:
    """To the room, or to the own page with what one has written."""
    if back := stages.answer(observation.review, READ):
        return back
    flash(f"Kept: what you said about {observation.review.rep.name}.")
    own = observation.author_id == g.person.id and rules.CONTRIBUTOR in g.standing.roles
    return redirect(url_for("observations.create", id=observation.review_id) if own
                    else url_for("rooms.show", id=observation.review.meeting_id), 303)
