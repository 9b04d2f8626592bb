"""Hints on wording: words that judge the person are named, words about customers and deals are left alone."""

import pytest

from reviews.hints import judgements, judging


@pytest.mark.parametrize("text, words", [
    ("being lazy about notes", ["lazy"]),
    ("She has a bad attitude and is a diva", ["bad attitude", "diva"]),
    ("to a better mindset in calls", ["better mindset"]),
    ("lacks motivation after lunch", ["lacks motivation"]),
    ("He’s too nice to customers", ["He’s too nice"]),
    ("being difficult when asked", ["being difficult"]),
    ("LAZY, lazy and Lazy", ["LAZY"]),
    ("is not a team player, and sloppy", ["not a team player", "sloppy"]),
])
def test_words_that_judge_are_named_as_they_stand_there(text, words):
    assert judgements(text) == words


@pytest.mark.parametrize("text", [
    "", "sending the quote right after the demo", "giving up when the customer is difficult to reach",
    "leaving a call without commitment from the buyer", "keeping hopeless deals in the pipeline",
    "answering a rude mail at once", "going quiet when there is no interest", "asking the stupid question first",
    "opening with a weak reference", "the lazyboy account", "letting a negative answer stand",
])
def test_what_can_be_seen_is_left_alone(text):
    assert judgements(text) == []


def test_each_hint_says_why():
    assert [hint.why for hint in judging("lazy, with a poor attitude")] == [
        "is said of a person, not of something that happened", "is inside somebody, where nobody can see it"]


def test_a_very_long_text_is_read_to_its_end():
    assert judgements("calls on time. " * 700 + "lazy") == ["lazy"]
