"""What makes a plan's numbers hard to believe: each sentence by worked cases, with its counts and its days."""

from dataclasses import replace

import pytest

from reviews import cautions
from reviews.checkins import COACH, REP
from reviews.facts import Promise
from reviews.looks import Look
from reviews.measures import NUMBER
from tests.plain_facts import ALWAYS, ANA, DUSTIN, HALF, NEVER, NOW_AND_THEN, USUALLY, facts, on_day

KEPT = [(ANA, 10, 8), (DUSTIN, 12, 9)]
OVER = 32  # the day after that of the last check-in, when all can be read
CLIMB = {7: (NOW_AND_THEN, NOW_AND_THEN), 14: (HALF, HALF), 21: (HALF, HALF), 30: (HALF, HALF)}
BOTH = "Ana Kovač “{}” on day 30; Dustin Brinkmann “{}” on day 30."


def said(plan, nth=30):
    return cautions.of(plan, on_day(nth))


def test_a_plan_that_was_tried_and_seen_by_both_needs_no_caution():
    assert said(facts(CLIMB, KEPT)) == []


@pytest.mark.parametrize("looks, sentence", [
    ({}, "Too few numbers: Ana Kovač looked at none of 4 check-ins; Dustin Brinkmann looked at none of 4 check-ins."),
    (CLIMB | {7: (1, None), 14: (2, None), 21: (2, None), 30: (2, None)},
     "Too few numbers: Ana Kovač looked at 4 of 4 check-ins (day 7, day 14, day 21, day 30); Dustin Brinkmann looked at none of 4 check-ins."),
    (CLIMB | {7: (1, None), 14: (None, None), 21: (None, None), 30: (2, 2)},
     "Too few numbers: Ana Kovač looked at 2 of 4 check-ins (day 7, day 30); Dustin Brinkmann looked at 1 of 4 check-ins (day 30)."),
])
def test_too_few_numbers_says_whose_and_how_many(looks, sentence):
    assert said(facts(looks, KEPT), OVER)[0] == sentence


def test_one_number_each_is_too_few_and_before_the_first_check_in_there_is_none():
    assert said(facts({7: (HALF, HALF)}, KEPT), 8)[0] == (
        "Too few numbers: Ana Kovač looked at 1 of 1 check-in (day 7); Dustin Brinkmann looked at 1 of 1 check-in (day 7).")
    assert said(facts({}, KEPT), 3) == ["No check-in was due yet, so there is no number to go by."]


@pytest.mark.parametrize("number", [2.0, None])
def test_whether_a_number_was_given_is_not_told_before_the_answer_may_be_read(number):
    plan = facts({7: (1.5, 1.5)}, KEPT, kind=NUMBER, baseline=1.0, target=6.0)
    first, today, *rest = plan.days
    half = replace(plan, reader=COACH, days=(first, replace(today, looks=(Look(REP, NEVER, number, *ANA),)), *rest))
    assert cautions.of(half, today.on)[0] == (
        "Too few numbers: Ana Kovač gave the number at 1 of 1 check-in (day 7); Dustin Brinkmann gave the number at 1 of 1 check-in (day 7).")


def test_of_a_number_only_those_count_that_were_given():
    counted = facts({7: (2.0, 2.0), 14: (3.0, None), 21: (3.5, None), 30: (4.0, None)}, KEPT, kind=NUMBER, baseline=1.0, target=6.0)
    assert "Dustin Brinkmann gave the number at 1 of 4 check-ins (day 7)." in said(counted, OVER)[0]


@pytest.mark.parametrize("nth, told", [(28, []), (29, ["The last number is of Mon 30 Nov, 15 days ago."])])  # day 15 is Mon 30 Nov
def test_an_old_number_says_its_day(nth, told):
    plan = facts({7: (1, 1), 14: (HALF, HALF)}, KEPT)
    assert plan.days[1].on == on_day(15)
    found = [sentence for sentence in said(plan, nth + 1) if sentence.startswith("The last number")]
    assert found == told


@pytest.mark.parametrize("looks, kept, coached_from, told", [
    ({7: (HALF, NOW_AND_THEN)}, 10, None, []),  # half of the way is not most of it
    ({7: (USUALLY, NOW_AND_THEN)}, 10, None, ["Ana Kovač “usually” on day 7"]),
    ({7: (USUALLY, USUALLY)}, 10, None, ["Ana Kovač “usually” on day 7; Dustin Brinkmann “usually” on day 7"]),
    ({7: (USUALLY, USUALLY)}, 8, None, []),  # on the day of the look: nobody can tell which came first
    ({7: (USUALLY, USUALLY)}, 7, None, []),
    ({7: (USUALLY, USUALLY)}, 10, 5, []),  # coached before
    ({7: (USUALLY, USUALLY)}, 20, 12, ["Ana Kovač “usually” on day 7; Dustin Brinkmann “usually” on day 7"]),
])
def test_what_was_there_before_the_plan_began_to_work(looks, kept, coached_from, told):
    plan = facts({14: (USUALLY, USUALLY), 21: (USUALLY, USUALLY), 30: (USUALLY, USUALLY)} | looks, [(ANA, 22, kept)], coached_from=coached_from)
    found = [sentence for sentence in said(plan) if sentence.startswith("Most of the way")]
    first = {10: "Wed 25 Nov", 20: "Fri 27 Nov"}.get(kept)
    assert found == [f"Most of the way was there before the plan had begun to work: {who}. The first commitment was kept, or the first "
                     f"coaching session held, on {first}." for who in told]


def test_what_got_better_with_nothing_done_was_moved_by_something_else():
    plan = facts(CLIMB, [(ANA, 10, False), (DUSTIN, 12, False)])
    assert ("It got better with nothing of the plan done yet, no commitment and no coaching session: "
            "Ana Kovač “half the time” on day 30; Dustin Brinkmann “half the time” on day 30.") in said(plan)


def test_a_measure_that_is_to_fall_is_read_the_other_way():
    fell = {7: (2.0, 2.0), 14: (2.0, 2.0), 21: (2.0, 2.0), 30: (2.0, 2.0)}
    plan = facts(fell, [(ANA, 20, 18)], kind=NUMBER, baseline=6.0, target=1.0)
    assert said(replace(plan, unit="days")) == [
        "Most of the way was there before the plan had begun to work: Ana Kovač “2 days” on day 14; Dustin Brinkmann “2 days” on day 14. "
        "The first commitment was kept, or the first coaching session held, on Thu 3 Dec."]


@pytest.mark.parametrize("promises, told", [
    ([(ANA, 10, 10), (ANA, 12, False), (DUSTIN, 14, 14), (DUSTIN, 16, False)], []),
    ([(ANA, 10, 10), (DUSTIN, 14, False), (DUSTIN, 16, False)],
     ["The plan was not really tried: of what was due, 1 of 3 kept. Ana Kovač 1 of 1, Dustin Brinkmann 0 of 2."]),
    ([(ANA, 10, 10), (DUSTIN, 30, False)], []),  # its day is not over
    ([(DUSTIN, 30, False)], ["No commitment was due yet, so the plan was not tried yet."]),
    ([], ["No commitment is left on the plan, so it was not tried."]),
])
def test_a_plan_that_was_not_really_tried_says_by_whom(promises, told):
    flat = dict.fromkeys((7, 14, 21, 30), (HALF, HALF))
    plan = facts(flat, promises, baseline=NEVER, coached_from=1)
    assert said(plan) == told


def test_each_week_of_a_weekly_commitment_counts():
    weeks = tuple(on_day(day) for day in (5, 12, 19, 26))
    weekly = Promise(9, *DUSTIN, "Sit in", weeks, frozenset(weeks[:1]), weekly=True, ticks=((weeks[0], weeks[0]),))
    plan = replace(facts(CLIMB), promises=(weekly,))
    assert said(plan) == ["The plan was not really tried: of what was due, 1 of 4 kept, each week of a weekly commitment counted. "
                          "Dustin Brinkmann 1 of 4."]


@pytest.mark.parametrize("last, told", [
    ((USUALLY, NOW_AND_THEN), ["Ana Kovač saw it “usually”, Dustin Brinkmann saw it “now and then”"]),
    ((NOW_AND_THEN, ALWAYS), ["Ana Kovač saw it “now and then”, Dustin Brinkmann saw it “always”"]),
    ((USUALLY, HALF), [])])
def test_two_who_see_it_apart_are_asked(last, told):
    found = [sentence for sentence in said(facts(CLIMB | {30: last}, KEPT)) if sentence.startswith("Rep and coach")]
    assert found == [f"Rep and coach see it two steps apart or more: on day 30 {both}. Ask both what they saw." for both in told]


@pytest.mark.parametrize("last, told", [
    ((NOW_AND_THEN, NOW_AND_THEN), "The measure is where it was, “now and then” before: " + BOTH.format("now and then", "now and then")),
    ((NEVER, NOW_AND_THEN), "The measure is no better than it was, “now and then” before: " + BOTH.format("never", "now and then")),
    ((ALWAYS, USUALLY), "The measure is at its target, “usually”: " + BOTH.format("always", "usually"))])
def test_where_the_measure_leaves_one_answer_it_is_said(last, told):
    assert said(facts(CLIMB | {30: last}, KEPT)) == [told]


def test_an_answer_that_the_other_side_may_not_read_yet_is_counted_and_not_told():
    waits = facts({7: (HALF, HALF), 14: (HALF, HALF), 21: (HALF, HALF), 30: (ALWAYS, None)}, KEPT)
    told = facts({7: (HALF, HALF), 14: (HALF, HALF), 21: (HALF, HALF), 30: (NEVER, None)}, KEPT)
    assert said(waits, 29) == said(told, 29)


def test_an_extended_plan_counts_the_check_ins_of_its_last_thirty_days():
    plan = facts({**CLIMB, 37: (HALF, HALF)}, KEPT, length=60, closed=(7, 14, 21, 30))
    assert said(plan, 38) == [
        "Too few numbers: Ana Kovač looked at 1 of 1 check-in (day 37); Dustin Brinkmann looked at 1 of 1 check-in (day 37)."]


def test_both_sides_have_a_name_in_every_sentence():
    plan = facts({}, [])
    assert {plan.sides[side][1] for side in (REP, COACH)} == {"Ana Kovač", "Dustin Brinkmann"}
    assert all(name in said(plan)[0] for name in ("Ana Kovač", "Dustin Brinkmann"))
