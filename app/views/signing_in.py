"""Getting in and out: the first admin, a single-use link, the demo's people."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, g, redirect, request, session, url_for
from werkzeug.wrappers import Response

from app import doors
from app.clock import now
from app.db import db
from app.forms.signing_in import AskForm, FirstAdminForm
from app.guards import COOKIE, allowed
from app.pages import page
from reviews import attempts, links_by_mail, rules, signing_in
from reviews.people import Person
from reviews.queries.people import people_of_the_story
from reviews.signing_in import SignInLink
from reviews.standing import LAST_ID

bp = Blueprint("signing_in", __name__)
GONE = 410


@bp.get("/sign-in")
@allowed(rules.STRANGER)
def show():
    if signing_in.is_empty(db.session):
        return redirect(url_for("signing_in.first_admin"), 303)
    return _door(AskForm())


@bp.post("/sign-in")
@allowed(rules.STRANGER)
def ask():
    """Asks for a link by mail. The answer is the same whether somebody has the address or not."""
    form = AskForm()
    if not by_mail():
        abort(404)
    if form.validate_on_submit():
        attempts.enter(db.session, attempts.LINKS_ASKED, doors.address(), at=now())
        links_by_mail.ask(db.session, form.email.data, at=now())
        flash(f"If {form.email.data} is here, a link is on its way. It signs you in once, within a day.")
        return redirect(url_for("signing_in.show"), 303)
    return _door(form)


@bp.route("/first-admin", methods=["GET", "POST"])
@allowed(rules.STRANGER)
def first_admin():
    if not signing_in.is_empty(db.session):
        abort(404)
    form = FirstAdminForm()
    if form.is_submitted():
        doors.check_code()
    if form.validate_on_submit() and (
            person := form.carry_out(signing_in.make_first_admin, db.session, **form.facts(), at=now())):
        doors.come_in(signing_in.begin(db.session, person, at=now(), device=doors.device()))
        return redirect(url_for("teams.create"), 303)
    if form.code.data and form.code.errors:
        doors.count_wrong_code()
    return page("signing_in/first_admin.html", form=form)


@bp.get("/sign-in/<token>")
@allowed(rules.STRANGER)
def link(token: str):
    """Shows a button and changes nothing, because mail scanners open links."""
    doors.browser()
    return _link_page(signing_in.link_of(db.session, token))


@bp.post("/sign-in/<token>")
@allowed(rules.STRANGER)
def use_link(token: str):
    doors.check(attempts.WRONG_LINKS)
    try:
        signed = signing_in.use_link(db.session, token, browser=doors.browser(), device=doors.device(), at=now())
    except signing_in.Spent:
        return _spent(token)
    doors.come_in(signed)
    return redirect(url_for("today.show"), 303)


@bp.post("/sign-in/as/<int:person_id>")
@allowed(rules.STRANGER)
def as_person(person_id: int):
    """Only in the demo: come in as somebody of the story."""
    person = db.session.get(Person, person_id) if current_app.config["DEMO"] and person_id <= LAST_ID else None
    if person is None or person.left_at:
        abort(404)
    attempts.enter(db.session, attempts.DEMO_ENTRIES, doors.address(), at=now())
    doors.come_in(signing_in.begin(db.session, person, at=now(), device=doors.device()))
    return redirect(_own_path(request.form.get("back")) or url_for("today.show"), 303)


@bp.post("/sign-out")
@allowed(rules.ANY_SESSION)
def sign_out():
    """Ends the session, and has the browser forget what it kept of the pages: somebody else may sit here next."""
    signing_in.end(db.session, session.get(COOKIE, ""), at=now())
    session.clear()
    answer = redirect(url_for("signing_in.show"), 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def by_mail() -> bool:
    """Whether a link can be sent; in the demo it is kept on the page of letters."""
    return bool(current_app.config["MAIL_SERVER"]) or current_app.config["DEMO"]


def _door(form: AskForm) -> Response:
    story = db.session.execute(people_of_the_story()).all() if current_app.config["DEMO"] else []
    return page("signing_in/show.html", form=form, groups=_grouped(story), by_mail=by_mail(), back=_own_path(request.args.get("back")))


def _spent(token: str) -> Response:
    """A link that signs nobody in was tried: whoever is in by it already goes on, a made-up one counts."""
    link = signing_in.link_of(db.session, token)
    if g.person and link and link.person is g.person:
        return redirect(url_for("today.show"), 303)
    if link is None:
        doors.count_wrong_link()
    return _link_page(link)


def _link_page(link: SignInLink | None) -> Response:
    why_not = signing_in.why_not(link, at=now())
    answer = page("signing_in/link.html", link=link, why_not=why_not, by_mail=by_mail())
    answer.status_code = GONE if why_not else answer.status_code
    answer.headers["Referrer-Policy"] = "no-referrer"  # the address of this page is a key
    return answer


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
