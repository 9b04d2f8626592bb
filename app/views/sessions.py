"""Where somebody is signed in, and how they end it there."""

from __future__ import annotations

from flask import Blueprint, flash, g, redirect, url_for

from app.clock import now
from app.db import db
from app.guards import allowed
from app.pages import page
from reviews import rules, sessions
from reviews.signing_in import SignIn

bp = Blueprint("sessions", __name__, url_prefix="/sessions")


@bp.get("")
@allowed(rules.SIGNED_IN)
def index():
    found = db.session.scalars(sessions.sessions_of(g.person, at=now())).all()
    return page("sessions/index.html", sessions=found, here=g.session_id)


@bp.post("/<int:id>/end")
@allowed(rules.END_SESSION)
def end(signed: SignIn):
    sessions.end(signed, at=now())
    flash("You are signed out there.")
    return redirect(url_for("sessions.index"), 303)


@bp.post("/others/end")
@allowed(rules.SIGNED_IN)
def end_others():
    sessions.end_others(db.session, g.person, but=g.session_id, at=now())
    flash("You are signed in here alone.")
    return redirect(url_for("sessions.index"), 303)
