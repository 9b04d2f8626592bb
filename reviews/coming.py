"""What comes next on a plan: the reader's own next thing, as their Today says it, and the plan's next date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from sqlalchemy import Row

from reviews import duties
from reviews.checkins import COACH, REP, CheckIn, Entry, entry_of, side_of
from reviews.duties import VERDICT, Due
from reviews.people import Person
from reviews.plans import Plan, is_manager, last_day


@dataclass(frozen=True)
class Coming:
    """`own` is what the reader does next, if anything; `late_too` says how many more of theirs are late. `check_in` is the next
    one whose day has not passed."""

    own: Due | None
    late_too: int
    check_in: CheckIn | None
    ends_on: date


@dataclass(frozen=True)
class Asked:
    """A check-in as a list of duties reads it: what each side has written, if it has."""

    plan: Plan
    id: int
    day: int
    due_on: date
    closed_at: datetime | None
    rep: Entry | None
    coach: Entry | None


def coming(plan: Plan, check_ins: Iterable[CheckIn], now: Row, person: Person, today: date) -> Coming:
    """What is next on a plan under way, for this reader. `now` is the row of its latest version."""
    check_ins = list(check_ins)
    dues = sorted(_own(plan, check_ins, now, person, today), key=lambda due: _turn(due, today))
    ahead = (one for one in check_ins if one.due_on >= today and not one.closed_at)
    return Coming(dues[0] if dues else None, sum(due.late_days > 0 for due in dues[1:]), next(ahead, None), last_day(plan))


def _own(plan: Plan, check_ins: list[CheckIn], now: Row, person: Person, today: date) -> Iterator[Due]:
    """All that the reader owes on this plan."""
    asked = [_asked(one) for one in check_ins] if side_of(plan, person) else []
    promised = [one for one in plan.commitments if not one.dropped_at]
    unread = now if person.id == plan.rep_id and not now.acknowledged_at else None
    judged = duties.verdict_on(plan, plan.rep.name, today) if is_manager(plan, person) else ()
    return chain(duties.of_own_plan(unread, plan.review.meeting.team.time_zone, today),
                 duties.of_plans(asked, promised, person, today), judged)


def _turn(due: Due, today: date) -> tuple[bool, date]:
    """By its day; once the plan is past its last one, the verdict goes before what was left undone."""
    return due.kind != VERDICT or today <= due.on, due.on


def _asked(one: CheckIn) -> Asked:
    return Asked(one.plan, one.id, one.day, one.due_on, one.closed_at, entry_of(one, REP), entry_of(one, COACH))
