"""The minutes of a meeting: a page, and one PDF that is made when it is asked for."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, g
from werkzeug.wrappers import Response

from app import papers
from app.clock import now
from app.db import db
from app.guards import allowed
from app.pages import page
from app.pdf import minutes_pdf
from reviews import minutes, rules
from reviews.meetings import Meeting

bp = Blueprint("minutes", __name__)


@bp.get("/meetings/<int:id>/minutes")
@allowed(rules.MINUTES)
def show(meeting: Meeting):
    return page("minutes/show.html", meeting=meeting, minutes=_as_read_now(meeting))


@bp.get("/meetings/<int:id>/minutes.pdf")
@allowed(rules.MINUTES)
def paper(meeting: Meeting) -> Response:
    """While it is made nothing in the database is held open, for it takes a while."""
    said, size = _as_read_now(meeting), meeting.team.paper
    db.session.rollback()
    return papers.handed_over(f"{said.team} {said.period} minutes", lambda: minutes_pdf(asdict(said), size))


def _as_read_now(meeting: Meeting) -> minutes.Minutes:
    return minutes.of_meeting(db.session, meeting, reader=g.person, at=now())
