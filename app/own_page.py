"""The one page that somebody who came in by a link has: what they are asked in one meeting."""

from __future__ import annotations

from flask import g, url_for

from app.db import db
from reviews.meetings import Meeting
from reviews.page_links import asked_of
from reviews.people import Person


def address_of(person: Person, meeting: Meeting) -> str:
    """Where the person does what they are asked in this meeting; Today, where they are asked nothing any more."""
    asked = asked_of(db.session, person, meeting)
    return url_for("observations.index", id=meeting.id) if asked.contributor else url_for("today.show")


def only_meeting() -> Meeting | None:
    """The meeting to whose page this session was let in, None when it is let in everywhere."""
    return db.session.get(Meeting, g.only_meeting_id) if g.get("only_meeting_id") else None
