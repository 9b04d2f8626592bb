"""People: the list, one by hand, leavers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for

from app.clock import now
from app.db import db
from app.downloads import download
from app.forms.people import PersonForm
from app.guards import allowed
from app.pages import asked_page, page, today
from reviews import handover, offers, people, people_export, rules, signing_in
from reviews.paging import paged
from reviews.people import Person
from reviews.queries.people import everybody, how_many_people, people_found

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.get("")
@allowed(rules.ADMINISTER)
def index():
    typed = request.args.get("q", "").strip()
    seen = paged(db.session, people_found(typed), asked_page())
    rows = db.session.execute(everybody().where(Person.id.in_(seen.ids))).all()
    return page("people/index.html", here=[row for row in rows if not row.left_at],
                gone=[row for row in rows if row.left_at], seen=seen, typed=typed,
                count=db.session.execute(how_many_people()).one())


@bp.get("/export.csv")
@allowed(rules.ADMINISTER)
def export():
    return download(f"people-{today()}.csv", people_export.HEADERS, people_export.rows(db.session))


@bp.route("/new", methods=["GET", "POST"])
@allowed(rules.ADMINISTER)
def create():
    team_id = request.args.get("team", type=int)
    form = PersonForm(team_id=team_id)
    if form.validate_on_submit() and (person := form.carry_out(people.add, db.session, **form.facts(), at=now())):
        flash(f"{person.name} is on the list now.")
        return redirect(url_for("teams.show", id=team_id) if team_id else url_for("people.index"), 303)
    return page("people/form.html", form=_with_teams(form), person=None, team_id=team_id)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@allowed(rules.ADMINISTER_PERSON)
def edit(person: Person):
    form = PersonForm(obj=person)
    if form.validate_on_submit() and form.carry_out(
            handover.change, person, **form.facts(), seen=form.version.data, at=now()):
        flash(f"{person.name}: saved.")
        return redirect(url_for("people.index"), 303)
    return page("people/form.html", form=_with_teams(form), person=person)


@bp.post("/<int:id>/departure")
@allowed(rules.ADMINISTER_PERSON)
def leave(person: Person):
    handover.leave(person, at=now())
    flash(f"{person.name} has left, and cannot sign in any more. What they wrote and were given is kept.")
    return redirect(url_for("people.index"), 303)


@bp.post("/<int:id>/return")
@allowed(rules.ADMINISTER_PERSON)
def come_back(person: Person):
    handover.come_back(person)
    flash(f"{person.name} is back. Choose their team here, if they have one.")
    return redirect(url_for("people.edit", id=person.id), 303)


@bp.post("/<int:id>/sessions/end")
@allowed(rules.ADMINISTER_PERSON)
def sign_out(person: Person):
    """Everywhere: a device was lost, or a link went to the wrong mailbox."""
    signing_in.end_all(db.session, person, at=now())
    flash(f"{person.name} is signed out everywhere, and links not used yet open nothing any more.")
    return redirect(url_for("people.edit", id=person.id), 303)


def _with_teams(form: PersonForm) -> PersonForm:
    return form.offer(offers.teams(db.session, **form.wanted))
