"""The days on which commitments of a plan are due, and what became of them, as the strip of days shows it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from reviews.facts import Facts

KEPT, TO_KEEP, OVERDUE = "kept", "to be kept", "overdue"


@dataclass(frozen=True)
class DueDay:
    """One day of the plan: its number, and how many commitments due on it were kept, are to be kept, are overdue."""

    nth: int
    on: date
    became: dict[str, int]

    @property
    def state(self) -> str:
        """What most needs to be seen of it."""
        return next(state for state in (OVERDUE, TO_KEEP, KEPT) if self.became.get(state))

    @property
    def said(self) -> str:
        """In words: 1 kept, 2 overdue."""
        return ", ".join(f"{self.became[state]} {state}" for state in (KEPT, TO_KEEP, OVERDUE) if self.became.get(state))


def due_days(facts: Facts, today: date) -> list[DueDay]:
    """Every day of the plan on which something was promised, in order; a weekly commitment has one in each week."""
    found = defaultdict(Counter)
    for promise in facts.promises:
        for due in promise.dues:
            found[due][KEPT if due in promise.kept else OVERDUE if due < today else TO_KEEP] += 1
    return [DueDay((on - facts.starts_on).days + 1, on, dict(became)) for on, became in sorted(found.items())
            if facts.starts_on <= on <= facts.last_day]
