"""Health: one word for a machine, and a page for whoever runs Courtside."""

from __future__ import annotations

from flask import Blueprint, jsonify

from app.guards import allowed
from app.health import LOOK, NOT_WELL, answers, findings
from app.pages import page
from reviews import rules

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("")
@allowed(rules.STRANGER)
def show():
    well = answers()
    answer = jsonify(status="ok" if well else "the database is away")
    answer.status_code = 200 if well else 503
    answer.headers["Cache-Control"] = "no-store"
    return answer


@bp.get("/details")
@allowed(rules.SEE_HEALTH)
def details():
    found = findings()
    return page("health/details.html", findings=found, odd=[one for one in found if one.state in (LOOK, NOT_WELL)])
