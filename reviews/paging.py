"""Long lists, a page at a time. What stands on a page is found by number alone; its facts are then asked for those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select
from sqlalchemy.orm import Session

SIZE, LAST = 100, 100_000


@dataclass(frozen=True)
class Paged:
    """The ids of the things on one page of a list, and whether there are more after it."""

    ids: list[int]
    number: int
    more: bool

    @property
    def whole(self) -> bool:
        """Whether the list has no other page."""
        return self.number == 1 and not self.more


def most_of(number: int) -> int:
    """How many things one has to know in their order to make this page: those before it, its own, and one more."""
    return _from_one(number) * SIZE + 1


def paged(session: Session, ids: Select[tuple[int]], number: int) -> Paged:
    """The page with this number, the first one being 1. One thing more is asked for, to know whether it goes on."""
    number = _from_one(number)
    found = session.scalars(ids.limit(SIZE + 1).offset((number - 1) * SIZE)).all()
    return Paged(list(found[:SIZE]), number, len(found) > SIZE)


def paged_of(things: Sequence, number: int) -> tuple[list, Paged]:
    """The same of things that are at hand: those on the page, and the page."""
    number = _from_one(number)
    shown = list(things[(number - 1) * SIZE:number * SIZE])
    return shown, Paged([], number, len(things) > number * SIZE)


def _from_one(number: int) -> int:
    return min(max(number, 1), LAST)
