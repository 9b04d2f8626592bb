"""How a plan stands: its rules, each by example, and their order for any plan on any day."""

from datetime import date

import pytest

from reviews import tracking
from reviews.checkins import COACH, REP
from reviews.days import day_of
from reviews.facts import Facts, Promise
from reviews.measures import FREQUENCY, NUMBER
from tests.plain_facts import ALWAYS, ANA, DUSTIN, HALF, MONDAY, NEVER, NOW_AND_THEN, USUALLY, facts, on_day


def state(plan, nth):
    found = tracking.state(plan, on_day(nth))
    return found.name, found.rule


# -- each rule by example ---------------------------------------------------------------------------------------------


def test_a_new_plan_is_on_track_and_says_what_comes_first():
    assert state(facts(promises=[(ANA, 10, False)]), 1) == ("on track", "First due Mon 23 Nov")


def test_held_check_ins_and_kept_commitments_are_counted():
    plan = facts({7: (HALF, HALF), 14: (HALF, USUALLY)}, [(ANA, 10, True), (DUSTIN, 20, False)])
    assert state(plan, 15) == ("on track", "2 of 2 check-ins held, 1 of 2 commitments kept")


@pytest.mark.parametrize("seen, rule", [
    ((None, None), "Day 7 check-in not held yet, 0 of 0 commitments kept"),
    ((HALF, None), "Day 7 check-in half held, 0 of 0 commitments kept"),
    ((HALF, HALF), "Day 7 check-in held, 0 of 0 commitments kept"),
])
def test_one_check_in_is_told_in_words(seen, rule):
    assert state(facts({7: seen}), 9) == ("on track", rule)


def test_silent_after_two_working_days_without_a_word():
    """Day 7 is Sunday 22 November, so its check-in falls on Monday 23."""
    assert state(facts(), 9)[0] == "on track"  # Tuesday: one working day
    assert state(facts(), 10) == ("silent", "Day 7 check-in overdue, neither side has looked")


def test_a_weekend_makes_nobody_silent():
    plan = facts(start=date(2026, 11, 20))  # a Friday: its check-in of day 7 is on Thursday 26
    assert [tracking.state(plan, date(2026, 11, day)).name for day in (26, 27, 28, 29, 30)] == [
        "on track", "on track", "on track", "on track", "silent"]


def test_one_side_that_has_looked_is_not_silence():
    assert state(facts({7: (HALF, None)}), 12)[0] == "on track"


def test_all_silent_check_ins_are_named():
    assert state(facts(), 20) == ("silent", "Check-ins of days 7 and 14 overdue, neither side has looked")


def test_a_commitment_three_working_days_overdue_is_a_risk():
    plan = facts({7: (HALF, HALF)}, [(ANA, 8, False)])  # due Monday 23
    assert state(plan, 10)[0] == "on track"
    assert state(plan, 11) == ("at risk", "A commitment is overdue since Mon 23 Nov")


def test_several_late_commitments_are_counted():
    plan = facts({7: (HALF, HALF)}, [(ANA, 8, False), (DUSTIN, 7, False)])
    assert state(plan, 12) == ("at risk", "2 commitments are overdue, the first since Sun 22 Nov")


def test_two_check_ins_no_better_than_before_are_a_risk():
    plan = facts({7: (NOW_AND_THEN, NEVER), 14: (NOW_AND_THEN, NOW_AND_THEN)})
    assert state(plan, 15) == ("at risk", "Check-ins of days 7 and 14: no better than at the start")
    assert state(facts({7: (NOW_AND_THEN, NEVER), 14: (NOW_AND_THEN, HALF)}), 15)[0] == "on track"


def test_one_check_in_no_better_is_no_risk_yet():
    assert state(facts({7: (NOW_AND_THEN, NEVER)}), 9)[0] == "on track"


def test_less_is_better_when_the_target_lies_below():
    before, after = {7: (9.0, 9.0), 14: (9.0, 10.0)}, {7: (9.0, 9.0), 14: (9.0, 8.5)}
    assert state(facts(before, kind=NUMBER, baseline=9.0, target=5.0), 15)[0] == "at risk"
    assert state(facts(after, kind=NUMBER, baseline=9.0, target=5.0), 15)[0] == "on track"


def test_rep_and_coach_two_steps_apart_are_a_risk_until_they_meet():
    plan = facts({7: (USUALLY, NOW_AND_THEN)})
    assert state(plan, 8) == ("at risk", "Rep and coach are two steps apart or more on day 7")
    assert state(facts({7: (USUALLY, NOW_AND_THEN), 14: (USUALLY, HALF)}), 15)[0] == "on track"


def test_done_when_the_target_is_reached_and_all_is_kept():
    plan = facts({7: (HALF, HALF), 14: (USUALLY, ALWAYS)}, [(ANA, 10, True)])
    assert state(plan, 15) == ("done", "Target reached on day 14, all commitments kept")
    assert state(facts({7: (HALF, HALF), 14: (USUALLY, ALWAYS)}, [(ANA, 18, False)]), 15)[0] == "on track"
    assert state(facts({7: (USUALLY, USUALLY), 14: (HALF, USUALLY)}, [(ANA, 10, True)]), 15)[0] == "on track"


def test_the_verdict_is_due_on_the_last_day_and_stays_due():
    done = facts({7: (HALF, HALF), 14: (USUALLY, ALWAYS), 21: (ALWAYS, ALWAYS)}, [(ANA, 10, True)])
    assert state(done, 29)[0] == "done"
    assert state(done, 30) == ("verdict due", "Day 30 is today")
    assert state(done, 45) == ("verdict due", "Since Tue 15 Dec")


def test_an_extended_plan_owes_its_new_check_ins_and_a_new_verdict():
    plan = facts(length=60, closed=(7, 14, 21, 30))
    assert state(plan, 31)[0] == "on track"
    assert state(plan, 40) == ("silent", "Day 37 check-in overdue, neither side has looked")
    assert state(plan, 60) == ("verdict due", "Day 60 is today")


# -- the strip, what is overdue, what was kept ------------------------------------------------------------------------


def test_the_strip_shows_what_became_of_each_check_in():
    plan = facts({7: (HALF, HALF), 14: (HALF, None)})
    assert [mark.state for mark in tracking.marks(plan, on_day(24))] == ["held", "half", "overdue", "ahead"]
    closed = facts({7: (HALF, HALF)}, closed=(7, 14, 21, 30))
    assert [mark.state for mark in tracking.marks(closed, on_day(31))] == ["held", "missed", "missed", "missed"]


def test_a_check_in_is_not_overdue_on_its_own_day():
    assert [mark.state for mark in tracking.marks(facts(), date(2026, 11, 23))] == ["ahead"] * 4
    assert tracking.overdue(facts(), date(2026, 11, 23)) == []


def test_what_is_overdue_and_whose():
    plan = facts({7: (HALF, None)}, [(ANA, 8, False), (DUSTIN, 5, True), (DUSTIN, 29, False)])
    assert [(owed.what, owed.whose, owed.on, owed.late_days) for owed in tracking.overdue(plan, on_day(17))] == [
        ("check-in of day 7", (DUSTIN,), date(2026, 11, 23), 9), ("Promise 0", (ANA,), date(2026, 11, 23), 9),
        ("check-in of day 14", (ANA, DUSTIN), date(2026, 11, 30), 2)]


def test_what_is_not_due_yet_is_neither_kept_nor_broken():
    plan = facts(promises=[(ANA, 5, True), (ANA, 8, False), (ANA, 29, False), (DUSTIN, 29, False)])
    assert [(kept.owner, kept.kept, kept.of) for kept in tracking.kept_by_owner(plan, on_day(20))] == [
        ("Ana Kovač", 1, 2), ("Dustin Brinkmann", 0, 0)]
    assert [word for kept in tracking.kept_by_owner(plan, on_day(20)) for _, word in kept.promises] == [
        "kept", "not kept", "due Mon 14 Dec", "due Mon 14 Dec"]


def test_a_weekly_commitment_counts_its_weeks():
    weeks = tuple(day_of(MONDAY, nth) for nth in (5, 12, 19, 26))
    weekly = Promise(1, *ANA, "Listen to one call", weeks, frozenset(weeks[:1]), weekly=True)
    plan = Facts(MONDAY, 30, FREQUENCY, NOW_AND_THEN, USUALLY, {REP: ANA, COACH: DUSTIN}, (), (weekly,))
    assert tracking.kept_by_owner(plan, on_day(15))[0].promises == [("Listen to one call", "1 of 2 weeks kept")]
    assert [owed.on for owed in tracking.overdue(plan, on_day(15))] == [weeks[1]]


@pytest.mark.parametrize("looks, nth, said", [
    ({}, 3, "Day 3 of 30, next check-in Mon 23 Nov"),
    ({7: (HALF, HALF)}, 8, "Day 8 of 30, next check-in Mon 30 Nov"),
    ({}, 9, "Day 9 of 30, check-in was due Mon 23 Nov"),
    ({7: (HALF, None)}, 9, "Day 9 of 30, day 7 waits for Dustin Brinkmann"),
    ({7: (HALF, HALF), 14: (HALF, HALF), 21: (HALF, HALF), 30: (HALF, HALF)}, 29, "Day 29 of 30"),
    ({}, 34, "Day 34; day 30 was Tue 15 Dec"),
])
def test_the_line_under_the_strip(looks, nth, said):
    assert tracking.progress(facts(looks), on_day(nth)) == said
