"""Questions about coaching that took place."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload

from reviews.built import built_once
from reviews.coaching import CoachingSession
from reviews.plans import Plan
from reviews.queries.plans import present


@built_once
def present_with_coaching(plan: Plan, since: date, until: date) -> Select:
    """The row of `present`, once for each coaching session of the rep in these days, whatever plan it belongs to, the newest
    first; once without any when there is none. One statement, because the page of a plan has none to spare."""
    now = present(plan).subquery()
    of_rep = CoachingSession.plan_id.in_(select(Plan.id).where(Plan.rep_id == plan.rep_id))
    return (
        select(now, CoachingSession).select_from(now)
        .outerjoin(CoachingSession, and_(of_rep, CoachingSession.held_on.between(since, until)))
        .options(joinedload(CoachingSession.coach)).order_by(CoachingSession.held_on.desc(), CoachingSession.id.desc()))
