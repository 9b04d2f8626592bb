"""People: the list, one by hand, leavers."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for

from app.clock import now
from app.db import db
from app.forms.base import choices
from app.forms.people import PersonForm
from app.guards import allowed
from app.pages import page
from reviews import people, rules
from reviews.people import Person
from reviews.queries.people import everybody, team_choices

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("")
@allowed(rules.ADMINISTER)
def index():
    return page("people/index.html", rows=db.session.execute(everybody()).all())


@bp.route("/new", methods=["GET", "POST"])
@allowed(rules.ADMINISTER)
def create():
    form = _with_teams(PersonForm())
    if form.validate_on_submit() and form.carry_out(people.add, db.session, **form.facts(), at=now()):
        return redirect(url_for("people.index"), 303)
    return page("people/form.html", form=form, person=None)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@allowed(rules.ADMINISTER_PERSON)
def edit(person: Person):
    form = _with_teams(PersonForm(obj=person, team_id=people.team_id_of(person)))
    if form.validate_on_submit() and form.carry_out(
            people.change, person, **form.facts(), seen=form.version.data, at=now()):
        return redirect(url_for("people.index"), 303)
    return page("people/form.html", form=form, person=person)


@bp.post("/<int:id>/departure")
@allowed(rules.ADMINISTER_PERSON)
def leave(person: Person):
    people.leave(person, at=now())
    return redirect(url_for("people.index"), 303)


@bp.post("/<int:id>/return")
@allowed(rules.ADMINISTER_PERSON)
def come_back(person: Person):
    people.come_back(person)
    return redirect(url_for("people.edit", id=person.id), 303)


def _with_teams(form: PersonForm) -> PersonForm:
    form.team_id.choices = choices([(0, "none"), *db.session.execute(team_choices())])
    return form
