"""All plans of a meeting as one PDF: asked for, made by the worker, handed over."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, url_for

from app import jobs, papers
from app.clock import now
from app.db import db
from app.guards import allowed
from app.pages import page
from reviews import batches, rules, worker
from reviews.days import period_name
from reviews.meetings import Meeting

bp = Blueprint("batches", __name__)
LOOK_AGAIN = "2"  # seconds, until a page that waits for the worker is asked for again


@bp.get("/meetings/<int:id>/plans")
@allowed(rules.ALL_PLANS)
def show(meeting: Meeting):
    batch = batches.latest(db.session, meeting, g.person)
    present = batches.present_versions(db.session, meeting, g.person)
    waits = batch is not None and batch.waits
    seen = worker.last_seen(db.session) if waits else None
    answer = page("batches/show.html", meeting=meeting, batch=batch, present=present, seen=seen, missing=waits and worker.missed(seen, at=now()))
    if waits:
        answer.headers["Refresh"] = LOOK_AGAIN
    return answer


@bp.post("/meetings/<int:id>/plans")
@allowed(rules.ALL_PLANS)
def create(meeting: Meeting):
    batch = batches.ask(meeting, by=g.person, at=now())
    jobs.wake("make_batch", batch.id)
    return redirect(url_for("batches.show", id=meeting.id), 303)


@bp.get("/meetings/<int:id>/plans.pdf")
@allowed(rules.ALL_PLANS)
def paper(meeting: Meeting):
    """The file that is made; while another one is being made there is none."""
    batch = batches.latest(db.session, meeting, g.person) or abort(404)
    pdf = batches.file_of(batch) or abort(404)
    return papers.handed_over(f"{meeting.team.name} {period_name(meeting.period)} plans", lambda: pdf)
