"""What contributors saw: writing, handing in, taking back."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app import own_page
from app.clock import now
from app.db import db
from app.forms.observations import DRAFT, NEXT, ObservationForm
from app.guards import allowed
from app.letters.gathering import minutes_for
from app.pages import page
from reviews import nothing_to_add, observations, rules
from reviews.meetings import Meeting, Review
from reviews.observations import Observation, readers_of
from reviews.prompts import prompts_for
from reviews.queries.observations import last_item, own_before, own_of, progress

bp = Blueprint("observations", __name__)
TYPED = "You have typed something about {rep}. Hand it in, keep it as a draft, or clear this field."


@bp.get("/meetings/<int:id>/observations")
@allowed(rules.CONTRIBUTE)
def index(meeting: Meeting):
    reps = _progress(meeting)
    if (following := _following(reps)) and meeting.opened_at and not meeting.closed_at:
        return redirect(url_for("observations.create", id=following.id), 303)
    return page("observations/index.html", meeting=meeting, reps=reps, minutes_for=minutes_for,
                own=own_page.beside(reps))


@bp.route("/reviews/<int:id>/observations", methods=["GET", "POST"])
@allowed(rules.OBSERVE)
def create(review: Review):
    form = ObservationForm.about(review, g.person)
    if form.validate_on_submit() and form.carry_out(
            observations.write, review, g.person, key=form.begun(), **form.facts(), **form.way(), at=now()):
        return _on(review, form)
    written = db.session.scalars(own_of(g.person, review)).all()
    if request.method == "GET" and "another" not in request.args and (draft := _last_draft(written)):
        return _page(review, ObservationForm.about(review, g.person, draft), draft, written)
    return _page(review, form, written=written)


@bp.route("/observations/<int:id>/edit", methods=["GET", "POST"])
@allowed(rules.CHANGE_OBSERVATION)
def edit(observation: Observation):
    form = ObservationForm.about(observation.review, g.person, observation)
    if form.validate_on_submit() and form.carry_out(
            observations.change, observation, **form.facts(), **form.way(), at=now()):
        return _on(observation.review, form)
    return _page(observation.review, form, observation)


@bp.post("/reviews/<int:id>/nothing-to-add")
@allowed(rules.OBSERVE)
def say_nothing_to_add(review: Review):
    form = ObservationForm.about(review, g.person)
    if form.text.data:
        form.refuse(TYPED.format(rep=review.rep.first), "text")
    elif form.carry_out(nothing_to_add.say, review, g.person, at=now()):
        flash(f"Nothing to add about {review.rep.name}. You can still write until the meeting takes it up.")
        return _next(review)
    return _page(review, form)


@bp.post("/observations/<int:id>/hand-in")
@allowed(rules.CHANGE_OBSERVATION)
def hand_in(observation: Observation):
    return _act(observation, partial(observations.hand_in, promised=request.form.get("promise"), at=now()))


@bp.post("/observations/<int:id>/take-back")
@allowed(rules.CHANGE_OBSERVATION)
def take_back(observation: Observation):
    return _act(observation, lambda it, seen: observations.take_back(it, at=now()))


@bp.post("/observations/<int:id>/confirmation")
@allowed(rules.CHANGE_OBSERVATION)
def confirm(observation: Observation):
    return _act(observation, partial(observations.confirm, promised=request.form.get("promise"), at=now()))


@bp.post("/observations/<int:id>/removal")
@allowed(rules.CHANGE_OBSERVATION)
def discard(observation: Observation):
    return _act(observation, observations.discard)


@bp.post("/observations/<int:id>/personal")
@allowed(rules.MAKE_PERSONAL)
def mark_personal(observation: Observation):
    observations.mark_personal(observation, by=g.person, at=now())
    if observation.author_id == g.person.id:
        return _to(observation.review)
    return redirect(url_for("reviews.show", id=observation.review_id), 303)


def _act(observation: Observation, verb) -> Response:
    """Carry out a button beside what the person wrote, as they saw it; its refusal stands above what is there now."""
    review = observation.review
    form = ObservationForm.about(review, g.person)
    if form.carry_out(verb, observation, seen=form.version.data):
        return _to(review)
    return _page(review, form)


def _last_draft(written: list[Observation]) -> Observation | None:
    """The draft that was typed in last: coming back to a rep goes on there."""
    return max((one for one in written if not one.handed_in_at), key=lambda one: (one.changed_at, one.id), default=None)


def _page(review: Review, form: ObservationForm, observation: Observation | None = None,
          written: list[Observation] | None = None) -> Response:
    """One rep: what the person has written, the form for more or for one of them, and what helps with it."""
    reps = _progress(review.meeting)
    own = own_page.beside(reps)
    last = db.session.execute(last_item(review)).first() if rules.holds(rules.LOOK_BACK, g.standing) else None
    return page("observations/show.html", form=form, review=review, meeting=review.meeting, observation=observation,
                reps=reps, following=_following(reps, review), last=last, own=own,
                written=db.session.scalars(own_of(g.person, review)).all() if written is None else written,
                before=db.session.execute(own_before(g.person, review)).all(),
                prompts=prompts_for(own.contributor.function if own else None), minutes_for=minutes_for,
                sentence=partial(readers_of, review, g.person), readers=form.readers(review, observation))


def _progress(meeting: Meeting) -> list:
    return db.session.execute(progress(g.person, meeting)).all()


def _following(reps: list, review: Review | None = None):
    """The next rep about whom nothing is handed in or answered, after this one and round again."""
    at = next((n for n, rep in enumerate(reps) if review and rep.id == review.id), -1)
    left = [rep for rep in reps[at + 1:] + reps[:max(at, 0)]
            if not (rep.written or rep.no_more or rep.taken_up_at or rep.closed_at)]
    return left[0] if left else None


def _on(review: Review, form: ObservationForm) -> Response:
    """To where the button said: the next rep, or the same one again."""
    handed_in = f"Handed in: what you saw of {review.rep.name}."
    flash("Kept as a draft. Only you see it." if form.then.data == DRAFT else handed_in)
    return _next(review) if form.then.data == NEXT else _to(review)


def _next(review: Review) -> Response:
    following = _following(_progress(review.meeting), review)
    return _to(following) if following else redirect(url_for("observations.index", id=review.meeting_id), 303)


def _to(review) -> Response:
    return redirect(url_for("observations.create", id=review.id), 303)
