"""Today: what I owe, by due date; what is due to me; nothing else."""

from __future__ import annotations

from flask import Blueprint, g

from app.clock import now
from app.db import db
from app.guards import allowed
from app.pages import page, zone
from reviews import rules, today

bp = Blueprint("today", __name__)


@bp.get("/")
@allowed(rules.SIGNED_IN)
def show():
    return page("today/show.html", day=today.of_person(db.session, g.person, at=now(), zone=zone()))
