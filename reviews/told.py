"""What a contributor was told by mail, and what became of it: for the page of whoever runs the meeting. Rows in, nothing asked
here, and nothing of what a letter says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Row

from reviews.letters import INVITATION, LAST_REMINDER, MOVED, NOT_NEEDED, NUDGE, REMINDER, WAITING, state_of

# As it stands there once it was sent, and as a thing that waits or was refused.
WORDS = {INVITATION: ("invited", "the invitation"), REMINDER: ("reminded", "the reminder"),
         LAST_REMINDER: ("reminded again", "the last reminder"), NUDGE: ("nudged", "the nudge"),
         MOVED: ("told of the new time", "the letter about the new time")}


@dataclass(frozen=True)
class Told:
    """One matter: its state is that of its letter, waiting while there is none; `at` is when the letter went."""

    kind: str
    state: str
    at: datetime | None
    problem: str
    letter_id: int | None

    @property
    def done(self) -> str:
        return WORDS[self.kind][0]

    @property
    def thing(self) -> str:
        return WORDS[self.kind][1]


def told_by_person(rows: Iterable[Row]) -> defaultdict[int, list[Told]]:
    """By person what was to be told them as a contributor, in its order, without what need not be told any more."""
    by_person = defaultdict(list)
    for row in rows:
        state = state_of(row) if row.letter_id else WAITING
        if row.kind in WORDS and state != NOT_NEEDED:
            at = row.sent_at or row.refused_at or row.handed_over_at
            by_person[row.person_id].append(Told(row.kind, state, at, row.problem or "", row.letter_id))
    return by_person
