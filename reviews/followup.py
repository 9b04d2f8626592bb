"""Follow-up: the plans under way that a person may see, the most urgent first; drafts that wait, and what has ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews import facts, tracking
from reviews.days import day_of, local_day, working_days_later
from reviews.facts import Facts
from reviews.narrowing import EVERYTHING, Choices, Only
from reviews.paging import Paged, most_of, paged, paged_of
from reviews.people import Person
from reviews.plans import LENGTH, Plan
from reviews.queries.followup import choices_seen_by, plans_seen_by, under_way_seen_by
from reviews.queries.nudges import plans_followed
from reviews.tracking import STATES, VERDICT_DUE, Mark, Owed, State

ENDED_DAYS = 30
LOOKED_THROUGH = 500  # plans at most whose state is found out to list those in one state, or whose coaches can be chosen
EARLIEST_ZONE = timedelta(hours=14)  # where it is tomorrow first
TALK_WITHIN = 2


@dataclass(frozen=True)
class Course:
    """One plan under way: where it stands today, in its team's time zone."""

    plan: Plan | Row
    today: date
    state: State
    marks: list[Mark]
    progress: str
    overdue: list[Owed]

    @property
    def day(self) -> int:
        return (self.today - self.plan.starts_on).days + 1

    @property
    def dates(self) -> list[date]:
        """Every day of the plan."""
        return [day_of(self.plan.starts_on, nth) for nth in range(1, self.plan.length + 1)]


@dataclass(frozen=True)
class Waiting:
    """A draft: what it waits for, since when it should not have to."""

    plan: Row
    due_on: date
    late_days: int
    for_the_talk: bool


@dataclass(frozen=True)
class FollowUp:
    """What one person sees of all plans, or of those they asked for alone. `looked_through` says how many were looked at where
    that was not all of them."""

    under_way: list[Course]
    seen: Paged
    tally: list[tuple[str, int]]
    count: int
    choices: Choices
    waiting: list[Waiting] = field(default_factory=list)
    ended: list[Row] = field(default_factory=list)
    looked_through: int = 0

    @property
    def coaches_of(self) -> int:
        """Of how many plans the coaches can be chosen, where those under way are more."""
        return LOOKED_THROUGH if self.count > LOOKED_THROUGH else 0


def follow_up(session: Session, person: Person, *, at: datetime, number: int = 1, only: Only = EVERYTHING) -> FollowUp:
    """What a page of the follow-up says, in five or six statements however many plans there are. `tally` and `count` are of
    all plans under way that are asked for, also of those on other pages."""
    since = at - timedelta(ENDED_DAYS)
    choices = Choices.of(session.execute(choices_seen_by(person, since, LOOKED_THROUGH, only)))
    if only.by_its_days:
        return _in_state(session, person, at, number, only, choices)
    seen = paged(session, plans_seen_by(person, since, most_of(number), only), number)
    plans = session.execute(plans_followed(seen.ids)).all()
    under_way = _courses(session, [row for row in plans if row.published_at and not row.closed_at], at)
    tally, count = (_tally(under_way), len(under_way)) if seen.whole else _tally_of_all(session, person, at, only)
    return FollowUp(
        under_way=under_way, seen=seen, tally=tally, count=count, choices=choices,
        waiting=sorted((_waiting(row, at) for row in plans if not row.published_at), key=lambda draft: draft.due_on),
        ended=sorted((row for row in plans if row.closed_at), key=lambda row: row.closed_at, reverse=True))


def course(plan: Plan | Row, known: Facts, today: date) -> Course:
    """Where a published plan stands on this day."""
    return Course(plan, today, tracking.state(known, today), tracking.marks(known, today),
                  tracking.progress(known, today), tracking.overdue(known, today))


def talk_due_on(drafted_on: date) -> date:
    """By when the manager has talked a draft through with the rep."""
    return working_days_later(drafted_on, TALK_WITHIN)


def _in_state(session: Session, person: Person, at: datetime, number: int, only: Only, choices: Choices) -> FollowUp:
    """The plans in one state. Their days have to be looked at to know it, so no more than so many are."""
    ids = session.scalars(plans_seen_by(person, at, LOOKED_THROUGH + 1, only)).all()
    rows = session.execute(plans_followed(ids[:LOOKED_THROUGH])).all()
    found = [course for course in _courses(session, rows, at) if course.state.name == only.state]
    shown, seen = paged_of(found, number)
    return FollowUp(under_way=shown, seen=seen, tally=[], count=len(found), choices=choices,
                    looked_through=LOOKED_THROUGH if len(ids) > LOOKED_THROUGH else 0)


def _courses(session: Session, active: Sequence[Row], at: datetime) -> list[Course]:
    """Where plans under way stand, the most urgent first."""
    known = facts.gather(session, active)
    return sorted((course(row, known[row.id], local_day(at, row.team.time_zone)) for row in active), key=_urgency)


def _tally(under_way: Sequence[Course]) -> list[tuple[str, int]]:
    """How many plans are in each state, without those that none is in."""
    count = Counter(course.state.name for course in under_way)
    return [(name, count[name]) for name in STATES if count[name]]


def _tally_of_all(session: Session, person: Person, at: datetime, only: Only) -> tuple[list[tuple[str, int]], int]:
    """Of what stands on several pages: for how many the verdict is due, which their days alone tell; and how many there are."""
    began_by = (at + EARLIEST_ZONE).date() - timedelta(LENGTH - 1)
    rows = session.execute(under_way_seen_by(person, began_by, only)).all()
    due = sum(row.many for row in rows if row.starts_on and local_day(at, row.time_zone) >= day_of(row.starts_on, row.length))
    count = sum(row.many for row in rows if not row.starts_on)
    return ([(f"{VERDICT_DUE} in all", due)] if due else []), count


def _urgency(one: Course) -> tuple:
    latest = max((owed.late_days for owed in one.overdue), default=0)
    return STATES.index(one.state.name), -latest, one.plan.rep.name


def _waiting(draft: Row, at: datetime) -> Waiting:
    zone, held_on = draft.team.time_zone, draft.talk.held_on
    due_on = working_days_later(held_on, TALK_WITHIN) if held_on else talk_due_on(local_day(draft.drafted_at, zone))
    return Waiting(draft, due_on, max((local_day(at, zone) - due_on).days, 0), for_the_talk=held_on is None)
