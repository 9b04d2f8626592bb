"""The history of a rep: every improvement so far, for the rep and the present manager."""

from __future__ import annotations

from flask import Blueprint, g

from app.clock import now
from app.db import db
from app.guards import allowed
from app.pages import page
from reviews import history, rules
from reviews.people import Person

bp = Blueprint("history", __name__)


@bp.get("/people/<int:id>/history")
@allowed(rules.HISTORY)
def show(rep: Person):
    return page("history/show.html", rep=rep, history=history.of_rep(db.session, rep, reader=g.person, at=now()))
