"""What comes next on a plan: for each reader their own next thing, by its day; and the plan's next date."""

from datetime import date, timedelta

import pytest

from reviews import acknowledging, commitments, verdicts
from reviews.coming import coming
from reviews.queries.plans import present
from reviews.queries.tracking import check_ins_of
from tests.thirty_days import HALF, keep, look, noon, plan_of

MONDAY = date(2026, 11, 16)


def on_day(nth):
    return MONDAY + timedelta(nth - 1)


@pytest.fixture
def plan(session, cast):
    """Ana's: one thing of hers for day 10, one of Dustin's for day 20, one of Priya's for every week."""
    return plan_of(session, cast.ana, cast.team, begins=MONDAY, promises=[
        (cast.ana, "Draw the map", 10), (cast.dustin, "Sit in", 20), (cast.priya, "Send the quotes", None)])


def next_of(session, plan, person, nth):
    check_ins = session.scalars(check_ins_of([plan.id])).unique().all()
    return coming(plan, check_ins, session.execute(present(plan)).one(), person, on_day(nth))


def own(session, plan, person, nth):
    due = next_of(session, plan, person, nth).own
    return due and (due.kind, due.what, due.on, due.now)


def read(session, plan):
    acknowledging.acknowledge(plan, words="", at=noon(MONDAY))
    session.commit()


def test_the_rep_first_says_that_she_has_it(session, cast, plan):
    assert own(session, plan, cast.ana, 1) == ("acknowledge", "Say that you have received your plan", on_day(3), True)


def test_then_what_is_due_first_and_not_before_it_can_be_done(session, cast, plan):
    read(session, plan)
    check_in = "Check-in, day 7, with Dustin"
    assert own(session, plan, cast.ana, 1) == ("check in", check_in, on_day(8), False)
    assert own(session, plan, cast.ana, 5) == ("check in", check_in, on_day(8), True)
    look(session, plan, 7, rep=HALF)
    assert own(session, plan, cast.ana, 8) == ("tick", "Draw the map", on_day(10), True)
    keep(session, plan, "Draw the map")
    assert own(session, plan, cast.ana, 10) == ("check in", "Check-in, day 14, with Dustin", on_day(15), False)


def test_each_coach_has_a_next_thing_of_their_own(session, cast, plan):
    assert own(session, plan, cast.dustin, 1) == ("check in", "Check-in, day 7, of Ana Kovač", on_day(8), False)
    assert own(session, plan, cast.priya, 1) == ("tick", "Send the quotes", on_day(5), True)
    assert own(session, plan, cast.marc, 1) is own(session, plan, cast.lea, 20) is None


def test_what_was_noted_for_somebody_is_theirs_to_take_on(session, cast, plan):
    plan.commitments[2].accepted_at = None
    assert own(session, plan, cast.priya, 1) == ("accept", "Send the quotes", on_day(5), True)


def test_what_is_late_comes_first_and_the_rest_of_it_is_counted(session, cast, plan):
    read(session, plan)
    assert next_of(session, plan, cast.ana, 8).late_too == 0
    ahead = next_of(session, plan, cast.ana, 16)
    assert (ahead.own.what, ahead.own.late_days, ahead.late_too) == ("Check-in, day 7, with Dustin", 8, 2)


def test_the_manager_gives_the_verdict_last_and_then_first(session, cast, plan):
    for day in (7, 14, 21, 30):
        look(session, plan, day, coach=HALF)
    assert own(session, plan, cast.dustin, 29)[:3] == ("tick", "Sit in", on_day(20))
    assert own(session, plan, cast.dustin, 30)[:3] == ("tick", "Sit in", on_day(20))
    assert own(session, plan, cast.dustin, 31)[:3] == ("verdict", "Give the verdict on Ana Kovač’s plan", on_day(30))
    keep(session, plan, "Sit in")
    assert own(session, plan, cast.dustin, 21)[0] == "verdict"
    assert own(session, plan, cast.dustin, 20) is None


def test_what_was_dropped_is_not_next(session, cast, plan):
    commitments.drop(plan.commitments[2], why="No quotes left.", by=cast.priya, at=noon(MONDAY))
    assert own(session, plan, cast.priya, 1) is None


def test_the_plans_next_date_is_a_check_in_whose_day_has_not_passed(session, cast, plan):
    found = [next_of(session, plan, cast.lea, nth).check_in for nth in (1, 8, 9, 30, 31)]
    assert [check_in and check_in.day for check_in in found] == [7, 7, 14, 30, None]
    assert next_of(session, plan, cast.lea, 31).ends_on == on_day(30)


def test_after_an_extension_it_goes_on_with_the_new_days(session, cast, plan):
    keep(session, plan, "Draw the map")
    verdicts.give(plan, outcome="partly", then="extend", reason="More.", expected="Most of them.", by=cast.dustin, at=noon(on_day(30)))
    session.commit()
    assert next_of(session, plan, cast.lea, 30).check_in.day == 37
    assert own(session, plan, cast.ana, 30)[1] == "Say that you have received version 2 of your plan"
