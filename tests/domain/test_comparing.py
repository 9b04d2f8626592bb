"""What changed between two versions: every part by its name, and no word lost between them."""

from __future__ import annotations

import copy
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviews.comparing import IS, MOST_TOKENS, SAME, WAS, Change, changes, pieces
from tests.written_plan import extended_plan, written_plan

TEXTS = st.text(st.sampled_from("ab \n.ščř一م🎾"), max_size=40)
# Where a part stands in what is kept, and the name under which a change of it is told.
PLACES = {
    ("item", "from"): "Item, from", ("item", "to"): "Item, to", ("why", "text"): "Why this", ("gains",): "What got better",
    ("goal",): "The goal", ("measure", "what"): "What is measured", ("measure", "before"): "Before", ("measure", "target"): "Target",
    ("measure", "note"): "Where “before” comes from", ("witness",): "Who would see it, and where", ("coach",): "Who checks in"}


def kept(**parts) -> dict:
    """A version as it is kept since plans can be amended."""
    plan = written_plan(witness="Dustin, in the calls", coach="Dustin Brinkmann", **parts)
    for id, one in enumerate(plan["commitments"], 1):
        one["id"] = id
    return plan


def with_texts(texts: dict[tuple[str, ...], str], plan: dict) -> dict:
    """The plan with other texts in these places."""
    plan = copy.deepcopy(plan)
    for (*path, last), text in texts.items():
        place = plan
        for name in path:
            place = place[name]
        place[last] = text
    return plan


def text_at(plan: dict, path: tuple[str, ...]) -> str:
    for name in path:
        plan = plan[name]
    return plan


@given(st.dictionaries(st.sampled_from(sorted(PLACES)), TEXTS))
def test_every_part_that_differs_is_named_and_no_other(texts):
    before = kept()
    after = with_texts(texts, before)
    meant = {PLACES[path]: (text_at(before, path), text) for path, text in texts.items() if text != text_at(before, path)}
    assert {change.part: (change.was, change.now) for change in changes(before, after)} == meant
    assert changes(after, after) == []


@given(st.lists(st.tuples(st.sampled_from(["Ana", "Dustin"]), st.sampled_from("pqr"), st.booleans(), st.integers(1, 3)), max_size=5),
       st.lists(st.tuples(st.sampled_from(["Ana", "Dustin"]), st.sampled_from("pqr"), st.booleans(), st.integers(1, 3)), max_size=5),
       st.booleans())
def test_commitments_are_equal_when_nothing_is_told_of_them(first, second, with_ids):
    """Whether they have ids or are of an old version: no change is told of the same, and of others one is."""
    def promises(told):
        return [{"owner": owner, "function": "", "what": what, "weekly": weekly, "due_on": str(date(2026, 11, 23) + timedelta(day))}
                | ({"id": nth} if with_ids else {}) for nth, (owner, what, weekly, day) in enumerate(told)]

    def meant(told):
        return sorted((owner, what, 0 if weekly else day) for owner, what, weekly, day in told)

    before, after = kept(), kept()
    before["commitments"], after["commitments"] = promises(first), promises(second)
    assert changes(before, before) == []
    if meant(first) != meant(second):
        assert changes(before, after) != []


@given(TEXTS, TEXTS)
def test_the_pieces_hold_both_texts_whole_and_in_order(was, now):
    told = pieces(was, now)
    assert "".join(words for kind, words in told if kind in (SAME, WAS)) == was
    assert "".join(words for kind, words in told if kind in (SAME, IS)) == now
    assert all(words for _, words in told)


@pytest.mark.parametrize("was, now, told", [
    ("Ask who decides.", "Ask who else decides.", [(SAME, "Ask who "), (IS, "else "), (SAME, "decides.")]),
    ("Sit in on two first calls.", "Sit in on four first calls.",
     [(SAME, "Sit in on "), (WAS, "two"), (IS, "four"), (SAME, " first calls.")]),
    ("usually", "always", [(WAS, "usually"), (IS, "always")]),
    ("", "New.", [(IS, "New.")]),
    ("Gone.", "", [(WAS, "Gone.")]),
    ("The price comes first, always.", "She names the champion.",
     [(WAS, "The price comes first, always."), (IS, "She names the champion.")]),
])
def test_word_by_word_where_that_is_easier_to_read(was, now, told):
    assert pieces(was, now) == told


def test_very_long_texts_stand_one_after_the_other():
    """Word by word would take minutes."""
    was = "ja nein " * MOST_TOKENS
    assert pieces(was, f"{was}doch") == [(WAS, was), (IS, f"{was}doch")]


def test_a_commitment_that_came_went_or_changed():
    before, after = kept(), kept()
    after["commitments"][0]["what"] = "Write four opening questions the day before every call."
    after["commitments"][2]["due_on"] = "2026-12-04"
    del after["commitments"][3]
    after["commitments"].append({"id": 9, "owner": "Ana", "function": "", "what": "Ring the plant.", "due_on": "2026-12-20", "weekly": True})
    assert changes(before, after) == [
        Change("What Ana does", "Write three opening questions the day before every call.\nby Wed 25 Nov",
               "Write four opening questions the day before every call.\nby Wed 25 Nov"),
        Change("What Dustin does", "Sit in on two discovery calls and say nothing.\nby Thu 3 Dec",
               "Sit in on two discovery calls and say nothing.\nby Fri 4 Dec"),
        Change("What Ana does", "", "Ring the plant.\nevery week"),
        Change("What Priya does", "Add “the problem in their words” to the discovery stage.\nby Tue 1 Dec", "")]


def test_of_a_version_without_ids_a_commitment_worded_anew_went_and_came():
    before, after = written_plan(), kept()
    after |= {"witness": "", "coach": ""}
    after["commitments"][3]["what"] = "Add a field."
    assert changes(before, after) == [
        Change("What Priya does", "", "Add a field.\nby Tue 1 Dec"),
        Change("What Priya does", "Add “the problem in their words” to the discovery stage.\nby Tue 1 Dec", "")]


def test_an_extension_tells_its_days_and_check_ins():
    told = changes(written_plan(), extended_plan(60))
    assert [change.part for change in told] == ["The days", "Check-ins"]
    assert (told[0].was, told[0].now) == ("30 days, from Mon 23 Nov to Tue 22 Dec", "60 days, from Mon 23 Nov to Thu 21 Jan")
    assert told[1].now.startswith(told[1].was)
