"""A plan whose rep leaves ends on that day, on the record and without a verdict: nobody is there for whom it would be one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import object_session

from reviews.checkins import CheckIn
from reviews.days import in_words
from reviews.holding import hold
from reviews.plans import LEFT, Plan, today_of


def end_of_leaver(plan: Plan, *, at: datetime) -> None:
    """It is closed, with why; nobody owes its check-ins and commitments any more. What was written and kept stays. One that was
    given its verdict in this very moment has that."""
    hold(plan)
    if plan.closed_at:
        return
    plan.closed_at, plan.ended_why = at, LEFT
    object_session(plan).execute(
        update(CheckIn).where(CheckIn.plan_id == plan.id, CheckIn.closed_at.is_(None)).values(closed_at=at))


def how(plan: Plan) -> str | None:
    """How a plan ended that has no verdict on its last days, in a sentence; None for any other."""
    if not plan.ended_why:
        return None
    return f"This plan ended on {in_words(today_of(plan, plan.closed_at))}, because {plan.rep.name} has left. It has no verdict."
