"""Which column of a stranger's table is which of ours: a guess from the headers, to be looked at by a person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reviews.errors import Refused
from reviews.people import ENABLEMENT, FUNCTIONS, LEADER, MANAGER, PEER_MANAGER, REPORT, SALES_OPS, SERVICE, SPECIALIST
from reviews.sight import GAIN, OPPORTUNITY

PEOPLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "full name", "person", "sales agent", "agent", "sales rep", "rep", "salesperson", "seller",
             "account executive", "employee", "employee name", "first name", "given name"),
    "surname": ("last name", "surname", "family name"),
    "email": ("e mail", "email", "mail", "e mail address", "email address", "work email"),
    "function": ("function", "role", "department"),
    "team": ("team", "team name", "sales team", "squad"),
    "manager": ("manager", "manager name", "sales manager", "team manager", "team lead", "reports to", "supervisor",
                "boss", "manager email", "manager e mail"),
    "office": ("office", "regional office", "location", "site", "region", "city"),
}
OBSERVATION_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "rep": ("rep", "about", "sales rep", "sales agent", "agent", "employee", "seller", "reviewee", "subject", "name"),
    "contributor": ("contributor", "author", "reviewer", "from", "by", "observer", "written by", "coach", "e mail",
                    "email"),
    "function": ("function", "role", "department", "reviewer role", "contributor function", "relationship"),
    "kind": ("kind", "type", "category", "sentiment", "gain or opportunity"),
    "text": ("text", "observation", "what was seen", "feedback", "comment", "note", "review", "what"),
    "occasion": ("occasion", "when", "situation", "context", "date", "deal", "account"),
}

FUNCTION_WORDS: Mapping[str, tuple[str, ...]] = {
    "": ("rep", "sales rep", "seller", "agent", "sales agent", "account executive", "ae", "sdr", "bdr", "sales",
         "none"),
    MANAGER: ("sales manager", "team lead", "team manager", "supervisor"),
    PEER_MANAGER: ("other manager", "peer"),
    SALES_OPS: ("sales operations", "revenue operations", "revops", "rev ops", "operations", "ops"),
    ENABLEMENT: ("sales enablement", "training", "trainer", "learning and development"),
    SERVICE: ("customer service", "customer success", "support", "customer support", "client services"),
    SPECIALIST: ("specialist", "coach", "presales", "sales engineer", "solutions engineer", "product specialist"),
    LEADER: ("leadership", "sales leader", "director", "sales director", "head of sales", "vp sales", "executive"),
    REPORT: ("direct report",),
}
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    GAIN: ("gains", "got better", "better", "strength", "strengths", "positive", "pro", "praise", "good", "went well",
           "keep", "plus"),
    OPPORTUNITY: ("opportunities", "could get better", "can get better", "weakness", "weaknesses", "negative", "con",
                  "improvement", "to improve", "area for improvement", "needs improvement", "bad", "concern", "change",
                  "minus"),
}
_FUNCTION_OF = {word: function for function, words in FUNCTION_WORDS.items() for word in (function, *words)}
_KIND_OF = {word: kind for kind, words in KIND_WORDS.items() for word in (kind, *words)}


def function_of(said: str) -> str:
    """The function that a cell means; nothing for a rep. Refuses what is none."""
    word = plain(said)
    if word not in _FUNCTION_OF:
        raise Refused(f"“{said[:40]}” is not a function. It can be {', '.join(FUNCTIONS)}.", "function")
    return _FUNCTION_OF[word]


def kind_of(said: str) -> str:
    """Gain or opportunity, by what a cell says. Refuses what could be either."""
    word = plain(said)
    if word not in _KIND_OF:
        what = f"“{said[:40]}” is no kind." if said else "There is no kind."
        raise Refused(f"{what} Write gain or opportunity, or got better or could get better.", "kind")
    return _KIND_OF[word]


def guess(headers: Sequence[str], known: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Ours to theirs, as far as the headers tell: by the whole header, else by its words when only one of ours fits."""
    found: dict[str, str] = {}
    for ours, words in known.items():
        free = {plain(header): header for header in reversed(headers) if header not in found.values()}
        if match := next((free[word] for word in words if word in free), None):
            found[ours] = match
    for header in headers:
        fitting = [ours for ours, words in known.items() if _holds(header, words)]
        if len(fitting) == 1 and fitting[0] not in found and header not in found.values():
            found[fitting[0]] = header
    return found


def matched(chosen: Mapping[str, str], headers: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """What a person chose, as far as these columns exist on both sides."""
    return {ours: chosen[ours] for ours in known if chosen.get(ours) in headers}


def plain(header: str) -> str:
    """The words of a header, whatever its capitals and signs."""
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header)
    return " ".join(re.sub(r"[\W_]+", " ", apart).lower().split())


def _holds(header: str, words: tuple[str, ...]) -> bool:
    padded = f" {plain(header)} "
    return any(f" {word} " in padded for word in words)
