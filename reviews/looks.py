"""What was seen at a plan's check-ins. Plain values."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from reviews.checkins import SIDES, both_may_read


@dataclass(frozen=True)
class Look:
    """What one side saw: how often (0 never … 4 always), the number when the measure is one; who said so, when, and which day that
    was where the team is (`on`)."""

    side: str
    frequency: int
    value: float | None = None
    by_id: int = 0
    by: str = ""
    at: datetime | None = None
    on: date | None = None


@dataclass(frozen=True)
class Day:
    """A check-in and who has looked. Once a verdict was given on its days it is `closed`: nobody owes it."""

    id: int
    day: int
    on: date
    looks: tuple[Look, ...] = ()
    closed: bool = False

    @property
    def held(self) -> bool:
        """Whether both sides have looked."""
        return len(self.looks) == len(SIDES)

    def both_may_read(self, today: date) -> bool:
        """Whether each side may read the other's answer on this day."""
        return both_may_read(len(self.looks), self.on, self.closed, today)

    def of(self, side: str | None) -> Day:
        """The same with what this side has said alone."""
        return replace(self, looks=tuple(look for look in self.looks if look.side == side))
