"""Every plan that a person may see as a table, a row a plan: those closed long ago and drafts too, and no notes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews import facts, tracking
from reviews.days import day_of, local_day
from reviews.followup import Course, course
from reviews.people import Person
from reviews.plans import CLOSED, DRAFT
from reviews.queries.followup import every_plan_seen_by, plans_listed, verdicts_of
from reviews.tables.export import Cell
from reviews.tracking import Owed
from reviews.outcomes import Verdict

HEADERS = ("rep", "team", "period", "item from", "item to", "starts", "ends", "length", "day", "state", "rule", "overdue",
           "commitments kept", "commitments due", "last verdict", "closed on", "ended because")
AT_ONCE = 500
WITHDRAWN = "withdrawn"


def rows(session: Session, person: Person, *, at: datetime) -> Iterator[tuple[Cell, ...]]:
    """In the order in which the plans were drafted. So many are read at once, in four statements."""
    ids = session.scalars(every_plan_seen_by(person)).all()
    for first in range(0, len(ids), AT_ONCE):
        yield from _some(session, ids[first:first + AT_ONCE], at)


def _some(session: Session, ids: list[int], at: datetime) -> Iterator[tuple[Cell, ...]]:
    plans = session.execute(plans_listed(ids)).all()
    known = facts.gather(session, [plan for plan in plans if plan.published_at and not plan.closed_at])
    last = {verdict.plan_id: verdict for verdict in session.scalars(verdicts_of(ids))}
    for plan in plans:
        today = local_day(at, plan.team.time_zone)
        if plan.id in known:
            stands, kept = course(plan, known[plan.id], today), tracking.kept_by_owner(known[plan.id], today)
            state = stands.state
            yield (*_what(plan), stands.day, state.name, state.rule, _overdue(stands), *tracking.in_all(kept), plan.outcome, None, None)
        else:
            yield (*_what(plan), None, _state(plan), None, None, *_over(last.get(plan.id)), _closed_on(plan), _why(plan))


def _what(plan: Row) -> tuple[Cell, ...]:
    """Whose plan it is, for what, from when to when; a draft has no days yet."""
    days = (plan.starts_on, day_of(plan.starts_on, plan.length), plan.length) if plan.starts_on else (None, None, None)
    return plan.rep.name, plan.team.name, plan.period, plan.decision.item_from, plan.decision.item_to, *days


def _state(plan: Row) -> str:
    if plan.closed_at:
        return CLOSED
    return WITHDRAWN if plan.decision.withdrawn_at else DRAFT


def _overdue(stands: Course) -> str:
    return "; ".join(map(_owed, stands.overdue))


def _owed(owed: Owed) -> str:
    return f"{' and '.join(name for _, name in owed.whose)}: {owed.what}, due {owed.on}"


def _over(verdict: Verdict | None) -> tuple[Cell, ...]:
    """What was kept of a plan by its last verdict, and that verdict; nothing for a draft."""
    return (*tracking.in_all(verdict.evidence.kept), verdict.outcome) if verdict else (None, None, None)


def _closed_on(plan: Row) -> date | None:
    return local_day(plan.closed_at, plan.team.time_zone) if plan.closed_at else None


def _why(plan: Row) -> str | None:
    return f"{plan.rep.name} has left" if plan.ended_why else None
