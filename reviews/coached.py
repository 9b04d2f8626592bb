"""How much a rep was coached in a month, in words, by all together and by each. Context for whoever reads it, never a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from reviews.coaching import CoachingSession
from reviews.people import told_apart
from reviews.plans import Plan, last_day

BAND = "Literature speaks of three to five hours a month. That is context, not a score."


@dataclass(frozen=True)
class Month:
    """A month of a rep, whichever plans its sessions belong to. `by` is in the order of names, which ranks nobody."""

    begins: date
    count: int = 0
    by: tuple[tuple[str, int], ...] = ()

    @property
    def minutes(self) -> int:
        """By all coaches together."""
        return sum(minutes for _, minutes in self.by)

    @property
    def said(self) -> str:
        """The month as a sentence."""
        if not self.count:
            return f"Nothing logged in {self.begins:%B} yet."
        each = ", ".join(f"{name} {minutes} min" for name, minutes in self.by)
        return f"{hours(self.minutes)} in {self.begins:%B}, of {self.count} session{'s' if self.count > 1 else ''}: {each}."


def months(held: Iterable[CoachingSession]) -> list[Month]:
    """Each month with a session in it, the newest first."""
    newest_first = sorted(held, key=lambda one: one.held_on, reverse=True)
    return [_month(begins, list(its)) for begins, its in groupby(newest_first, key=lambda one: first_of(one.held_on))]


def around(plan: Plan) -> tuple[date, date]:
    """The first and the last day of the months that a published plan's days lie in."""
    after = first_of(first_of(last_day(plan)) + timedelta(31))
    return first_of(plan.starts_on), after - timedelta(1)


def first_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def hours(minutes: int) -> str:
    """130 as 2 h 10 min."""
    whole, rest = divmod(minutes, 60)
    return " ".join([f"{whole} h"] * bool(whole) + [f"{rest} min"] * bool(rest or not whole))


def _month(begins: date, held: list[CoachingSession]) -> Month:
    sums: Counter[int] = Counter()
    for one in held:
        sums[one.coach_id] += one.minutes
    names = told_apart(one.coach for one in held)
    return Month(begins, len(held), tuple(sorted((names[id], minutes) for id, minutes in sums.items())))
