"""Each rule of wording holds on its own examples; what a person writes gets few hints, the most useful first."""

import pytest

from reviews import hints
from reviews.hints.rules import RULES, found, without_quotations

CASES = [(rule, text) for rule in RULES for text in rule.hits]
LEFT_ALONE = [(rule, text) for rule in RULES for text in rule.misses]


@pytest.mark.parametrize("rule, text", CASES, ids=lambda part: part if isinstance(part, str) else "")
def test_a_rule_finds_what_it_is_for(rule, text):
    assert rule in [one.rule for one in found(without_quotations(text))]


@pytest.mark.parametrize("rule, text", LEFT_ALONE, ids=lambda part: part if isinstance(part, str) else "")
def test_no_rule_speaks_up_where_somebody_else_or_something_else_is_meant(rule, text):
    assert hints.on(text, occasion="Halden", effect="none") == []


def test_every_rule_says_why_offers_better_and_has_examples():
    assert [rule.why for rule in RULES if not (rule.why and rule.better and rule.hits and rule.misses)] == []


def test_at_most_three_the_most_useful_first():
    told = hints.on("He always comes late, apparently because of his divorce. Lazy. A loser. Poor attitude.")
    assert [hint.words for hint in told] == ["his divorce", "Lazy", "loser"]
    assert [hint.personal for hint in told] == [True, False, False]


def test_words_are_named_as_they_stand_there_and_a_better_form_is_offered():
    [hint] = hints.on("She ALWAYS forgets the quote", effect="-")
    assert (hint.words, hint.better) == ("ALWAYS", "in 3 of 5 quotes")


def test_what_somebody_quotes_is_not_their_own_wording():
    assert hints.on("The buyer said “you are always late and lazy”.") == []


LONG = "She sends the quote without having asked who decides, and leaves out what comes next, and when it is needed by them at all."


def test_an_occasion_is_asked_for_when_the_text_is_done_enough_and_names_none():
    assert hints.on("She sends the quote") == []
    assert [hint.words for hint in hints.on(LONG)] == [""]
    assert hints.on(LONG)[0].why == "When was it, or in which deal? Others can place it then."
    assert hints.on(LONG, occasion="Halden, 3 Nov", effect="three weeks lost") == []


@pytest.mark.parametrize("placed", ["On 3 Nov.", "It was for Halden.", "That was last week.", "I saw it in two demos."])
def test_an_occasion_in_the_text_counts(placed):
    assert "When" not in "".join(hint.why for hint in hints.on(f"{LONG} {placed}"))


def test_the_name_of_the_rep_is_no_occasion():
    text = "I often see Ana send the quote without having asked who decides in that company."
    assert hints.on(text) == []
    assert [hint.why for hint in hints.on(text, about="Ana Kovač")] == [
        "When was it, or in which deal? Others can place it then."]


def test_an_effect_is_asked_for_once_the_occasion_is_told():
    assert [hint.why for hint in hints.on(LONG, occasion="Halden")] == ["What did it lead to?"]
    assert hints.on(LONG + " So we lost three weeks.", occasion="Halden") == []


@pytest.mark.parametrize("text", ["", " \n ", "\u202e\u0000", "😀" * 50, "never " * 9000])
def test_any_text_is_read(text):
    assert len(hints.on(text)) <= 3
