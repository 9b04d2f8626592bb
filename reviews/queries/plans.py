"""Questions about one plan: all that its page needs, in as few statements as it takes."""

from __future__ import annotations

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import contains_eager, joinedload

from reviews.became import CommitmentMove, Tick
from reviews.built import built_once
from reviews.commitments import Commitment
from reviews.acknowledging import Acknowledgement
from reviews.decisions import Decision
from reviews.meetings import Review
from reviews.plans import Plan, PlanVersion
from reviews.queries.people import manager_now
from reviews.verdicts import Verdict


@built_once
def whole(plan: Plan) -> Select[tuple[Plan]]:
    """The plan with its commitments, their owners and all that happened to them, the talk and the facilitator. Read it with
    `.unique()`."""
    return (select(Plan).where(Plan.id == plan.id)
            .options(joinedload(Plan.commitments).options(
                         joinedload(Commitment.owner), joinedload(Commitment.noted_by),
                         joinedload(Commitment.ticks).joinedload(Tick.ticked_by),
                         joinedload(Commitment.moves).joinedload(CommitmentMove.by)),
                     joinedload(Plan.talk), joinedload(Plan.facilitator)))


@built_once
def drafted_for(review: Review) -> Select[tuple[Plan]]:
    """The plan of a review's decision that stands, with its people and its commitments. Read it with `.unique()`."""
    return (select(Plan).join(Plan.decision).where(Plan.review_id == review.id, Decision.withdrawn_at.is_(None))
            .options(contains_eager(Plan.decision), joinedload(Plan.rep), joinedload(Plan.manager), joinedload(Plan.coach),
                     joinedload(Plan.facilitator), joinedload(Plan.talk),
                     joinedload(Plan.commitments).joinedload(Commitment.owner)))


@built_once
def present(plan: Plan) -> Select:
    """One row: the latest version's number, when and why it was made, when the rep said to have read it and in which words, the
    last verdict, and who manages the rep now (`manager_id`)."""
    read = and_(Acknowledgement.plan_id == PlanVersion.plan_id, Acknowledgement.number == PlanVersion.number)
    judged = Verdict.plan_id == PlanVersion.plan_id
    return (
        select(PlanVersion.plan_id, PlanVersion.number, PlanVersion.published_at, PlanVersion.reason.label("version_reason"),
               Acknowledgement.at.label("acknowledged_at"), Acknowledgement.words, Verdict.outcome,
               Verdict.then, Verdict.reason, Verdict.given_on, Verdict.length, manager_now(plan.rep_id).label("manager_id"))
        .outerjoin(Acknowledgement, read).outerjoin(Verdict, judged).where(PlanVersion.plan_id == plan.id)
        .order_by(PlanVersion.number.desc(), Verdict.length.desc()).limit(1))


def with_the_one_before(plan: Plan, number: int) -> Select[tuple[PlanVersion]]:
    """The version with this number, then the one before it, where there is one."""
    return (select(PlanVersion).where(PlanVersion.plan_id == plan.id, PlanVersion.number.in_((number, number - 1)))
            .order_by(PlanVersion.number.desc()))


def version(plan: Plan, number: int | None = None) -> Select[tuple[PlanVersion]]:
    """The version with this number; the latest without one."""
    found = select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number.desc()).limit(1)
    return found if number is None else found.where(PlanVersion.number == number)
