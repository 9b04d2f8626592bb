"""Refusals and errors in the product's voice: what happened, what to do next, and nothing lost from the form."""

from __future__ import annotations

import math

from flask import Flask, current_app, g, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.wrappers import Response

from app import logs
from app.asking import page_before, person_id, reference
from app.db import READS, db
from app.once import FIELD, answer_before
from app.refusals.collisions import SAME_MOMENT, collided
from app.refusals.trouble import Trouble, trouble_of
from app.refusals.typed import typed
from reviews.attempts import TooMany
from reviews.errors import Refused

WORDS = {
    400: ("This could not be read", "What the browser sent came broken or cut short. Go back, and send it again."),
    404: ("Nothing here for you", "The address may be mistyped, or this page is not yours to see."),
    405: ("That is not how this page is used", "Go back, and use the button on the page."),
    413: ("This is too large", "Files up to 32 MB can be read, and forms with up to 2 MB of words. Split it, or leave out "
          "what is not needed."),
    500: ("Something broke on our side", "Nothing of yours was changed. Go back and try once more; "
          "if it happens again, tell whoever runs Courtside for you."),
}
ONE_PAGE = "You came in by a link to one page. If this is another that you are asked for, open its link in your mail again."
LINKS = ("signing_in.use_link", "page_links.open")
WRONG_HOST = "Courtside is not known by this address. Open it by the address that whoever runs it gave you.\n"


def prepare(app: Flask) -> None:
    app.register_error_handler(HTTPException, by_code)
    app.register_error_handler(SecurityError, wrong_host)
    app.register_error_handler(InternalServerError, broken)
    app.register_error_handler(CSRFError, outdated)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(TooMany, too_many)
    app.register_error_handler(IntegrityError, same_moment)
    app.register_error_handler(StaleDataError, same_moment)
    for kind in (DBAPIError, TimeoutError, OSError):
        app.register_error_handler(kind, out_of_order)


def by_code(error: HTTPException):
    """A page for every refusal of the web, at its own status."""
    if error.code is None or error.code < 400:
        return error
    title, text = WORDS.get(error.code, ("That did not work", error.description))
    if error.code == 404 and g.get("one_page"):
        text = ONE_PAGE
    return sentence(title, text, error.code)


def wrong_host(error: SecurityError):
    """Asked for under another name than ours: no page, since no address in it could be right."""
    return Response(WRONG_HOST, 400, mimetype="text/plain")


def broken(error: InternalServerError):
    """A fault of ours, which the app has logged: told without asking the database, which may be what broke."""
    if trouble := trouble_of(error.original_exception):
        return in_trouble(trouble)
    _ask_nothing_more()
    return sentence(*WORDS[500], 500, again=True, logged=True)


def out_of_order(error: Exception):
    """The database is away, busy or full; any other error is a fault and goes on as one."""
    if isinstance(error, DBAPIError) and collided(error):
        return same_moment(error)
    trouble = trouble_of(error)
    if trouble is None:
        raise error
    logs.refusal(503, error)
    return in_trouble(trouble)


def in_trouble(trouble: Trouble):
    """A page asks again by itself; a form waits for its sender, who then sends what stands on the page."""
    _ask_nothing_more()
    looks = request.method in READS
    text = f"{trouble.looking} This page tries again by itself." if looks else trouble.sending
    answer = sentence(trouble.title, text, 503, again=True, logged=True)
    answer.headers["Retry-After"] = trouble.seconds
    if looks:
        answer.headers["Refresh"] = trouble.seconds
    return answer


def outdated(error: CSRFError):
    """A form without the token that our pages carry: forged, or sent after its session was over."""
    view = current_app.view_functions[request.endpoint]
    if g.get("person") and request.endpoint in LINKS:  # a second click, when the first one let them in
        return redirect(url_for("today.show"), 303)
    logs.refusal(400, error)
    if g.get("person") is None and not view.rule.for_strangers:
        return signed_out(400)
    return sentence("This page was open for too long",
                    "Nothing was changed: the page was made before you came in last. Look, and send it again.",
                    400, again=True, logged=True)


def signed_out(status: int = 401):
    """Somebody who is not signed in sent a form: their words stay on the page while they come in."""
    return sentence("You are not signed in any more", "Nothing was changed. Sign in in another tab, or open the link "
                    "in your mail again, then come back here and send it again.", status, again=True, sign_in=True, logged=status == 400)


def refused(error: Refused):
    """A button whose act the domain refuses: its sentence."""
    return sentence("That cannot be done", error.sentence, 422)


def too_many(error: TooMany):
    """A door that was tried too often: when to come back."""
    logs.refusal(429, error)
    answer = sentence("Not just now", error.sentence, 429, logged=True)
    answer.headers["Retry-After"] = math.ceil(error.wait.total_seconds())
    return answer


def same_moment(error: Exception):
    """Two acts at the same moment, of which a law lets one be: the other is told, and nothing of it is kept.

    When both were the same form, clicked twice, the second one is where the first one led.
    """
    _let_go()
    if before := answer_before(db.session, request.form.get(FIELD), person_id()):
        return before
    return sentence("Somebody was faster", SAME_MOMENT, 409, again=True)


def sentence(title: str, text: str, status: int, *, again: bool = False, sign_in: bool = False, logged: bool = False) -> Response:
    """The page of a refusal. `again` offers to send the same form once more, `logged` shows the reference in the log."""
    _let_go()
    form = typed()
    page = render_template("errors/sentence.html", title=title, text=text, form=form, sign_in=sign_in, back=page_before(),
                           again=again and form is not None and form.can_go_again,
                           reference=reference() if logged else None)
    return make_response(page, status)


def _ask_nothing_more() -> None:
    """Show the page as to a stranger: who is signed in, and where they can go, is a question to the database."""
    _let_go()
    g.person = None


def _let_go() -> None:
    """Undo what was begun, also where the server that should hear of it is gone."""
    try:
        db.session.rollback()
    except SQLAlchemyError:
        db.session.invalidate()
