"""Questions about who can be nudged on plans, and when they were."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Select, String, case, cast, func, or_, select, union_all

from reviews.commitments import Commitment
from reviews.letters import PLAN_NUDGE, Matter
from reviews.people import Person
from reviews.plans import Plan, PlanVersion
from reviews.queries.followup import plans_listed
from reviews.queries.running import MET_FACILITATOR, MET_MANAGER

BETWEEN = "|"
LEFT, NO_ADDRESS = "left", "no address"

_ON_IT = union_all(select(Commitment.owner_id).where(Commitment.plan_id == Plan.id).correlate(Plan),
                   select(Plan.rep_id).correlate(Plan), select(Plan.coach_id).correlate(Plan))
_UNREACHABLE = (
    select(func.aggregate_strings(cast(Person.id, String) + ":" + case((Person.left_at.is_not(None), LEFT), else_=NO_ADDRESS), BETWEEN))
    .where(Person.id.in_(_ON_IT), or_(Person.left_at.is_not(None), Person.email.is_(None))).correlate(Plan))
_NUDGES = (
    select(func.aggregate_strings(Matter.key, BETWEEN)).join(PlanVersion, PlanVersion.id == Matter.plan_version_id)
    .where(Matter.kind == PLAN_NUDGE, PlanVersion.plan_id == Plan.id).correlate(Plan))


def plans_followed(ids: Collection[int]) -> Select:
    """The rows of `plans_listed`, with who runs each (`run_by`); the keys of all nudges about it (`nudges`) and its people who have
    left or have no address, as in 5:left (`unreachable`). A page has no statement to spare, hence lists in one text."""
    return plans_listed(ids).add_columns(
        func.coalesce(_NUDGES.scalar_subquery(), "").label("nudges"),
        func.coalesce(_UNREACHABLE.scalar_subquery(), "").label("unreachable"),
        Plan.manager_id, Plan.facilitator_id, MET_MANAGER.label("met_manager_id"),
        MET_FACILITATOR.label("met_facilitator_id"))


def last_nudge(plan: Plan, person: Person) -> Select:
    """When somebody was nudged last about a plan."""
    return (select(func.max(Matter.made_at)).join(PlanVersion, PlanVersion.id == Matter.plan_version_id)
            .where(Matter.kind == PLAN_NUDGE, Matter.person_id == person.id, PlanVersion.plan_id == plan.id))
