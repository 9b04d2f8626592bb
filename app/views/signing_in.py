"""Getting in and out: the first admin, a single-use link, the demo's people."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, request, session, url_for

from app.clock import now
from app.db import db
from app.forms.signing_in import FirstAdminForm
from app.guards import COOKIE, allowed
from app.pages import page
from reviews import rules, signing_in
from reviews.people import Person
from reviews.queries.people import people_of_the_story

bp = Blueprint("signing_in", __name__)
GONE = 410


@bp.get("/sign-in")
@allowed(rules.STRANGER)
def show():
    if signing_in.is_empty(db.session):
        return redirect(url_for("signing_in.first_admin"), 303)
    story = db.session.execute(people_of_the_story()).all() if current_app.config["DEMO"] else []
    return page("signing_in/show.html", groups=_grouped(story), back=_own_path(request.args.get("back")))


@bp.route("/first-admin", methods=["GET", "POST"])
@allowed(rules.STRANGER)
def first_admin():
    if not signing_in.is_empty(db.session):
        abort(404)
    form = FirstAdminForm()
    if form.validate_on_submit() and (
            person := form.carry_out(signing_in.make_first_admin, db.session, **form.facts(), at=now())):
        _remember(signing_in.begin(db.session, person, at=now()))
        return redirect(url_for("teams.create"), 303)
    return page("signing_in/first_admin.html", form=form)


@bp.route("/sign-in/<token>", methods=["GET", "POST"])
@allowed(rules.STRANGER)
def link(token: str):
    """The GET shows a button and changes nothing, because mail scanners open links; the POST signs in."""
    link = signing_in.link_of(db.session, token)
    why_not = signing_in.why_not(link, at=now())
    if request.method == "POST" and not why_not:
        _remember(signing_in.use_link(db.session, token, at=now()))
        return redirect(url_for("today.show"), 303)
    answer = page("signing_in/link.html", link=link, why_not=why_not)
    answer.status_code = GONE if why_not else answer.status_code
    return answer


@bp.post("/sign-in/as/<int:person_id>")
@allowed(rules.STRANGER)
def as_person(person_id: int):
    """Only in the demo: come in as somebody of the story."""
    person = db.session.get(Person, person_id) if current_app.config["DEMO"] else None
    if person is None or person.left_at:
        abort(404)
    _remember(signing_in.begin(db.session, person, at=now()))
    return redirect(_own_path(request.form.get("back")) or url_for("today.show"), 303)


@bp.post("/sign-out")
@allowed(rules.SIGNED_IN)
def sign_out():
    signing_in.end(db.session, session.pop(COOKIE, ""), at=now())
    return redirect(url_for("signing_in.show"), 303)


def _remember(token: str) -> None:
    session.clear()
    session.permanent = True
    session[COOKIE] = token


def _own_path(back: str | None) -> str | None:
    """Where to go after signing in, if it is a path of ours and not somebody else's address."""
    ours = back and back.startswith("/") and not back.startswith("//") and back.isprintable() and "\\" not in back
    return back if ours else None


def _grouped(story) -> dict[str, list]:
    """The people of the story under heads: who runs it, who is asked to write, then the reps of each team."""
    groups: dict[str, list] = {"Who runs it": [], "Who writes what they saw": []}
    for row in story:
        runs = row.is_admin or row.is_leader or row.manages or row.facilitates
        head = "Who runs it" if runs else row.team or "Who writes what they saw"
        groups.setdefault(head, []).append(row)
    return {head: rows for head, rows in groups.items() if rows}
