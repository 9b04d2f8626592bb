"""Follow-up: the plans under way that a person may see, the most urgent first; drafts that wait, and what has ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from reviews import facts, tracking
from reviews.days import day_of, local_day, working_days_later
from reviews.facts import Facts
from reviews.paging import Paged, paged
from reviews.people import Person
from reviews.plans import ACTIVE, CLOSED, DRAFT, Plan, today_of
from reviews.queries.followup import plans_listed, plans_seen_by, verdicts_of
from reviews.tracking import STATES, Mark, Owed, State
from reviews.verdicts import Verdict

ENDED_DAYS = 30
TALK_WITHIN = 2


@dataclass(frozen=True)
class Course:
    """One plan under way: where it stands today, in its team's time zone."""

    plan: Plan
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

    plan: Plan
    due_on: date
    late_days: int
    for_the_talk: bool


@dataclass(frozen=True)
class FollowUp:
    """What one person sees of all plans."""

    under_way: list[Course]
    waiting: list[Waiting]
    ended: list[tuple[Plan, Verdict | None]]
    seen: Paged

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many plans are in each state, without those that none is in."""
        count = Counter(course.state.name for course in self.under_way)
        return [(name, count[name]) for name in STATES if count[name]]


def follow_up(session: Session, person: Person, *, at: datetime, number: int = 1) -> FollowUp:
    """What a page of the follow-up says, in five statements however many plans there are."""
    seen = paged(session, plans_seen_by(person, at - timedelta(ENDED_DAYS)), number)
    plans = session.scalars(plans_listed(seen.ids)).all()
    active, drafts, closed = ([plan for plan in plans if plan.state == state] for state in (ACTIVE, DRAFT, CLOSED))
    known = facts.gather(session, active)
    return FollowUp(
        under_way=sorted((course(plan, known[plan.id], at) for plan in active), key=_urgency),
        waiting=sorted((_waiting(plan, at) for plan in drafts), key=lambda draft: draft.due_on),
        ended=_with_verdicts(session, closed), seen=seen)


def course(plan: Plan, known: Facts, at: datetime) -> Course:
    """Where a published plan stands at this moment."""
    today = today_of(plan, at)
    return Course(plan, today, tracking.state(known, today), tracking.marks(known, today),
                  tracking.progress(known, today), tracking.overdue(known, today))


def talk_due_on(drafted_on: date) -> date:
    """By when the manager has talked a draft through with the rep."""
    return working_days_later(drafted_on, TALK_WITHIN)


def _urgency(one: Course) -> tuple:
    latest = max((owed.late_days for owed in one.overdue), default=0)
    return STATES.index(one.state.name), -latest, one.plan.rep.name


def _waiting(plan: Plan, at: datetime) -> Waiting:
    today, zone = today_of(plan, at), plan.review.meeting.team.time_zone
    due_on = working_days_later(plan.talk.held_on, TALK_WITHIN) if plan.talk else talk_due_on(
        local_day(plan.drafted_at, zone))
    return Waiting(plan, due_on, max((today - due_on).days, 0), for_the_talk=plan.talk is None)


def _with_verdicts(session: Session, closed: Sequence[Plan]) -> list[tuple[Plan, Verdict | None]]:
    last = {verdict.plan_id: verdict for verdict in session.scalars(verdicts_of([plan.id for plan in closed]))}
    return [(plan, last.get(plan.id)) for plan in sorted(closed, key=lambda plan: plan.closed_at, reverse=True)]
