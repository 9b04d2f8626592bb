"""Letters: one's own, everybody's for admins, and in the demo what they say."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, g, make_response, redirect, request, url_for

from app import jobs
from app.clock import now
from app.db import db
from app.guards import allowed
from app.headers import POLICY
from app.pages import asked_page, page
from reviews import letters, posting, rules
from reviews.letters import Letter
from reviews.paging import paged
from reviews.queries.post import all_letters, letters_listed, letters_to

bp = Blueprint("letters", __name__, url_prefix="/letters")

# Its links open beside the page, its styles are its own, and nothing in it runs; only our own page may frame it.
OF_A_LETTER = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'self'; form-action 'none'; " \
              "frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"


@bp.get("")
@allowed(rules.SIGNED_IN)
def index():
    seen = paged(db.session, letters_to(g.person), asked_page())
    return page("letters/index.html", letters=db.session.scalars(letters_listed(seen.ids)).all(), seen=seen)


@bp.get("/all")
@allowed(rules.SEE_LETTERS)
def of_all():
    seen = paged(db.session, all_letters(), asked_page())
    return page("letters/all.html", letters=db.session.scalars(letters_listed(seen.ids)).all(), seen=seen,
                sends=bool(current_app.config["MAIL_SERVER"]))


@bp.get("/<int:id>")
@allowed(rules.READ_LETTER)
def show(letter: Letter):
    _in_the_demo_alone(letter)
    answer = page("letters/show.html", letter=letter)
    answer.headers["Content-Security-Policy"] = f"{POLICY}; frame-src 'self'"
    return answer


@bp.get("/<int:id>/html")
@allowed(rules.READ_LETTER)
def html(letter: Letter):
    """The very HTML that would have gone, except that its links open beside the page."""
    _in_the_demo_alone(letter)
    answer = make_response(letter.html.replace("<head>", '<head><base target="_blank">', 1))
    answer.headers["Content-Security-Policy"] = OF_A_LETTER
    return answer


@bp.post("/<int:id>/again")
@allowed(rules.SEND_AGAIN)
def send_again(letter: Letter):
    posting.send_again(letter, at=now())
    jobs.wake("send_letters")
    flash(f"The letter to {letter.person.name} goes once more.")
    here = {"id": letter.meeting.id, "_anchor": f"asked-{letter.person_id}"} if not g.person.is_admin else {}
    return redirect(url_for("meetings.show", **here) if here else url_for("letters.of_all"), 303)


@bp.post("/reminders")
@allowed(rules.SIGNED_IN)
def choose_reminders():
    if request.form.get("wanted") == "1":
        letters.reminders_again(g.person)
        flash("You get reminders again.")
    else:
        letters.no_reminders(g.person, at=now())
        flash("You get no reminders any more.")
    return redirect(url_for("letters.index"), 303)


def _in_the_demo_alone(letter: Letter) -> None:
    if not (current_app.config["DEMO"] and letter.html):
        abort(404)
