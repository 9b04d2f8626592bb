"""Each rule of wording holds on its own examples; what a person writes gets few hints, the most useful first."""

import pytest

from reviews import hints
from reviews.hints.rules import ABSOLUTE, EFFECT, JUDGEMENT, OCCASION, PRIVATE, RULES, RUMOUR

ALL = len(RULES) + 1
MEANT = [(rule, text) for rule in RULES for text in rule.matches]
LEFT_ALONE = [(rule, text) for rule in RULES for text in rule.leaves]


def rules_on(text, **more):
    return [hint.rule for hint in hints.on(text, most=ALL, **more)]


@pytest.mark.parametrize("rule, text", MEANT, ids=lambda part: part if isinstance(part, str) else "")
def test_a_rule_finds_what_it_is_for(rule, text):
    same = {other.name for other in RULES if other.why == rule.why}
    assert same & set(rules_on(text, about="Mei Tanaka"))


@pytest.mark.parametrize("rule, text", LEFT_ALONE, ids=lambda part: part if isinstance(part, str) else "")
def test_no_rule_speaks_up_where_somebody_else_or_something_else_is_meant(rule, text):
    assert rules_on(text, occasion="-", effect="-") == []


@pytest.mark.parametrize("missing", [OCCASION, EFFECT])
def test_what_tells_an_occasion_or_an_effect(missing):
    assert [text for text in missing.matches if not missing.is_told(text)] == []
    assert [text for text in missing.leaves if missing.is_told(text)] == []


def test_every_rule_says_why_offers_better_and_has_examples():
    assert [rule.name for rule in RULES if not (rule.why and rule.better and rule.matches and rule.leaves)] == []
    assert {rule.family for rule in RULES} == {PRIVATE, JUDGEMENT, RUMOUR, ABSOLUTE}


def test_at_most_three_the_most_useful_first_one_of_each_reason():
    told = hints.on("He always comes late, apparently because of his divorce. Lazy. Incompetent. A loser. A poor attitude.")
    assert [hint.words for hint in told] == ["his divorce", "Lazy", "loser"]
    assert [hint.personal for hint in told] == [True, False, False]


def test_who_has_said_what_it_is_is_not_told_again():
    text = "Apparently since her divorce she is lazy."
    assert rules_on(text) == ["private life", "said of a person", "hearsay"]
    assert rules_on(text, personal=True) == ["said of a person", "hearsay"]
    assert rules_on(text, heard=True) == ["private life", "said of a person"]


def test_words_are_named_as_they_stand_there_and_a_better_form_is_offered():
    [hint] = hints.on("She ALWAYS forgets the quote", effect="-")
    assert (hint.words, hint.better) == ("ALWAYS", "in 3 of 5 quotes")


@pytest.mark.parametrize("quoted", ["“you are always late and lazy”", '"you are always late and lazy"', "‘you’re always lazy’", "«always lazy»"])
def test_what_somebody_quotes_is_not_their_own_wording(quoted):
    assert hints.on(f"Somebody at Halden wrote {quoted}.") == []


def test_one_word_between_quotation_marks_is_the_writer_s_own():
    assert [hint.words for hint in hints.on("He is “lazy” about notes.")] == ["lazy"]


def test_the_rep_s_name_counts_as_she_and_another_name_does_not():
    assert [hint.words for hint in hints.on("Ana is rude to Halden.", about="Ana Kovač")] == ["Ana is rude"]
    assert hints.on("Halden is rude to Ana.", about="Ana Kovač") == []


def test_an_absolute_is_let_be_where_its_sentence_says_when_or_how_often():
    assert hints.on("In 5 of 5 calls she always asked for the date.") == []
    assert rules_on("In 5 of 5 calls she asked for the date. She always does that.") == ["always"]


def test_law_3_reads_the_same_rules_and_lets_what_is_no_judgement_be():
    assert hints.judgements("from being lazy to a great attitude") == ["lazy", "great attitude"]
    assert hints.judgements("from never asking to asking each time, in a market with high potential") == []


LONG = "She sends the quote without having asked who decides, and leaves out what comes next, and when it is needed by them at all."


def test_an_occasion_is_asked_for_when_the_text_is_done_enough_and_names_none():
    assert hints.on("She sends the quote") == []
    assert [hint.words for hint in hints.on(LONG)] == [""]
    assert hints.on(LONG)[0].why == OCCASION.why
    assert hints.on(LONG, occasion="Halden, 3 Nov", effect="three weeks lost") == []


@pytest.mark.parametrize("placed", ["On 3 Nov.", "It was for Halden.", "That was last week.", "I saw it in two demos."])
def test_an_occasion_in_the_text_counts(placed):
    assert "When" not in "".join(hint.why for hint in hints.on(f"{LONG} {placed}"))


def test_the_name_of_the_rep_is_no_occasion():
    text = "I often see Ana send the quote without having asked who decides in that company."
    assert hints.on(text) == []
    assert [hint.why for hint in hints.on(text, about="Ana Kovač")] == [OCCASION.why]


def test_an_effect_is_asked_for_once_the_occasion_is_told():
    assert [hint.why for hint in hints.on(LONG, occasion="Halden")] == [EFFECT.why]
    assert hints.on(LONG + " So we lost three weeks.", occasion="Halden") == []


@pytest.mark.parametrize("text", ["", " \n ", "\u202e\u0000", "😀" * 50, "never " * 9000, "lazy. " * 9000, "'" * 9000, "“" * 9000, "he is " * 9000])
def test_any_text_is_read(text):
    assert len(hints.on(text)) <= 3
