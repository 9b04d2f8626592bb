"""Follow-up: the plans under way that a person may see, the most urgent first; drafts that wait, and what has ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews import facts, tracking
from reviews.days import day_of, local_day, working_days_later
from reviews.facts import Facts
from reviews.paging import Paged, most_of, paged
from reviews.people import Person
from reviews.plans import LENGTH, Plan
from reviews.queries.followup import plans_listed, plans_seen_by, under_way_of_all, under_way_of_own, verdicts_of
from reviews.tracking import STATES, VERDICT_DUE, Mark, Owed, State
from reviews.verdicts import Verdict

ENDED_DAYS = 30
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
    """What one person sees of all plans."""

    under_way: list[Course]
    waiting: list[Waiting]
    ended: list[tuple[Row, Verdict | None]]
    seen: Paged
    tally: list[tuple[str, int]]
    count: int


def follow_up(session: Session, person: Person, *, at: datetime, number: int = 1) -> FollowUp:
    """What a page of the follow-up says, in five or six statements however many plans there are. `tally` and `count` are of
    all plans under way, also of those on other pages."""
    seen = paged(session, plans_seen_by(person, at - timedelta(ENDED_DAYS), most_of(number)), number)
    plans = session.execute(plans_listed(seen.ids)).all()
    closed, going_on = [row for row in plans if row.closed_at], [row for row in plans if not row.closed_at]
    active, drafts = [row for row in going_on if row.published_at], [row for row in going_on if not row.published_at]
    known = facts.gather(session, active)
    under_way = sorted((course(row, known[row.id], local_day(at, row.team.time_zone)) for row in active), key=_urgency)
    tally, count = (_tally(under_way), len(under_way)) if seen.whole else _tally_of_all(session, person, at)
    return FollowUp(
        under_way=under_way, waiting=sorted((_waiting(row, at) for row in drafts), key=lambda draft: draft.due_on),
        ended=_with_verdicts(session, closed), seen=seen, tally=tally, count=count)


def course(plan: Plan | Row, known: Facts, today: date) -> Course:
    """Where a published plan stands on this day."""
    return Course(plan, today, tracking.state(known, today), tracking.marks(known, today),
                  tracking.progress(known, today), tracking.overdue(known, today))


def talk_due_on(drafted_on: date) -> date:
    """By when the manager has talked a draft through with the rep."""
    return working_days_later(drafted_on, TALK_WITHIN)


def _tally(under_way: Sequence[Course]) -> list[tuple[str, int]]:
    """How many plans are in each state, without those that none is in."""
    count = Counter(course.state.name for course in under_way)
    return [(name, count[name]) for name in STATES if count[name]]


def _tally_of_all(session: Session, person: Person, at: datetime) -> tuple[list[tuple[str, int]], int]:
    """Of what stands on several pages: for how many the verdict is due, which their days alone tell; and how many there are."""
    began_by = (at + EARLIEST_ZONE).date() - timedelta(LENGTH - 1)
    rows = session.execute(under_way_of_all(began_by) if person.is_leader else under_way_of_own(began_by, person)).all()
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


def _with_verdicts(session: Session, closed: Sequence[Row]) -> list[tuple[Row, Verdict | None]]:
    last = {verdict.plan_id: verdict for verdict in session.scalars(verdicts_of([row.id for row in closed]))}
    return [(row, last.get(row.id)) for row in sorted(closed, key=lambda row: row.closed_at, reverse=True)]
