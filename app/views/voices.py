"""The rep's own voice: two questions before the meeting, kept, handed in, taken back."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.forms.voices import DRAFT, VoiceForm, written
from app.guards import allowed
from app.pages import page
from app.saving import saved
from reviews import rules, voices
from reviews.meetings import Review

bp = Blueprint("voices", __name__, url_prefix="/reviews/<int:id>/voice")


@bp.get("")
@allowed(rules.ANSWER)
def show(review: Review):
    return _page(review, VoiceForm.of(review.voice))


@bp.post("")
@allowed(rules.ANSWER)
def write(review: Review):
    form = VoiceForm.of(review.voice)
    if form.then.data == DRAFT and form.carry_out(voices.keep, review, **form.facts(), at=now()):
        flash("Kept as a draft. Only you see it.")
        return _to(review)
    if form.then.data != DRAFT and form.carry_out(
            voices.hand_in, review, **form.facts(), promised=form.promise.data, at=now()):
        flash("Handed in.")
        return _to(review)
    return _page(review, form)


@bp.post("/draft")
@allowed(rules.ANSWER)
def save(review: Review):
    """As she types. Nothing is handed in here."""
    return saved(voices.keep, review, **VoiceForm.of(review.voice).facts(), stands=lambda: written(review.voice))


@bp.post("/taking-back")
@allowed(rules.ANSWER)
def take_back(review: Review):
    form = VoiceForm.of(review.voice)
    if form.carry_out(voices.take_back, review, at=now()):
        return _to(review)
    return _page(review, form)


def _page(review: Review, form: VoiceForm) -> Response:
    return page("voices/show.html", form=form, review=review, meeting=review.meeting, voice=review.voice,
                readers=voices.readers_of(review))


def _to(review: Review) -> Response:
    return redirect(url_for("voices.show", id=review.id), 303)
