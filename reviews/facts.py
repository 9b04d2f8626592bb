"""What decides how a plan stands: its days, what was seen on them, what was promised and kept. Plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Row
from sqlalchemy.orm import Session, object_session

from reviews import commitments
from reviews.checkins import COACH, REP, SIDES, CheckIn, Entry
from reviews.commitments import Commitment
from reviews.days import day_of, local_day
from reviews.looks import Day, Look
from reviews.measures import NUMBER
from reviews.plans import Plan
from reviews.queries.tracking import coached_from, looks_at, promises_of, published_as

APART = 2  # steps of frequency
ALL = "all"  # a reader who is neither side, and reads what either has written at once


@dataclass(frozen=True)
class Promise:
    """A commitment with the days it is due on and those for which it was kept; `moves` is how often it got another day, `ticks`
    are pairs of a day it was kept for and the day on which that was ticked off. One that was dropped has the days that had passed
    by then, and those it was kept for."""

    id: int
    owner_id: int
    owner: str
    text: str
    dues: tuple[date, ...]
    kept: frozenset[date] = frozenset()
    weekly: bool = False
    moves: int = 0
    ticks: tuple[tuple[date, date], ...] = ()
    dropped: bool = False

    @property
    def open(self) -> list[date]:
        """The days it is still owed for."""
        return [due for due in self.dues if due not in self.kept]

    @property
    def kept_late(self) -> int:
        """How many of its days it was kept for only after they had passed."""
        return sum(on > due for due, on in self.ticks)

    def late(self, today: date) -> bool:
        """Whether one of its days has passed and it was not kept."""
        return any(due < today for due in self.open)


@dataclass(frozen=True)
class Facts:
    """All that decides how a published plan stands. `coached_from` is the day of its first coaching session, `published_as` where
    the measure was before as the first version says it; both are known where the facts of one plan were asked for; `dropped` are promises that nobody owes any more; `reader` the side that looks at them, if one does, whose own answers count at once, or `ALL`: of all
    check-ins, or of those until the day `own_until`."""

    starts_on: date
    length: int
    kind: str
    baseline: float | None
    target: float | None
    sides: dict[str, tuple[int, str]]
    days: tuple[Day, ...]
    promises: tuple[Promise, ...]
    dropped: tuple[Promise, ...] = ()
    unit: str = ""
    coached_from: date | None = None
    published_as: str = ""
    reader: str | None = None
    own_until: date | None = None

    @property
    def last_day(self) -> date:
        return day_of(self.starts_on, self.length)

    @property
    def promised(self) -> list[Promise]:
        """All that was promised, also what was dropped, in the order of the plan."""
        return sorted([*self.promises, *self.dropped], key=attrgetter("id"))

    @property
    def open_days(self) -> list[Day]:
        """The check-ins that are still owed or count: those that no verdict has closed."""
        return [day for day in self.days if not day.closed]

    def answered(self, today: date) -> list[Day]:
        """Those of them with answers that both sides may read, or that are the reader's own. What is said of the plan counts no
        other: it would tell a side what the other has written before it has written its own."""
        return [read for day in self.open_days if (read := self.readable(day, today)).looks]

    def readable(self, day: Day, today: date) -> Day:
        """A check-in with those answers alone that both sides may read, or that are the reader's own."""
        reader = self._reader_of(day)
        return day if reader == ALL or day.both_may_read(today) else day.of(reader)

    def read_by(self, side: str | None, until: date | None = None) -> Facts:
        """The same as one side sees them, or `ALL`: whose answers count at once; of the check-ins until a day, where one is given."""
        return replace(self, reader=side, own_until=until)

    def told(self, coached_from: date | None, published_as: str | None) -> Facts:
        """The same, with what is known of one plan alone."""
        return replace(self, coached_from=coached_from, published_as=published_as or "")

    def _reader_of(self, day: Day) -> str | None:
        return self.reader if self.own_until is None or day.on <= self.own_until else None

    def seen_apart(self) -> Day | None:
        """The last check-in that both held, if the two saw it `APART` steps from each other or more."""
        held = [day for day in self.open_days if day.held]
        return held[-1] if held and abs(held[-1].looks[0].frequency - held[-1].looks[1].frequency) >= APART else None

    def figures(self, day: Day) -> list[float]:
        """The measure as each side gave it at a check-in."""
        if self.baseline is None or self.target is None:
            return []
        return [figure for look in day.looks if (figure := self.figure(look)) is not None]

    def figure(self, look: Look) -> float | None:
        """The measure as one side gave it: a number, or how often."""
        return look.value if self.kind == NUMBER else look.frequency

    def ahead(self, figure: float, of: float) -> float:
        """How far a figure is beyond another on the way to the target, which may lie below the start."""
        return figure - of if self.target >= self.baseline else of - figure

    def missing(self, day: Day) -> tuple[tuple[int, str], ...]:
        """(id, name) of each side that has not looked."""
        looked = {look.side for look in day.looks}
        return tuple(self.sides[side] for side in SIDES if side not in looked)


def of_plan(plan: Plan) -> Facts:
    """The facts of one published plan as they are now, with the day from which it was coached. Two statements."""
    session = object_session(plan)
    session.flush()
    also = (coached_from(plan.id).scalar_subquery().label("coached_from"), published_as(plan.id).scalar_subquery().label("published_as"))
    looks = session.execute(looks_at([plan.id]).add_columns(*also)).all()
    known = _of_rows(plan, looks, session.execute(promises_of([plan.id])).all())
    return known.told(looks[0].coached_from, looks[0].published_as) if looks else known


def gather(session: Session, plans: Collection[Plan | Row]) -> dict[int, Facts]:
    """The facts of each of these plans by its id. Two statements, however many there are."""
    ids = [plan.id for plan in plans]
    looks, promised = _by_plan(session.execute(looks_at(ids))), _by_plan(session.execute(promises_of(ids)))
    return {plan.id: _of_rows(plan, looks[plan.id], promised[plan.id]) for plan in plans}


def facts_of(plan: Plan, check_ins: Iterable[CheckIn], promised: Iterable[Commitment]) -> Facts:
    """The facts of a published plan, from its check-ins and its commitments."""
    return _facts(
        plan, [Day(c.id, c.day, c.due_on, tuple(_look(entry, _zone(plan)) for entry in c.entries), c.closed_at is not None)
               for c in sorted(check_ins, key=lambda c: c.day)],
        [_promise(plan, c, c.owner.name, len(c.moves), [(one.due_on, one.ticked_at) for one in c.ticks]) for c in promised])


def _of_rows(plan: Plan | Row, looks: list[Row], promised: list[Row]) -> Facts:
    return _facts(plan, [_day(rows, _zone(plan)) for rows in _apart(looks)], [_promise_of(plan, rows) for rows in _apart(promised)])


def _facts(plan: Plan | Row, days: Iterable[Day], promises: Collection[Promise]) -> Facts:
    return Facts(
        unit=plan.measure_unit, starts_on=plan.starts_on, length=plan.length, kind=plan.measure_kind, baseline=plan.baseline,
        target=plan.target, sides={REP: (plan.rep_id, plan.rep.name), COACH: (plan.coach_id, plan.coach.name)},
        days=tuple(days), promises=tuple(one for one in promises if not one.dropped),
        dropped=tuple(one for one in promises if one.dropped))


def _zone(plan: Plan | Row) -> str:
    """Where the plan's team is: its ticks and looks have their days there."""
    return plan.review.meeting.team.time_zone if isinstance(plan, Plan) else plan.team.time_zone


def _by_plan(rows: Iterable[Row]) -> dict[int, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row.plan_id].append(row)
    return found


def _apart(rows: list[Row]) -> list[list[Row]]:
    """The rows of one thing each: they come in its order."""
    return [list(group) for _, group in groupby(rows, key=attrgetter("id"))]


def _day(rows: list[Row], zone: str) -> Day:
    looks = tuple(Look(row.side, row.frequency, row.value, row.person_id, row.name, row.at, local_day(row.at, zone))
                  for row in rows if row.side)
    return Day(rows[0].id, rows[0].day, rows[0].due_on, looks, rows[0].closed_at is not None)


def _promise_of(plan: Plan | Row, rows: list[Row]) -> Promise:
    first = rows[0]
    return _promise(plan, first, first.name, first.moves, [(row.kept_on, row.ticked_at) for row in rows if row.kept_on])


def _promise(plan: Plan | Row, c: Commitment | Row, owner: str, moves: int, ticked: list[tuple[date, datetime]]) -> Promise:
    """A commitment with what became of it; of one that was dropped, what was due or kept by then: the rest was taken back in time."""
    zone, kept = _zone(plan), frozenset(due for due, _ in ticked)
    dues = commitments.dues_of(plan, c.due_on, c.begins_on)
    if c.dropped_at:
        dues = [due for due in dues if due < local_day(c.dropped_at, zone) or due in kept]
    return Promise(c.id, c.owner_id, owner, c.text, tuple(dues), kept, c.weekly, moves,
                   tuple((due, local_day(at, zone)) for due, at in ticked), dropped=c.dropped_at is not None)


def _look(entry: Entry, zone: str) -> Look:
    return Look(entry.side, entry.frequency, entry.value, entry.person_id, entry.person.name, entry.at, local_day(entry.at, zone))
