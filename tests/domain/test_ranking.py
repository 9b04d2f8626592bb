"""Ten worked cases of the rule that ranks themes, with the sums that anybody can check."""

import pytest

from reviews.observations import FIRST_HAND, FROM_DATA, HEARD
from reviews.ranking import CLOSE, RULE, Seen, Sight, rank


def saw(author: int, function: str, *, basis: str = FIRST_HAND, occasion: bool = True, effect: str = "") -> Sight:
    return Sight(author, function, basis, occasion, bool(effect), effect)


def theme(key: int, *sights: Sight, **facts) -> Seen:
    return Seen(key, f"theme {key}", sights, **facts)


FOUR = [saw(1, "sales ops"), saw(2, "service"), saw(3, "manager"), saw(4, "specialist coach")]

CASES = {
    "several functions before many words of one": (
        [theme(1, *[saw(1, "manager", effect="lost") for _ in range(6)]),
         theme(2, saw(2, "service"), saw(3, "sales ops"))],
        [(2, 12), (1, 7)], 0),
    "a function's second pair of eyes adds less than another function": (
        [theme(1, saw(1, "sales ops"), saw(2, "sales ops")),
         theme(2, saw(1, "sales ops"), saw(3, "service", occasion=False))],
        [(2, 11), (1, 7)], 0),
    "what a function only heard counts little": (
        [theme(1, *[saw(n, name, basis=HEARD) for n, name in enumerate(("manager", "service", "sales ops", "leader"))]),
         theme(2, saw(1, "manager"))],
        [(2, 6), (1, 4)], 2),
    "data is sight, but has no occasion": (
        [theme(1, saw(1, "sales ops", basis=FROM_DATA)), theme(2, saw(1, "sales ops", basis=HEARD))],
        [(1, 5), (2, 1)], 0),
    "first-hand with an occasion decides between equal functions": (
        [theme(1, *[saw(n, name, occasion=False) for n, name in enumerate(("manager", "service", "sales ops"))]),
         theme(2, saw(1, "manager"), saw(2, "service"), saw(3, "sales ops"))],
        [(2, 18), (1, 15)], 0),
    "more than three with an occasion add nothing": (
        [theme(1, *FOUR), theme(2, *FOUR, saw(5, "manager"), saw(6, "manager"))], [(2, 23), (1, 23)], 2),
    "what it led to adds two at most": (
        [theme(1, *FOUR), theme(2, *[saw(sight.author, sight.function, effect="a deal lost") for sight in FOUR])],
        [(2, 25), (1, 23)], 2),
    "coming back outweighs an effect": (
        [theme(1, saw(1, "manager", effect="late")), theme(2, saw(1, "manager"), earlier="October 2026")],
        [(2, 8), (1, 7)], 2),
    "what coaching can change comes first, once that is known": (
        [theme(1, saw(1, "manager"), coachable=False), theme(2, saw(1, "manager"), coachable=True),
         theme(3, saw(1, "manager"))],
        [(2, 7), (1, 6), (3, 6)], 3),
    "what nobody has confirmed counts for nothing": (
        [theme(1), theme(2, saw(1, "manager", basis=HEARD))], [(2, 1), (1, 0)], 2),
}


@pytest.mark.parametrize("themes, places, close", CASES.values(), ids=CASES)
def test_a_worked_case(themes, places, close):
    ranking = rank(themes)
    assert ([(place.seen.key, place.points) for place in ranking.places], ranking.close) == (places, close)


@pytest.mark.parametrize("themes, places, close", CASES.values(), ids=CASES)
def test_the_order_of_the_themes_changes_nothing(themes, places, close):
    assert rank(list(reversed(themes))) == rank(themes)


def test_the_reasons_are_words_a_person_can_check():
    october = theme(1, saw(1, "sales ops", effect="Halden is back at zero."), saw(2, "service", occasion=False),
                    saw(3, "manager", basis=FROM_DATA), saw(4, "enablement", basis=HEARD), earlier="October 2026")
    place = rank([october]).places[0]
    assert place.functions == (("sales ops", True), ("enablement", False), ("manager", False), ("service", False))
    assert place.first_hand == "2 of 4, 1 with an occasion, 1 from data, 1 heard"
    assert (place.led_to, place.earlier) == (("Halden is back at zero.",), "parked in October 2026, and back")
    assert place.coachable == "not known before the diagnosis, so not counted"
    assert [(line.count, line.words) for line in place.sum if line.count] == [
        (15, "3 functions saw it"), (1, "1 function only heard of it"),
        (1, "1 person saw it first-hand, with an occasion"), (1, "1 person said what it led to"),
        (2, "it has come back")]


def test_first_hand_is_counted_in_words():
    both, one = theme(1, saw(1, "manager"), saw(2, "service")), theme(2, saw(1, "manager"))
    none = theme(3, saw(1, "manager", occasion=False))
    assert [place.first_hand for place in rank([both, one, none, theme(4)]).places] == [
        "2 of 2, each with an occasion", "1 of 1, with an occasion", "1 of 1, none with an occasion",
        "nothing that its author has confirmed"]


def test_two_close_themes_say_what_speaks_for_each():
    back = theme(2, *FOUR[:3], saw(4, "specialist coach", occasion=False), earlier="October 2026")
    ranking = rank([theme(1, *FOUR), back])
    assert ranking.too_close
    assert ranking.why_close == "For the first: it has come back."
    even = rank([theme(1, *FOUR), theme(2, *FOUR)])
    assert even.why_close == "The two are even in all that is counted."


def test_each_of_two_close_themes_can_have_something():
    known = theme(1, saw(1, "manager", effect="a deal lost"))
    back = theme(2, saw(1, "manager", occasion=False), earlier="October 2026")
    assert rank([known, back]).why_close == (
        "For the first: more people saw it first-hand, with an occasion, more is known of what it led to. "
        "For the second: it has come back.")


def test_nothing_and_one_theme_are_not_close():
    assert (rank([]).places, rank([]).too_close, rank([theme(1, *FOUR)]).too_close) == ((), False, False)


def test_the_rule_prints_its_own_numbers():
    assert f"Fewer than {CLOSE} points" in " ".join(RULE)
    assert len(RULE) == 7
