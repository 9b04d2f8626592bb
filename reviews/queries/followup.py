"""Questions about plans from the outside: which of them a person may see, which came last, what was said of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Boolean, ColumnElement, CompoundSelect, Select, and_, case, exists, or_, select, type_coerce, union_all
from sqlalchemy.orm import Bundle, aliased, joinedload

from reviews.built import built_once
from reviews.commitments import Commitment
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.people import Person, Team
from reviews.plans import Plan, Talk
from reviews.verdicts import Verdict

_WITH_PLAN = (
    joinedload(Plan.rep), joinedload(Plan.manager), joinedload(Plan.coach), joinedload(Plan.decision),
    joinedload(Plan.review).joinedload(Review.meeting).joinedload(Meeting.team))


def last_plan(review: Review) -> Select[tuple[Plan, Verdict | None]]:
    """The plan that the rep of a review was on before it, the newest one, with its commitments and its latest verdict.

    Read it with `.unique()`.
    """
    last = _last_plan(review)
    return last.where(Plan.published_at < review.closed_at) if review.closed_at else last


@built_once
def _last_plan(review: Review) -> Select[tuple[Plan, Verdict | None]]:
    return (
        select(Plan, Verdict).outerjoin(Verdict, Verdict.plan_id == Plan.id)
        .where(Plan.rep_id == review.rep_id, Plan.review_id != review.id, Plan.published_at.is_not(None))
        .order_by(Plan.published_at.desc(), Verdict.length.desc()).limit(1)
        .options(*_WITH_PLAN, joinedload(Verdict.given_by), joinedload(Verdict.on_word_of),
                 joinedload(Plan.commitments).options(joinedload(Commitment.owner), joinedload(Commitment.ticks))))


def plans_seen_by(person: Person, closed_since: datetime) -> Select[tuple[int]]:
    """The ids of the plans that the rule for plans lets this person see: drafts, then those under way, the earliest first,
    then those closed since then, the latest first."""
    return _of_all(person, closed_since) if person.is_leader else _of_own(person, closed_since)


@built_once
def _of_all(person: Person, closed_since: datetime) -> Select[tuple[int]]:
    order = (case((Plan.closed_at.is_not(None), 2), (Plan.published_at.is_not(None), 1), else_=0),
             case((Plan.closed_at.is_(None), Plan.starts_on)), Plan.closed_at.desc(), Plan.id)
    recent = or_(Plan.closed_at.is_(None), Plan.closed_at >= closed_since)
    return (select(Plan.id).join(Plan.review).join(Review.meeting).join(Plan.decision)
            .where(recent, Decision.withdrawn_at.is_(None), seen_by(person)).order_by(*order))


@built_once
def _of_own(person: Person, closed_since: datetime) -> Select[tuple[int]]:
    return _of_all(person, closed_since).where(Plan.id.in_(_around(person)))


@built_once
def plans_listed(ids: Collection[int]) -> Select:
    """A row for each of these plans, with what a line about it says: its facts by their own names, and of the people, the
    team and the rest what is read there, as in `row.rep.name`."""
    rep, coach, manager = aliased(Person), aliased(Person), aliased(Person)
    return (
        select(Plan.id, Plan.rep_id, Plan.coach_id, Plan.measure_kind, Plan.baseline, Plan.target, Plan.drafted_at,
               Plan.published_at, Plan.starts_on, Plan.length, Plan.closed_at, Bundle("rep", rep.name),
               Bundle("coach", coach.name), Bundle("manager", manager.name), Bundle("decision", Decision.item_to),
               Bundle("talk", Talk.held_on), Bundle("team", Team.name, Team.time_zone))
        .join(rep, Plan.rep_id == rep.id).join(coach, Plan.coach_id == coach.id).join(manager, Plan.manager_id == manager.id)
        .join(Plan.decision).join(Plan.review).join(Review.meeting).join(Meeting.team)
        .outerjoin(Talk, Talk.plan_id == Plan.id).where(Plan.id.in_(ids)).order_by(Plan.id))


def seen_by(person: Person) -> ColumnElement[bool]:
    """`reviews.rules.PLAN` for a query over plans, their reviews and meetings."""
    runs = or_(*(column == person.id for column in (
        Plan.manager_id, Plan.facilitator_id, Meeting.manager_id, Meeting.facilitator_id)))
    owns = exists().where(Commitment.plan_id == Plan.id, Commitment.owner_id == person.id,
                          Commitment.dropped_at.is_(None))
    published = Plan.published_at.is_not(None)
    on_plan = and_(published, or_(type_coerce(person.is_leader, Boolean), Plan.coach_id == person.id, owns))
    return case((Plan.rep_id == person.id, published), else_=or_(runs, on_plan))


@built_once
def verdicts_of(plan_ids: Collection[int]) -> Select[tuple[Verdict]]:
    """The verdicts on these plans, the latest of each last."""
    return select(Verdict).where(Verdict.plan_id.in_(plan_ids)).order_by(Verdict.plan_id, Verdict.length)


def _around(person: Person) -> CompoundSelect:
    """The ids of the plans a person can have to do with: each found by its own index, however many there are of others."""
    plan, review, meeting = aliased(Plan), aliased(Review), aliased(Meeting)
    columns = (plan.rep_id, plan.manager_id, plan.facilitator_id, plan.coach_id)
    of_meetings = select(plan.id).join(review, plan.review_id == review.id).join(meeting, review.meeting_id == meeting.id)
    return union_all(
        *(select(plan.id).where(column == person.id) for column in columns),
        *(of_meetings.where(column == person.id) for column in (meeting.manager_id, meeting.facilitator_id)),
        select(Commitment.plan_id).where(Commitment.owner_id == person.id))
