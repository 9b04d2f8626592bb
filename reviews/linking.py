"""Average linkage: the two groups that are most alike are joined, again and again, while they are alike enough.

What people have placed is a group from the start. Two of those are never joined; single observations may join them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

NEVER = -np.inf


def link(likeness: np.ndarray, groups: Sequence[Sequence[int]], fixed: int, cut: float) -> list[list[int]]:
    """Join `groups` (lists of rows of `likeness`); the first `fixed` of them never join one another.

    Each group keeps its place, those that went into another are left empty; between equal pairs the earliest wins.
    """
    joined = [list(group) for group in groups]
    between = _between(likeness, joined)
    between[:fixed, :fixed] = NEVER
    while len(joined) > 1 and between.max() >= cut:
        first, second = sorted(divmod(int(between.argmax()), len(joined)))
        _join(between, joined, first, second)
    return joined


def _between(likeness: np.ndarray, groups: list[list[int]]) -> np.ndarray:
    """The mean likeness of all pairs across two groups, for every two groups."""
    shares = np.zeros((len(groups), len(likeness)))
    for row, group in enumerate(groups):
        shares[row, group] = 1 / len(group)
    between = shares @ likeness @ shares.T
    np.fill_diagonal(between, NEVER)
    return between


def _join(between: np.ndarray, groups: list[list[int]], first: int, second: int) -> None:
    """Take `second` into `first`; a matrix is kept at one size, the emptied row is never alike to any."""
    sizes = len(groups[first]), len(groups[second])
    both = (between[first] * sizes[0] + between[second] * sizes[1]) / sum(sizes)
    between[first], between[:, first] = both, both
    between[second], between[:, second] = NEVER, NEVER
    between[first, first] = NEVER
    groups[first] += groups[second]
    groups[second] = []
