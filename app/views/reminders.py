"""The end of reminders, by the link in one: without signing in, and by the button that mail programs show (RFC 8058)."""

from __future__ import annotations

from flask import Blueprint, abort, request

from app.clock import now
from app.db import READS, db, writing
from app.guards import allowed
from app.letters.words import stops
from app.pages import page
from reviews import letters, rules
from reviews.people import Person

bp = Blueprint("reminders", __name__)


@bp.route("/no-reminders/<token>", methods=["GET", "POST"])
@allowed(rules.STRANGER)
def stop(token: str):
    """A look changes nothing, since mail scanners open links. A post is answered here: a mail program follows nowhere else."""
    person = db.session.get(Person, stops(token) or 0)
    if person is None:
        abort(404)
    id, asks = person.id, request.method in READS
    if not asks:
        db.session.rollback()  # what the request has read; the change is kept by itself, since this answer leads nowhere
        with writing() as session:
            letters.no_reminders(session.get(Person, id), at=now())
    return page("letters/no_reminders.html", asks=asks)
