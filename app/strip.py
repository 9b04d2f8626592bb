"""What the strip of days on a page draws as one path."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

WEEK, WORKING = 7, 5


def ticks(days: Sequence[date], taken: Iterable[date]) -> str:
    """A stroke in the middle of each working day on which no check-in is due, on a path where a day is one wide."""
    return _ticks(days[0].weekday(), len(days), tuple((on - days[0]).days + 1 for on in taken)) if days else ""


@lru_cache(maxsize=500)
def _ticks(weekday: int, length: int, taken: tuple[int, ...]) -> str:
    """From the weekday of the first day on. Plans that were published on the same weekday have the same ones."""
    return "".join(f"M{day}.5 0v3" for day in range(length) if (weekday + day) % WEEK < WORKING and day + 1 not in taken)
