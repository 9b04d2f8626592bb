"""Titles for themes: the sentence that says best what all say, cut to a whole clause. People may reword it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reviews.likeness import closeness
from reviews.wording import SPACE, WORD, words

LONGEST_TITLE = 60
SHORT_ENOUGH = 8  # words; each word more costs a sentence a little of its closeness
COST_OF_A_WORD = 0.01
COST_OF_A_CUT = 0.03  # what a long sentence says after the cut is lost
COST_OF_A_BREAK = 0.05  # a title that had to stop within a clause
COST_OF_A_POINTER = 0.1  # a title that begins with "this" points at a sentence that is not there
SENTENCES_READ = 4  # of each observation: what it is about is said by then
NO_WORDS = "Without words"

SENTENCE_END = re.compile(r"(?<=[.!?…。؟])(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\be\.g\.)\s+|\n+")
CLAUSE_END = re.compile(
    r"\s*[,;:]\s+|\s+[–—-]+\s+|\s*\(|\s+(?=(?:and|but|because|so|which|when|although|though|while|who|if|since|or|"
    r"whenever|where|that|to the point)\b)",
    re.IGNORECASE,
)
OPENING = re.compile(
    r"^(?:(?:overall|however|unfortunately|fortunately|also|additionally|furthermore|moreover|in general|generally|"
    r"therefore|thus|hence|besides|although|though|while|but|and|so|lastly|firstly|finally|"
    r"in addition|on the other hand|i (?:think|feel|believe|find|know|would say|noticed|see)(?: that)?)\b[,:]?\s+)+",
    re.IGNORECASE,
)
# "With more training, she closes well": what comes before the comma only leads up to what is said.
LEADING_UP = re.compile(
    r"^(?:with|without|when|whenever|if|although|though|while|because|since|as|after|before|during|given|despite|"
    r"even|in|at|on|for|from|to|by|once|until|unless|beyond|apart|this|last|next|right)\b"
    r"[^,;:.]{2,80},\s+(?=\S+\s+\S+\s+\S+)",
    re.IGNORECASE,
)
POINTERS = frozenset("this that these those it they such which then".split())
LOOSE_ENDS = frozenset("""
a an the and or but so because which who when while if as than that to of in on at by for from with into about is are
was were be been being has have had do does did can could will would should may might must not no very more his her
their its our my your this these those although though since rather instead without until after before where he she
they we it i too also only even just however therefore thus then
""".split())


def best_title(texts: Sequence[str], names: Sequence[str] = ()) -> str:
    """The sentence nearest to all texts, short ones first; the same one whatever their order."""
    sentences = sorted({part for text in texts for part in _sentences(text)})
    if not sentences:
        return _shortened(SPACE.sub(" ", next(filter(str.strip, sorted(texts)), NO_WORDS)).strip())
    near = closeness(sentences, sorted(texts), names).mean(axis=1)
    titles = [_as_title(sentence, names) for sentence in sentences]
    ranked = sorted((_cost(sentence, title) - close, title)
                    for sentence, title, close in zip(sentences, titles, near, strict=True))
    return ranked[0][1]


def _cost(sentence: str, title: str) -> float:
    """How much closer than a short plain sentence it must be to be preferred."""
    costs = {
        COST_OF_A_WORD: max(0, len(words(sentence)) - SHORT_ENOUGH),
        COST_OF_A_CUT: len(sentence) > LONGEST_TITLE,
        COST_OF_A_BREAK: title.endswith("…"),
        COST_OF_A_POINTER: not POINTERS.isdisjoint(words(title)[:1]),
    }
    return sum(cost * times for cost, times in costs.items())


def _sentences(text: str) -> list[str]:
    parts = [SPACE.sub(" ", part).strip() for part in SENTENCE_END.split(text[: 20 * LONGEST_TITLE])]
    return [part for part in parts if words(part)][:SENTENCES_READ]


def _as_title(sentence: str, names: Sequence[str]) -> str:
    straight = sentence if len(sentence) <= LONGEST_TITLE else LEADING_UP.sub("", sentence)
    said = _without_subject(OPENING.sub("", straight), names)
    title = _shortened((said.lower() if said.isupper() else said).rstrip(" .,;:!…-–—"))
    return title[:1].upper() + title[1:]


def _without_subject(sentence: str, names: Sequence[str]) -> str:
    """ "Ana promises dates" is "Promises dates", "her offers" are "Offers": every theme is about the one rep. """
    parts = "|".join(re.escape(part) for name in names for part in WORD.findall(name)) or "(?!)"
    subject = rf"^(?:(?:(?:{parts})\s+)*(?:(?:{parts})['’]s|his|her)|he|she|(?:(?:{parts})\s+)*(?:{parts}))\s+(?=\w)"
    rest = re.sub(subject, "", sentence, flags=re.IGNORECASE)
    return rest if len(words(rest)) >= 2 and words(rest)[0] not in {"and", "or"} else sentence


def _shortened(text: str) -> str:
    """At most LONGEST_TITLE characters: to the last clause that ends in time, else to a word, with an ellipsis."""
    if len(text) <= LONGEST_TITLE:
        return text
    ends = [end.start() for end in CLAUSE_END.finditer(text[: LONGEST_TITLE + 6]) if end.start() <= LONGEST_TITLE]
    clauses = [clause for clause in map(text.__getitem__, map(slice, ends)) if len(words(clause)) >= 3]
    return _whole(clauses[-1]) if clauses else _whole(_up_to_a_word(text)) + "…"


def _up_to_a_word(text: str) -> str:
    return text[:LONGEST_TITLE].rpartition(" ")[0] or text[: LONGEST_TITLE - 1]


def _whole(clause: str) -> str:
    """Without a conjunction, article or half verb hanging at its end."""
    kept = clause.split(" ")
    while len(kept) > 2 and kept[-1].strip(",;:–—-").lower() in LOOSE_ENDS | {""}:
        kept.pop()
    return " ".join(kept).rstrip(" ,;:–—-")
