"""Refusals and errors in the product's voice: what happened, what to do next."""

from __future__ import annotations

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from app.db import db
from app.forms.base import SAME_MOMENT
from reviews.errors import Refused

WORDS = {
    404: ("Nothing here for you", "The address may be mistyped, or this page is not yours to see."),
    405: ("That is not how this page is used", "Go back, and use the button on the page."),
    413: ("This file is too large", "Files up to 8 MB can be read. Split it, or leave out columns that are not needed."),
    500: ("Something broke on our side", "Nothing of yours was changed. Go back and try once more; "
          "if it happens again, tell whoever runs Courtside for you."),
}


def prepare(app: Flask) -> None:
    app.register_error_handler(HTTPException, by_code)
    app.register_error_handler(CSRFError, outdated)
    app.register_error_handler(Refused, refused)
    app.register_error_handler(IntegrityError, same_moment)
    app.register_error_handler(StaleDataError, same_moment)


def by_code(error: HTTPException):
    """A page for every refusal of the web, at its own status."""
    if error.code is None or error.code < 400:
        return error
    title, text = WORDS.get(error.code, ("That did not work", error.description))
    return sentence(title, text, error.code)


def outdated(error: CSRFError):
    return sentence("This page was open for too long",
                    "Go back, reload the page, and send it again. What you typed is still there when you go back.", 400)


def refused(error: Refused):
    """A button whose act the domain refuses: its sentence."""
    return sentence("That cannot be done", error.sentence, 422)


def same_moment(error: Exception):
    """Two acts at the same moment, of which a law lets one be: the other is told, and nothing of it is kept."""
    return sentence("Somebody was faster", SAME_MOMENT, 409)


def sentence(title: str, text: str, status: int):
    db.session.rollback()
    return render_template("errors/sentence.html", title=title, text=text), status
