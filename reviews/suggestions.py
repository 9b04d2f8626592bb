"""Suggestions that were made, kept for as long as nothing they were made from changes. A board is looked at far more often.

They are kept in memory alone. What people read is found by a fingerprint of everything it was made from, so a suggestion
that quotes words which were reworded, withdrawn or marked personal is never found again, and makes way for newer ones.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from reviews.encoding import forget_oldest
from reviews.merging import Note, Suggestion, fingerprint, suggest

KEPT = 200  # boards, each of a few KB

_lock = threading.Lock()
_made: dict[tuple, Suggestion] = {}


def suggestion_for(notes: Sequence[Note], names: Sequence[str]) -> Suggestion:
    """What the machine would merge of these notes; made once, as long as they and the names stay as they are."""
    made_from = fingerprint(notes), tuple(names)
    with _lock:
        known = _made.get(made_from)
    return known or _keep(made_from, suggest(notes, names))


def _keep(made_from: tuple, suggestion: Suggestion) -> Suggestion:
    with _lock:
        _made[made_from] = suggestion
        forget_oldest(_made, KEPT)
    return suggestion
