"""Which observations of a review say the same thing: suggested themes, never facts.

Gains and opportunities never mix. What a person has placed stays where it is and attracts the rest; what a person left
alone is not suggested anywhere. The answer depends on what was written, not on the order in which it came.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from dataclasses import astuple, dataclass

import numpy as np

from reviews import encoding
from reviews.likeness import likeness
from reviews.linking import link
from reviews.reasons import Why, strength, why
from reviews.titles import best_title
from reviews.wording import ORDINARY_WORDS

CUT = 0.08  # a pair of groups is joined while it is at least this much alike
FEWEST_THEMES, MOST_THEMES = 0.02, 0.14  # the ends of the slider over the cut
BY_WORDS_MORE = 0.04  # by words alone, likeness runs higher
SAME_AUTHOR = 0.04  # one person rarely writes the same thing twice
OFFERED = 3


@dataclass(frozen=True)
class Note:
    """One observation. `theme` is where a person placed it, `alone` that a person said it stays single."""

    key: int
    text: str
    author: int
    function: str
    kind: str
    theme: int | None = None
    alone: bool = False


@dataclass(frozen=True)
class Group:
    """Unplaced observations that would be one theme: the one that they would join, or a new one."""

    members: tuple[int, ...]
    theme: int | None
    title: str
    why: Why


@dataclass(frozen=True)
class Suggestion:
    """What the machine would merge, for each left single the nearest it could go with, and what it was made from.

    `placed` has the reasons for each theme that people made, as they placed it.
    """

    groups: tuple[Group, ...]
    nearest: dict[int, tuple[int, ...]]
    by_words_only: bool
    fingerprint: str
    placed: dict[int, Why]


def warm() -> threading.Thread:
    """Get ready in the background, at the start of a server, so that the first board does not wait for the encoder."""
    return encoding.warm(ORDINARY_WORDS)


def suggest(notes: Sequence[Note], names: Sequence[str] = (), cut: float = CUT) -> Suggestion:
    """Groups of unplaced notes, first those that would join a theme. A lower `cut` makes fewer and larger themes."""
    boards = [_Board(_of_kind(notes, kind), names, cut) for kind in sorted({note.kind for note in notes})]
    groups = [group for board in boards for group in board.groups()]
    return Suggestion(
        groups=tuple(sorted(groups, key=_place)),
        nearest={key: found for board in boards for key, found in board.nearest().items()},
        by_words_only=any(board.by_words_only for board in boards),
        fingerprint=fingerprint(notes),
        placed={theme: reasons for board in boards for theme, reasons in board.placed().items()},
    )


def group_texts(texts: list[str], names: Sequence[str] = ()) -> list[int]:
    """A group number for each text, counted in the order in which the groups first appear."""
    order = sorted(range(len(texts)), key=texts.__getitem__)
    matrix, by_words_only = likeness([texts[place] for place in order], names)
    groups = link(matrix, [[row] for row in range(len(texts))], fixed=0, cut=_fitting(CUT, by_words_only))
    group_of = {order[row]: number for number, group in enumerate(groups) for row in group}
    numbers: dict[int, int] = {}
    return [numbers.setdefault(group_of[place], len(numbers)) for place in range(len(texts))]


def why_together(notes: Sequence[Note], names: Sequence[str] = (), among: Sequence[Note] = ()) -> Why:
    """The reasons for a theme that people placed. How alike its notes are shows only `among` the review's others."""
    everything = _of_kind({note.key: note for note in (*among, *notes)}.values(), notes[0].kind if notes else "")
    keys = {note.key for note in notes}
    rows = [row for row, note in enumerate(everything) if note.key in keys]
    if len(rows) == len(everything):
        return why(notes, notes, names)
    matrix, by_words_only = likeness([note.text for note in everything], names)
    return why(notes, everything, names, strength(matrix, rows, by_words_only))


def title_for(notes: Sequence[Note], names: Sequence[str] = ()) -> str:
    return best_title([note.text for note in notes], names)


def fingerprint(notes: Sequence[Note]) -> str:
    """Changes when an observation comes, goes, is reworded or is placed: a suggestion made before is then stale."""
    made_from = sorted(map(astuple, notes), key=lambda fields: fields[0])
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()


class _Board:
    """The notes of one kind, joined."""

    def __init__(self, notes: list[Note], names: Sequence[str], cut: float):
        self.notes = [note for note in notes if note.theme is not None or not note.alone]
        self.names = names
        self.matrix, self.by_words_only = likeness([note.text for note in self.notes], names)
        self.themes = sorted({note.theme for note in self.notes if note.theme is not None})
        placed = [[row for row, note in enumerate(self.notes) if note.theme == theme] for theme in self.themes]
        unplaced = [[row] for row, note in enumerate(self.notes) if note.theme is None]
        fitting = _fitting(cut, self.by_words_only)
        self.joined = link(self._wary_of_one_author(), placed + unplaced, fixed=len(placed), cut=fitting)

    def groups(self) -> list[Group]:
        themes = self.themes + [None] * (len(self.joined) - len(self.themes))
        return [self._group(rows, theme) for rows, theme in zip(self.joined, themes, strict=True)
                if len(rows) > 1 and any(self.notes[row].theme is None for row in rows)]

    def placed(self) -> dict[int, Why]:
        """Why the notes of each theme belong together, without those that would join it."""
        rows_of = {theme: [row for row, note in enumerate(self.notes) if note.theme == theme] for theme in self.themes}
        return {theme: self._why(rows) for theme, rows in rows_of.items()}

    def nearest(self) -> dict[int, tuple[int, ...]]:
        """For each unplaced note left single the keys of those it could go with, the nearest first."""
        singles = [rows[0] for rows in self.joined if len(rows) == 1 and self.notes[rows[0]].theme is None]
        return {self.notes[row].key: self._nearest_to(row) for row in singles}

    def _group(self, rows: list[int], theme: int | None) -> Group:
        notes = sorted((self.notes[row] for row in rows), key=lambda note: note.key)
        return Group(
            members=tuple(note.key for note in notes if note.theme is None),
            theme=theme,
            title=title_for(notes, self.names),
            why=self._why(rows),
        )

    def _why(self, rows: list[int]) -> Why:
        notes = [self.notes[row] for row in rows]
        return why(notes, self.notes, self.names, strength(self.matrix, rows, self.by_words_only))

    def _nearest_to(self, row: int) -> tuple[int, ...]:
        if not self.matrix[row].any():  # it says nothing, so nothing is near
            return ()
        others = [other for other in range(len(self.notes)) if other != row and self.matrix[other].any()]
        ranked = sorted(others, key=lambda other: (-self.matrix[row, other], self.notes[other].key))
        return tuple(self.notes[other].key for other in ranked[:OFFERED])

    def _wary_of_one_author(self) -> np.ndarray:
        authors = np.array([note.author for note in self.notes])
        return self.matrix - SAME_AUTHOR * (authors[:, None] == authors[None, :])


def _of_kind(notes, kind: str) -> list[Note]:
    """In an order that does not depend on the one they came in."""
    return sorted((note for note in notes if note.kind == kind), key=lambda note: (note.text, note.key))


def _fitting(cut: float, by_words_only: bool) -> float:
    return cut + BY_WORDS_MORE if by_words_only else cut


def _place(group: Group) -> tuple:
    """Themes that exist first, then the largest group."""
    return group.theme is None, group.theme or 0, -len(group.members), group.members
