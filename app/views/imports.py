"""Files on their way in: upload, preview, confirmation. Of people for an admin, of observations for a facilitator."""

from __future__ import annotations

from collections import Counter

from flask import Blueprint, flash, g, redirect, request, url_for
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.base import Form
from app.forms.imports import ConfirmForm, UploadForm, columns_form
from app.guards import allowed
from app.pages import page
from reviews import imports, observations_import, people_import, rules
from reviews.errors import Refused
from reviews.imports import Import, ObservationsImport, PeopleImport, Preview
from reviews.meetings import Meeting

bp = Blueprint("imports", __name__)
DONE = {"team": ("team added", "teams added"), "person": ("person added", "people added"),
        "contributor": ("person asked", "people asked"), "observation": ("observation added", "observations added")}


@bp.route("/people/imports", methods=["GET", "POST"])
@allowed(rules.ADMINISTER)
def create_people():
    form = UploadForm()
    if form.validate_on_submit() and (import_ := form.carry_out(
            imports.start, db.session, kind=imports.PEOPLE, **form.upload(), by=g.person, at=now(), time_zone=g.zone)):
        return redirect(url_for("imports.show_people", id=import_.id), 303)
    return page("imports/people.html", form=form)


@bp.get("/people/imports/<int:id>")
@allowed(rules.ADMINISTER_IMPORT)
def show_people(import_: PeopleImport):
    return _show(import_)


@bp.post("/people/imports/<int:id>/columns")
@allowed(rules.ADMINISTER_IMPORT)
def match_people(import_: PeopleImport):
    return _match(import_)


@bp.post("/people/imports/<int:id>/confirmation")
@allowed(rules.ADMINISTER_IMPORT)
def confirm_people(import_: PeopleImport):
    form = ConfirmForm()
    done = form.carry_out(people_import.confirm, import_, seen=form.fingerprint.data, by=g.person, at=now())
    return _done(done, url_for("people.index")) if done else _show(import_, form)


@bp.route("/meetings/<int:id>/imports", methods=["GET", "POST"])
@allowed(rules.LEAD)
def create_observations(meeting: Meeting):
    form = UploadForm()
    if form.validate_on_submit() and (import_ := form.carry_out(
            imports.start, db.session, kind=imports.OBSERVATIONS, **form.upload(), meeting=meeting, by=g.person,
            at=now())):
        return redirect(url_for("imports.show_observations", id=import_.id), 303)
    return page("imports/observations.html", form=form, meeting=meeting)


@bp.get("/imports/<int:id>")
@allowed(rules.CONFIRM_OBSERVATIONS)
def show_observations(import_: ObservationsImport):
    return _show(import_)


@bp.post("/imports/<int:id>/columns")
@allowed(rules.CONFIRM_OBSERVATIONS)
def match_observations(import_: ObservationsImport):
    return _match(import_)


@bp.post("/imports/<int:id>/confirmation")
@allowed(rules.CONFIRM_OBSERVATIONS)
def confirm_observations(import_: ObservationsImport):
    form = ConfirmForm()
    done = form.carry_out(observations_import.confirm, import_, seen=form.fingerprint.data, by=g.person, at=now())
    return _done(done, url_for("meetings.show", id=import_.meeting_id)) if done else _show(import_, form)


def _match(import_: Import) -> Response:
    form = columns_form(import_, request.form)
    if form.validate_on_submit() and form.carry_out(imports.match, import_, **form.facts()):
        return redirect(url_for(f"imports.show_{import_.kind}", id=import_.id), 303)
    return _show(import_, form)


def _show(import_: Import, form: Form | None = None) -> Response:
    """The preview as things stand now or, when there is none yet, what it asks for. `form` is one that came back."""
    if import_.confirmed_at:
        return page("imports/done.html", form=form, import_=import_)
    columns = columns_form(import_) if form is None or isinstance(form, ConfirmForm) else form
    preview = asks = None
    try:
        preview = _preview(import_)
    except Refused as refused:
        asks = refused.sentence
    return page("imports/show.html", form=form, columns=columns, import_=import_, preview=preview, asks=asks)


def _preview(import_: Import) -> Preview:
    if import_.kind == imports.PEOPLE:
        return people_import.plan(db.session, import_.table, import_.columns, by=g.person)
    return observations_import.plan(import_.meeting, import_.table, import_.columns, by=g.person)


def _done(preview: Preview, location: str) -> Response:
    """Say what was done, each kind in its own number, and go where it can be seen."""
    added = Counter(entry.what for entry in preview.created)
    parts = [f"{added[what]} {one if added[what] == 1 else many}" for what, (one, many) in DONE.items() if added[what]]
    rest = {"changed": preview.changed, "left alone": preview.same, "left out": preview.bad}
    flash(", ".join(parts + [f"{len(entries)} {word}" for word, entries in rest.items() if entries]) + ".")
    return redirect(location, 303)
