"""Today: what I owe, by due date; what is due to me; nothing else. Who came in by a link has the page of that link instead."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request
from werkzeug.wrappers import Response

from app import own_page
from app.clock import now
from app.db import db
from app.forms.notes import NoteForm
from app.guards import allowed
from app.pages import page, zone
from reviews import page_links, rules, today
from reviews.checkins import CheckIn
from reviews.meetings import Meeting

bp = Blueprint("today", __name__)


@bp.get("/")
@allowed(rules.ANY_SESSION)
def show():
    if about := own_page.let_into():
        return _own_page(about)
    day = today.of_person(db.session, g.person, at=now(), zone=zone())
    return page("today/show.html", day=day, note_form=NoteForm.about(day.seen))


def _own_page(about: Meeting | CheckIn) -> Response:
    address = own_page.address_of(g.person, about)
    return redirect(address, 303) if address != request.path else page("page_links/nothing.html", not_asked=page_links.not_asked(about))
