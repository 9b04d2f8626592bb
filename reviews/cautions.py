"""What makes a plan's numbers hard to believe, in sentences for whoever is about to judge it. Pure: facts and a day in, sentences
out. Each says how many and from which days; none forbids anything, and none tells a side what the other has answered before it may
read that."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from reviews import measures
from reviews.checkins import SIDES
from reviews.days import in_words
from reviews.facts import Facts
from reviews.looks import Day, Look
from reviews.measures import FREQUENCIES, NUMBER

ENOUGH = 2  # figures of one side; from fewer nobody can tell a change from a good day
OLD_AFTER = 14  # days


def of(facts: Facts, today: date) -> list[str]:
    """All that should be known before these thirty days are judged."""
    return [sentence for rule in _RULES if (sentence := rule(facts, today))]


def due_days(facts: Facts, today: date) -> list[Day]:
    """The check-ins of these thirty days whose day has come, or that somebody has looked at."""
    return [day for day in facts.open_days if day.looks or day.on <= today]


def _too_few(facts: Facts, today: date) -> str:
    due = list(_countable(facts, today))
    given = {side: [day.day for day, _ in _figures(facts, due, side)] for side in SIDES}
    if not due:
        return "No check-in was due yet, so there is no number to go by."
    if all(len(days) >= ENOUGH for days in given.values()):
        return ""
    did = "gave the number at" if facts.kind == NUMBER else "looked at"
    each = [f"{facts.sides[side][1]} {did} {_how_many(days, len(due))}" for side, days in given.items()]
    return f"Too few numbers: {'; '.join(each)}."


def _old(facts: Facts, today: date) -> str:
    last = max((_on(day, look) for day in facts.answered(today) for look in day.looks), default=None)
    if last is None or (today - last).days <= OLD_AFTER:
        return ""
    return f"The last number is of {in_words(last)}, {(today - last).days} days ago."


def _trend_before(facts: Facts, today: date) -> str:
    """Most of the way was there before the first thing of the plan was done, so that something else may have moved it."""
    began = _began(facts)
    early = [said for side in SIDES if (said := _early(facts, side, began, today))]
    if not early:
        return ""
    if began is None:
        return f"It got better with nothing of the plan done yet, no commitment and no coaching session: {'; '.join(early)}."
    return (f"Most of the way was there before the plan had begun to work: {'; '.join(early)}. The first commitment was kept, or "
            f"the first coaching session held, on {in_words(began)}.")


def _hardly_tried(facts: Facts, today: date) -> str:
    counts = _kept_by_owner(facts, today)
    kept, due = (sum(count[nth] for count in counts.values()) for nth in (0, 1))
    if not facts.promises and not kept:
        return "No commitment is left on the plan, so it was not tried."
    if not due:
        return "No commitment was due yet, so the plan was not tried yet."
    if kept * 2 >= due:
        return ""
    each = ", ".join(f"{owner} {kept} of {due}" for (_, owner), (kept, due) in counts.items() if due)
    weekly = ", each week of a weekly commitment counted" if any(promise.weekly for promise in facts.promised) else ""
    return f"The plan was not really tried: of what was due, {kept} of {due} kept{weekly}. {each}."


def _apart(facts: Facts, today: date) -> str:
    day = facts.seen_apart()
    if day is None:
        return ""
    saw = ", ".join(f"{look.by} saw it “{FREQUENCIES[look.frequency]}”" for look in day.looks)
    return f"Rep and coach see it two steps apart or more: on day {day.day} {saw}. Ask both what they saw."


def _measure_says(facts: Facts, today: date) -> str:
    """Where the measure stands, when it leaves one answer: whoever gives another says why."""
    given = [_figures(facts, facts.answered(today), side) for side in SIDES]
    last = [figures[-1] for figures in given if figures]
    if not last:
        return ""
    now = "; ".join(_saw(facts, day, look) for day, look in last)
    if all(facts.ahead(facts.figure(look), facts.target) >= 0 for _, look in last):
        return f"The measure is at its target, “{_said(facts, facts.target)}”: {now}."
    if any(facts.ahead(facts.figure(look), facts.baseline) > 0 for _, look in last):
        return ""
    where = "is where it was" if all(facts.figure(look) == facts.baseline for _, look in last) else "is no better than it was"
    return f"The measure {where}, “{_said(facts, facts.baseline)}” before: {now}."


_RULES: tuple[Callable[[Facts, date], str], ...] = (_too_few, _old, _trend_before, _hardly_tried, _apart, _measure_says)

# -- what they ask ----------------------------------------------------------------------------------------------------


def _figures(facts: Facts, days: Iterable[Day], side: str) -> list[tuple[Day, Look]]:
    """Where this side gave the measure, in the order of the days."""
    return [(day, look) for day in days for look in day.looks if look.side == side and facts.figure(look) is not None]


def _countable(facts: Facts, today: date) -> Iterator[Day]:
    """What was due, with the answers that may be counted. Where none of those that are in may yet, it is left out: that a number was
    given, or none, is an answer too."""
    for day in due_days(facts, today):
        readable = facts.readable(day, today)
        if readable.looks or not day.looks:
            yield readable


def _how_many(days: list[int], due: int) -> str:
    check_ins = f"{due} check-in{'' if due == 1 else 's'}"
    if not days:
        return f"none of {check_ins}"
    return f"{len(days)} of {check_ins} ({', '.join(f'day {day}' for day in days)})"


def _began(facts: Facts) -> date | None:
    """The day of the first thing that was done of the plan, as far as it is known."""
    return min([on for promise in facts.promised for _, on in promise.ticks] + ([facts.coached_from] if facts.coached_from else []),
               default=None)


def _early(facts: Facts, side: str, began: date | None, today: date) -> str:
    """What this side had seen before anything was done, if that was most of the way to what it saw last."""
    figures = _figures(facts, [day for day in facts.days if day.both_may_read(today)], side)
    before = [(day, look) for day, look in figures if began is None or _on(day, look) < began]
    if not before:
        return ""
    way = facts.ahead(facts.figure(figures[-1][1]), facts.baseline)
    there = facts.ahead(facts.figure(before[-1][1]), facts.baseline)
    return _saw(facts, *before[-1]) if way > 0 and there * 2 > way else ""


def _kept_by_owner(facts: Facts, today: date) -> dict[tuple[int, str], tuple[int, int]]:
    """How often each owner kept what was due, of how many times."""
    found = {(promise.owner_id, promise.owner): (0, 0) for promise in facts.promised}
    for promise in facts.promised:
        kept, due = found[promise.owner_id, promise.owner]
        turns = [day for day in promise.dues if day < today or day in promise.kept]
        found[promise.owner_id, promise.owner] = kept + sum(day in promise.kept for day in turns), due + len(turns)
    return found


def _saw(facts: Facts, day: Day, look: Look) -> str:
    return f"{look.by} “{_said(facts, facts.figure(look))}” on day {day.day}"


def _said(facts: Facts, figure: float | None) -> str:
    return measures.said(facts.kind, figure, facts.unit)


def _on(day: Day, look: Look) -> date:
    return look.on or day.on
