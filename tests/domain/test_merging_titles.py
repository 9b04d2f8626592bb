"""Titles people can read, and the words beneath them."""

from __future__ import annotations

import pytest

from reviews.reasons import shared_words, strength
from reviews.titles import LONGEST_TITLE, best_title
from reviews.wording import LONGEST, stem, telling_text, telling_words, without_names


@pytest.mark.parametrize("text, title", [
    ("Ana promises dates.", "Promises dates"),
    ("She promises dates the plant cannot keep!", "Promises dates the plant cannot keep"),
    ("Ana Kowalski's offers are correct.", "Offers are correct"),
    ("Her offers are correct", "Offers are correct"),
    ("However, she closes well.", "Closes well"),
    ("I think that Ana closes well.", "Closes well"),
    ("COMES LATE", "Comes late"),
    ("quick to call back", "Quick to call back"),
    ("Ana", "Ana"),
    ("Ana and Marc closed it", "Ana and Marc closed it"),
    ("  Two \t spaces  ", "Two spaces"),
    ("Told Mr. Weber the truth.", "Told Mr. Weber the truth"),
    ("éclair", "Éclair"),
    ("هي تتأخر دائما", "هي تتأخر دائما"),
    ("🎾", "🎾"),
])
def test_one_sentence_becomes_a_title(text, title):
    assert best_title([text], names=["Ana Kowalski"]) == title


@pytest.mark.parametrize("text, title", [
    ("Calls each new lead back within the hour, which customers have praised again and again.",
     "Calls each new lead back within the hour"),
    ("With a little more time for the preparation of each of her visits, she would win more of them.",
     "Would win more of them"),
    ("Listens to the customer and sums up what was said before she offers anything because she wants to be sure.",
     "Listens to the customer"),
    ("The quarterly report of the northern sales territory needs checking by two people of the finance team",
     "The quarterly report of the northern sales territory needs…"),
])
def test_a_long_sentence_is_cut_where_a_clause_ends_or_else_at_a_word(text, title):
    assert best_title([text]) == title


@pytest.mark.parametrize("text", ["a " * 5_000, "x" * 10_000, "word, " * 2_000, "🎾" * 500, "and " * 400, "من " * 900])
def test_no_title_is_longer_than_a_line(text):
    title = best_title([text])
    assert 0 < len(title) <= LONGEST_TITLE + 1
    assert title == title.strip()


def test_the_title_is_the_sentence_nearest_to_all():
    texts = [
        "She was late again on Monday. The coffee was cold.",
        "Is often late.",
        "Late for the fair, late for the review, and late for the customer in Ghent, whom nobody had told.",
    ]
    assert best_title(texts) == best_title(texts[::-1]) == "Is often late"


def test_a_sentence_that_points_elsewhere_is_no_title():
    assert best_title(["This is a real problem. Deals stay open for months."]) == "Deals stay open for months"


def test_texts_without_words_still_get_a_title():
    assert best_title([]) == best_title(["", "  "]) == "Without words"
    assert best_title(["", "?!"]) == "?!"


@pytest.mark.parametrize("text, kept", [
    ("Ana closes.", "closes."),
    ("ana closes, ANA smiles, Ana’s deal", "closes, smiles, deal"),
    ("Banana and Anastasia", "Banana and Anastasia"),
    ("Kowalski: late", ": late"),
    ("Ana van Kowalski", "van"),
    ("Will will grant a rebate", "will grant a rebate"),
    ("a (b", "a (b"),
])
def test_the_reps_names_are_taken_out(text, kept):
    assert without_names(text, ["Ana van Kowalski", "Will J. Grant"]) == kept


def test_without_names_a_text_keeps_all_but_its_odd_spaces():
    assert without_names(" Ana \n closes\t well ", []) == "Ana closes well"
    assert without_names("Ana closes (well)", ["((", ""]) == "Ana closes (well)"


def test_a_very_long_text_is_compared_by_its_beginning():
    kept = without_names("begins here " + "and goes on " * 1_000, [])
    assert kept.startswith("begins here and")
    assert LONGEST - 20 < len(kept) <= LONGEST
    assert len(without_names("x" * 10_000, [])) == LONGEST + 1


def test_words_that_say_nothing_are_left_out_unless_there_are_no_others():
    assert telling_words("She has called the customer, the CUSTOMER and them") == ["called", "customer"]
    assert telling_words("She has it") == ["she", "has", "it"]
    assert telling_text("She has called the Customer") == "called Customer"
    assert telling_text("She has it.") == "She has it."


@pytest.mark.parametrize("forms", [
    ("return", "returns", "returned", "returning"), ("quick", "quickly"), ("improve", "improvement", "improved"),
])
def test_forms_of_a_word_have_one_stem(forms):
    assert len(set(map(stem, forms))) == 1


def test_short_words_keep_their_endings():
    assert [stem(word) for word in ("is", "bed", "sing", "see")] == ["is", "bed", "sing", "see"]


def test_shared_words_are_shown_in_the_form_most_write():
    texts = ["A visit to Ghent", "Two visits", "Visits and more visits"]
    assert shared_words(texts, texts) == ("visits",)


def test_words_that_everybody_uses_are_no_reason():
    group = ["the customer waits for quotes", "customer got quotes late"]
    others = [f"the customer {number}" for number in "abcdefgh"]
    assert shared_words(group, group + others) == ("quotes",)


@pytest.mark.parametrize("likeness, said", [
    (0.1, "weak, please check"), (0.18, "likely"), (0.25, "good"), (0.35, "strong"), (1.0, "strong"),
])
def test_the_strength_is_said_in_words(likeness, said):
    assert strength(_pair(likeness), [0, 1]) == said


def test_by_words_alone_no_group_is_called_more_than_likely():
    assert strength(_pair(0.9), [0, 1], by_words_only=True) == "likely"
    assert strength(_pair(0.1), [0, 1], by_words_only=True) == "weak, please check"


def test_a_single_note_has_no_strength():
    assert strength(_pair(0.9), [0]) == ""


def _pair(likeness: float):
    return {(0, 1): likeness, (1, 0): likeness}
