"""One person's windows: which of them saved a draft last, so that a window never takes its own words for another's.

A window gives itself a name that nobody else has, and counts what it sends: `name.7`. Of what one window sent the later
counts, in whatever order it arrives; what another has saved meanwhile is shown.
"""

from __future__ import annotations

from reviews.holding import unchanged


def is_same(tab: str, saved_by: str) -> bool:
    """Whether what stands there was saved by this window."""
    return bool(tab) and _name(tab) == _name(saved_by)


def is_late(tab: str, saved_by: str) -> bool:
    """Whether this window has saved something later already: what comes now was on the way for long."""
    return is_same(tab, saved_by) and _count(tab) < _count(saved_by)


def check(thing, tab: str, seen: int | None, **mine) -> None:
    """Refuse with `Stale` when another window has saved something else than `mine` since this one saw the version `seen`. What
    this very window has saved last is its own, also when it never heard that it arrived."""
    unchanged(thing, None if is_same(tab, thing.tab) else seen, **mine)


def _name(tab: str) -> str:
    return tab.rpartition(".")[0]


def _count(tab: str) -> int:
    number = tab.rpartition(".")[2]
    return int(number) if number.isdecimal() and number.isascii() else 0
