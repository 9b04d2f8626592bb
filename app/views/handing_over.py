"""A link to somebody's page, for whoever has no address: made for the facilitator, shown once, handed over by them."""

from __future__ import annotations

from flask import Blueprint, abort, g, redirect, session, url_for

from app.clock import now
from app.db import db
from app.guards import allowed
from app.letters.parts import address_of
from app.pages import page
from reviews import page_links, rules
from reviews.meetings import Meeting
from reviews.people import Person

bp = Blueprint("handing_over", __name__, url_prefix="/meetings/<int:id>/contributors/<int:person_id>/link")
HANDED = "handed over"  # what the next page shows: in the cookie of who was given it, and not kept here


@bp.get("")
@allowed(rules.RUN)
def show(meeting: Meeting, person_id: int):
    person, kept = _asked(meeting, person_id), session.pop(HANDED, None) or {}
    token = kept.get("token") if (kept.get("meeting"), kept.get("person")) == (meeting.id, person.id) else None
    return page("page_links/handed.html", meeting=meeting, person=person,
                address=address_of("page_links.show", token=token) if token else None)


@bp.post("")
@allowed(rules.RUN)
def make(meeting: Meeting, person_id: int):
    token = page_links.hand_over(db.session, _asked(meeting, person_id), meeting, by=g.person, at=now())
    session[HANDED] = {"meeting": meeting.id, "person": person_id, "token": token}
    return redirect(url_for("handing_over.show", id=meeting.id, person_id=person_id), 303)


def _asked(meeting: Meeting, person_id: int) -> Person:
    """Who is asked to this meeting, as a contributor or as a rep, and has this id."""
    person = db.session.get(Person, person_id) or abort(404)
    return person if page_links.asked_of(db.session, person, meeting) else abort(404)
