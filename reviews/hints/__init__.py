"""Hints on wording, in English: the very words that help nobody, why, and a form that would. They never block.

The rules are data, in rules.toml beside this file. Law 3 reads the same rules about judging a person.
"""

from __future__ import annotations

from typing import NamedTuple

from reviews.hints import rules
from reviews.hints.missing import missing
from reviews.hints.rules import ABSOLUTE, JUDGEMENT, PERSONAL, RUMOUR

MOST = 3
# The most useful first: what should not be read by the whole room, then what says nothing one could see.
_ORDER = (PERSONAL, JUDGEMENT, RUMOUR, ABSOLUTE)


class Hint(NamedTuple):
    """The words of the text that are meant, as they stand there, why they are no help, and what would be better.

    Without words it is about something that is not there. `personal`: offer to keep it personal.
    """

    words: str
    why: str
    better: str = ""
    personal: bool = False


def on(text: str, *, occasion: str = "", effect: str = "", about: str = "") -> list[Hint]:
    """At most three hints on what somebody wrote, one of each reason, without what they quote. `about` is the rep's name."""
    own_words = rules.without_quotations(text)
    found = sorted(rules.found(own_words), key=lambda one: (_ORDER.index(one.rule.sort), one.start))
    first = {}
    for one in found:
        first.setdefault(one.rule.why, Hint(one.words, one.rule.why, one.rule.better, one.rule.sort == PERSONAL))
    asked = [Hint("", why, better) for why, better in missing(text, occasion=occasion, effect=effect, about=about)]
    return [*first.values(), *asked][:MOST]


def judging(text: str) -> list[Hint]:
    """What in the text judges the person, in the order of the text, each wording once."""
    first = {}
    for one in sorted(rules.found(text, JUDGEMENT), key=lambda one: one.start):
        first.setdefault(one.words.lower(), Hint(one.words, one.rule.why, one.rule.better))
    return list(first.values())


def judgements(text: str) -> list[str]:
    """The words of the text that judge the person."""
    return [hint.words for hint in judging(text)]
