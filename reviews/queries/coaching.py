"""Questions about coaching that took place."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Select, null, select, true, union_all
from sqlalchemy.orm import joinedload

from reviews.built import built_once
from reviews.coaching import CoachingSession
from reviews.helping import HelpRequest
from reviews.plans import Plan
from reviews.queries.plans import present


@built_once
def present_with_coaching(plan: Plan, since: date, until: date) -> Select:
    """The row of `present`, once for each coaching session of the rep in these days, whatever plan it belongs to, the newest
    first, and once for each time that she asked for help on this one; once without any when there is none. One statement,
    because the page of a plan has none to spare."""
    now = present(plan).subquery()
    of_rep = CoachingSession.plan_id.in_(select(Plan.id).where(Plan.rep_id == plan.rep_id))
    held = select(CoachingSession.id.label("held_id"), null().label("asked_id")).where(of_rep, CoachingSession.held_on.between(since, until))
    either = union_all(held, select(null(), HelpRequest.id).where(HelpRequest.plan_id == plan.id)).subquery()
    return (
        select(now, CoachingSession, HelpRequest).select_from(now).outerjoin(either, true())
        .outerjoin(CoachingSession, CoachingSession.id == either.c.held_id)
        .outerjoin(HelpRequest, HelpRequest.id == either.c.asked_id)
        .options(joinedload(CoachingSession.coach), joinedload(HelpRequest.coach))
        .order_by(CoachingSession.held_on.desc(), CoachingSession.id.desc(), HelpRequest.id))
