"""What a contributor types, saved as they type it. Nothing is handed in here."""

from __future__ import annotations

from flask import Blueprint, current_app, g

from app.forms.observations import ObservationForm, written
from app.guards import allowed
from app.saving import saved
from reviews import drafts, rules
from reviews.meetings import Review
from reviews.observations import Observation, begun_by

bp = Blueprint("drafts", __name__)


@bp.post("/reviews/<int:id>/drafts")
@allowed(rules.OBSERVE)
def create(review: Review):
    form = ObservationForm.about(review, g.person)
    key = form.begun()
    return saved(drafts.save, review, g.person, key=key, **form.facts(), **form.window(),
                 stands=lambda: written(begun_by(review, g.person, key)), hints=lambda: _hints(form))


@bp.post("/observations/<int:id>/draft")
@allowed(rules.CHANGE_OBSERVATION)
def edit(observation: Observation):
    form = ObservationForm.about(observation.review, g.person, observation)
    return saved(drafts.keep, observation, **form.facts(), **form.window(), stands=lambda: written(observation),
                 hints=lambda: _hints(form))


def _hints(form: ObservationForm) -> str:
    """What could be worded better, as the page itself says it."""
    return current_app.jinja_env.get_template("observations/hints.html").module.hints(form.hints())
