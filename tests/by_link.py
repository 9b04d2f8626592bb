"""Coming in by a link to one page, in the tests: a link as a letter quotes it, and a browser that has opened it."""

from __future__ import annotations

from datetime import datetime

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from reviews import page_links
from reviews.checkins import CheckIn
from reviews.meetings import Meeting
from reviews.people import Person


def a_link(session: Session, person: Person, meeting: Meeting | CheckIn, *, at: datetime, by: Person | None = None) -> str:
    """The path of a new link to the person's page of the meeting, or to the check-in."""
    token = page_links.make(session, person, meeting, by=by, at=at)
    session.commit()
    return f"/my-page/{token}"


def let_in(desk: FlaskClient, person: Person, meeting: Meeting | CheckIn, *, at: datetime) -> FlaskClient:
    """The same browser, in by a link: to this page and no other."""
    assert desk.post(a_link(desk.session, person, meeting, at=at)).status_code == 303
    return desk
