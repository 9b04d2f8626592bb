"""Every plan that a person may see as a table, a row a plan: those closed long ago and drafts too, and no notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews import facts, tracking
from reviews.days import day_of, local_day
from reviews.followup import Course, course
from reviews.measures import NUMBER, plain, said
from reviews.people import Person
from reviews.queries.followup import every_plan_seen_by, plans_listed
from reviews.queries.plans_export import plans_exported
from reviews.tables.export import Cell
from reviews.tracking import Owed

HEADERS = ("rep", "team", "period", "item from", "item to", "coach", "measure", "unit", "before", "target", "starts", "ends", "length", "day", "state", "rule", "overdue",
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
    return [_line(plan, under_way.get(plan.id)) for plan in plans]


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


def _line(plan: Row, stands: Line | None) -> Line:
    """One plan: whose it is, for what, from when to when, and how it stands. One that is closed, or a draft, stands as its row says:
    with what was kept by its last verdict, and what ended it. A draft has no days yet."""
    days = (plan.starts_on, day_of(plan.starts_on, plan.length), plan.length) if plan.starts_on else (None, None, None)
    measure = plan.measure_what, plan.measure_unit, _figure(plan, plan.baseline), _figure(plan, plan.target)
    what = plan.rep, plan.team, plan.period, plan.item_from, plan.item_to, plan.coach, *measure, *days
    if stands:
        return *what, *stands
    counted = (plan.kept or 0, plan.due or 0) if plan.outcome else (None, None)
    ended = local_day(plan.closed_at, plan.time_zone) if plan.closed_at else None
    return *what, None, plan.state, None, None, *counted, plan.outcome, ended, f"{plan.rep} has left" if plan.has_left else None


def _figure(plan: Row, figure: float | None) -> Cell:
    """A number to reckon with, or the word for how often."""
    return plain(figure) if plan.measure_kind == NUMBER else said(plan.measure_kind, figure)
