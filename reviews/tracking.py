"""How a plan stands: the first rule that fits, in words. Pure: facts and a day in, sentences out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reviews.days import in_words, working_days_between
from reviews.facts import Facts, Promise
from reviews.looks import Day

VERDICT_DUE, SILENT, AT_RISK, ON_TRACK, DONE = "verdict due", "silent", "at risk", "on track", "done"
STATES = (VERDICT_DUE, SILENT, AT_RISK, ON_TRACK, DONE)  # the most urgent first
HELD, HALF, AHEAD, OVERDUE, MISSED = "held", "half", "ahead", "overdue", "missed"
SILENT_AFTER, RISK_AFTER = 2, 3
AS_OFTEN = {1: "once", 2: "twice"}


@dataclass(frozen=True)
class State:
    """One of the five states, and the rule that fired."""

    name: str
    rule: str


@dataclass(frozen=True)
class Mark:
    """A check-in as the strip of days shows it."""

    day: int
    on: date
    state: str


@dataclass(frozen=True)
class Owed:
    """Something overdue, and by whom: (id, name) of each. `said` tells a person's words from ours."""

    on: date
    late_days: int
    what: str
    whose: tuple[tuple[int, str], ...]
    said: bool


@dataclass(frozen=True)
class Kept:
    """How many commitments somebody kept, of how many, and of how many of these a day was kept late; what was neither due nor
    kept yet is not counted.

    `promises` has the words of each and what became of it. What was dropped counts as far as it had been due by then.
    """

    owner_id: int
    owner: str
    kept: int
    of: int
    promises: list[tuple[str, str]]
    late: int = 0


def state(facts: Facts, today: date) -> State:
    """The first rule that fits on this day."""
    return next(found for rule in _RULES if (found := rule(facts, today)))


def marks(facts: Facts, today: date) -> list[Mark]:
    """Every check-in with what became of it."""
    return [Mark(day.day, day.on, mark(day, today)) for day in facts.days]


def mark(day: Day, today: date) -> str:
    """What became of a check-in by this day."""
    if day.looks:
        return HELD if day.held else HALF
    if day.closed:
        return MISSED
    return OVERDUE if day.on < today else AHEAD


def overdue(facts: Facts, today: date) -> list[Owed]:
    """What should have been done before today and whose it is, oldest first."""
    owed = [Owed(day.on, (today - day.on).days, f"check-in of day {day.day}", facts.missing(day), said=False)
            for day in facts.open_days if day.on < today and not day.held]
    owed += [Owed(promise.open[0], (today - promise.open[0]).days, promise.text, ((promise.owner_id, promise.owner),),
                  said=True) for promise in facts.promises if promise.late(today)]
    return sorted(owed, key=lambda one: one.on)


def kept_by_owner(facts: Facts, today: date) -> list[Kept]:
    """How many commitments each owner kept of those that were due, in the order of the plan."""
    owners = {promise.owner_id: promise.owner for promise in facts.promised}
    return [_kept(id, name, [promise for promise in facts.promised if promise.owner_id == id], today)
            for id, name in owners.items()]


def in_all(kept: Iterable[Kept]) -> tuple[int, int]:
    """How many commitments were kept by all together, of how many."""
    kept = list(kept)
    return sum(one.kept for one in kept), sum(one.of for one in kept)


def progress(facts: Facts, today: date) -> str:
    """Which day it is, and the next check-in or the one that waits."""
    nth = (today - facts.starts_on).days + 1
    if nth > facts.length:
        return f"Day {nth}; day {facts.length} was {in_words(facts.last_day)}"
    waiting = next((day for day in facts.open_days if not day.held), None)
    return f"Day {nth} of {facts.length}" + (f", {_waiting(facts, waiting, today)}" if waiting else "")


# -- the rules, in their order ----------------------------------------------------------------------------------------


def _verdict_due(facts: Facts, today: date) -> State | None:
    if today < facts.last_day:
        return None
    return State(VERDICT_DUE, f"Day {facts.length} is today" if today == facts.last_day
                 else f"Since {in_words(facts.last_day)}")


def _silent(facts: Facts, today: date) -> State | None:
    days = [day.day for day in facts.open_days
            if not day.looks and working_days_between(day.on, today) >= SILENT_AFTER]
    return State(SILENT, f"{_check_ins(days)} overdue, neither side has looked") if days else None


def _commitment_late(facts: Facts, today: date) -> State | None:
    since = sorted(promise.open[0] for promise in facts.promises
                   if promise.open and working_days_between(promise.open[0], today) >= RISK_AFTER)
    if not since:
        return None
    return State(AT_RISK, f"A commitment is overdue since {in_words(since[0])}" if len(since) == 1
                 else f"{len(since)} commitments are overdue, the first since {in_words(since[0])}")


def _no_better(facts: Facts, today: date) -> State | None:
    measured = [day for day in facts.answered(today) if facts.figures(day)][-2:]
    if len(measured) < 2 or any(facts.ahead(figure, facts.baseline) > 0
                                for day in measured for figure in facts.figures(day)):
        return None
    return State(AT_RISK, f"{_check_ins([day.day for day in measured])}: no better than at the start")


def _apart(facts: Facts, today: date) -> State | None:
    day = facts.seen_apart()
    return State(AT_RISK, f"Rep and coach are two steps apart or more on day {day.day}") if day else None


def _done(facts: Facts, today: date) -> State | None:
    looked = facts.answered(today)
    figures = facts.figures(looked[-1]) if looked else []
    reached = figures and all(facts.ahead(figure, facts.target) >= 0 for figure in figures)
    if not reached or not facts.promises or any(promise.open for promise in facts.promises):
        return None
    return State(DONE, f"Target reached on day {looked[-1].day}, all commitments kept")


def _on_track(facts: Facts, today: date) -> State:
    due = [day for day in facts.open_days if day.on < today or day.looks]
    kept = sum(not promise.open for promise in facts.promises)
    if not due and not kept:
        return State(ON_TRACK, f"First due {in_words(_first_due(facts))}")
    return State(ON_TRACK, f"{_held(due)}, {kept} of {len(facts.promises)} commitments kept")


_RULES = (_verdict_due, _silent, _commitment_late, _no_better, _apart, _done, _on_track)

# -- what they ask ----------------------------------------------------------------------------------------------------


def _kept(id: int, owner: str, promises: list[Promise], today: date) -> Kept:
    due = [promise for promise in promises if promise.kept or promise.late(today)]
    kept = [promise for promise in due if not promise.late(today)]
    return Kept(id, owner, len(kept), len(due), [(promise.text, _became(promise, today) + _moved(promise)) for promise in promises],
                sum(promise.kept_late > 0 for promise in kept))


def _became(promise: Promise, today: date) -> str:
    """What became of a commitment so far."""
    past = [due for due in promise.dues if due < today or due in promise.kept]
    if promise.dropped:
        return f"{_so_far(promise, past)}, then dropped" if past else "dropped before it was due"
    return _so_far(promise, past) if past else f"due {in_words(promise.dues[0])}"


def _so_far(promise: Promise, past: Sequence[date]) -> str:
    if promise.weekly:
        return f"{sum(due in promise.kept for due in past)} of {len(past)} weeks kept{_late(promise)}"
    return "not kept" if promise.open else f"kept{' late' if promise.kept_late else ''}"


def _late(promise: Promise) -> str:
    return f", {promise.kept_late} late" if promise.kept_late else ""


def _moved(promise: Promise) -> str:
    """That its day is not the one that was agreed."""
    return "" if not promise.moves else f", moved {AS_OFTEN.get(promise.moves, f'{promise.moves} times')}"


def _waiting(facts: Facts, day: Day, today: date) -> str:
    if day.looks and not day.held:
        (_, missing), = facts.missing(day)
        return f"day {day.day} waits for {missing}"
    return f"next check-in {in_words(day.on)}" if day.on >= today else f"check-in was due {in_words(day.on)}"


def _first_due(facts: Facts) -> date:
    return min([day.on for day in facts.open_days] + [due for promise in facts.promises for due in promise.open]
               + [facts.last_day])


def _held(due: list[Day]) -> str:
    if not due:
        return "No check-in yet"
    if len(due) == 1:
        word = {0: "not held yet", 1: "half held", 2: "held"}[len(due[0].looks)]
        return f"Day {due[0].day} check-in {word}"
    return f"{sum(day.held for day in due)} of {len(due)} check-ins held"


def _check_ins(days: Sequence[int]) -> str:
    *others, last = [str(day) for day in days]
    return f"Check-ins of days {', '.join(others)} and {last}" if others else f"Day {last} check-in"
