"""The days on which commitments of a plan are due, and what became of them, as the strip of days shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from reviews.facts import Facts

KEPT, TO_KEEP, OVERDUE, NOT_KEPT = "kept", "to be kept", "overdue", "not kept"
STATES = (OVERDUE, NOT_KEPT, TO_KEEP, KEPT)  # what most needs to be seen first


@dataclass(frozen=True)
class DueDay:
    """One day of the plan: its number, and how many commitments due on it were kept, are to be kept, are overdue; once the plan is
    closed, were not kept."""

    nth: int
    on: date
    became: dict[str, int]

    @property
    def state(self) -> str:
        """What most needs to be seen of it."""
        return next(state for state in STATES if self.became.get(state))

    @property
    def said(self) -> str:
        """In words: 1 kept, 2 overdue."""
        return ", ".join(f"{self.became[state]} {state}" for state in reversed(STATES) if self.became.get(state))


def due_days(facts: Facts, today: date, *, closed: bool = False) -> list[DueDay]:
    """Every day of the plan on which something was promised, in order; a weekly commitment has one in each week. What was not due
    yet when the plan was `closed`, on this day, has none."""
    late, ahead = (NOT_KEPT, None) if closed else (OVERDUE, TO_KEEP)
    found = defaultdict(Counter)
    for promise in facts.promises:
        for due in promise.dues:
            if became := KEPT if due in promise.kept else late if due < today else ahead:
                found[due][became] += 1
    return [DueDay((on - facts.starts_on).days + 1, on, dict(became)) for on, became in sorted(found.items())
            if facts.starts_on <= on <= facts.last_day]
