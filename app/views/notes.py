"""Notes of any day: what somebody saw of a rep, theirs alone until the rep's next meeting."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.notes import NoteForm, noted
from app.guards import allowed
from app.pages import page
from app.saving import saved
from reviews import notes, rules
from reviews.noted import Note
from reviews.queries.notes import notes_of, reps_seen_by

bp = Blueprint("notes", __name__, url_prefix="/notes")


@bp.get("")
@allowed(rules.SIGNED_IN)
def index():
    return _page()


@bp.post("")
@allowed(rules.SIGNED_IN)
def create():
    form = NoteForm.about(_reps())
    if kept := form.carry_out(notes.write, db.session, g.person, **form.facts(), at=now()):
        flash(_kept(kept))
        return redirect(url_for("today.show" if request.form.get("from") == "today" else "notes.index"), 303)
    return _page(form)


@bp.post("/drafts")
@allowed(rules.SIGNED_IN)
def save():
    form = NoteForm.about(())
    facts = form.facts()
    return saved(notes.save, db.session, g.person, **facts,
                 stands=lambda: noted(notes.begun(db.session, g.person, facts["key"])))


@bp.get("/<int:id>/edit")
@allowed(rules.KEEP_NOTE)
def edit(note: Note):
    return _page(NoteForm.about(_reps(), note), note)


@bp.post("/<int:id>/removal")
@allowed(rules.KEEP_NOTE)
def discard(note: Note):
    form = NoteForm.about(())
    if form.carry_out(notes.discard, note, seen=form.version.data):
        return redirect(url_for("notes.index"), 303)
    flash(" ".join(form.form_errors), "problem")
    return _page()


def _reps() -> list:
    return db.session.execute(reps_seen_by(g.person)).all()


def _kept(kept) -> str:
    if isinstance(kept, Note):
        return f"Kept. Only you see it. It stands ready for you when {kept.rep.first}’s next meeting opens."
    return f"Kept as a draft. Only you see it. It stands ready in the meeting where {kept.review.rep.first}’s turn comes."


def _page(form: NoteForm | None = None, note: Note | None = None) -> Response:
    reps = _reps()
    return page("notes/index.html", form=form or NoteForm.about(reps), note=note, reps=reps,
                notes=db.session.scalars(notes_of(g.person)).all())
