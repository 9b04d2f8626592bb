"""What changed from one version of a plan to the next: part by part, then word by word, from the plain data that both keep."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from reviews.days import in_words

SAME, WAS, IS = "same", "was", "is"
TOKEN = re.compile(r"\s+|\S+")
MOST_TOKENS = 1200  # comparing them takes the square of their number
ALIKE = 0.4  # two texts that share less are easier to read one after the other


@dataclass(frozen=True)
class Change:
    """A part that says something else now. `was` is empty where there was nothing, `now` where there is nothing any more."""

    part: str
    was: str
    now: str

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """Both texts in one, in reading order."""
        return pieces(self.was, self.now)


def changes(before: dict, after: dict) -> list[Change]:
    """Every part in which two kept versions differ, each by its name, in the order of the plan."""
    by_id = all("id" in one for said in (before, after) for one in said["commitments"])
    was, now = _by_key(before, by_id), _by_key(after, by_id)
    found = [Change((now.get(key) or was[key])[0], was.get(key, ("", ""))[1], now.get(key, ("", ""))[1]) for key in {**now, **was}]
    return [change for change in found if change.was != change.now]


def pieces(was: str, now: str) -> list[tuple[str, str]]:
    """What stayed, what went and what came, as (same, was or is, words); the whole of both where they have little in common."""
    old, new = TOKEN.findall(was), TOKEN.findall(now)
    matcher = SequenceMatcher(str.isspace, old, new, autojunk=False)
    if max(len(old), len(new)) > MOST_TOKENS or matcher.ratio() < ALIKE:
        return _apart(was, now)
    return [piece for _, i, j, k, m in matcher.get_opcodes() for piece in _piece("".join(old[i:j]), "".join(new[k:m]))]


def _piece(old: str, new: str) -> list[tuple[str, str]]:
    return [(SAME, old)] if old == new else _apart(old, new)


def _apart(was: str, now: str) -> list[tuple[str, str]]:
    return [(kind, words) for kind, words in ((WAS, was), (IS, now)) if words]


def _by_key(said: dict, by_id: bool) -> dict[Hashable, tuple[str, str]]:
    """Each part under what it stays known by: the name that its reader knows it by, and what it says."""
    return {**{name: (name, text) for name, text in _item_and_goal(said)}, **dict(_promised(said, by_id)),
            **{name: (name, text) for name, text in _measure_and_days(said)}}


def _item_and_goal(said: dict) -> Iterator[tuple[str, str]]:
    yield "Item, from", said["item"]["from"]
    yield "Item, to", said["item"]["to"]
    yield "Why this", said["why"]["text"]
    yield "What got better", said["gains"]
    yield "The goal", said["goal"]


def _promised(said: dict, by_id: bool) -> Iterator[tuple[Hashable, tuple[str, str]]]:
    """Those of old versions have no id: one that was worded anew is then one that went and one that came."""
    for nth, one in enumerate(said["commitments"]):
        when = "every week" if one["weekly"] else f"by {_day(one['due_on'])}"
        again = sum(other["owner"] == one["owner"] and other["what"] == one["what"] for other in said["commitments"][:nth])
        key = (one["id"], one["owner"]) if by_id else (one["owner"], one["what"], again)
        yield key, (f"What {one['owner']} does", f"{one['what']}\n{when}")


def _measure_and_days(said: dict) -> Iterator[tuple[str, str]]:
    measure = said["measure"]
    yield "What is measured", measure["what"]
    yield "Before", measure["before"]
    yield "Target", measure["target"]
    yield "Where “before” comes from", measure["note"]
    yield "Expected by its last day", said.get("expected", "")
    yield "Who would see it, and where", said.get("witness", "")
    yield "Who checks in", said.get("coach", "")
    yield "The days", f"{said['length']} days, from {_day(said['starts_on'])} to {_day(said['ends_on'])}"
    yield "Check-ins", "\n".join(f"Day {one['day']}, {_day(one['on'])}" for one in said["check_ins"])


def _day(iso: str) -> str:
    return in_words(date.fromisoformat(iso))
