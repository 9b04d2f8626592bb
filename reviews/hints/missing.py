"""What an observation does not say yet: on which occasion it was, and what it led to. Asked of a text that is done enough."""

from __future__ import annotations

import re
from collections.abc import Iterator

NO_OCCASION = ("When was it, or in which deal? Others can place it then.", "on the call with Halden, Tue 17 Nov")
NO_EFFECT = ("What did it lead to?", "they asked for a second demo, and three weeks were lost")
ENOUGH_FOR_OCCASION, ENOUGH_FOR_EFFECT = 60, 120

_PLACED = re.compile(
    r"\d|\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|june|july|august|september|"
    r"october|november|december|yesterday|today|twice|(?:once|since) (?:in|the|last)|"
    r"(?:last|this|past|previous) (?:week|month|quarter|year|morning|afternoon|time)|"
    r"(?:on|in|during|after|before|at) (?:a|an|the|his|her|their|our|my|one|two|three|four|five) (?:\w+ ){0,2}"
    r"(?:calls?|demos?|meetings?|quotes?|deals?|visits?|reviews?|handovers?|pitch|trainings?|workshops?|projects?))\b",
    re.IGNORECASE)
_NAMED = re.compile(r"(?<=[a-z,] )[A-Z][\w&-]+")  # in mid-sentence: a customer, a deal, a place
_LED_TO = re.compile(
    r"\b(?:so that|so (?:we|they|he|she|i|the)|as a result|therefore|thus|led to|leads to|leading to|resulted|resulting|"
    r"because of (?:it|this|that)|this (?:means|meant|has|had|caused|cost)|which (?:means|meant|cost|led|made)|had to|has to be|"
    r"have to|needed to|cost (?:us|them|the)|lost|won|signed|saved|ended up|caus(?:es|ed|ing)|since then|back at)\b",
    re.IGNORECASE)


def missing(text: str, *, occasion: str, effect: str, about: str) -> Iterator[tuple[str, str]]:
    """What to ask for and an example of it: the occasion or, when that is told, the effect. One at a time."""
    text = text.strip()
    if not occasion.strip() and len(text) >= ENOUGH_FOR_OCCASION and not _is_placed(text, about):
        yield NO_OCCASION
    elif not effect.strip() and len(text) >= ENOUGH_FOR_EFFECT and not _LED_TO.search(text):
        yield NO_EFFECT


def _is_placed(text: str, about: str) -> bool:
    names = {name for part in about.split() for name in (part, f"{part}s")}
    return bool(_PLACED.search(text)) or any(name not in names and name != "I" for name in _NAMED.findall(text))
