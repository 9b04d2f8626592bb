"""Who is in the room of a meeting, asked of the database once a request."""

from __future__ import annotations

from flask import g

from app.clock import now
from app.db import db
from reviews.meetings import Meeting
from reviews.presence import Attendance, attendance


def attending(meeting: Meeting) -> Attendance:
    """Who is here, who has gone, who is missing."""
    if g.get("attending") is None:
        g.attending = attendance(db.session, meeting, at=now())
    return g.attending
