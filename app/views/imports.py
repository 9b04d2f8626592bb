"""Files on their way in: upload, preview, confirmation. Of people for an admin, of observations for a facilitator."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app import downloads, jobs
from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.imports import ConfirmForm, UploadForm, answers_form, answers_in, columns_form
from app.guards import allowed
from app.pages import page
from reviews import imports, rules, taking_in, worker
from reviews.errors import Refused
from reviews.imports import Import, ObservationsImport, PeopleImport
from reviews.meetings import Meeting

bp = Blueprint("imports", __name__)
LOOK_AGAIN = "2"  # seconds, until a page that waits for the worker is asked for again


@bp.route("/people/imports", methods=["GET", "POST"])
@allowed(rules.ADMINISTER)
def create_people():
    form = UploadForm()
    if form.validate_on_submit() and (import_ := form.carry_out(
            imports.start, db.session, kind=imports.PEOPLE, **form.upload(), by=g.person, at=now(), time_zone=g.zone)):
        return _go_on(import_)
    return page("imports/people.html", form=form)


@bp.route("/meetings/<int:id>/imports", methods=["GET", "POST"])
@allowed(rules.RUN)
def create_observations(meeting: Meeting):
    form = UploadForm()
    if form.validate_on_submit() and (import_ := form.carry_out(
            imports.start, db.session, kind=imports.OBSERVATIONS, **form.upload(), meeting=meeting, by=g.person,
            at=now())):
        return _go_on(import_)
    return page("imports/observations.html", form=form, meeting=meeting)


@bp.get("/people/imports/<int:id>")
@allowed(rules.ADMINISTER_IMPORT)
def show_people(import_: PeopleImport):
    return _show(import_)


@bp.get("/imports/<int:id>")
@allowed(rules.CONFIRM_OBSERVATIONS)
def show_observations(import_: ObservationsImport):
    return _show(import_)


@bp.post("/people/imports/<int:id>/columns")
@allowed(rules.ADMINISTER_IMPORT)
def match_people(import_: PeopleImport):
    return _match(import_)


@bp.post("/imports/<int:id>/columns")
@allowed(rules.CONFIRM_OBSERVATIONS)
def match_observations(import_: ObservationsImport):
    return _match(import_)


@bp.post("/people/imports/<int:id>/answers")
@allowed(rules.ADMINISTER_IMPORT)
def answer_people(import_: PeopleImport):
    return _answer(import_)


@bp.post("/imports/<int:id>/answers")
@allowed(rules.CONFIRM_OBSERVATIONS)
def answer_observations(import_: ObservationsImport):
    return _answer(import_)


@bp.get("/people/imports/<int:id>/left-out.csv")
@allowed(rules.ADMINISTER_IMPORT)
def left_out_people(import_: PeopleImport):
    return _left_out(import_)


@bp.get("/imports/<int:id>/left-out.csv")
@allowed(rules.CONFIRM_OBSERVATIONS)
def left_out_observations(import_: ObservationsImport):
    return _left_out(import_)


@bp.post("/people/imports/<int:id>/confirmation")
@allowed(rules.ADMINISTER_IMPORT)
def confirm_people(import_: PeopleImport):
    return _confirm(import_, url_for("people.index"))


@bp.post("/imports/<int:id>/confirmation")
@allowed(rules.CONFIRM_OBSERVATIONS)
def confirm_observations(import_: ObservationsImport):
    return _confirm(import_, url_for("meetings.show", id=import_.meeting_id))


def _confirm(import_: Import, location: str) -> Response:
    """A small file is taken in at once; a large one by the worker, and on its page one sees how far it is."""
    form = ConfirmForm()
    if import_.is_large:
        asked = form.carry_out(imports.ask_to_write, import_, seen=form.fingerprint.data, by=g.person, at=now())
        return _go_on(import_) if asked else _show(import_, form)
    done = form.carry_out(taking_in.confirm, import_, seen=form.fingerprint.data, by=g.person, at=now())
    if not done:
        return _show(import_, form)
    if done.bad.count:
        return _go_on(import_)  # where the rows left out can be had
    flash(done.in_short())
    return redirect(location, 303)


def _match(import_: Import) -> Response:
    form = columns_form(import_, request.form)
    if form.validate_on_submit() and form.carry_out(imports.match, import_, **form.facts(), by=g.person, at=now()):
        return _go_on(import_)
    return _show(import_, form)


def _answer(import_: Import) -> Response:
    form = ConfirmForm()
    if form.carry_out(imports.answer, import_, answers_in(request.form), at=now()):
        return _go_on(import_)
    return _show(import_, form)


def _go_on(import_: Import) -> Response:
    """To the page of the file; what it has to wait for is told to the worker."""
    if import_.waits_for:
        jobs.wake("carry_on_import", import_.id)
    return redirect(url_for(f"imports.show_{import_.kind}", id=import_.id), 303)


def _show(import_: Import, form: Form | None = None) -> Response:
    """What has become of the file, how far it is, or what it would do. `form` is one that came back."""
    if import_.confirmed_at:
        return page("imports/done.html", form=form, import_=import_, left_out=import_.file and import_.file.left_out)
    if import_.waits_for:
        answer = page("imports/waiting.html", form=form, import_=import_, seen=worker.last_seen(db.session),
                      missing=worker.is_missing(db.session, at=now()))
        answer.headers["Refresh"] = LOOK_AGAIN
        return answer
    return _show_what_would_happen(import_, form)


def _show_what_would_happen(import_: Import, form: Form | None) -> Response:
    """The preview or, when there is none yet, what it asks for."""
    preview, asks = None, import_.trouble
    try:
        preview = taking_in.preview(import_, by=g.person) if import_.row_count is not None else None
    except Refused as refused:
        asks = refused.sentence
    columns = columns_form(import_) if form is None or isinstance(form, ConfirmForm) else form
    answers = answers_form(preview.questions) if preview and preview.questions else None
    return page("imports/show.html", form=form, columns=columns, answers=answers, import_=import_, preview=preview,
                asks=asks)


def _left_out(import_: Import) -> Response:
    """The rows that are left out, as a file to be mended and brought again."""
    rows = import_.file.left_out if import_.file else None
    if not import_.confirmed_at and not import_.waits_for and import_.row_count is not None:
        rows = taking_in.left_out(import_, taking_in.preview(import_, by=g.person))
    if not rows:
        abort(404)
    return downloads.written_before(f"left-out-{import_.id}.csv", rows)
