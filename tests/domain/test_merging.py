"""What observations say the same thing: the answer depends on what was written and on nothing else."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.merging import FEWEST_THEMES, MOST_THEMES, Note, fingerprint, group_texts, suggest, title_for, why_together

PRICE = (
    "Gives a discount as soon as the buyer says that we are too expensive.",
    "Offers ten percent discount before the buyer has asked for a discount.",
    "The buyer got a second discount from her and we got nothing for it.",
)
RECORDS = (
    "The CRM has no notes of her last customer visits.",
    "After visits to customers there are no notes in the CRM.",
    "I cannot find one note of a customer visit in the CRM.",
)
PUNCTUAL = (
    "She was late for the joint appointment in Bremen.",
    "Came late to two appointments in a row.",
)
ALONE = "Speaks fluent Portuguese with the team in Porto."


def notes_of(texts, *, kind="opportunity", start=1, **more) -> list[Note]:
    functions = ("manager", "sales ops", "service", "enablement")
    return [Note(key, text, author=key, function=functions[key % 4], kind=kind, **more)
            for key, text in enumerate(texts, start)]


def together(texts, numbers) -> set[frozenset]:
    groups = {}
    for text, number in zip(texts, numbers, strict=True):
        groups.setdefault(number, []).append(text)
    return {frozenset(group) for group in groups.values()}


def members(suggestion) -> set[frozenset]:
    return {frozenset(group.members) for group in suggestion.groups}


EVERYTHING = (*PRICE, *RECORDS, *PUNCTUAL, ALONE)


def test_what_several_saw_of_a_rep_becomes_one_group_each():
    found = together(EVERYTHING, group_texts(list(EVERYTHING)))
    assert found == {frozenset(PRICE), frozenset(RECORDS), frozenset(PUNCTUAL), frozenset({ALONE})}


def test_groups_are_numbered_in_the_order_they_first_appear():
    assert group_texts([PRICE[0], RECORDS[0], PRICE[1], RECORDS[1], ALONE]) == [0, 1, 0, 1, 2]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_texts_came_changes_nothing(seed):
    mixed = list(EVERYTHING)
    random.Random(seed).shuffle(mixed)
    assert together(mixed, group_texts(mixed)) == together(EVERYTHING, group_texts(list(EVERYTHING)))


def test_the_order_in_which_notes_came_changes_nothing_of_a_suggestion():
    notes = notes_of(EVERYTHING)
    assert suggest(notes[::-1]) == suggest(notes)
    assert suggest(notes) == suggest(notes)


def test_the_reps_name_does_not_bring_texts_together():
    texts = ["Ana Kowalski closes deals.", "Ana Kowalski parks badly.", "Ana Kowalski speaks Portuguese.",
             "Ana Kowalski knows pumps."]
    assert group_texts(texts, names=["Ana Kowalski"]) == [0, 1, 2, 3]
    assert group_texts(texts, names=["Ana Kowalski"]) == group_texts([text[13:] for text in texts])


def test_the_same_text_twice_is_one_group():
    assert group_texts([PRICE[0], ALONE, PRICE[0]]) == [0, 1, 0]


@pytest.mark.parametrize("texts, numbers", [
    ([], []),
    ([""], [0]),
    (["", "  ", "\n\t"], [0, 1, 2]),
    ([ALONE], [0]),
    (["?!", "…", "🎾"], [0, 1, 2]),
    (["Ana", "ANA", "Ana Kowalski"], [0, 1, 2]),
], ids=["none", "empty", "blank", "one", "no words", "nothing but the name"])
def test_texts_that_say_nothing_are_like_no_other(texts, numbers):
    assert group_texts(texts, names=["Ana Kowalski"]) == numbers


def test_texts_in_any_script_and_of_any_length_are_grouped():
    long = PRICE[0] + " word" * 2_000
    texts = [PRICE[0], "هي تتأخر دائما عن المواعيد", "تتأخر كثيرا عن المواعيد", "🎾 🎾", long, "x" * 10_000, "\ud800 broken"]
    numbers = group_texts(texts)
    assert len(numbers) == 7
    assert numbers[1] == numbers[2] != numbers[0]


def test_texts_in_two_languages_that_say_the_same_go_together():
    texts = ["Kommt zu spät zu Kundenterminen.", "Comes late to customer appointments.", "Der Forecast stimmt nie.",
             "The forecast is never right."]
    assert group_texts(texts) == [0, 0, 1, 1]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=8))
def test_whatever_is_typed_every_text_gets_its_group(texts):
    numbers = group_texts(texts)
    assert len(numbers) == len(texts)
    assert sorted(set(numbers)) == list(range(len(set(numbers))))
    backwards = group_texts(texts[::-1])[::-1]
    assert len(set(zip(numbers, backwards, strict=True))) == len(set(numbers)) == len(set(backwards))


def test_gains_and_opportunities_never_mix():
    gains = notes_of(PRICE[:2], kind="gain")
    opportunities = notes_of(PRICE[:2], kind="opportunity", start=11)
    suggestion = suggest(gains + opportunities)
    assert members(suggestion) == {frozenset({1, 2}), frozenset({11, 12})}
    lonely = suggest(notes_of(PRICE[:1], kind="gain") + notes_of(PRICE[:2], start=11))
    assert lonely.nearest == {1: ()}


def test_a_single_note_is_offered_its_three_nearest_and_is_no_group():
    notes = notes_of(EVERYTHING)
    suggestion = suggest(notes)
    assert members(suggestion) == {frozenset({1, 2, 3}), frozenset({4, 5, 6}), frozenset({7, 8})}
    assert set(suggestion.nearest) == {9}
    assert len(suggestion.nearest[9]) == 3
    assert 9 not in suggestion.nearest[9]


def test_the_nearest_comes_first():
    notes = notes_of([*PRICE, "Talks about the weather a lot.", "Knows pumps."])
    suggestion = suggest(notes, cut=0.9)
    assert suggestion.groups == ()
    assert set(suggestion.nearest[1][:2]) == {2, 3}


def test_a_higher_cut_never_makes_larger_groups():
    notes = notes_of(EVERYTHING)
    few, many = members(suggest(notes, cut=FEWEST_THEMES)), members(suggest(notes, cut=MOST_THEMES))
    assert all(any(small <= large for large in few) for small in many)


def test_two_notes_of_one_author_must_be_more_alike_than_two_of_different_people():
    texts = ["Sends quotes with wrong prices.", "The totals in a proposal were off.", "Parks badly.", "Knows pumps.",
             "Is funny.", "Reads tenders late."]
    apart = notes_of(texts)
    same = [Note(note.key, note.text, author=1, function="service", kind="opportunity") for note in apart]
    pairs = {cut / 100: tuple(_paired(notes, cut / 100) for notes in (apart, same)) for cut in range(0, 60, 2)}
    assert all(one_author <= two_authors for two_authors, one_author in pairs.values())
    assert any(one_author < two_authors for two_authors, one_author in pairs.values())


def _paired(notes, cut) -> bool:
    return any({1, 2} <= set(group.members) for group in suggest(notes, cut=cut).groups)


def test_the_fingerprint_is_of_what_the_suggestion_was_made_from():
    notes = notes_of(EVERYTHING)
    assert suggest(notes).fingerprint == fingerprint(notes) == fingerprint(notes[::-1])


def test_the_fingerprint_changes_with_every_change_to_the_notes():
    note = Note(1, "Late again.", author=1, function="service", kind="opportunity")
    stories = [
        [note],
        [],
        [note, Note(2, "Late.", author=2, function="manager", kind="opportunity")],
        [Note(1, "Late again!", author=1, function="service", kind="opportunity")],
        [Note(1, "Late again.", author=1, function="service", kind="gain")],
        [Note(1, "Late again.", author=1, function="service", kind="opportunity", theme=4)],
        [Note(1, "Late again.", author=1, function="service", kind="opportunity", theme=5)],
        [Note(1, "Late again.", author=1, function="service", kind="opportunity", alone=True)],
        [Note(7, "Late again.", author=1, function="service", kind="opportunity")],
    ]
    assert [pair for pair in combinations(stories, 2) if fingerprint(pair[0]) == fingerprint(pair[1])] == []


def test_no_notes_give_an_empty_suggestion():
    suggestion = suggest([])
    assert (suggestion.groups, suggestion.nearest, suggestion.placed, suggestion.by_words_only) == ((), {}, {}, False)
    assert (title_for([]), why_together([]).people) == ("Without words", 0)
