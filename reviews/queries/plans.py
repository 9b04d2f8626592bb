"""Questions about one plan: all that its page needs, in as few statements as it takes."""

from __future__ import annotations

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload

from reviews.checkins import CheckIn
from reviews.commitments import Commitment
from reviews.plans import Acknowledgement, Plan, PlanVersion


def whole(plan: Plan) -> Select[tuple[Plan]]:
    """The plan with its commitments, their owners and ticks, the talk and the facilitator. Read it with `.unique()`."""
    return (select(Plan).where(Plan.id == plan.id)
            .options(joinedload(Plan.commitments).options(joinedload(Commitment.owner), joinedload(Commitment.ticks)),
                     joinedload(Plan.talk), joinedload(Plan.facilitator)))


def check_ins(plan: Plan) -> Select[tuple[CheckIn]]:
    """Its check-ins in order, with what was entered. Read them with `.unique()`."""
    return select(CheckIn).where(CheckIn.plan_id == plan.id).order_by(CheckIn.day).options(joinedload(CheckIn.entries))


def present_version(plan: Plan) -> Select:
    """One row of (number, published_at, acknowledged_at, words): the latest version, and that the rep has read it."""
    read = and_(Acknowledgement.plan_id == PlanVersion.plan_id, Acknowledgement.number == PlanVersion.number)
    return (
        select(PlanVersion.number, PlanVersion.published_at, Acknowledgement.at.label("acknowledged_at"),
               Acknowledgement.words)
        .outerjoin(Acknowledgement, read).where(PlanVersion.plan_id == plan.id)
        .order_by(PlanVersion.number.desc()).limit(1))


def version(plan: Plan, number: int | None = None) -> Select[tuple[PlanVersion]]:
    """The version with this number; the latest without one."""
    found = select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number.desc()).limit(1)
    return found if number is None else found.where(PlanVersion.number == number)
