"""Teams: reps with one manager, and who facilitates."""

from __future__ import annotations

from zoneinfo import available_timezones

from flask import Blueprint, flash, g, redirect, request, url_for
from sqlalchemy import CompoundSelect, Select

from app.clock import now
from app.db import db
from app.forms.people import NewTeamForm, TeamForm
from app.guards import allowed
from app.pages import asked_page, page
from reviews import offers, rules, teams
from reviews.paging import paged
from reviews.people import Team
from reviews.queries.meetings import around
from reviews.queries.people import reps_of, teams_found, teams_of, usual_facilitators

bp = Blueprint("teams", __name__, url_prefix="/teams")
ZONES = sorted(zone for zone in available_timezones() if zone == "UTC" or "/" in zone and not zone.startswith("Etc/"))


@bp.get("")
@allowed(rules.SIGNED_IN)
def index():
    typed = request.args.get("q", "").strip()
    seen = paged(db.session, teams_found(g.person, typed), asked_page())
    rows = db.session.execute(teams_of(g.person).where(Team.id.in_(seen.ids))).all()
    return page("teams/index.html", rows=rows, seen=seen, typed=typed)


@bp.get("/<int:id>")
@allowed(rules.TEAM)
def show(team: Team):
    return page("teams/show.html", team=team, reps=db.session.scalars(reps_of(team)).all())


@bp.route("/new", methods=["GET", "POST"])
@allowed(rules.ADMINISTER)
def create():
    form = NewTeamForm(facilitator_id=g.person.id, time_zone=g.places.zone or "")
    if form.validate_on_submit() and (team := form.carry_out(teams.make, db.session, **form.facts(), at=now())):
        flash(f"{team.name} is made. Add its reps next.")
        return redirect(url_for("teams.show", id=team.id), 303)
    return page("teams/form.html", form=_with_people(form, usual_facilitators()), team=None, zones=ZONES)


@bp.route("/<int:id>/edit", methods=["GET", "POST"])
@allowed(rules.ADMINISTER_TEAM)
def edit(team: Team):
    form = TeamForm(obj=team)
    if form.validate_on_submit() and form.carry_out(teams.change, team, **form.facts(), seen=form.version.data):
        flash(f"{team.name}: saved.")
        return redirect(url_for("teams.show", id=team.id), 303)
    return page("teams/form.html", form=_with_people(form, around(team)), team=team, zones=ZONES)


def _with_people(form: TeamForm, near: Select | CompoundSelect) -> TeamForm:
    return form.offer(offers.people(db.session, near=near, **form.wanted))
