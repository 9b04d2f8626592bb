"""Diagnose, in the meeting room: why it is not done yet, and beside it what helps to judge."""

from __future__ import annotations

from collections.abc import Sequence

from flask import g
from sqlalchemy.orm import joinedload

from app.db import db
from app.forms.base import Form
from app.forms.plans import CauseForm
from app.pages import readable_voice, sees
from reviews import drafting, rules
from reviews.board import Placement
from reviews.diagnosis import IN_THE_ROOM, QUESTIONS
from reviews.meetings import Review
from reviews.observations import Observation
from reviews.plans import DRAFT, Plan
from reviews.queries.observations import readable


def context(review: Review, *, acts: bool, wrong: Form | None = None) -> dict[str, object]:
    """The causes of the room and which is noted. Once the talk was held the room is shown none, whichever it is (law 8)."""
    plan = drafting.plan_of(db.session, review)
    if plan is None:
        return {"plan": None}
    is_open = not plan.talked_on and sees(rules.CAUSE)
    return {"plan": plan, "questions": {cause: QUESTIONS[cause] for cause in IN_THE_ROOM}, "is_open": is_open,
            "cause": plan.cause if is_open else None, "cause_form": _form(plan, wrong, is_open and acts),
            "written": _written(review, plan) if acts else [], "voice": readable_voice(review) if acts else None}


def _form(plan: Plan, wrong: Form | None, is_open: bool) -> CauseForm | None:
    """For whoever writes the draft; what came back refused stays to be read by its writer."""
    if isinstance(wrong, CauseForm):
        return wrong
    writes = is_open and plan.state == DRAFT and sees(rules.DRAFT_PLAN)
    return CauseForm.of(plan, formdata=None).offer(personal=False) if writes else None


def _written(review: Review, plan: Plan) -> Sequence[Observation]:
    """What was seen of the chosen theme, as far as the person may read it."""
    chosen = Observation.placement.has(Placement.theme_id == plan.decision.theme_id)
    people = joinedload(Observation.author), joinedload(Observation.noted_by)
    return db.session.scalars(readable(g.person, review).where(chosen).options(*people)).all()
