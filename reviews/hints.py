"""Hints on wording: which words of a text judge the person instead of saying what one could see."""

from __future__ import annotations

import re
from typing import NamedTuple


class Hint(NamedTuple):
    """The words of the text that are meant, as they stand there, and why they are no help."""

    words: str
    why: str


_OF_PERSONS = "is said of a person, not of something that happened"
_INSIDE = "is inside somebody, where nobody can see it"
_BEING = "says how somebody is; a change can only be seen in what somebody does"
_KIND = "makes a kind of person out of what was seen on some days"

# Words that people also say of customers, deals or questions ("rude", "hopeless") count only where they say how somebody is.
_RULES = tuple((re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), why) for pattern, why in (
    (r"lazy|laziness|incompetent|incompetence|arrogant|arrogance|unmotivated|undisciplined|immature|childish|clueless|"
     r"sloppy|sloppiness|selfish|selfishness|cocky|unprofessional|untalented", _OF_PERSONS),
    (r"(?:bad|poor|wrong|negative|terrible|right|better|positive) (?:attitude|mindset|mentality|character|personality)|"
     r"attitude problems?|work ethic|temperament|(?:lack|lacks|lacking) (?:of )?(?:any )?"
     r"(?:motivation|drive|discipline|ambition|talent|passion|self-confidence|intelligence)", _INSIDE),
    (r"(?:being|(?:he|she|they)(?: is| are|['’]s|['’]re)) (?:too |so |very |just |always )*"
     r"(?:negative|difficult|weak|aggressive|emotional|nice|shy|timid|slow-witted|disorgani[sz]ed|unreliable|insecure|"
     r"passive|pushy|defensive|stupid|dumb|hopeless|careless|stubborn|moody|rude|ignorant|naive)", _BEING),
    (r"slackers?|losers?|troublemakers?|divas?|know-it-alls?|lone wol(?:f|ves)|show-offs?|quitters?|not a team player|"
     r"difficult person", _KIND),
))


def judging(text: str) -> list[Hint]:
    """What in the text judges the person, in the order of the text, each wording once."""
    found = sorted((match.start(), Hint(match[0], why)) for pattern, why in _RULES for match in pattern.finditer(text))
    first = {}
    for _, hint in found:
        first.setdefault(hint.words.lower(), hint)
    return list(first.values())


def judgements(text: str) -> list[str]:
    """The words of the text that judge the person."""
    return [hint.words for hint in judging(text)]
