"""Questions about the days of a plan: its check-ins, its commitments."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from reviews.became import CommitmentMove, Tick
from reviews.built import built_once
from reviews.checkins import CheckIn, Entry
from reviews.coaching import CoachingSession
from reviews.commitments import Commitment
from reviews.people import Person
from reviews.plans import Plan, PlanVersion

_BEFORE = PlanVersion.content["measure"]["before"].as_string()


@built_once
def check_ins_of(plan_ids: Collection[int]) -> Select[tuple[CheckIn]]:
    """The check-ins of these plans with what both sides wrote. Read them with `.unique()`."""
    return (select(CheckIn).where(CheckIn.plan_id.in_(plan_ids)).order_by(CheckIn.plan_id, CheckIn.day)
            .options(joinedload(CheckIn.entries).joinedload(Entry.person)))


@built_once
def looks_at(plan_ids: Collection[int]) -> Select:
    """Rows of (plan id, check-in's id, day, date, when closed, side, frequency, value, person's id, name, at): one for each
    look, and one for a check-in that nobody has looked at."""
    return (
        select(CheckIn.plan_id, CheckIn.id, CheckIn.day, CheckIn.due_on, CheckIn.closed_at, Entry.side, Entry.frequency,
               Entry.value, Entry.person_id, Person.name, Entry.at)
        .outerjoin(Entry, Entry.check_in_id == CheckIn.id).outerjoin(Person, Person.id == Entry.person_id)
        .where(CheckIn.plan_id.in_(plan_ids)).order_by(CheckIn.plan_id, CheckIn.day, Entry.id))


@built_once
def promises_of(plan_ids: Collection[int]) -> Select:
    """Rows of (plan id, commitment's id, owner's id, name, text, date, weekly, from when, how often it was moved, day it was kept
    for, when that was ticked off, when it was dropped) of what stood on a published plan: one for each tick, and one for a commitment
    without any. What was dropped counts until then."""
    moves = select(func.count(CommitmentMove.id)).where(CommitmentMove.commitment_id == Commitment.id)
    return (
        select(Commitment.plan_id, Commitment.id, Commitment.owner_id, Person.name, Commitment.text, Commitment.due_on,
               Commitment.weekly, Commitment.begins_on, moves.scalar_subquery().label("moves"), Tick.due_on.label("kept_on"),
               Tick.ticked_at, Commitment.dropped_at)
        .join(Person, Person.id == Commitment.owner_id).outerjoin(Tick, Tick.commitment_id == Commitment.id)
        .where(Commitment.plan_id.in_(plan_ids))
        .order_by(Commitment.plan_id, Commitment.id, Tick.due_on))


def published_as(plan_id: int | ColumnElement[int]) -> Select[tuple[str]]:
    """Where the measure was before, as a plan's first version says it."""
    return select(_BEFORE).where(PlanVersion.plan_id == plan_id, PlanVersion.number == 1)


@built_once
def befores_of(plan: Plan) -> Select:
    """Rows of (where the measure was before, as a version says it, when that was published, by whom), the first version first."""
    return (select(_BEFORE.label("before"), PlanVersion.published_at, Person.name)
            .join(Person, Person.id == PlanVersion.published_by_id)
            .where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number))


def coached_from(plan_id: int | ColumnElement[int]) -> Select[tuple[date]]:
    """The day of a plan's first coaching session."""
    return select(func.min(CoachingSession.held_on)).where(CoachingSession.plan_id == plan_id)


@built_once
def whole_check_in(check_in: CheckIn) -> Select[tuple[CheckIn]]:
    """The check-in with what both sides wrote and everybody its page names. Read it with `.unique()`."""
    return (select(CheckIn).where(CheckIn.id == check_in.id)
            .options(joinedload(CheckIn.entries).joinedload(Entry.person),
                     joinedload(CheckIn.plan).options(joinedload(Plan.manager), joinedload(Plan.facilitator))))
