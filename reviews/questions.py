"""What a file leaves undecided is asked of the person who brings it, once for all rows that say the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reviews.errors import Refused

ROWS_NAMED = 3
KEY = re.compile("q[0-9a-f]{16}")


class Unanswered(Refused):
    """A row that waits for the answer to a question."""


@dataclass
class Question:
    """A question, its answers as (value, words), the rows it is about, and the answer that was given."""

    words: str
    choices: tuple[tuple[str, str], ...]
    why: str  # said of each row as long as there is no answer
    answer: str = ""
    rows: list[int] = field(default_factory=list)  # the first of them
    count: int = 0

    @property
    def key(self) -> str:
        """What it is kept by: the same question has the same, whatever may be answered."""
        return "q" + hashlib.sha256(self.words.encode("utf-8", "replace")).hexdigest()[:16]

    @property
    def where(self) -> str:
        """The rows in words."""
        named, more = [f"{number:,}" for number in self.rows], self.count - len(self.rows)
        if more:
            return f"Rows {', '.join(named)} and {more:,} more"
        return f"Row {named[0]}" if len(named) == 1 else f"Rows {', '.join(named[:-1])} and {named[-1]}"

    def as_json(self) -> list:
        return [self.words, self.choices, self.why, self.answer, self.rows, self.count]

    @staticmethod
    def from_json(kept: list) -> Question:
        words, choices, *rest = kept
        return Question(words, tuple(map(tuple, choices)), *rest)


class Asking:
    """The questions that come up while a file is read, and the answers there are so far. `row` is where one reads."""

    def __init__(self, answers: Mapping[str, str]):
        self.answers, self.row = answers, 0
        self._asked: dict[str, Question] = {}
        self._counted: set[tuple[str, int]] = set()

    @property
    def questions(self) -> list[Question]:
        return list(self._asked.values())

    def decide(self, question: Question) -> str:
        """The answer, if there is one that still can be. Otherwise the row is left out, and says why."""
        question = self._asked.setdefault(question.key, question)
        if (question.key, self.row) not in self._counted:
            self._counted.add((question.key, self.row))
            question.count += 1
            question.rows += [self.row] * (len(question.rows) < ROWS_NAMED)
        answer = self.answers.get(question.key, "")
        if answer not in dict(question.choices):
            raise Unanswered(question.why)
        question.answer = answer
        return answer
