"""Check-ins: each side once, on time or late, never after the verdict."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews import checkins, verdicts
from reviews.checkins import COACH, REP, CheckIn, Entry
from reviews.errors import Refused
from reviews.measures import NUMBER
from reviews.people import Person
from tests.thirty_days import NOW_AND_THEN, USUALLY, check_in_of, look, noon, plan_of

MONDAY = date(2026, 11, 16)


@pytest.fixture
def plan(session, cast):
    return plan_of(session, cast.ana, cast.team, begins=MONDAY)


def refusal(check_in, side, person, *, on, frequency=USUALLY, **said):
    with pytest.raises(Refused) as refused:
        checkins.enter(check_in, side=side, frequency=frequency, by=person, at=noon(on), **said)
    return refused.value.sentence


def test_both_sides_write_what_they_saw(session, cast, plan):
    check_in = check_in_of(session, plan, 7)
    checkins.enter(check_in, side=REP, frequency=NOW_AND_THEN, happened=" Asked in two calls. ", next="Ask in all.",
                   by=cast.ana, at=noon(check_in.due_on))
    checkins.enter(check_in, side=COACH, frequency=USUALLY, by=cast.dustin, at=noon(check_in.due_on))
    session.commit()
    kept = session.execute(select(Entry.side, Entry.person_id, Entry.frequency, Entry.value, Entry.happened, Entry.next)
                           .order_by(Entry.id)).all()
    assert kept == [(REP, cast.ana.id, NOW_AND_THEN, None, "Asked in two calls.", "Ask in all."),
                    (COACH, cast.dustin.id, USUALLY, None, "", "")]


def test_a_side_is_written_by_nobody_else(session, cast, plan):
    check_in = check_in_of(session, plan, 7)
    for_the_coach = "This side of the check-in is for Dustin Brinkmann to write."
    for_the_rep = "This side of the check-in is for Ana Kovač to write."
    assert refusal(check_in, COACH, cast.ana, on=check_in.due_on) == for_the_coach
    assert refusal(check_in, COACH, cast.marc, on=check_in.due_on) == for_the_coach
    assert refusal(check_in, REP, cast.dustin, on=check_in.due_on) == for_the_rep
    assert refusal(check_in, "both", cast.ana, on=check_in.due_on) == (
        "This side of the check-in is for the rep and the coach to write.")
    assert session.scalars(select(Entry)).all() == []


def test_three_days_ahead_is_early_enough(session, cast, plan):
    check_in = check_in_of(session, plan, 7)
    assert check_in.due_on == date(2026, 11, 23)  # day 7 is a Sunday
    assert refusal(check_in, REP, cast.ana, on=date(2026, 11, 19)) == (
        "This check-in is on Mon 23 Nov. Write it from Fri 20 Nov on.")
    checkins.enter(check_in, side=REP, frequency=USUALLY, by=cast.ana, at=noon(date(2026, 11, 20)))
    assert check_in.entries[0].frequency == USUALLY


def test_it_may_be_made_up_late_until_the_plan_is_closed(session, cast, plan):
    check_in = check_in_of(session, plan, 7)
    checkins.enter(check_in, side=REP, frequency=USUALLY, by=cast.ana, at=noon(MONDAY + timedelta(40)))
    verdicts.give(plan, outcome="moved", then="close", reason="Seen.", by=cast.dustin, at=noon(MONDAY + timedelta(41)))
    assert refusal(check_in, COACH, cast.dustin, on=MONDAY + timedelta(41)) == (
        "This plan was closed on Sun 27 Dec. Its check-ins stay as they are.")
    assert [entry.side for entry in check_in.entries] == [REP]


def test_an_extension_closes_the_check_ins_before_it_and_leaves_those_after(session, cast, plan):
    verdicts.give(plan, outcome="partly", then="extend", reason="Half of it.", expected="Most of them.", by=cast.dustin,
                  at=noon(MONDAY + timedelta(24)))
    assert refusal(check_in_of(session, plan, 14), REP, cast.ana, on=MONDAY + timedelta(25)) == (
        "The verdict on these days was given on Thu 10 Dec. This check-in stays as it is.")
    last = check_in_of(session, plan, 30)
    checkins.enter(last, side=REP, frequency=USUALLY, by=cast.ana, at=noon(last.due_on))
    assert last.entries[0].frequency == USUALLY


def test_a_draft_has_no_check_in_to_write(session, cast, plan):
    check_in = check_in_of(session, plan, 7)
    plan.published_at = None
    assert refusal(check_in, REP, cast.ana, on=check_in.due_on) == (
        "This plan is not published yet. Its check-ins begin with it.")


def test_it_can_be_put_right_on_the_same_day_until_the_other_has_written(session, cast, plan):
    check_in = look(session, plan, 7, rep=USUALLY)
    checkins.enter(check_in, side=REP, frequency=NOW_AND_THEN, by=cast.ana,
                   at=noon(check_in.due_on) + timedelta(hours=2))
    session.commit()
    assert [entry.frequency for entry in check_in.entries] == [NOW_AND_THEN]
    assert refusal(check_in, REP, cast.ana, on=check_in.due_on + timedelta(1)) == (
        "You wrote this on Mon 23 Nov. It stays as it is.")
    look(session, plan, 7, coach=USUALLY)
    assert refusal(check_in, REP, cast.ana, on=check_in.due_on) == (
        "You wrote this on Mon 23 Nov, and both sides have been read since. It stays as it is.")
    assert session.scalars(select(Entry.frequency).order_by(Entry.id)).all() == [NOW_AND_THEN, USUALLY]


def test_who_coaches_from_now_on_does_not_put_words_right_that_were_written_before(session, cast, plan):
    """Dustin writes in the morning, and names Priya before noon: what he wrote stays his (law 6)."""
    check_in = check_in_of(session, plan, 7)
    entry = checkins.enter(check_in, side=COACH, frequency=USUALLY, happened="Twice.", by=cast.dustin, at=noon(check_in.due_on))
    plan.coach = cast.priya
    session.commit()
    assert refusal(check_in, COACH, cast.priya, on=check_in.due_on, happened="Once.") == (
        "Dustin Brinkmann wrote this on Mon 23 Nov, and words are changed by nobody else. It stays as it is.")
    assert (entry.person, entry.happened) == (cast.dustin, "Twice.")


@pytest.mark.parametrize("frequency", [-1, 5, None, "usually"])
def test_how_often_is_one_of_five(session, cast, plan, frequency):
    check_in = check_in_of(session, plan, 7)
    assert refusal(check_in, REP, cast.ana, on=check_in.due_on, frequency=frequency) == "Choose how often it happened."
    session.commit()
    assert session.scalars(select(Entry)).all() == []


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300])
def test_a_measure_is_a_number_one_can_read_out(session, cast, value):
    plan = plan_of(session, cast.farid, cast.team, begins=MONDAY, measure_kind=NUMBER, baseline=2.0, target=6.0)
    check_in = check_in_of(session, plan, 7)
    assert refusal(check_in, REP, cast.farid, on=check_in.due_on, value=value) == (
        "Write a number that one can read out, like 6 or 37.5.")


def test_only_a_measure_in_numbers_keeps_a_number(session, cast, plan):
    counted = plan_of(session, cast.farid, cast.team, begins=MONDAY, measure_kind=NUMBER, baseline=2.0, target=6.0)
    with_numbers = look(session, counted, 7, rep=USUALLY, coach=USUALLY, value=4.5)
    without = look(session, plan, 7, rep=USUALLY, value=4.5)
    assert [entry.value for entry in with_numbers.entries] == [4.5, 4.5]
    assert [entry.value for entry in without.entries] == [None]


def test_the_day_is_that_of_the_team(session, cast, clock):
    """In Chicago it is still Thursday when Berlin has Friday: a check-in of Monday opens on Friday."""
    cast.team.time_zone = "America/Chicago"
    plan = plan_of(session, cast.ana, cast.team, begins=MONDAY)
    check_in = check_in_of(session, plan, 7)
    night = noon(date(2026, 11, 20), "Europe/Berlin") - timedelta(hours=9)
    with pytest.raises(Refused, match="Write it from Fri 20 Nov on"):
        checkins.enter(check_in, side=REP, frequency=USUALLY, by=cast.ana, at=night)
    cast.team.time_zone = "Europe/Berlin"
    checkins.enter(check_in, side=REP, frequency=USUALLY, by=cast.ana, at=night)
    assert check_in.entries[0].frequency == USUALLY


def test_a_plan_closed_at_the_same_moment_takes_no_more(session, cast, plan):
    ids, due_on = (check_in_of(session, plan, 7).id, cast.ana.id), date(2026, 11, 23)
    session.commit()
    with Session(session.get_bind(), expire_on_commit=False) as elsewhere:
        theirs, ana = elsewhere.get(CheckIn, ids[0]), elsewhere.get(Person, ids[1])
        assert theirs.plan.closed_at is None
        elsewhere.commit()
        verdicts.give(plan, outcome="cannot say", then="close", reason="Ana left.", early_why="Ana left.",
                      by=cast.dustin, at=noon(due_on))
        session.commit()
        assert refusal(theirs, REP, ana, on=due_on).startswith("This plan was closed on Mon 23 Nov.")
    assert session.scalars(select(Entry)).all() == []
