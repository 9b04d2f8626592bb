"""Where the two lines stand in their drawing: x in %, so that it stretches, y in pixels, so that its text does not."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from reviews import measures
from reviews.measures import FREQUENCIES, FREQUENCY
from reviews.two_lines import Line, TwoLines

LEFT, RIGHT, TOP, BOTTOM = 29, 76, 12, 116
APART, BESIDE = 15, 10  # pixels between two names, and from the end of a line to its name
NEAR = 14  # % within which a name at the end of a line meets that of the target
LONGEST_NAME = 9
MONTH = 30


@dataclass(frozen=True)
class Side:
    """One line: its points, the strokes between answers that follow each other, and its name at the end."""

    side: str
    points: list[tuple[float, float]]
    strokes: list[tuple[float, float, float, float]]
    name: str
    name_at: tuple[float, float]


@dataclass(frozen=True)
class Drawing:
    """All of it. `grid` are the steps, or the ends, of the scale: (y, word)."""

    grid: list[tuple[float, str]]
    days: list[tuple[float, str]]
    before: tuple[float, float] | None
    target: float | None
    target_name_at: float | None
    sides: list[Side]


def drawn(lines: TwoLines) -> Drawing | None:
    """The drawing, or None while there is nothing to draw."""
    if not lines.count:
        return None
    scale = _scale(lines)
    before = None if lines.before is None else (LEFT, scale(lines.before))
    paths = [(line, _points(lines, line, scale, before)) for line in lines.lines if line.count]
    target = None if lines.target is None else scale(lines.target)
    *names, of_target = _names([next(point for point in reversed(points) if point) for _, points in paths], target)
    return Drawing(
        _grid(lines, scale), _days(lines), before, target, of_target,
        [Side(line.side, [point for point in points if point and point is not before], _strokes(points), _short(line.name), name)
         for (line, points), name in zip(paths, names, strict=True)])


def _scale(lines: TwoLines):
    """From a figure to its height."""
    figures = [*lines.lines[0].figures, *lines.lines[1].figures, lines.before, lines.target]
    known = [figure for figure in figures if figure is not None]
    low, high = (0, len(FREQUENCIES) - 1) if lines.kind == FREQUENCY else (min(known), max(known))
    return lambda figure: round(BOTTOM - (figure - low) / ((high - low) or 1) * (BOTTOM - TOP), 1)


def _x(lines: TwoLines, day: int) -> float:
    return round(LEFT + (RIGHT - LEFT) * day / lines.length, 2)


def _points(lines: TwoLines, line: Line, scale, before) -> list[tuple[float, float] | None]:
    """From before on, one for each check-in; None where there is no answer."""
    return [before, *(None if figure is None else (_x(lines, day.day), scale(figure))
                      for day, figure in zip(lines.days, line.figures, strict=True))]


def _strokes(points: list) -> list[tuple[float, float, float, float]]:
    return [(*one, *other) for one, other in pairwise(points) if one and other]


def _grid(lines: TwoLines, scale) -> list[tuple[float, str]]:
    if lines.kind == FREQUENCY:
        return [(scale(step), word) for step, word in enumerate(FREQUENCIES)]
    known = [figure for line in lines.lines for figure in line.figures if figure is not None]
    ends = {figure for figure in (*known, lines.before, lines.target)}
    return [(scale(figure), f"{measures.plain(figure):,}") for figure in sorted({min(ends), max(ends)})]


def _days(lines: TwoLines) -> list[tuple[float, str]]:
    """Under it: before, and each check-in; of a longer plan as many as there is room for."""
    shown = lines.length // MONTH
    return [(LEFT, "before")] * (lines.before is not None) + [
        (_x(lines, day.day), str(day.day)) for n, day in enumerate(lines.days, 1) if n % shown == 0]


def _names(ends: list[tuple[float, float]], target: float | None) -> list:
    """Where the names stand, and how high the target's does: that of the upper line a little above its end, that of the other
    a little below, so that neither lies on a line; apart from the target's where a line ends beside it, and from each other."""
    order = sorted(range(len(ends)), key=lambda n: ends[n][1])
    placed, above = {}, -APART
    for n, beside in zip(order, (-BESIDE, BESIDE), strict=False):
        x, y = ends[n]
        height = max(y + beside, above + APART)
        above = _free(height, target, down=beside > 0) if x > RIGHT - NEAR else height
        placed[n] = (x, above)
    return [*(placed[n] for n in range(len(ends))), target]


def _free(height: float, target: float | None, *, down: bool) -> float:
    """The height, or the next one at which a name does not lie on that of the target."""
    if target is None or abs(height - target) >= APART:
        return height
    return target - APART if height < target and not down else target + APART


def _short(name: str) -> str:
    """The first name, as far as there is room for it."""
    first = name.split()[0]
    return first if len(first) <= LONGEST_NAME else first[:LONGEST_NAME - 1] + "…"
