"""The rules of the hints, read from rules.toml once: what they look for, and what they say."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

PRIVATE, JUDGEMENT, RUMOUR, ABSOLUTE = "private", "judgement", "rumour", "absolute"
SENTENCE, TEXT = "sentence", "text"
VERY = ("(?:too|so|very|just|always|really|quite|rather|a bit|a little|often|still|simply|extremely|pretty|somewhat|also|"
        "generally|overly|sometimes|again|completely|totally|being)")
CUSTOMER = ("(?:customers?|clients?|buyers?|prospects?|contacts?|champion|competitors?|vendors?|procurement|purchasing|purchaser|"
            "C[EFIOT]O|head of \\w+|hospital|the lead|deals?|budget|markets?|tender|accounts?|products?|region|"
            "system|tool|CRM|legal|company|owner|boss|they)")


class Rule(NamedTuple):
    """What one hint looks for and says; `placed` is where a day or a count makes it leave the words alone."""

    name: str
    family: str
    why: str
    better: str
    patterns: tuple[re.Pattern, ...]
    placed: str
    matches: tuple[str, ...]
    leaves: tuple[str, ...]


class Missing(NamedTuple):
    """What a text that is long enough to be done should tell somewhere, and what shows that it does."""

    characters: int
    why: str
    better: str
    patterns: tuple[re.Pattern, ...]
    matches: tuple[str, ...]
    leaves: tuple[str, ...]

    def is_told(self, text: str, about: Iterable[str] = ()) -> bool:
        """The name of whom it is `about` places nothing."""
        for name in about:
            text = re.sub(rf"\b{name}(?:[’']?s)?\b", "", text)
        return any(pattern.search(text) for pattern in self.patterns)


def _rule(row: dict) -> Rule:
    return Rule(row["name"], row["family"], row["why"], row["better"], _compiled(row["patterns"]), row.get("placed", ""),
                tuple(row["matches"]), tuple(row["leaves"]))


def _missing(row: dict) -> Missing:
    patterns = _compiled(row["patterns"]) + ((re.compile(row["cased"]),) if "cased" in row else ())
    return Missing(row["from"], row["why"], row["better"], patterns, tuple(row["matches"]), tuple(row["leaves"]))


def _compiled(patterns: list[str]) -> tuple[re.Pattern, ...]:
    """Each that asks who it is said of by itself, all others as one."""
    asking = [pattern for pattern in patterns if "{who}" in pattern]
    others = "|".join(pattern for pattern in patterns if "{who}" not in pattern)
    return tuple(_words(pattern) for pattern in [*asking, others] if pattern)


def _words(pattern: str) -> re.Pattern:
    pattern = pattern.replace("\n    ", "")
    for name, means in {"who": r"(?P<who>[^\W\d_]+)", "very": VERY, "customer": CUSTOMER}.items():
        pattern = pattern.replace("{" + name + "}", means)
    return re.compile(rf"\b(?:{pattern})(?!\w)", re.IGNORECASE)


_FILE = tomllib.loads(Path(__file__).with_name("rules.toml").read_text(encoding="utf-8"))
RULES = tuple(_rule(row) for row in _FILE["rule"])
OCCASION, EFFECT = _missing(_FILE["occasion"]), _missing(_FILE["effect"])
