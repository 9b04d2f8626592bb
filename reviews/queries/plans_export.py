"""What a row of the table of all plans says of a plan that is not under way: columns alone, since there may be tens of thousands."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, case, select
from sqlalchemy.orm import aliased

from reviews.built import built_once
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.outcomes import Verdict
from reviews.people import Person, Team
from reviews.plans import CLOSED, DRAFT, Plan
from reviews.summed import Summed

WITHDRAWN = "withdrawn"


@built_once
def plans_exported(ids: Collection[int]) -> Select:
    """A row for each of these plans: its id, whose it is, for what, by which measure and when, its state, how many commitments its last verdict counted
    as kept, of how many due, what that came to; and what ended it, in which zone."""
    rep, coach, later = aliased(Person), aliased(Person), aliased(Verdict)
    last = select(later.id).where(later.plan_id == Plan.id).order_by(later.length.desc()).limit(1).correlate(Plan)
    state = case((Plan.closed_at.is_not(None), CLOSED), (Decision.withdrawn_at.is_not(None), WITHDRAWN), else_=DRAFT)
    return (
        select(Plan.id, rep.name.label("rep"), Team.name.label("team"), Meeting.period, Decision.item_from, Decision.item_to,
               coach.name.label("coach"), Plan.measure_what, Plan.measure_kind, Plan.measure_unit, Plan.baseline, Plan.target,
               Plan.starts_on, Plan.length, state.label("state"), Summed(Verdict.figures, "kept", "kept").label("kept"),
               Summed(Verdict.figures, "kept", "of").label("due"), Verdict.outcome, Plan.closed_at, Team.time_zone,
               Plan.ended_why.is_not(None).label("has_left"))
        .join(rep, Plan.rep_id == rep.id).join(coach, Plan.coach_id == coach.id).join(Plan.decision).join(Plan.review).join(Review.meeting).join(Meeting.team)
        .outerjoin(Verdict, Verdict.id == last.scalar_subquery()).where(Plan.id.in_(ids)).order_by(Plan.id))
