"""The rules about words, read from their file once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

PERSONAL, JUDGEMENT, RUMOUR, ABSOLUTE = "personal", "judgement", "rumour", "absolute"
_FILE = Path(__file__).with_name("rules.toml")
# A sentence of somebody else, as typed on a phone or by a word processor. An apostrophe opens none.
_QUOTED = re.compile(r"“[^”]{1,400}”|„[^“”]{1,400}[“”]|«[^»]{1,400}»|\"[^\"\n]{1,400}\"")
_REACH = 40  # how far before the words `unless_after` looks


@dataclass(frozen=True)
class Rule:
    """`unless_after` names what the words may follow, such as the customer, so that somebody else is meant."""

    sort: str
    pattern: str
    why: str
    better: str = ""
    unless_after: str = ""
    hits: tuple[str, ...] = ()
    misses: tuple[str, ...] = ()
    words: re.Pattern = field(init=False, repr=False)
    others: re.Pattern | None = field(init=False, repr=False)

    def __post_init__(self):
        spaced = re.sub(r"\s*\n\s*", "", self.pattern)
        object.__setattr__(self, "words", re.compile(rf"\b(?:{spaced})\b", re.IGNORECASE))
        others = re.compile(rf"\b(?:{self.unless_after})\s+$", re.IGNORECASE) if self.unless_after else None
        object.__setattr__(self, "others", others)

    def matches(self, text: str) -> Iterator[re.Match]:
        """Where the text says it of the person."""
        for match in self.words.finditer(text):
            if not (self.others and self.others.search(text[max(0, match.start() - _REACH):match.start()])):
                yield match


class Found(NamedTuple):
    start: int
    words: str
    rule: Rule


def found(text: str, *sorts: str) -> list[Found]:
    """What the rules of these sorts, or all, find in the text."""
    return [Found(match.start(), match[0], rule) for rule in RULES if not sorts or rule.sort in sorts
            for match in rule.matches(text)]


def without_quotations(text: str) -> str:
    """The text with what it quotes made blank, so that every word stays where it is."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)


def _read() -> tuple[Rule, ...]:
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return tuple(Rule(**{key: tuple(value) if isinstance(value, list) else value for key, value in rule.items()})
                 for rule in told["rule"])


RULES = _read()
