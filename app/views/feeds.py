"""Calendars: the private address of one's own days, made and made void, and a meeting as a file."""

from __future__ import annotations

from flask import Blueprint, abort, flash, g, make_response, redirect, request, session, url_for
from werkzeug.wrappers import Response

from app import calendar, doors
from app.clock import now
from app.db import db
from app.guards import allowed
from app.letters.parts import address_of
from app.pages import page
from reviews import attempts, diary, feeds, rules
from reviews.meetings import Meeting

bp = Blueprint("feeds", __name__)
FRESH = "feed"  # the address of a moment ago, in the cookie until it was shown


@bp.get("/calendar")
@allowed(rules.SIGNED_IN)
def show():
    token = session.pop(FRESH, None)
    return page("feeds/show.html", feed=feeds.feed_of(db.session, g.person),
                address=address_of("feeds.days", token=token) if token else None)


@bp.post("/calendar")
@allowed(rules.SIGNED_IN)
def create():
    session[FRESH] = feeds.make(db.session, g.person, at=now())
    return redirect(url_for("feeds.show"), 303)


@bp.post("/calendar/removal")
@allowed(rules.SIGNED_IN)
def remove():
    feeds.stop(db.session, g.person)
    flash("Your address is void. Calendars that had it find nothing there any more.")
    return redirect(url_for("feeds.show"), 303)


@bp.get("/calendar/<token>.ics")
@allowed(rules.STRANGER)
def days(token: str):
    """For calendars: they sign in nowhere, and have nothing but the address."""
    person = feeds.at_address(db.session, token)
    if person is None:
        doors.refuse_wrong_feed()
        abort(404)
    found = diary.of_person(db.session, person, at=now())
    answer = _file(calendar.of_days(found))
    answer.headers["Cache-Control"] = "private, max-age=300"
    answer.set_etag(calendar.fingerprint(found), weak=True)
    return answer.make_conditional(request)


@bp.get("/meetings/<int:id>/meeting.ics")
@allowed(rules.SEE_MEETING)
def meeting(meeting: Meeting):
    answer = _file(calendar.of_meeting(meeting))
    answer.headers.set("Content-Disposition", "attachment", filename="meeting.ics")
    return answer


def _file(written: bytes) -> Response:
    answer = make_response(written)
    answer.mimetype = "text/calendar"
    return answer
