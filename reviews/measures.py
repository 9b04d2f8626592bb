"""How one will know: how often the behaviour is seen, in five words, or a number with its unit. Before, and aimed at."""

from __future__ import annotations

from math import isfinite

from reviews.errors import Refused

FREQUENCY, NUMBER = "frequency", "number"
KINDS = (FREQUENCY, NUMBER)
FREQUENCIES = ("never", "now and then", "half the time", "usually", "always")
LARGEST = 1e12
LONGEST_UNIT = 20


def check(*, measure_kind: str, measure_unit: str, baseline: float | None, target: float | None) -> None:
    """Refuse, at its field, what cannot be a measure. Either end may still be open while a plan is a draft."""
    if measure_kind not in KINDS:
        raise Refused("Choose how it is measured: how often, or a number.", "measure_kind")
    if len(measure_unit) > LONGEST_UNIT:
        raise Refused(f"A unit has {LONGEST_UNIT} letters at most, like % or calls a week.", "measure_unit")
    for field, value in (("baseline", baseline), ("target", target)):
        if value is not None:
            _check_end(measure_kind, value, field)
    if baseline is not None and baseline == target:
        raise Refused("The target is what it is already. Choose a target that differs from before.", "target")


def said(kind: str, value: float | None, unit: str = "") -> str:
    """One end of the measure in words: "now and then", "20,000 euros", and nothing for what is open."""
    if value is None:
        return ""
    if kind == FREQUENCY:
        return FREQUENCIES[int(value)]
    return f"{plain(value):,} {unit}".strip()


def plain(value: float | None) -> float | int | None:
    """The number as people write it: 27, not 27.0."""
    return int(value) if value is not None and value == int(value) else value


def _check_end(kind: str, value: float, field: str) -> None:
    if kind == FREQUENCY and value not in range(len(FREQUENCIES)):
        raise Refused(f"Choose one of: {', '.join(FREQUENCIES)}.", field)
    if not isfinite(value) or abs(value) > LARGEST:
        raise Refused("Write a number that one can read out, like 6 or 37.5.", field)
