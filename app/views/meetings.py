"""Review meetings: the list, a new one, preparation, opening, closing."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, g, redirect, request, url_for
from sqlalchemy import Row
from werkzeug.wrappers import Response

from app.clock import now
from app.db import db
from app.forms.meetings import AgendaForm, MeetingForm
from app.guards import allowed
from app.pages import asked_page, page
from app.stages import FROM, to_room
from reviews import agenda, closing, meetings, offers, rules, turnout
from reviews.meetings import Meeting
from reviews.paging import paged
from reviews.people import Team
from reviews.queries.letters import told_in
from reviews.queries.meetings import (
    agenda_of,
    around,
    cells_of,
    contributors_of,
    meeting_for,
    meetings_listed,
    meetings_of,
    reviews_of,
)
from reviews.queries.people import reps_of

bp = Blueprint("meetings", __name__)


@bp.get("/meetings")
@allowed(rules.SIGNED_IN)
def index():
    seen = paged(db.session, meetings_of(g.person), asked_page())
    rows = {row.Meeting.id: row for row in db.session.execute(meetings_listed(g.person, seen.ids))}
    return page("meetings/index.html", rows=[rows[id] for id in seen.ids], seen=seen)


@bp.route("/teams/<int:id>/meetings/new", methods=["GET", "POST"])
@allowed(rules.MAKE_MEETING)
def create(team: Team):
    proposal = agenda.propose(db.session, team, at=now())
    form = MeetingForm.proposed(proposal, team.time_zone)
    if form.validate_on_submit() and (meeting := form.carry_out(
            meetings.make, db.session, team, **form.facts(team.time_zone), by=g.person, at=now())):
        return redirect(url_for("meetings.show", id=meeting.id), 303)
    taken = db.session.scalar(meeting_for(team, form.period.data)) if form.period.errors else None
    form.offer(offers.people(db.session, near=around(team), **form.wanted))
    return page("meetings/new.html", form=form, team=team, names={rep.id: rep.name for rep in proposal.reps}, taken=taken)


@bp.get("/meetings/<int:id>")
@allowed(rules.SEE_MEETING)
def show(meeting: Meeting):
    if not rules.holds(rules.WHO_HAS_WRITTEN, g.standing):
        return redirect(url_for("observations.index", id=meeting.id), 303)
    cells = {(row.id, row.person_id): row for row in db.session.execute(cells_of(meeting, g.person))}
    rows = db.session.execute(agenda_of(meeting, g.person)).all()
    asked = db.session.execute(contributors_of(meeting)).all()
    return page("meetings/show.html", meeting=meeting, agenda=rows,
                turnout=turnout.of_meeting(meeting, rows, asked, cells, told=_told(meeting), at=now()))


@bp.route("/meetings/<int:id>/edit", methods=["GET", "POST"])
@allowed(rules.RUN)
def edit(meeting: Meeting):
    team, reviews = meeting.team, db.session.scalars(reviews_of(meeting)).all()
    names = {review.rep_id: review.rep.name for review in reviews}
    others = [rep for rep in db.session.scalars(reps_of(team)) if rep.id not in names]
    form = AgendaForm.of(meeting, reviews, others, team.time_zone)
    if form.validate_on_submit() and form.carry_out(
            meetings.revise, meeting, **form.facts(team.time_zone), seen=form.version.data, by=g.person, at=now()):
        return _to(meeting)
    return page("meetings/edit.html", form=form, meeting=meeting, reviews=reviews,
                names=names | {rep.id: rep.name for rep in others})


@bp.post("/meetings/<int:id>/opening")
@allowed(rules.RUN)
def open(meeting: Meeting):
    meetings.open(meeting, by=g.person, at=now())
    return _to(meeting)


@bp.post("/meetings/<int:id>/closing")
@allowed(rules.RUN)
def close(meeting: Meeting):
    closing.close_meeting(meeting, by=g.person, at=now())
    return to_room(meeting) if FROM in request.args else _to(meeting)


def _told(meeting: Meeting) -> Sequence[Row]:
    """What was sent to whom, for whom the letters of this meeting are."""
    return db.session.execute(told_in(meeting)).all() if rules.holds(rules.RUN, g.standing) else ()


def _to(meeting: Meeting) -> Response:
    return redirect(url_for("meetings.show", id=meeting.id), 303)
