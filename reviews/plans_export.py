"""Every plan that a person may see as a table, a row a plan: those closed long ago and drafts too, and no notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from reviews import facts, tracking
from reviews.days import day_of, local_day
from reviews.followup import Course, course
from reviews.people import Person
from reviews.queries.followup import every_plan_seen_by, plans_listed
from reviews.queries.plans_export import plans_exported
from reviews.tables.export import Cell
from reviews.tracking import Owed

HEADERS = ("rep", "team", "period", "item from", "item to", "starts", "ends", "length", "day", "state", "rule", "overdue",
           "commitments kept", "commitments due", "last verdict", "closed on", "ended because")
AT_ONCE = 2000
Line = tuple[Cell, ...]


def in_pieces(session: Session, person: Person, *, at: datetime) -> Iterator[list[Line]]:
    """In the order in which the plans were drafted, so many at once, in four statements. Between two pieces nothing is held of
    what was read."""
    ids = session.scalars(every_plan_seen_by(person)).all()
    for first in range(0, len(ids), AT_ONCE):
        yield _some(session, ids[first:first + AT_ONCE], at)


def _some(session: Session, ids: Sequence[int], at: datetime) -> list[Line]:
    plans = session.connection().execute(plans_exported(ids)).all()  # the session would make an object of each row once more
    under_way = _under_way(session, [plan.id for plan in plans if plan.starts_on and not plan.closed_at], at)
    return [_line(under_way.get(plan[0]), *plan[1:]) for plan in plans]


def _under_way(session: Session, ids: Sequence[int], at: datetime) -> dict[int, Line]:
    """How those of them stand that are under way, by their ids."""
    if not ids:
        return {}
    plans = session.execute(plans_listed(ids)).all()
    known, stands = facts.gather(session, plans), {}
    for plan in plans:
        today = local_day(at, plan.team.time_zone)
        one, kept = course(plan, known[plan.id], today), tracking.kept_by_owner(known[plan.id], today)
        stands[plan.id] = (one.day, one.state.name, one.state.rule, _overdue(one), *tracking.in_all(kept), plan.outcome, None, None)
    return stands


def _overdue(stands: Course) -> str:
    return "; ".join(map(_owed, stands.overdue))


def _owed(owed: Owed) -> str:
    return f"{' and '.join(name for _, name in owed.whose)}: {owed.what}, due {owed.on}"


def _line(stands: Line | None, rep: str, team: str, period: str, item_from: str, item_to: str, starts_on: date | None, length: int,
          state: str, kept: int | None, due: int | None, outcome: str | None, closed_at: datetime | None, zone: str, has_left: bool) -> Line:
    """One plan: whose it is, for what, from when to when, and how it stands. One that is closed, or a draft, stands as its row says: with
    what was kept by its last verdict, and what ended it. A draft has no days yet."""
    days = (starts_on, day_of(starts_on, length), length) if starts_on else (None, None, None)
    what = rep, team, period, item_from, item_to
    if stands:
        return *what, *days, *stands
    counted = (kept or 0, due or 0) if outcome else (None, None)
    ended = local_day(closed_at, zone) if closed_at else None, f"{rep} has left" if has_left else None
    return *what, *days, None, state, None, None, *counted, outcome, *ended
