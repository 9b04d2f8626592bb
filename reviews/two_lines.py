"""What rep and coach saw from check-in to check-in, beside where it was and where it should be. Plain values for a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reviews import measures
from reviews.checkins import SIDES
from reviews.facts import Facts
from reviews.looks import Day, Look
from reviews.measures import FREQUENCY, NUMBER


@dataclass(frozen=True)
class Line:
    """One side's answers, one for each check-in: None where it gave none, or none that the reader may read yet."""

    side: str
    name: str
    figures: tuple[float | None, ...]

    @property
    def count(self) -> int:
        return sum(figure is not None for figure in self.figures)


@dataclass(frozen=True)
class TwoLines:
    """Both lines on one scale: the measure's numbers where any were given, else how often it was seen. Before and target are
    on it where the measure is of that kind. `waiting` are check-ins of which one side has written and not both may read."""

    kind: str
    unit: str
    starts_on: date
    length: int
    days: tuple[Day, ...]
    before: float | None
    target: float | None
    lines: tuple[Line, Line]
    waiting: tuple[Day, ...]

    @property
    def count(self) -> int:
        """How many answers are drawn."""
        return sum(line.count for line in self.lines)

    @property
    def until(self) -> date:
        """The day of the last check-in with an answer."""
        return max(day.on for n, day in enumerate(self.days) if any(line.figures[n] is not None for line in self.lines))

    def said(self, figure: float | None) -> str:
        """A figure in words."""
        return measures.said(self.kind, figure, self.unit)

    def rows(self) -> list[tuple[Day, list[str]]]:
        """Each check-in with what each side said, empty where it said nothing."""
        return [(day, [self.said(line.figures[n]) for line in self.lines]) for n, day in enumerate(self.days)]


def two_lines(known: Facts, side: str | None, today: date, unit: str = "") -> TwoLines:
    """What a reader of the notes who writes this side, or none, may read of both lines today."""
    looks = [_readable(day, side, today) for day in known.days]
    kind = NUMBER if known.kind == NUMBER and any(look.value is not None for seen in looks for look in seen) else FREQUENCY
    measured = kind == known.kind
    return TwoLines(
        kind, unit, known.starts_on, known.length, known.days, known.baseline if measured else None,
        known.target if measured else None,
        tuple(Line(one, known.sides[one][1], tuple(_figure(seen, one, kind) for seen in looks)) for one in SIDES),
        tuple(day for day in known.open_days if day.looks and not day.both_may_read(today)))


def _readable(day: Day, side: str | None, today: date) -> Sequence[Look]:
    """Like `checkins.readable`."""
    return day.looks if side is None or day.both_may_read(today) else day.of(side).looks


def _figure(seen: Sequence[Look], side: str, kind: str) -> float | None:
    look = next((look for look in seen if look.side == side), None)
    return look and (look.value if kind == NUMBER else look.frequency)
