"""A plan under way as the design's words have it, in plain values: what may be done on a day, and what is then said of it.

Written anew from those words, to be laid beside the product: it counts days in its own way and asks the product nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

REP, COACH = "rep", "coach"
SIDES = (REP, COACH)


def days_on(day: date, many: int) -> date:
    return day + timedelta(many)


def off_the_weekend(day: date, step: int) -> date:
    """The next working day, or the one before when `step` is -1."""
    while day.isoweekday() > 5:
        day = days_on(day, step)
    return day


def working_days(since: date, until: date) -> int:
    return sum(date.fromordinal(n).isoweekday() <= 5 for n in range(since.toordinal() + 1, until.toordinal() + 1))


@dataclass
class Look:
    frequency: int
    on: date
    whose: str


@dataclass
class CheckIn:
    nth: int
    on: date
    looks: dict[str, Look] = field(default_factory=dict)
    closed: bool = False

    def seen(self, today: date) -> str:
        """What the strip says of it."""
        if self.looks:
            return "held" if len(self.looks) == 2 else "half"
        return "missed" if self.closed else "overdue" if self.on < today else "ahead"


@dataclass
class Promise:
    whose: str
    on: date | None  # None is every week
    since: date  # a weekly one is due from here on
    accepted: bool = True
    kept: dict[date, date] = field(default_factory=dict)
    dropped: bool = False


@dataclass
class Walked:
    """The plan. Whoever tries something gets to know whether it may be; what may be is done."""

    starts: date
    promises: list[Promise]
    coach: str
    length: int = 30
    baseline: int = 1
    target: int = 3
    closed: bool = False
    version: int = 1
    read: dict[int, str] = field(default_factory=dict)
    check_ins: list[CheckIn] = field(default_factory=list)

    def __post_init__(self):
        self._schedule()

    @property
    def last(self) -> date:
        return days_on(self.starts, self.length - 1)

    def day(self, today: date) -> int:
        return today.toordinal() - self.starts.toordinal() + 1

    def dues(self, promise: Promise) -> list[date]:
        if promise.on:
            return [promise.on]
        ends = [off_the_weekend(days_on(self.starts, 7 * week - 1), -1) for week in range(1, self.length // 7 + 1)]
        return [end for end in ends if end >= promise.since]

    def open(self, promise: Promise) -> list[date]:
        return [] if promise.dropped else [due for due in self.dues(promise) if due not in promise.kept]

    # -- what is tried ------------------------------------------------------------------------------------------------

    def look(self, check_in: CheckIn, side: str, frequency: int, today: date) -> bool:
        """Once, from three days before on; put right on the same day, by who wrote it, until the other has written."""
        said, whose = check_in.looks.get(side), "ana" if side == REP else self.coach
        if self.closed or check_in.closed or today < days_on(check_in.on, -3):
            return False
        if said and (said.on != today or said.whose != whose or len(check_in.looks) == 2):
            return False
        check_in.looks[side] = Look(frequency, today, whose)
        return True

    def tick(self, promise: Promise, due: date, today: date) -> bool:
        if self.closed or promise.dropped or due not in self.dues(promise):
            return False
        week = (due.toordinal() - self.starts.toordinal()) // 7
        if due not in promise.kept and not promise.on and today < days_on(self.starts, 7 * week):
            return False
        promise.kept.setdefault(due, today)
        promise.accepted = True
        return True

    def untick(self, promise: Promise, due: date, today: date) -> bool:
        if self.closed or promise.dropped or promise.kept.get(due, today) != today or due not in self.dues(promise):
            return False
        promise.kept.pop(due, None)
        return True

    def move(self, promise: Promise, to: date, today: date) -> bool:
        ends = self.closed or promise.dropped or promise.on is None or promise.kept or today > self.last
        if ends or not today <= to <= self.last or to == promise.on:
            return False
        promise.on, promise.accepted = to, True
        return True

    def drop(self, promise: Promise) -> bool:
        if promise.dropped:
            return True  # said again
        if self.closed or not self.open(promise):
            return False
        promise.dropped = True
        return True

    def coached(self, on: date, today: date) -> bool:
        return not self.closed and self.starts <= on <= min(today, self.last)

    def acknowledge(self, words: str) -> bool:
        if self.closed or self.read.get(self.version, words) != words and words:
            return False
        self.read.setdefault(self.version, words)
        return True

    def amend(self, target: int, coach: str, more: Promise | None, today: date) -> bool:
        """Something changes; one of hers and one of a coach stay; what is new lies in the days that are left."""
        if self.closed or target == self.baseline or (target, coach, more) == (self.target, self.coach, None):
            return False
        if more and more.on and not today <= more.on <= self.last or more and not self.dues(more):
            return False
        owing = {promise.whose == "ana" for promise in [*self.promises, *([more] if more else [])] if not promise.dropped}
        if owing != {True, False}:
            return False
        self.target, self.coach, self.version = target, coach, self.version + 1
        self.promises += [more] if more else []
        return True

    def verdict(self, then: str, early_why: str, today: date) -> bool:
        day = self.day(today)
        if self.closed or day <= self.length - 10 and not early_why:
            return False
        if then != "close" and (self.length == 90 or day >= self.length + 30):
            return False
        self.closed = then == "close"
        if then != "close":
            self.length, self.version = self.length + 30, self.version + (then == "extend")
            self._schedule()
        for one in self.check_ins:  # also one that lay behind when it was made: nobody could have known of it
            one.closed = one.closed or one.on <= (self.last if then == "close" else today)
        return True

    # -- what is said -------------------------------------------------------------------------------------------------

    def state(self, today: date) -> str:
        """The first that fits."""
        rules = {"verdict due": today >= self.last, "silent": self._silent(today), "at risk": self._at_risk(today),
                 "done": self._done(today)}
        return next((name for name, fits in rules.items() if fits), "on track")

    def late(self, whose: str, today: date) -> set[tuple]:
        """What this person should have done before today."""
        if self.closed:
            return set()
        side = {"ana": REP, self.coach: COACH}.get(whose)
        found = {("check in", one.nth) for one in self.check_ins
                 if side and not one.closed and side not in one.looks and one.on < today}
        for nth, promise in enumerate(self.promises):
            open_ = [due for due in self.open(promise) if due < today] if promise.whose == whose else []
            found |= {("tick", nth, due) for due in open_} if promise.accepted else {("accept", nth, due) for due in open_[:1]}
        return found

    def _silent(self, today: date) -> bool:
        return any(not one.closed and not one.looks and working_days(one.on, today) >= 2 for one in self.check_ins)

    def _at_risk(self, today: date) -> bool:
        late = any(working_days(due, today) >= 3 for promise in self.promises for due in self.open(promise))
        looked = [[look.frequency for look in one.looks.values()] for one in self._counting(today)]
        better = (lambda seen: seen > self.baseline) if self.target > self.baseline else (lambda seen: seen < self.baseline)
        flat = len(looked) > 1 and not any(better(seen) for seen in looked[-2] + looked[-1])
        both = [seen for seen in looked if len(seen) == 2]
        return late or flat or bool(both) and abs(both[-1][0] - both[-1][1]) >= 2

    def _done(self, today: date) -> bool:
        looked = [list(one.looks.values()) for one in self._counting(today)]
        goes_up, stand = self.target > self.baseline, [one for one in self.promises if not one.dropped]
        reached = looked and all(look.frequency >= self.target if goes_up else look.frequency <= self.target
                                 for look in looked[-1])
        return bool(reached and stand and not any(map(self.open, stand)))

    def _counting(self, today: date) -> list[CheckIn]:
        """Check-ins with an answer, once both sides may read it: both have written, or the day is over."""
        return [one for one in self.check_ins if one.looks and not one.closed and (len(one.looks) == 2 or one.on < today)]

    def _schedule(self) -> None:
        first = self.length - 30
        for nth in (7, 14, 21, 30):
            on = off_the_weekend(days_on(self.starts, first + nth - 1), -1 if nth == 30 else 1)
            self.check_ins.append(CheckIn(first + nth, on))
