"""The card of each coach on a plan, a PDF that is made once and kept."""

from __future__ import annotations

from flask import Blueprint, abort

from app import papers
from app.db import db
from app.guards import allowed
from reviews import coach_cards, rules
from reviews.plans import Plan
from reviews.queries.plans import version as version_of

bp = Blueprint("coach_cards", __name__)


@bp.get("/plans/<int:id>/versions/<int:number>/cards/<int:person_id>.pdf")
@allowed(rules.CARD)
def paper(plan: Plan, number: int, person_id: int):
    version = db.session.scalar(version_of(plan, number)) or abort(404)
    content = coach_cards.content(version, person_id) or abort(404)
    name, size = f"{content['coach']['name']} for {plan.rep.name}", plan.review.meeting.team.paper
    return papers.handed_over(name, lambda: papers.card_of(version, person_id, content, size))
