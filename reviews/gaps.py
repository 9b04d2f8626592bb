"""What a facilitator should see missing while a meeting gathers, in sentences. Pure: counts in, no database, no words read.

A gap is something that can still be closed. An answer is none: who has nothing to add was asked and has answered. Counts are
all that goes in, since the manager reads these sentences too, before anything was read in the room; hence nothing is said of
what is first-hand and what was heard. Independent sight weighs most, so it is people first, then functions.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from reviews.days import previous_working_day
from reviews.people import LEADER, MANAGER, PEER_MANAGER, REPORT, names_apart

SALES = frozenset({MANAGER, PEER_MANAGER, LEADER, REPORT})
MOST, MOST_NAMES = 5, 4
DAYS_BEFORE = 2


class Rep(NamedTuple):
    """A rep whose turn has not come."""

    id: int
    name: str


class Asked(NamedTuple):
    """Somebody who is asked, and whether they said that they cannot this time."""

    id: int
    name: str
    function: str
    declined: bool = False


class Cell(NamedTuple):
    """What one contributor has done about one rep."""

    written: int = 0
    unconfirmed: int = 0
    no_more: bool = False

    @property
    def answered(self) -> bool:
        return bool(self.written or self.no_more)


Cells = Mapping[tuple[int, int], Cell]
EMPTY = Cell()


def named_from(due_on: date) -> date:
    """The day from which what is not written yet is named: two working days before it is due. Earlier nearly everything is
    missing, which says nothing; later nobody could do anything about it."""
    for _ in range(DAYS_BEFORE):
        due_on = previous_working_day(due_on - timedelta(1))
    return due_on


def gaps(reps: Sequence[Rep], asked: Sequence[Asked], cells: Cells, *, early: bool = False) -> list[str]:
    """What is missing, what matters most first, five sentences at most. Too `early`, only what is wrong with who is asked,
    since it takes time to ask somebody else."""
    if not reps or not asked:
        return []
    found = [*_not_asked(asked, cells)]
    if not early:
        found += _not_written(reps, asked, cells)
    return found[:MOST]


def _not_asked(asked: Sequence[Asked], cells: Cells) -> Iterator[str]:
    """Sides from which nobody can be heard."""
    if all(one.function in SALES for one in asked):
        yield "Nobody outside sales is asked."
    wrote = {asked_id for (_, asked_id), cell in cells.items() if cell.written}
    for function, those in _by(asked, lambda one: one.function).items():
        if all(one.declined and one.id not in wrote for one in those):
            yield f"{in_a_row([one.name for one in those])} cannot this time, and nobody else from {function} is asked."


def _not_written(reps: Sequence[Rep], asked: Sequence[Asked], cells: Cells) -> Iterator[str]:
    if not any(cell.written or cell.unconfirmed or cell.no_more for cell in cells.values()):
        yield "Nobody has written anything yet."
        return
    called = names_apart({rep.id: rep.name for rep in reps})
    told = _by(reps, lambda rep: _about(rep, asked, cells))
    for _, sentence in sorted((said for said in told if said), key=lambda said: said[0]):
        names = in_a_row([called[rep.id] for rep in told[_, sentence]])
        yield sentence.format(names)
    yield from _silent(reps, asked, cells)


def _about(rep: Rep, asked: Sequence[Asked], cells: Cells) -> tuple[int, str] | None:
    """How much it matters, and the sentence about a rep of whom too little is known; None where there is no gap."""
    others = [one for one in asked if one.id != rep.id]
    of = {one.id: cells.get((rep.id, one.id), EMPTY) for one in others}
    wrote = [one for one in others if of[one.id].written]
    can = [one for one in others if not one.declined and not of[one.id].answered]
    if not wrote:
        return _about_nobody(of.values(), can)
    functions = {one.function for one in wrote}
    if len(wrote) == 1 and can:
        return 2, f"Only {wrote[0].name} has written about {{}}."
    if functions <= SALES and any(one.function not in SALES for one in can):
        return 3, "Nobody outside sales has written about {}."
    if len(functions) == 1 and any(one.function not in functions for one in can):
        return 4, f"Only {wrote[0].function} has written about {{}}."
    return None


def _about_nobody(cells, can: Sequence[Asked]) -> tuple[int, str]:
    if any(cell.unconfirmed for cell in cells):
        return 1, "What is there about {} was imported, and its authors have not confirmed it."
    return (0, "Nobody has written about {} yet.") if can else (5, "All who could write have nothing to add about {}.")


def _silent(reps: Sequence[Rep], asked: Sequence[Asked], cells: Cells) -> Iterator[str]:
    """Functions that are asked and have said nothing about anybody."""
    for function, those in _by((one for one in asked if not one.declined), lambda one: one.function).items():
        could = [(rep.id, one.id) for rep in reps for one in those if rep.id != one.id]
        if could and not any(cells.get(pair, EMPTY) != EMPTY for pair in could):
            yield f"Nothing from {function} yet: {in_a_row([one.name for one in those])}."


def in_a_row(names: Sequence[str]) -> str:
    """Names as a sentence says them; of many the first few, and how many more."""
    if len(names) > MOST_NAMES + 1:
        return f"{', '.join(names[:MOST_NAMES])} and {len(names) - MOST_NAMES} others"
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _by(things, key) -> dict:
    """The things by what the key says of them, in the order in which they come."""
    grouped = defaultdict(list)
    for thing in things:
        grouped[key(thing)].append(thing)
    return grouped
