"""Each side writes without the other's answer until both are in or the day is over; until then nothing else tells it either."""

from datetime import date, timedelta

import pytest

from reviews import amending, checkins, evidence, facts, followup, handover, lookback, plans_export, tracking, verdicts
from reviews.checkins import COACH, REP, both_may_read
from tests.plain_facts import ANA, facts as plain, on_day
from tests.thirty_days import (
    ALWAYS,
    HALF,
    NEVER,
    NOW_AND_THEN,
    USUALLY,
    ask,
    check_in_of,
    keep,
    look,
    noon,
    plan_of,
    review_of,
)

MONDAY, DAY_7, DAY_14 = date(2026, 11, 16), date(2026, 11, 23), date(2026, 11, 30)
A_DAY = timedelta(1)


@pytest.fixture
def plan(session, cast):
    return plan_of(session, cast.ana, cast.team, begins=MONDAY, promises=[(cast.ana, "Draw the map", 5), (cast.dustin, "Sit in", 5)])


def read_by(check_in, person, today):
    return [entry.side for entry in checkins.readable(check_in, person, today)]


@pytest.mark.parametrize("answers, today, closed, may", [
    (0, DAY_7, False, False), (1, DAY_7 - A_DAY, False, False), (1, DAY_7, False, False), (1, DAY_7 + A_DAY, False, True),
    (2, DAY_7 - A_DAY, False, True), (1, DAY_7, True, True)])
def test_both_are_in_or_the_day_is_over_or_it_is_closed(answers, today, closed, may):
    assert both_may_read(answers, DAY_7, closed, today) is may


def test_neither_side_reads_the_other_on_the_day(session, cast, plan):
    check_in = look(session, plan, 7, rep=USUALLY)
    assert read_by(check_in, cast.dustin, DAY_7) == []
    assert read_by(check_in, cast.ana, DAY_7) == [REP]
    assert read_by(check_in, cast.marc, DAY_7) == [REP]
    look(session, plan, 7, coach=USUALLY)
    assert read_by(check_in, cast.dustin, DAY_7) == read_by(check_in, cast.ana, DAY_7) == [REP, COACH]


def test_from_the_day_after_both_read_what_there_is(session, cast, plan):
    check_in = look(session, plan, 7, rep=USUALLY)
    assert read_by(check_in, cast.dustin, DAY_7 + A_DAY) == read_by(check_in, cast.ana, DAY_7 + A_DAY) == [REP]


def test_an_answer_given_early_waits_for_its_day_to_be_over(session, cast, plan):
    check_in = check_in_of(session, plan, 7)
    checkins.enter(check_in, side=REP, frequency=USUALLY, by=cast.ana, at=noon(DAY_7 - timedelta(3)))
    assert [read_by(check_in, cast.dustin, DAY_7 + n * A_DAY) for n in (-3, 0, 1)] == [[], [], [REP]]


def test_the_verdict_opens_what_it_closes(session, cast, plan):
    check_in = check_in_of(session, plan, 30)
    checkins.enter(check_in, side=REP, frequency=USUALLY, by=cast.ana, at=noon(check_in.due_on))
    assert read_by(check_in, cast.dustin, check_in.due_on) == []
    verdicts.give(plan, outcome="moved", then="close", reason="Seen in four quotes.", by=cast.dustin, at=noon(check_in.due_on))
    assert read_by(check_in, cast.dustin, check_in.due_on) == [REP]


def test_who_writes_late_is_told_to_have_been_able_to_read(session, cast, plan):
    check_in = look(session, plan, 7, rep=USUALLY)
    late = checkins.enter(check_in, side=COACH, frequency=HALF, by=cast.dustin, at=noon(DAY_7 + 2 * A_DAY))
    session.commit()
    in_time = checkins.entry_of(check_in, REP)
    assert (late.late_days, late.read_first) == (2, in_time)
    assert (in_time.late_days, in_time.read_first) == (0, None)


def test_of_two_who_are_late_the_first_had_nothing_to_read(session, cast, plan):
    check_in = check_in_of(session, plan, 7)
    first = checkins.enter(check_in, side=COACH, frequency=HALF, by=cast.dustin, at=noon(DAY_7 + A_DAY))
    second = checkins.enter(check_in, side=REP, frequency=HALF, by=cast.ana, at=noon(DAY_7 + 2 * A_DAY))
    session.commit()
    assert (first.late_days, first.read_first, second.read_first) == (1, None, first)


def test_who_becomes_the_coach_after_the_rep_has_written_could_read_it(session, cast, plan):
    """The manager reads what a rep wrote at once, as long as somebody else is the coach."""
    ask(session, plan.review.meeting, [cast.priya])
    amending.amend(plan, reason="Priya sits beside her.", facts={"coach_id": cast.priya.id}, by=cast.dustin, at=noon(MONDAY))
    check_in = look(session, plan, 7, rep=ALWAYS)
    assert read_by(check_in, cast.dustin, DAY_7) == [REP]
    amending.amend(plan, reason="I do it myself.", facts={"coach_id": cast.dustin.id}, by=cast.dustin, at=noon(DAY_7))
    assert read_by(check_in, cast.dustin, DAY_7) == []
    knowing = checkins.enter(check_in, side=COACH, frequency=ALWAYS, by=cast.dustin, at=noon(DAY_7) + timedelta(minutes=5))
    session.commit()
    assert (knowing.late_days, knowing.read_first) == (0, checkins.entry_of(check_in, REP))
    assert look(session, plan, 14, rep=HALF, coach=HALF).coach_could_read is False


def test_who_stands_in_for_a_coach_that_left_could_read_what_was_written_until_then(session, cast, plan):
    ask(session, plan.review.meeting, [cast.priya])
    amending.amend(plan, reason="Priya sits beside her.", facts={"coach_id": cast.priya.id}, by=cast.dustin, at=noon(MONDAY))
    written, unwritten = look(session, plan, 7, rep=ALWAYS), check_in_of(session, plan, 14)
    handover.leave(cast.priya, at=noon(DAY_7))
    session.commit()
    assert (plan.coach, written.coach_could_read, unwritten.coach_could_read) == (cast.dustin, True, False)


# -- what would tell an answer ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seen, told", [
    ({7: (NOW_AND_THEN, NOW_AND_THEN), 14: (NEVER, None)}, "Check-ins of days 7 and 14: no better than at the start"),
    ({7: (HALF, HALF), 14: (None, ALWAYS)}, "Target reached on day 14, all commitments kept")])
def test_the_state_counts_half_a_check_in_from_the_day_after(seen, told):
    plan = plain(seen, [(ANA, 5, True)])
    rules = [tracking.state(plan, on_day(nth)).rule for nth in (15, 16)]  # day 14 is a Sunday, so its check-in is on day 15
    assert rules[0] != told and rules[1] == told


def test_until_then_the_state_is_what_the_last_whole_check_in_says():
    reached = plain({7: (USUALLY, USUALLY), 14: (NEVER, None)}, [(ANA, 5, True)])
    assert tracking.state(reached, on_day(15)).rule == "Target reached on day 7, all commitments kept"
    assert tracking.state(reached, on_day(16)).name == "on track"


def everything_told(session, plan, person, today):
    """All that a page says of a plan's answers without showing them: state, progress, what is overdue, the evidence, the look
    back in a room, the table of all plans."""
    known, at = facts.of_plan(plan), noon(today)
    later = review_of(session, plan.rep, plan.review.meeting.team, on=today + timedelta(1))
    back = lookback.look_back(session, later, reader=person, at=at)
    said = (followup.course(plan, known, today).state, tracking.progress(known, today), tracking.overdue(known, today),
            evidence.of_plan(plan, known, today), back.evidence,
            list(plans_export.in_pieces(session, person, at=at)), followup.follow_up(session, person, at=at).under_way[0].state)
    session.rollback()
    return said


@pytest.mark.parametrize("side", [REP, COACH])
def test_nothing_told_on_the_day_depends_on_half_an_answer(session, cast, plan, side):
    look(session, plan, 7, rep=NOW_AND_THEN, coach=NOW_AND_THEN)
    keep(session, plan, "Draw the map", "Sit in")
    told = []
    for frequency in (NEVER, USUALLY, ALWAYS):
        look(session, plan, 14, **{side: frequency})  # put right on the same day
        told.append([everything_told(session, plan, cast.dustin, today) for today in (DAY_14, DAY_14 + A_DAY)])
    on_the_day, the_day_after = zip(*told, strict=True)
    assert on_the_day[0] == on_the_day[1] == on_the_day[2]
    assert the_day_after[0] != the_day_after[1] != the_day_after[2]


@pytest.mark.parametrize("wrote, after", [
    ({"rep": ALWAYS}, [(REP, 7, "half the time"), (COACH, 7, "half the time")]),
    ({"coach": ALWAYS}, [(REP, 7, "half the time"), (COACH, 30, "always")]),
    ({"rep": ALWAYS, "coach": USUALLY}, [(REP, 30, "always"), (COACH, 30, "usually")])])
def test_a_verdict_on_the_day_stands_on_what_its_giver_could_read(session, cast, plan, wrote, after):
    look(session, plan, 7, rep=HALF, coach=HALF)
    look(session, plan, 30, **wrote)
    today = MONDAY + timedelta(29)
    seen = evidence.of_plan(plan, facts.of_plan(plan), today).fingerprint
    verdict = verdicts.give(plan, outcome="partly", then="close", reason="Half.", seen=seen, by=cast.dustin, at=noon(today))
    assert [(point.side, point.day, point.often) for point in verdict.evidence.after] == after


def test_a_verdict_that_extends_early_does_not_tell_what_its_giver_wrote_for_a_day_that_is_still_to_come(session, cast, plan):
    look(session, plan, 7, rep=HALF, coach=HALF)
    at = noon(MONDAY + timedelta(18))  # Friday; day 21 is on Monday
    checkins.enter(check_in_of(session, plan, 21), side=COACH, frequency=ALWAYS, by=cast.dustin, at=at)
    session.commit()
    verdict = verdicts.give(plan, outcome="partly", then="extend", reason="Half.", expected="All.", early_why="I am away.",
                            by=cast.dustin, at=at)
    session.commit()
    assert [(point.side, point.day, point.often) for point in verdict.evidence.after] == [
        (REP, 7, "half the time"), (COACH, 7, "half the time")]
    later = checkins.enter(check_in_of(session, plan, 21), side=REP, frequency=NEVER, by=cast.ana, at=at)
    assert later.read_first is None and "always" not in str(verdict.figures)
