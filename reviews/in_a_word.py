"""What may be told of answers that are nobody's to see: one word for a closed batch of them, and how often each word came.

Three answers make a batch, three batches make a block. A word says what at least two thirds of a batch said. It is chosen
so that whichever word it is, any single answer in the batch may have been any: also when all of them said the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

YES, PARTLY, NO = SAID = ("yes", "partly", "no")
MIXED, TOO_FEW = "mixed", "too few said"
WORDS = (*(f"mostly {said}" for said in SAID), MIXED, TOO_FEW)
SIZE = 3
T = TypeVar("T")


@dataclass(frozen=True)
class Told:
    """Of so many batches, each of so many answers: for each statement how often each of `WORDS` came."""

    batches: int
    answers: int
    words: dict[str, tuple[int, ...]]


def closing(waiting: Iterable[T], whose: Callable[[T], Hashable]) -> list[T]:
    """Those that close a batch now: the first of each of three different people, in the order in which they came; none while
    there are not three. A second one of the same person waits for the next batch."""
    firsts: dict[Hashable, T] = {}
    for one in waiting:
        firsts.setdefault(whose(one), one)
    return list(firsts.values())[:SIZE] if len(firsts) >= SIZE else []


def word(said: Sequence[str | None]) -> str:
    """One word for what a batch said of one statement; None is one who left it out."""
    most, count = 2 * len(said) // 3, Counter(said)
    for answer in SAID:
        if count[answer] >= most:
            return f"mostly {answer}"
    return MIXED if len(said) - count[None] >= most else TOO_FEW


def tell(answers: Iterable[tuple[Hashable, Mapping[str, str | None]]], statements: Sequence[str]) -> Told | None:
    """What may be told of closed batches. `answers` come as pairs of the batch and what one person said, by statement."""
    batches = defaultdict(list)
    for batch, said in answers:
        batches[batch].append(said)
    if not batches:
        return None
    words = {statement: Counter(word([said[statement] for said in batch]) for batch in batches.values()) for statement in statements}
    return Told(len(batches), sum(map(len, batches.values())),
                {statement: tuple(count[one] for one in WORDS) for statement, count in words.items()})
