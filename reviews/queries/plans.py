"""Questions about one plan: all that its page needs, in as few statements as it takes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, exists, func, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from reviews.became import CommitmentMove, HandingOn, Rewording, Tick
from reviews.built import built_once
from reviews.coaching_quality import QualityAnswer
from reviews.commitments import Commitment
from reviews.acknowledging import Acknowledgement
from reviews.another_way import AnotherWay
from reviews.decisions import Decision
from reviews.departures import Departure
from reviews.meetings import Meeting, Review
from reviews.people import Membership
from reviews.plans import Plan, PlanVersion
from reviews.queries.people import manager_now
from reviews.outcomes import Verdict


@built_once
def whole(plan: Plan) -> Select[tuple[Plan]]:
    """The plan with its commitments, their owners and all that happened to them, the talk and the facilitator. Read it with
    `.unique()`."""
    return (select(Plan).where(Plan.id == plan.id)
            .options(joinedload(Plan.commitments).options(
                         joinedload(Commitment.owner), joinedload(Commitment.noted_by),
                         joinedload(Commitment.ticks).joinedload(Tick.ticked_by),
                         joinedload(Commitment.moves).joinedload(CommitmentMove.by),
                         joinedload(Commitment.rewordings).joinedload(Rewording.by),
                         joinedload(Commitment.handed_on).options(joinedload(HandingOn.by), joinedload(HandingOn.to))),
                     joinedload(Plan.departures).joinedload(Departure.person), joinedload(Plan.talk), joinedload(Plan.facilitator)))


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
    last verdict, whether a new way is looked for since (`looks_for_way`, `diagnosed_at`), who manages the rep now (`manager_id`), and
    whether she has said how the coaching was (`coaching_said`: hers alone to know), has had a plan since (`has_newer`), and when
    her team meets next (`next_meets_at`)."""
    read = and_(Acknowledgement.plan_id == PlanVersion.plan_id, Acknowledgement.number == PlanVersion.number)
    judged, sought = Verdict.plan_id == PlanVersion.plan_id, AnotherWay.verdict_id == Verdict.id
    looks_for_way = and_(AnotherWay.verdict_id.is_not(None), AnotherWay.version_id.is_(None))
    return (
        select(PlanVersion.plan_id, PlanVersion.number, PlanVersion.published_at, PlanVersion.reason.label("version_reason"),
               Acknowledgement.at.label("acknowledged_at"), Acknowledgement.words, Verdict.outcome,
               Verdict.then, Verdict.reason, Verdict.given_on, Verdict.length, Verdict.expected,
               looks_for_way.label("looks_for_way"), AnotherWay.diagnosed_at, manager_now(plan.rep_id).label("manager_id"),
               exists().where(QualityAnswer.plan_id == plan.id).label("coaching_said"),
               _newer(plan).label("has_newer"), _next_meeting(plan).label("next_meets_at"))
        .outerjoin(Acknowledgement, read).outerjoin(Verdict, judged).outerjoin(AnotherWay, sought).where(PlanVersion.plan_id == plan.id)
        .order_by(PlanVersion.number.desc(), Verdict.length.desc()).limit(1))


def _newer(plan: Plan) -> ColumnElement[bool]:
    newer = aliased(Plan)
    return exists().where(newer.rep_id == plan.rep_id, newer.published_at > plan.published_at)


def _next_meeting(plan: Plan) -> ScalarSelect[datetime]:
    """When the team that the rep is in now meets next; nothing before somebody has called a meeting."""
    return (select(func.min(Meeting.meets_at)).join(Membership, Membership.team_id == Meeting.team_id)
            .where(Membership.person_id == plan.rep_id, Membership.ended_at.is_(None), Meeting.closed_at.is_(None),
                   Meeting.meets_at > plan.closed_at).scalar_subquery())


def with_the_one_before(plan: Plan, number: int) -> Select[tuple[PlanVersion]]:
    """The version with this number, then the one before it, where there is one."""
    return (select(PlanVersion).where(PlanVersion.plan_id == plan.id, PlanVersion.number.in_((number, number - 1)))
            .order_by(PlanVersion.number.desc()))


def version(plan: Plan, number: int | None = None) -> Select[tuple[PlanVersion]]:
    """The version with this number; the latest without one."""
    found = select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number.desc()).limit(1)
    return found if number is None else found.where(PlanVersion.number == number)
