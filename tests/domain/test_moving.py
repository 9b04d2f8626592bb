"""Commitments moved to another day: which may be, to which days; what is due follows, what people were given does not."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from reviews import commitments, facts, lookback, minutes, moving, today, tracking, verdicts
from reviews.errors import Refused, Stale
from reviews.became import CommitmentMove
from tests.a_plan import promised, published
from tests.thirty_days import keep, noon, review_of, three_promises

MONDAY = date(2026, 11, 16)
CHAMPION_ILL, ON_FAIR = "The champion is ill until Thursday.", "Both of us are at the fair."


def day(nth):
    return MONDAY + timedelta(nth - 1)


def refused(*things, **told) -> tuple[str | None, str]:
    with pytest.raises(Refused) as error:
        moving.move(*things, **told)
    return error.value.field, error.value.sentence


@pytest.fixture
def plan(session, cast):
    return three_promises(session, cast, begins=MONDAY)


@pytest.fixture
def own(plan):
    return promised(plan, "Draw")


def test_each_move_is_kept_with_both_days_and_its_reason(session, cast, own):
    moving.move(own, due_on=day(12), why=CHAMPION_ILL, by=cast.ana, at=noon(day(9)))
    moving.move(own, due_on=day(11), why=ON_FAIR, by=cast.ana, at=noon(day(10)))
    session.commit()
    assert own.due_on == day(11) and commitments.dues(own) == [day(11)]
    assert session.execute(select(CommitmentMove.commitment_id, CommitmentMove.from_on, CommitmentMove.to_on, CommitmentMove.why,
                                  CommitmentMove.by_id, CommitmentMove.at).order_by(CommitmentMove.id)).all() == [
        (own.id, day(10), day(12), CHAMPION_ILL, cast.ana.id, noon(day(9))),
        (own.id, day(12), day(11), ON_FAIR, cast.ana.id, noon(day(10)))]


def test_it_is_overdue_from_its_new_day_on_and_can_be_kept_for_that_day_alone(session, cast, plan, own):
    assert [one.what for one in tracking.overdue(facts.of_plan(plan), day(14))] == [
        "Send the quotes", "check-in of day 7", "Draw the map", "Sit in"]
    moving.move(own, due_on=day(15), why=CHAMPION_ILL, by=cast.ana, at=noon(day(14)))
    session.commit()
    assert [one.what for one in tracking.overdue(facts.of_plan(plan), day(15))] == [
        "Send the quotes", "check-in of day 7", "Sit in"]
    hers = [(due.on, due.late_days) for due in today.of_person(session, cast.ana, at=noon(day(16)), zone="Europe/Berlin").owed.soon
            if due.what == "Draw the map"]
    assert hers == [(day(15), 1)]
    with pytest.raises(Refused, match="This commitment is not due on that day."):
        commitments.tick(own, due_on=day(10), by=cast.ana, at=noon(day(16)))
    commitments.tick(own, due_on=day(15), by=cast.ana, at=noon(day(16)))


@pytest.mark.parametrize("due_on, at, field, sentence", [
    (day(8), day(9), "due_on", "Choose a day of the plan that is still to come: from Tue 24 Nov to Tue 15 Dec."),
    (day(31), day(9), "due_on", "Choose a day of the plan that is still to come: from Tue 24 Nov to Tue 15 Dec."),
    (day(10), day(9), "due_on", "It is due on Wed 25 Nov already. Choose another day, or leave it as it is."),
    (day(31), day(31), None, "The last day of this plan was Tue 15 Dec, so there is no day left to move it to. "
                             "Tick it when it is done, or drop it with a reason."),
])
def test_the_new_day_is_another_one_of_the_plan_from_today_on(session, cast, own, due_on, at, field, sentence):
    assert refused(own, due_on=due_on, why=CHAMPION_ILL, by=cast.ana, at=noon(at)) == (field, sentence)
    assert (own.due_on, own.moves) == (day(10), [])


def test_an_extended_plan_has_more_days(session, cast, plan, own):
    verdicts.give(plan, outcome="partly", then="extend", reason="Half.", expected="Most of them.", by=cast.dustin, at=noon(day(28)))
    moving.move(own, due_on=day(60), why=CHAMPION_ILL, by=cast.ana, at=noon(day(31)))
    assert own.due_on == day(60)


def test_it_does_not_move_without_a_reason(cast, own):
    assert refused(own, due_on=day(12), why="", by=cast.ana, at=noon(day(9))) == (
        "why", "Say why it moves. It stands beside the commitment from now on.")


def test_what_has_no_day_or_nothing_left_to_do_does_not_move(session, cast, plan, own):
    told = {"due_on": day(12), "why": CHAMPION_ILL, "at": noon(day(9))}
    assert refused(promised(plan, "Send"), by=cast.priya, **told) == (
        None, "This is due every week, so there is no one day to move. Tick each week, or drop it with a reason.")
    keep(session, plan, "Draw the map")
    assert refused(own, by=cast.ana, **told) == (None, "This was kept; there is nothing left to move.")
    commitments.drop(promised(plan, "Sit in"), why="Ill.", by=cast.dustin, at=noon(day(2)))
    assert refused(promised(plan, "Sit in"), by=cast.dustin, **told) == (None, "This was dropped on Tue 17 Nov.")


def test_nothing_moves_in_a_draft_or_a_closed_plan(session, cast, plan, own):
    told = {"due_on": day(12), "why": CHAMPION_ILL, "by": cast.ana, "at": noon(day(9))}
    plan.closed_at = noon(day(4))
    session.commit()
    assert refused(own, **told) == (None, "This plan was closed on Thu 19 Nov; what was kept stays as it is.")
    plan.closed_at = plan.published_at = None
    session.commit()
    assert refused(own, **told) == (None, "This plan is not published yet.")


def test_the_second_of_two_is_told_which_day_stands(session, cast, own):
    seen = moving.day_seen(own)
    moving.move(own, due_on=day(12), why=CHAMPION_ILL, seen=seen, by=cast.ana, at=noon(day(9)))
    session.commit()
    with pytest.raises(Stale) as stale:
        moving.move(own, due_on=day(20), why=ON_FAIR, seen=seen, by=cast.ana, at=noon(day(9)))
    assert (stale.value.theirs, own.due_on, len(own.moves)) == ({"due_on": day(12)}, day(12), 1)
    moving.move(own, due_on=day(20), why=ON_FAIR, seen=stale.value.stands, by=cast.ana, at=noon(day(9)))
    assert own.due_on == day(20)


def test_to_move_what_somebody_else_noted_is_to_accept_it(session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Draw")
    assert own.accepted_at is None
    moving.move(own, due_on=day(12), why=CHAMPION_ILL, by=cast.ana, at=clock.forward(days=1))
    assert own.accepted_at == clock()


def test_what_was_published_says_what_it_said(session, cast, plan, own):
    before = plan.versions[0].content
    moving.move(own, due_on=day(12), why=CHAMPION_ILL, by=cast.ana, at=noon(day(9)))
    session.commit()
    session.expire_all()
    assert plan.versions[0].content == before and before["commitments"][0]["due_on"] == day(10).isoformat()


def test_the_minutes_keep_the_day_that_was_agreed_in_the_room(session, cast, plan, own):
    for nth in (12, 14):
        moving.move(own, due_on=day(nth), why=CHAMPION_ILL, by=cast.ana, at=noon(day(9)))
    session.commit()
    (ana,) = minutes.of_meeting(session, plan.review.meeting, reader=cast.marc, at=noon(day(9))).parts
    assert [one.due_on for one in ana.decided.promises if one.owner == "Ana Kovač"] == [day(10)]


def test_a_verdict_is_told_how_often_and_counts_the_new_day(session, cast, plan, own):
    for nth in (12, 14):
        moving.move(own, due_on=day(nth), why=CHAMPION_ILL, by=cast.ana, at=noon(day(9)))
    moving.move(promised(plan, "Sit in"), due_on=day(20), why=ON_FAIR, by=cast.dustin, at=noon(day(9)))
    keep(session, plan, "Draw the map")
    ana, dustin, priya = tracking.kept_by_owner(facts.of_plan(plan), day(15))
    assert (ana.kept, ana.of, ana.promises) == (1, 1, [("Draw the map", "kept, moved twice")])
    assert (dustin.kept, dustin.of, dustin.promises) == (0, 0, [("Sit in", "due Sat 5 Dec, moved once")])
    assert "moved" not in str(priya)
    session.commit()
    review = review_of(session, cast.ana, cast.team, on=date(2026, 12, 1))
    assert lookback.look_back(session, review, reader=cast.dustin, at=noon(day(16))).evidence.kept == tracking.kept_by_owner(facts.of_plan(plan), day(16))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(-8, 45)), max_size=5), st.integers(1, 45))
def test_any_chain_of_moves_stays_in_the_plan_and_keeps_every_step(session, cast, plan, own, tries, later):
    """Each try is so many days after the one before, and names a day so far from then."""
    savepoint = session.begin_nested()
    at, expected = MONDAY, [own.due_on]
    for after, ahead in tries:
        at += timedelta(after)
        if may := at <= at + timedelta(ahead) <= day(30) and at + timedelta(ahead) != expected[-1]:
            expected.append(at + timedelta(ahead))
            moving.move(own, due_on=expected[-1], why="So.", by=cast.ana, at=noon(at))
        else:
            refused(own, due_on=at + timedelta(ahead), why="So.", by=cast.ana, at=noon(at))
        assert own.due_on == expected[-1], may
    assert [(step.from_on, step.to_on) for step in own.moves] == list(zip(expected, expected[1:], strict=False))
    late = [one.on for one in tracking.overdue(facts.of_plan(plan), day(later)) if one.what == own.text]
    assert late == [expected[-1]] * (expected[-1] < day(later))
    savepoint.rollback()
