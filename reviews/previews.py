"""What taking a file in would do, told before it is done: counts, the first few of each sort, what is asked, what is left out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from reviews.errors import Refused
from reviews.questions import Question
from reviews.tables import Row

SHOWN = 50
SHORT = 160
DONE = {"team": ("team added", "teams added"), "person": ("person added", "people added"),
        "contributor": ("person asked", "people asked"), "observation": ("observation added", "observations added")}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the file is about: what is known of it, or what of it changes from what to what."""

    what: str
    name: str
    facts: tuple[tuple[str, str], ...] = ()
    changes: tuple[tuple[str, str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that will not be taken in: its number, what it says, and why."""

    number: int
    says: str
    reason: str


@dataclass
class Some:
    """How many there are, and the first of them."""

    count: int = 0
    first: list = field(default_factory=list)

    def add(self, one) -> None:
        self.count += 1
        if self.count <= SHOWN:
            self.first.append(one)


class Preview:
    """What confirming would do. By its `fingerprint` nothing else is confirmed than what was shown."""

    def __init__(self):
        self.created: dict[str, Some] = {}
        self.changed, self.same, self.bad = Some(), Some(), Some()
        self.reasons: dict[int, str] = {}  # of every row that is left out, by its number
        self.questions: list[Question] = []
        self._written = hashlib.sha256()

    def create(self, entry: Entry) -> None:
        self.created.setdefault(entry.what, Some()).add(entry)
        self._written.update(repr(entry).encode("utf-8", "replace"))

    def change(self, entry: Entry) -> None:
        self.changed.add(entry)
        self._written.update(repr(entry).encode("utf-8", "replace"))

    def leave_out(self, row: Row, why: Refused) -> None:
        self.bad.add(BadRow(row.number, says(row), why.sentence))
        self.reasons[row.number] = why.sentence

    def in_order(self) -> Preview:
        """Itself, with the rows left out as they stand in the file."""
        self.bad.first.sort(key=lambda row: row.number)
        return self

    @property
    def does_something(self) -> bool:
        return bool(self.created or self.changed.count)

    @property
    def added(self) -> int:
        return sum(some.count for some in self.created.values())

    @property
    def open_questions(self) -> list[Question]:
        return [question for question in self.questions if not question.answer]

    @property
    def fingerprint(self) -> str:
        return self._written.hexdigest()[:32]

    def in_short(self) -> str:
        """What it came to, each sort in its own number."""
        added = {what: self.created[what].count for what in DONE if what in self.created}
        parts = [f"{many:,} {DONE[what][many > 1]}" for what, many in added.items()]
        rest = {"changed": self.changed, "left alone": self.same, "left out": self.bad}
        return ", ".join(parts + [f"{some.count:,} {word}" for word, some in rest.items() if some.count]) + "."


@dataclass(frozen=True)
class Kept:
    """A preview as it is kept with a large file, and told again without reading the file anew."""

    created: Mapping[str, Some]
    changed: Some
    same: Some
    bad: Some
    reasons: Mapping[int, str]
    questions: list[Question]
    fingerprint: str

    does_something = Preview.does_something
    added = Preview.added
    open_questions = Preview.open_questions
    in_short = Preview.in_short


def as_json(preview: Preview) -> dict:
    """A preview in plain lists and words."""
    some = {"changed": preview.changed, "same": preview.same, **{f"+{what}": of for what, of in preview.created.items()}}
    return {
        "some": {name: [of.count, [_plain(entry) for entry in of.first]] for name, of in some.items()},
        "bad": [preview.bad.count, [[row.number, row.says, row.reason] for row in preview.bad.first]],
        "reasons": list(preview.reasons.items()), "fingerprint": preview.fingerprint,
        "questions": [question.as_json() for question in preview.questions]}


def from_json(kept: Mapping) -> Kept:
    """The preview that `as_json` gave."""
    some = {name: Some(count, [_entry(*entry) for entry in first]) for name, (count, first) in kept["some"].items()}
    bad = Some(kept["bad"][0], [BadRow(*row) for row in kept["bad"][1]])
    return Kept({name[1:]: of for name, of in some.items() if name[0] == "+"}, some["changed"], some["same"], bad,
                dict(kept["reasons"]), [Question.from_json(said) for said in kept["questions"]], kept["fingerprint"])


def says(row: Row) -> str:
    """A row in short, so that it can be found again."""
    whole = ", ".join(cell for cell in row.cells.values() if cell)
    return whole if len(whole) <= SHORT else whole[:SHORT].rstrip() + "…"


def _plain(entry: Entry) -> list:
    return [entry.what, entry.name, entry.facts, entry.changes, entry.note]


def _entry(what: str, name: str, facts: Iterable, changes: Iterable, note: str) -> Entry:
    return Entry(what, name, tuple(map(tuple, facts)), tuple(map(tuple, changes)), note)
