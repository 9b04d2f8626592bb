"""Questions about plans from the outside: which of them a person may see, which came last, what was said of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    Boolean,
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    case,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    type_coerce,
    union,
    union_all,
)
from sqlalchemy.orm import Bundle, aliased, joinedload

from reviews.built import built_once
from reviews.commitments import Commitment
from reviews.decisions import Decision
from reviews.meetings import Meeting, Review
from reviews.narrowing import Only
from reviews.people import Person, Team
from reviews.plans import CLOSED, DRAFT, Plan, Talk
from reviews.queries.people import manager_now
from reviews.queries.running import run_by
from reviews.queries.tracking import coached_from, published_as
from reviews.outcomes import Verdict

_WITH_PLAN = (
    joinedload(Plan.rep), joinedload(Plan.manager), joinedload(Plan.coach), joinedload(Plan.decision),
    joinedload(Plan.review).joinedload(Review.meeting).joinedload(Meeting.team))

_PUBLISHED = select(Plan.id).select_from(Plan).where(Plan.published_at.is_not(None))  # a leader sees all of these
_UNDER_WAY = (Plan.closed_at.is_(None), Plan.starts_on.is_not(None))  # a plan begins when it is published
_ORDERS = ((Plan.id,), (Plan.starts_on, Plan.id), (Plan.closed_at.desc(), Plan.starts_on.desc(), Plan.id.desc()))


def last_plan(review: Review, reader: Person) -> Select[tuple[Plan, Verdict | None, bool, date | None, str | None]]:
    """The plan that the rep of a review was on before it, the newest one, with its commitments, its latest verdict,
    whether this reader may open it, the day of its first coaching session, and where its measure was before as it was published.

    Read it with `.unique()`.
    """
    last = _last_plan(review, reader)
    return last.where(Plan.published_at < review.closed_at) if review.closed_at else last


@built_once
def _last_plan(review: Review, reader: Person) -> Select[tuple[Plan, Verdict | None, bool, date | None, str | None]]:
    return (
        select(Plan, Verdict, seen_by(reader), coached_from(Plan.id).scalar_subquery(), published_as(Plan.id).scalar_subquery())
        .join(Plan.review).join(Review.meeting).outerjoin(Verdict, Verdict.plan_id == Plan.id)
        .where(Plan.rep_id == review.rep_id, Plan.review_id != review.id, Plan.published_at.is_not(None))
        .order_by(Plan.published_at.desc(), Verdict.length.desc()).limit(1)
        .options(*_WITH_PLAN, joinedload(Verdict.given_by), joinedload(Verdict.on_word_of),
                 joinedload(Plan.commitments).options(
                     joinedload(Commitment.owner), joinedload(Commitment.ticks), joinedload(Commitment.moves))))


def plans_seen_by(person: Person, closed_since: datetime, most: int, only: Only) -> Select[tuple[int]]:
    """The ids of the plans that the rule for plans lets this person see: drafts, then those under way, the earliest first,
    then those closed since then, the latest first. Of each sort at most so many are read; `only` narrows them."""
    if only.narrows:
        drafts, published = (sort.where(*_of(only)) for sort in (_seen(person), _published_for(person)))
        return _in_order(drafts, published, closed_since, most)
    return _of_all(person, closed_since, most) if person.is_leader else _of_own(person, closed_since, most)


def every_plan_seen_by(person: Person) -> Select[tuple[int]]:
    """The ids of all of them, closed however long ago, withdrawn drafts too; in the order in which they were drafted."""
    seen = union(_seen(person), _PUBLISHED) if person.is_leader else _seen(person)
    return select(Plan.id).where(Plan.id.in_(seen)).order_by(Plan.id)


def choices_seen_by(person: Person, closed_since: datetime, most: int, only: Only) -> CompoundSelect:
    """Rows of (is_team, id, name): the teams of those plans and the coaches on them, each once. Of each sort at most so many are
    read; a leader has all teams to choose from, and the coaches of the one that was chosen."""
    if person.is_leader and only.team_id is not None:
        of_team = [sort.where(*_of(Only(team_id=only.team_id))) for sort in (_seen(person), _PUBLISHED)]
        return _choices(_in_order(*of_team, closed_since, most), every_team=True)
    return (_choices_of_all if person.is_leader else _choices_of_own)(person, closed_since, most)


def under_way_seen_by(person: Person, began_by: date, only: Only) -> CompoundSelect:
    """Rows of (zone, first day, length, how many) of the plans under way that this person may see: of those that began by this
    day, by what tells when their last day is; and one of all of them, without a zone."""
    if only.narrows:
        return _counted(began_by, *_of(only), *([] if person.is_leader else [Plan.id.in_(_seen(person))]))
    return _under_way_of_all(began_by) if person.is_leader else _under_way_of_own(began_by, person)


@built_once
def _under_way_of_all(began_by: date) -> CompoundSelect:
    return _counted(began_by)


@built_once
def _under_way_of_own(began_by: date, person: Person) -> CompoundSelect:
    return _counted(began_by, Plan.id.in_(_seen(person)))


def _counted(began_by: date, *which: ColumnElement[bool]) -> CompoundSelect:
    facts = (Team.time_zone, Plan.starts_on, Plan.length)
    early = select(*facts, func.count().label("many")).join(Plan.review).join(Review.meeting).join(Meeting.team).group_by(*facts)
    count = select(literal(""), null(), literal(0), func.count()).select_from(Plan)
    return union_all(early.where(*_UNDER_WAY, *which, Plan.starts_on <= began_by), count.where(*_UNDER_WAY, *which))


@built_once
def _of_all(person: Person, closed_since: datetime, most: int) -> Select[tuple[int]]:
    return _in_order(_seen(person), _PUBLISHED, closed_since, most)


@built_once
def _of_own(person: Person, closed_since: datetime, most: int) -> Select[tuple[int]]:
    return _in_order(_seen(person), _seen(person), closed_since, most)


@built_once
def _choices_of_all(person: Person, closed_since: datetime, most: int) -> CompoundSelect:
    return _choices(_in_order(_seen(person), _PUBLISHED, closed_since, most), every_team=True)


@built_once
def _choices_of_own(person: Person, closed_since: datetime, most: int) -> CompoundSelect:
    return _choices(_in_order(_seen(person), _seen(person), closed_since, most))


def _choices(ids: Select, *, every_team: bool = False) -> CompoundSelect:
    plans = (select(Plan.id, Plan.rep_id, Plan.coach_id, Meeting.team_id).join(Plan.review).join(Review.meeting)
             .where(Plan.id.in_(ids)).cte())
    teams = select(literal(True).label("is_team"), Team.id, Team.name)
    owes = (Commitment.dropped_at.is_(None), Commitment.owner_id != plans.c.rep_id)
    coach = (literal(False).label("is_team"), Person.id, Person.name)
    return union(
        teams if every_team else teams.where(Team.id.in_(select(plans.c.team_id))), select(*coach).join(plans, plans.c.coach_id == Person.id),
        select(*coach).join(Commitment, Commitment.owner_id == Person.id)
        .join(plans, plans.c.id == Commitment.plan_id).where(*owes))


def _of(only: Only) -> list[ColumnElement[bool]]:
    """What narrows plans so far as their rows say it: of a state that follows from a plan's days, that it is under way."""
    owing = select(Commitment.plan_id).where(Commitment.owner_id == only.coach_id, Commitment.dropped_at.is_(None))
    met = select(Review.id).join(Review.meeting).where(Meeting.team_id == only.team_id)
    coached = and_(or_(Plan.coach_id == only.coach_id, Plan.id.in_(owing)), Plan.rep_id != only.coach_id)
    states = {DRAFT: [Plan.published_at.is_(None)], CLOSED: [Plan.closed_at.is_not(None)]}
    asked = _UNDER_WAY if only.by_its_days else states.get(only.state, ())
    return [*asked, *([Plan.review_id.in_(met)] if only.team_id is not None else []),
            *([coached] if only.coach_id is not None else [])]


def _published_for(person: Person) -> Select:
    return _PUBLISHED if person.is_leader else _seen(person)


def _seen(person: Person) -> Select:
    """Those a person has to do with and may see."""
    return (select(Plan.id).select_from(Plan).join(Plan.review).join(Review.meeting)
            .where(Plan.id.in_(_around(person)), seen_by(person)))


def _in_order(drafts: Select, published: Select, closed_since: datetime, most: int) -> Select[tuple[int]]:
    """Each sort by the index that has it in order, so that a page costs the same however many there are after it."""
    sorts = [sort.order_by(*order) for sort, order in zip(_sorts(drafts, published, closed_since), _ORDERS, strict=True)]
    parts = [sort.with_only_columns(literal(place).label("sort"), Plan.id, Plan.starts_on, Plan.closed_at).limit(most).subquery()
             for place, sort in enumerate(sorts)]
    one = union_all(*(select(part) for part in parts)).subquery()
    return select(one.c.id).order_by(one.c.sort, case((one.c.sort == 1, one.c.starts_on)), one.c.closed_at.desc(), one.c.id)


def _sorts(drafts: Select, published: Select, closed_since: datetime) -> tuple[Select, Select, Select]:
    """Drafts that wait, but those of reps who have left; plans under way, and those closed since then."""
    drafts = drafts.join(Plan.decision).join(Plan.rep).where(
        Plan.published_at.is_(None), Decision.withdrawn_at.is_(None), Person.left_at.is_(None))
    return drafts, published.where(*_UNDER_WAY), published.where(Plan.closed_at >= closed_since)


@built_once
def plans_listed(ids: Collection[int]) -> Select:
    """A row for each of these plans, with what a line about it says: its facts by their own names, its last verdict, who manages
    the rep now, and of the people, the team and the rest what is read there, as in `row.rep.name`."""
    rep, coach, manager = aliased(Person), aliased(Person), aliased(Person)
    verdict = select(Verdict.outcome).where(Verdict.plan_id == Plan.id).order_by(Verdict.length.desc()).limit(1)
    return (
        select(Plan.id, Plan.rep_id, Plan.coach_id, Plan.measure_kind, Plan.measure_unit, Plan.baseline, Plan.target, Plan.drafted_at,
               Plan.published_at, Plan.starts_on, Plan.length, Plan.closed_at, Plan.ended_why, Bundle("rep", rep.name),
               Bundle("coach", coach.name), Bundle("manager", manager.name), Meeting.period,
               Bundle("decision", Decision.item_from, Decision.item_to, Decision.withdrawn_at), Bundle("talk", Talk.held_on),
               Bundle("team", Team.name, Team.time_zone), verdict.scalar_subquery().label("outcome"),
               manager_now(Plan.rep_id).label("manager_now"))
        .join(rep, Plan.rep_id == rep.id).join(coach, Plan.coach_id == coach.id).join(manager, Plan.manager_id == manager.id)
        .join(Plan.decision).join(Plan.review).join(Review.meeting).join(Meeting.team)
        .outerjoin(Talk, Talk.plan_id == Plan.id).where(Plan.id.in_(ids)).order_by(Plan.id))


def seen_by(person: Person) -> ColumnElement[bool]:
    """`reviews.rules.PLAN` for a query over plans, their reviews and meetings."""
    owns = exists().where(Commitment.plan_id == Plan.id, Commitment.owner_id == person.id,
                          Commitment.dropped_at.is_(None))
    published = Plan.published_at.is_not(None)
    on_plan = and_(published, or_(type_coerce(person.is_leader, Boolean), Plan.coach_id == person.id, owns))
    return case((Plan.rep_id == person.id, published), else_=or_(run_by(person), on_plan))


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
