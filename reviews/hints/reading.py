"""Reads a text by the rules: whose words they are, of whom they are said, and which hints come first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from reviews.hints.rules import (
    ABSOLUTE, CUSTOMER, EFFECT, JUDGEMENT, OCCASION, PRIVATE, RULES, RUMOUR, SENTENCE, TEXT, Missing, Rule,
)

MOST = 3
REACH = 300  # characters of a sentence that are looked at, each way
ORDER = (PRIVATE, JUDGEMENT, RUMOUR, ABSOLUTE)  # what the room should not read, then what says nothing one could see
THEY = {"he", "she", "rep", "colleague", "guy", "seller", "salesman", "salesperson"}
_QUOTED = re.compile(r"“[^“”]*”|\"[^\"\n]*\"|«[^«»]*»|„[^„“”]*[“”]|(?<!\w)[‘'][^\n‘’']*(?:\w[’']\w[^\n‘’']*)*[’'](?!\w)")
_SENTENCE_ENDS = re.compile(r"[.!?;\n]+(?=\s|$)")
_COUNT = re.compile(r"\d+ (?:out )?of |\btwice\b|\b\d+ times\b", re.IGNORECASE)
_CUSTOMER = re.compile(rf"\b{CUSTOMER}\b", re.IGNORECASE)
_SAYS = re.compile(rf"\b{CUSTOMER}(?: has| have)? (?:said|says?|told|wrote|writes?|claimed|complain(?:ed|s)?|thought|found)\b",
                   re.IGNORECASE)
_TWO_CAPITALS = re.compile(r" [A-Z]\w+ [a-z]")
_WORD = re.compile(r"[^\W\d_]+")
_CHANGED = str.maketrans({"'": "’", "‑": "-", "\u00a0": " ", "\t": " "})


class Hint(NamedTuple):
    """The words of the text that are meant, as they stand there (none where something is missing), why they help little, a
    form to offer, and whether to offer keeping it to few readers."""

    words: str
    why: str
    better: str = ""
    personal: bool = False
    rule: str = ""


class _Found(NamedTuple):
    rule: Rule
    start: int
    end: int
    who: str


def on(text: str, *, occasion: str = "", effect: str = "", about: str = "", personal: bool = False, heard: bool = False,
       most: int = MOST) -> list[Hint]:
    """The hints on what a contributor wrote, the most useful first, one of each reason, at most `most`.

    `about` is the rep's name. Who has chosen `personal`, or has said that they `heard` of it, is not told what they know.
    """
    known = {PRIVATE: personal, RUMOUR: heard}
    found: dict[str, Hint] = {}
    for family in (family for family in ORDER if not known.get(family)):
        for hint in _of(family, text, occasion, about):
            found.setdefault(hint.why, hint)
    return [*found.values(), *_missing(text, occasion, effect, about, quiet=bool(found))][:most]


def judging(text: str) -> list[Hint]:
    """What in the text judges the person, in the order of the text, each wording once."""
    return _of(JUDGEMENT, text)


def judgements(text: str) -> list[str]:
    """The words of the text that judge the person."""
    return [hint.words for hint in judging(text)]


def _of(family: str, text: str, occasion: str = "", about: str = "") -> list[Hint]:
    reading = _Reading(text, occasion, about)
    hints: dict[str, Hint] = {}
    for it in _apart(sorted(_found(family, text), key=lambda it: (it.start, -it.end))):
        words = text[it.start:it.end]
        if words.lower() not in hints and reading.means(it):
            hints[words.lower()] = Hint(words, it.rule.why, it.rule.better, family == PRIVATE, it.rule.name)
    return list(hints.values())


def _found(family: str, text: str) -> Iterator[_Found]:
    even = text.translate(_CHANGED)
    for rule in RULES:
        if rule.family == family:
            for pattern in rule.patterns:
                for match in pattern.finditer(even):
                    yield _Found(rule, *match.span(), match.groupdict().get("who") or "")


def _apart(found: Iterable[_Found]) -> Iterator[_Found]:
    """Without those that begin inside another."""
    end = 0
    for it in found:
        if it.start >= end:
            yield it
            end = it.end


class _Reading:
    """One text, and what stands around the words in question."""

    def __init__(self, text: str, occasion: str, about: str):
        self.text, self.occasion = text, occasion
        self.names = _WORD.findall(about)
        self.rep = THEY | {name.lower() for name in self.names}
        self.quoted = [match.span() for match in _QUOTED.finditer(text)]

    def means(self, it: _Found) -> bool:
        """Said by the writer, of the rep: not quoted, not a name, not of a customer, not placed already."""
        if it.who:
            return it.who.lower() in self.rep and not self._is_quoted(it)
        before, after = self._sentence(it)
        return not (self._is_quoted(it) or self._is_name(it, before) or self._is_of_customer(before, after)
                    or self._is_placed(it.rule, before + self.text[it.start:it.end] + after))

    def _sentence(self, it: _Found) -> tuple[str, str]:
        """What stands before and after it in its sentence."""
        before = self.text[max(0, it.start - REACH):it.start]
        return _SENTENCE_ENDS.split(before)[-1], _SENTENCE_ENDS.split(self.text[it.end:it.end + REACH])[0]

    def _is_quoted(self, it: _Found) -> bool:
        """Somebody's speech. A judgement of one word in quotation marks is the writer's own, held with tongs."""
        return any(start < it.start and it.end < end and (it.rule.family in (ABSOLUTE, RUMOUR) or " " in self.text[start:end].strip())
                   for start, end in self.quoted)

    def _is_name(self, it: _Found, before: str) -> bool:
        """A product or a company: capitals where a sentence would have none, or two words of them at its start."""
        words = self.text[it.start:it.end]
        if words.isupper() or not words.split()[-1][0].isupper() or it.rule.family == PRIVATE:
            return False
        return bool(_WORD.search(before)) or it.rule.family != RUMOUR and bool(_TWO_CAPITALS.match(self.text, it.end))

    def _is_of_customer(self, before: str, after: str) -> bool:
        """Whether a customer says it, or is the one last spoken of; for words at a sentence's end, the one first spoken of."""
        customers = [match.start() for match in _CUSTOMER.finditer(before)]
        if not customers or _SAYS.search(before):
            return bool(customers)
        reps = [match.start() for match in _WORD.finditer(before) if match[0].lower() in self.rep]
        return customers[-1] > max(reps, default=-1) if after.strip() else customers[0] < min(reps, default=len(before))

    def _is_placed(self, rule: Rule, sentence: str) -> bool:
        if rule.placed == SENTENCE:
            return bool(_COUNT.search(sentence)) or OCCASION.is_told(sentence, self.names)
        return rule.placed == TEXT and self._is_text_placed

    @cached_property
    def _is_text_placed(self) -> bool:
        return bool(self.occasion.strip()) or OCCASION.is_told(self.text, self.names)


def _missing(text: str, occasion: str, effect: str, about: str, *, quiet: bool) -> list[Hint]:
    """The occasion first; the effect only where nothing else is to be said."""
    if not occasion.strip() and _lacks(OCCASION, text, about):
        return [_as_hint(OCCASION, "no occasion")]
    if not effect.strip() and not quiet and _lacks(EFFECT, text):
        return [_as_hint(EFFECT, "no effect")]
    return []


def _lacks(missing: Missing, text: str, about: str = "") -> bool:
    return len(text.strip()) >= missing.characters and not missing.is_told(text, _WORD.findall(about))


def _as_hint(missing: Missing, name: str) -> Hint:
    return Hint("", missing.why, missing.better, rule=name)
