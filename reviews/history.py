"""The history of a rep, told in improvements: their plans and what lies between them, the newest first. No notes, no score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Row
from sqlalchemy.orm import Session

from reviews import measures
from reviews.days import day_of, local_day
from reviews.evidence import Evidence
from reviews.people import Person
from reviews.queries.followup import verdicts_of
from reviews.queries.history import closed_without_item, published_plans
from reviews.tracking import in_all
from reviews.outcomes import Verdict

PLAN, WITHOUT_ITEM, GAP = "plan", "without an item", "gap"
A_DAY = timedelta(1)


@dataclass(frozen=True)
class Improvement:
    """One plan. Who may open it (`plan.may_open`) reads the words of its verdicts too; anybody else what a look back tells."""

    plan: Row
    verdicts: list[Verdict]
    today: date
    kind: str = PLAN

    @property
    def on(self) -> date:
        return self.plan.starts_on

    @property
    def runs(self) -> bool:
        return self.plan.closed_at is None

    @property
    def ends_on(self) -> date:
        """The day it was closed on; its last day while it runs."""
        zone = self.plan.team.time_zone
        return day_of(self.on, self.plan.length) if self.runs else local_day(self.plan.closed_at, zone)

    @property
    def day(self) -> int:
        return (self.today - self.on).days + 1

    @property
    def evidence(self) -> Evidence | None:
        """What the latest verdict stood on."""
        return self.verdicts[-1].evidence if self.verdicts else None

    @property
    def before(self) -> str:
        """The measure when it began, in words."""
        said = measures.said(self.plan.measure_kind, self.plan.baseline, self.plan.measure_unit)
        return self.evidence.before.said if self.evidence else said

    @property
    def kept(self) -> tuple[int, int]:
        """How many commitments were kept, of how many that were due: the rep's and the coaches' together."""
        return in_all(self.evidence.kept if self.evidence else ())


@dataclass(frozen=True)
class WithoutItem:
    """A review that was closed without an item, and why."""

    review: Row
    kind: str = WITHOUT_ITEM

    @property
    def on(self) -> date:
        return local_day(self.review.closed_at, self.review.team.time_zone)


@dataclass(frozen=True)
class Gap:
    """A time without a plan, which is a normal state; it goes on when it has no last day."""

    on: date
    until: date | None
    kind: str = GAP


def of_rep(session: Session, rep: Person, *, reader: Person, at: datetime) -> list[Improvement | WithoutItem | Gap]:
    """All of it as this reader may see it. Three statements."""
    plans = session.execute(published_plans(rep, reader)).all()
    given = defaultdict(list)
    for verdict in session.scalars(verdicts_of([plan.id for plan in plans])):
        given[verdict.plan_id].append(verdict)
    improvements = [Improvement(plan, given[plan.id], local_day(at, plan.team.time_zone)) for plan in plans]
    without = [WithoutItem(row) for row in session.execute(closed_without_item(rep))]
    return sorted([*improvements, *_gaps(improvements), *without], key=lambda one: one.on, reverse=True)


def _gaps(improvements: list[Improvement]) -> Iterator[Gap]:
    """The times between plans, and since the last one; they come the newest first."""
    later = None
    for one in improvements:
        first, until = one.ends_on + A_DAY, later.on - A_DAY if later else None
        if not one.runs and first <= (until or one.today):
            yield Gap(first, until)
        later = one
