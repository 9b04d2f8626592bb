"""The opportunity themes of a review in an order, by points that can be said in words and checked by anybody.

It suggests, people decide. Sight by several functions weighs most, since most of any one rating is the rater; what one
person says many times counts once. “I saw that too”, said after reading another's words, is no independent sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from reviews.observations import FIRST_HAND, FROM_DATA, HEARD

SAW, ONLY_HEARD = 5, 1  # a function
FIRST_HAND_AT_MOST, EFFECTS_AT_MOST = 3, 2  # a point a person
CAME_BACK, COACHABLE = 2, 1
CLOSE = 3  # fewer points than this between two are no difference

RULE = (
    f"{SAW} points for each function of which somebody saw it first-hand or in data, "
    f"{ONLY_HEARD} for one that only heard of it, or said “I saw that too” after reading it.",
    f"1 point for each person who saw it first-hand and names the occasion, {FIRST_HAND_AT_MOST} at most.",
    f"1 point for each person who says what it led to, {EFFECTS_AT_MOST} at most.",
    f"{CAME_BACK} points when it was parked in an earlier review and has come back.",
    f"{COACHABLE} point when it is known that coaching can change it: a matter of skill or knowledge. "
    "Before the diagnosis nobody knows that, and it counts for nothing.",
    f"Fewer than {CLOSE} points between two themes are too close to call.",
    "Personal observations, and those that their author has not confirmed, count for nothing.",
)


@dataclass(frozen=True)
class Sight:
    """One observation, as choosing needs it; or that somebody says in the room that they saw it `too`."""

    author: int
    function: str
    basis: str
    occasion: bool = False
    led_to: bool = False
    effect: str = ""
    too: bool = False


@dataclass(frozen=True)
class Seen:
    """A theme with all who saw it. `earlier` is the period it was parked in; `coachable` is None until a diagnosis."""

    key: int
    title: str
    sights: tuple[Sight, ...]
    earlier: str = ""
    coachable: bool | None = None


@dataclass(frozen=True)
class Points:
    """A line of the sum: what it is for, in words for one theme and for a comparison of two."""

    count: int
    words: str
    more: str


@dataclass(frozen=True)
class Place:
    """A theme with its points and with its reasons in words."""

    seen: Seen
    sum: tuple[Points, ...]
    functions: tuple[tuple[str, bool], ...]
    first_hand: str
    led_to: tuple[str, ...]
    earlier: str
    coachable: str

    @property
    def points(self) -> int:
        return sum(line.count for line in self.sum)


@dataclass(frozen=True)
class Ranking:
    """Places, the most points first. The first `close` of them are too close to call; 0 when the first is clear."""

    places: tuple[Place, ...]
    close: int = 0
    why_close: str = ""

    @property
    def too_close(self) -> bool:
        return self.close > 1


def rank(themes: Sequence[Seen]) -> Ranking:
    """Order the themes; between equal points the one that more people saw comes first, then the older one."""
    places = sorted(map(_place, themes), key=lambda place: (-place.points, -_people(place.seen), place.seen.key))
    near = len(list(takewhile(lambda place: places[0].points - place.points < CLOSE, places)))
    if near < 2:
        return Ranking(tuple(places))
    return Ranking(tuple(places), close=near, why_close=_why_close(places[:near]))


def _place(seen: Seen) -> Place:
    return Place(
        seen=seen,
        sum=(*_function_points(seen), *_people_points(seen), *_theme_points(seen)),
        functions=_functions(seen),
        first_hand=_first_hand(seen),
        led_to=tuple(sight.effect for sight in seen.sights if sight.effect),
        earlier=f"parked in {seen.earlier}, and back" if seen.earlier else "new",
        coachable=_coachable(seen),
    )


def _function_points(seen: Seen) -> list[Points]:
    saw = {sight.function for sight in seen.sights if sight.basis in (FIRST_HAND, FROM_DATA) and not sight.too}
    heard = {sight.function for sight in seen.sights if not sight.too} - saw
    too = {sight.function for sight in seen.sights} - saw - heard
    return [
        Points(SAW * len(saw), f"{_counted(len(saw), 'function')} saw it", "more functions saw it"),
        Points(ONLY_HEARD * len(heard), f"{_counted(len(heard), 'function')} only heard of it",
               "more functions heard of it"),
        Points(ONLY_HEARD * len(too), f"{_counted(len(too), 'function')} said “I saw that too”",
               "more functions saw it too"),
    ]


def _people_points(seen: Seen) -> list[Points]:
    there = {sight.author for sight in seen.sights if _with_occasion(sight)}
    telling = {sight.author for sight in seen.sights if sight.led_to}
    return [
        Points(min(len(there), FIRST_HAND_AT_MOST),
               f"{_people_word(len(there))} saw it first-hand, with an occasion",
               "more people saw it first-hand, with an occasion"),
        Points(min(len(telling), EFFECTS_AT_MOST),
               f"{_people_word(len(telling))} said what it led to", "more is known of what it led to"),
    ]


def _theme_points(seen: Seen) -> list[Points]:
    return [
        Points(CAME_BACK if seen.earlier else 0, "it has come back", "it has come back"),
        Points(COACHABLE if seen.coachable else 0, "it can be coached", "it can be coached"),
    ]


def _functions(seen: Seen) -> tuple[tuple[str, bool], ...]:
    """Each function, and whether somebody there saw it with an occasion; those that did come first."""
    full = {sight.function: False for sight in seen.sights}
    full.update({sight.function: True for sight in seen.sights if _with_occasion(sight)})
    return tuple(sorted(full.items(), key=lambda item: (not item[1], item[0])))


def _with_occasion(sight: Sight) -> bool:
    return sight.basis == FIRST_HAND and sight.occasion and not sight.too


def _first_hand(seen: Seen) -> str:
    if not seen.sights:
        return "nothing that its author has confirmed"
    written = [sight for sight in seen.sights if not sight.too]
    count = {basis: sum(sight.basis == basis for sight in written) for basis in (FIRST_HAND, FROM_DATA, HEARD)}
    dated = sum(map(_with_occasion, written))
    said = [f"{count[FIRST_HAND]} of {len(written)}"]
    if count[FIRST_HAND]:
        all_dated = "each with an occasion" if dated > 1 else "with an occasion"
        said.append(all_dated if dated == count[FIRST_HAND] else f"{dated or 'none'} with an occasion")
    said += [f"{count[basis]} {basis}" for basis in (FROM_DATA, HEARD) if count[basis]]
    if too := len({sight.author for sight in seen.sights if sight.too}):
        said.append(f"{too} saw it too")
    return ", ".join(said)


def _coachable(seen: Seen) -> str:
    if seen.coachable is None:
        return "not known before the diagnosis, so not counted"
    return "yes" if seen.coachable else "hardly"


def _why_close(places: Sequence[Place]) -> str:
    if len(places) > 2:
        return f"Fewer than {CLOSE} points lie between the first {_WORDS.get(len(places), len(places))}."
    sides = [(name, _ahead(one, other)) for name, one, other in
             (("the first", *places), ("the second", *reversed(places)))]
    said = [f"For {name}: {', '.join(ahead)}." for name, ahead in sides if ahead]
    return " ".join(said) or "The two are even in all that is counted."


def _ahead(one: Place, other: Place) -> list[str]:
    return [mine.more for mine, theirs in zip(one.sum, other.sum, strict=True) if mine.count > theirs.count]


def _people(seen: Seen) -> int:
    return len({sight.author for sight in seen.sights})


_WORDS = {3: "three", 4: "four", 5: "five", 6: "six"}


def _counted(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _people_word(count: int) -> str:
    return "1 person" if count == 1 else f"{count} people"
