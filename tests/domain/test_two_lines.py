"""The two lines of the check-ins, and the days on which commitments are due: plain facts in, plain values out."""

from datetime import timedelta

import pytest

from reviews.checkins import COACH, REP
from reviews.due_days import due_days
from reviews.facts import Promise
from reviews.measures import FREQUENCY, NUMBER
from reviews.two_lines import two_lines
from tests.plain_facts import ALWAYS, ANA, DUSTIN, HALF, MONDAY, NEVER, NOW_AND_THEN, USUALLY, facts, on_day


def figures(plan, nth, side=None):
    return [line.figures for line in two_lines(plan, side, on_day(nth)).lines]


def test_each_side_has_a_line_and_what_nobody_gave_is_a_gap():
    plan = facts({7: (NOW_AND_THEN, HALF), 14: (None, HALF), 21: (USUALLY, None)})
    lines = two_lines(plan, None, on_day(25))
    assert [(line.side, line.name, line.figures) for line in lines.lines] == [
        (REP, "Ana Kovač", (NOW_AND_THEN, None, USUALLY, None)), (COACH, "Dustin Brinkmann", (HALF, HALF, None, None))]
    assert (lines.kind, lines.before, lines.target, lines.count) == (FREQUENCY, NOW_AND_THEN, USUALLY, 4)
    assert lines.until == on_day(22)  # day 21 is a Sunday


def test_never_is_an_answer_and_no_gap():
    assert figures(facts({7: (NEVER, None)}), 9) == [(NEVER, None, None, None), (None,) * 4]


def test_a_number_is_drawn_where_any_was_given_else_how_often():
    numbers = facts({7: (4.5, None), 14: (6.0, 5.0)}, kind=NUMBER, baseline=2.0, target=6.0)
    lines = two_lines(numbers, None, on_day(16), "quotes")
    assert [line.figures for line in lines.lines] == [(4.5, 6.0, None, None), (None, 5.0, None, None)]
    assert (lines.kind, lines.said(lines.before), lines.said(lines.target)) == (NUMBER, "2 quotes", "6 quotes")
    without = two_lines(facts({7: (HALF, HALF)}, baseline=2.0, target=6.0), None, on_day(9))
    assert without.kind == FREQUENCY


def test_before_and_target_are_left_out_where_they_are_of_another_kind():
    known = facts({7: (HALF, HALF)})
    numbers = type(known)(**(vars(known) | {"kind": NUMBER, "baseline": 20.0, "target": 60.0}))
    lines = two_lines(numbers, None, on_day(9), "%")
    assert (lines.kind, lines.before, lines.target) == (FREQUENCY, None, None)
    assert [line.figures[0] for line in lines.lines] == [HALF, HALF]


@pytest.mark.parametrize("side, nth, read", [
    (REP, 15, [ALWAYS, None]), (COACH, 15, [None, None]), (None, 15, [ALWAYS, None]), (COACH, 16, [ALWAYS, None])])
def test_a_side_sees_the_others_answer_when_both_may(side, nth, read):
    plan = facts({7: (HALF, HALF), 14: (ALWAYS, None)})
    lines = two_lines(plan, side, on_day(nth))
    assert [line.figures[1] for line in lines.lines] == read
    assert [day.day for day in lines.waiting] == ([14] if nth == 15 else [])


def test_every_day_with_a_commitment_says_what_became_of_it():
    weeks = tuple(on_day(nth) for nth in (5, 12, 19, 26))
    plan = facts(promises=[(ANA, 12, False), (DUSTIN, 12, True), (DUSTIN, 20, False)])
    weekly = Promise(9, *ANA, "Listen to one call", weeks, frozenset(weeks[:1]), weekly=True)
    plan = type(plan)(**(vars(plan) | {"promises": (*plan.promises, weekly)}))
    assert [(day.nth, day.on, day.state, day.said) for day in due_days(plan, on_day(13))] == [
        (5, on_day(5), "kept", "1 kept"), (12, on_day(12), "overdue", "1 kept, 2 overdue"),
        (19, on_day(19), "to be kept", "1 to be kept"), (20, on_day(20), "to be kept", "1 to be kept"),
        (26, on_day(26), "to be kept", "1 to be kept")]


def test_on_its_own_day_a_commitment_is_not_overdue():
    assert [day.state for day in due_days(facts(promises=[(ANA, 12, False)]), on_day(12))] == ["to be kept"]


def test_when_a_plan_is_closed_what_was_not_due_yet_is_not_asked_for():
    plan = facts(promises=[(ANA, 5, True), (ANA, 12, False), (DUSTIN, 20, False), (DUSTIN, 25, True)])
    assert [(day.nth, day.said) for day in due_days(plan, on_day(18), closed=True)] == [(5, "1 kept"), (12, "1 not kept"), (25, "1 kept")]


def test_a_day_outside_the_plan_has_no_place_on_its_strip():
    plan = facts(promises=[(ANA, 31, False), (ANA, 30, False)])
    assert [day.on for day in due_days(plan, MONDAY)] == [MONDAY + timedelta(29)]
