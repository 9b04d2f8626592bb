"""What may be told of closed batches: whoever reads it, at every moment, cannot work a single answer out."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.in_a_word import MIXED, SAID, TOO_FEW, WORDS, closing, tell, word

ANY = (*SAID, None)
ONE = ("watched",)


@pytest.mark.parametrize("said, told", [
    ("yyy", "mostly yes"), ("yyn", "mostly yes"), ("y-y", "mostly yes"), ("ppn", "mostly partly"), ("nn-", "mostly no"), ("nnn", "mostly no"),
    ("ypn", MIXED), ("yn-", MIXED), ("y--", TOO_FEW), ("---", TOO_FEW),
    ("yyyyyynnn", "mostly yes"), ("yyyyyppnn", MIXED), ("nnnnnn---", "mostly no"), ("yyyyy----", TOO_FEW), ("yyynnn---", MIXED)])
def test_a_word_is_what_two_thirds_said(said, told):
    assert word([{"y": "yes", "p": "partly", "n": "no", "-": None}[one] for one in said]) == told


def test_whichever_word_is_told_any_one_may_have_said_anything():
    """Of three and of nine; that all said the same cannot be read from it."""
    for size in (3, 9):
        may = defaultdict(set)
        for said in combinations_with_replacement(ANY, size):  # in whatever order they came, the word is the same
            may[word(said)].update(said)
        assert may == {told: set(ANY) for told in WORDS}


def test_whichever_word_is_told_of_nine_any_coach_may_have_had_any_three():
    others = list(combinations_with_replacement(ANY, 6))
    for three in combinations_with_replacement(ANY, 3):
        assert {word((*three, *six)) for six in others} == set(WORDS)


@pytest.mark.parametrize("reps", ["ABC", "AABC", "ABACB", "AABBCC", "ABCABC", "AABBCB", "ABCDAB"])
def test_a_coach_who_looks_every_day_and_knows_who_answered_when_learns_nobodys_answer(reps):
    """Every way in which these reps could have answered, by what the coach then sees from day to day: whatever the coach sees,
    each of them may have said each."""
    days = [closed_batches(reps[:day]) for day in range(1, len(reps) + 1)]
    may = defaultdict(lambda: [set() for _ in reps])
    for answers in product(ANY, repeat=len(reps)):
        seen = tuple(shown(batches, answers) for batches in days)
        for nth, answered in enumerate(answers):
            may[seen][nth].add(answered)
    assert len(may) == len(WORDS) ** len(days[-1]) and days[-1]
    assert all(possible == [set(ANY)] * len(reps) for possible in may.values())


def closed_batches(reps: str) -> list[tuple[int, ...]]:
    """Which answers are in closed batches by then, when these reps have answered one after the other."""
    batches, waiting = [], []
    for nth, rep in enumerate(reps):
        waiting.append((rep, nth))
        if three := closing(waiting, lambda one: one[0]):
            batches.append(tuple(nth for _, nth in three))
            waiting = [one for one in waiting if one not in three]
    return batches


def shown(batches: list[tuple[int, ...]], answers: tuple[str | None, ...]) -> tuple[int, ...]:
    """What stands on the coach's page of one statement."""
    told = tell([(nth, {"watched": answers[one]}) for nth, batch in enumerate(batches) for one in batch], ONE)
    return told.words["watched"] if told else ()


@given(st.lists(st.sampled_from("ABCDE"), max_size=40))
def test_a_batch_is_three_different_people_and_never_changes(people):
    before = []
    for many in range(len(people) + 1):
        batches = closed_batches("".join(people[:many]))
        assert batches[:len(before)] == before and len(batches) - len(before) in (0, 1)
        assert all(len({people[nth] for nth in batch}) == 3 == len(batch) for batch in batches)
        flat = [nth for batch in batches for nth in batch]
        assert len(flat) == len(set(flat))
        before = batches
    left = [person for nth, person in enumerate(people) if nth not in {nth for batch in before for nth in batch}]
    assert len(set(left)) <= 2  # who waits, waits because no third person has come


def test_who_answers_a_second_time_waits_for_the_next_batch():
    assert closed_batches("AABCB") == [(0, 2, 3)] and closed_batches("AABCBD") == [(0, 2, 3), (1, 4, 5)]


def test_of_no_batch_nothing_is_told():
    assert tell([], ONE) is None
