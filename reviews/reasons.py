"""Why the observations of a theme belong together, in words that a person can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from reviews.wording import EMPTY_WORDS, stem, telling_words, without_names

WORDS_SHOWN = 4
# They tell texts apart a little, yet a person who reads them as a reason learns nothing.
NEVER_SHOWN = EMPTY_WORDS | frozenset("""
what which when who whom whose where how why some any all more most much many such about into out only even other own
one two still often sometimes never again well good better make makes made get gets got work works worked working come comes came coming go goes went
going time times day days week weeks month months quarter quarters year years thing things need needs lot
""".split())

# From which mean likeness on a group is called so. Of its pairs about 95, 80, 65 and below that 50 in 100 are right.
STRENGTHS = ((0.35, "strong"), (0.25, "good"), (0.18, "likely"))
WEAKEST = "weak, please check"


class Seen(Protocol):
    """What is read of an observation here."""

    text: str
    author: int
    function: str


@dataclass(frozen=True)
class Why:
    """Who saw it, the words they share, and in words how alike they are ("" when there is nothing to compare with)."""

    people: int
    functions: tuple[str, ...]
    shared_words: tuple[str, ...]
    strength: str


def why(notes: Sequence[Seen], among: Sequence[Seen], names: Sequence[str] = (), strong: str = "") -> Why:
    return Why(
        people=len({note.author for note in notes}),
        functions=tuple(sorted({note.function for note in notes})),
        shared_words=shared_words([note.text for note in notes], [note.text for note in among], names),
        strength=strong,
    )


def strength(matrix: np.ndarray, rows: Sequence[int], by_words_only: bool = False) -> str:
    """The mean likeness of all pairs in a group, in words. By words alone it is never called more than likely."""
    pairs = [matrix[one, other] for place, one in enumerate(rows) for other in rows[place + 1 :]]
    if not pairs:
        return ""
    mean = sum(pairs) / len(pairs)
    found = next((name for bound, name in STRENGTHS if mean >= bound), WEAKEST)
    return "likely" if by_words_only and found != WEAKEST else found


def shared_words(texts: Sequence[str], among: Sequence[str], names: Sequence[str] = ()) -> tuple[str, ...]:
    """Words of half of the texts and of at least two, in any of their forms; not those that nearly all have."""
    own, everywhere = _stems(texts, names), _stems(among, names)
    enough = max(2, (len(texts) + 1) // 2)
    told = [found for found, count in own.items() if count >= enough and not _ordinary(found, own, everywhere, among)]
    told.sort(key=lambda found: (-own[found], everywhere[found], found))
    forms = _forms(texts, names)
    return tuple(forms[found] for found in told[:WORDS_SHOWN])


def _ordinary(found: str, own: Counter, everywhere: Counter, among: Sequence[str]) -> bool:
    """As frequent outside of the group as to say nothing about it."""
    return everywhere[found] > own[found] and everywhere[found] > 0.6 * len(among)


def _stems(texts: Sequence[str], names: Sequence[str]) -> Counter:
    return Counter(found for text in texts for found in {stem(word) for word in _telling(text, names)})


def _forms(texts: Sequence[str], names: Sequence[str]) -> dict[str, str]:
    """For each stem the form that is written most often, the shorter one when two are."""
    counted = Counter(word for text in texts for word in _telling(text, names))
    ranked = sorted(counted, key=lambda word: (counted[word], -len(word), word))
    return {stem(word): word for word in ranked}


def _telling(text: str, names: Sequence[str]) -> list[str]:
    return [word for word in telling_words(without_names(text, names)) if word not in NEVER_SHOWN and len(word) > 2]
