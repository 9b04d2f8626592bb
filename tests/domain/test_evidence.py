"""What a verdict stands on: where the measure was, by whose word, and every answer that was there to be counted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from reviews import amending, checkins, evidence, facts, verdicts
from reviews.days import in_words
from tests.reading import words_of
from tests.thirty_days import check_in_of, look, plan_of, three_promises


@pytest.fixture
def plan(session, cast, clock):
    return three_promises(session, cast, begins=clock().date())


def stands_on(plan, clock) -> evidence.Evidence:
    return evidence.of_plan(plan, facts.of_plan(plan), clock().date())


def test_a_start_that_is_set_anew_is_said_to_be_and_by_whom(session, cast, clock, desk, plan):
    """Whoever lowers the start just before the verdict makes “where it was” into “moved”: the page says what was published."""
    told = stands_on(plan, clock)
    assert (told.before.by, told.before.on, told.before.said) == ("Dustin Brinkmann", clock().date(), "now and then")
    assert not any("was published as" in one for one in told.cautions)
    plan.manager = cast.olaf
    amending.amend(plan, reason="It was worse.", facts={"baseline": 0.0}, by=cast.olaf, at=clock.forward(days=22))
    amending.amend(plan, reason="Another goal.", facts={"goal": "To ask."}, by=cast.olaf, at=clock.forward(days=1))
    session.commit()
    told, day_23 = stands_on(plan, clock), clock().date() - timedelta(days=1)
    assert (told.before.by, told.before.on, told.before.day, told.before.said) == (cast.olaf.name, day_23, 23, "never")
    assert "when the plan was amended" in words_of(desk(cast.olaf).get(f"/plans/{plan.id}/verdict").text)
    assert told.cautions[0] == (f"The measure before the plan was published as “now and then”. It is “never” since {cast.olaf.name} "
                                f"amended it on {in_words(day_23)}.")


def test_a_start_that_is_set_back_is_where_it_was_and_nothing_is_said(session, cast, clock, plan):
    for start in (0.0, 1.0):
        amending.amend(plan, reason="Counted again.", facts={"baseline": start}, by=cast.dustin, at=clock.forward(days=1))
    session.commit()
    told = stands_on(plan, clock)
    assert told.before.said == "now and then" and not any("was published as" in one for one in told.cautions)


@pytest.fixture
def day_30(session, cast, clock):
    """Priya coaches; on day 30 Ana has answered and Priya has not yet."""
    plan = plan_of(session, cast.ana, cast.team, begins=clock().date(), coach=cast.priya)
    look(session, plan, 21, rep=1, coach=1)
    checkins.enter(check_in_of(session, plan, 30), side="rep", frequency=4, by=cast.ana, at=clock.forward(days=29))
    session.commit()
    return plan


def test_what_the_manager_may_read_is_what_he_judges_by(session, cast, clock, desk, day_30):
    """Dustin is neither side: he reads Ana's answer of the last day at once. Priya, who has yet to write, is told nothing of it."""
    assert "always" in words_of(desk(cast.dustin).get(f"/plans/{day_30.id}/verdict").text)
    assert [point.day for point in stands_on(day_30, clock).after] == [21, 21]


@pytest.mark.parametrize("then", [{"then": "close"}, {"then": "extend", "expected": "In each call."}])
def test_it_is_kept_with_his_verdict(session, cast, clock, day_30, then):
    verdict = verdicts.give(day_30, outcome="moved", reason="She asks.", by=cast.dustin, at=clock(), **then)
    after = {one["side"]: (one["day"], one["often"]) for one in verdict.figures["after"]}
    assert after == {"rep": (30, "always"), "coach": (21, "now and then")}


def test_what_the_verdict_closes_unanswered_is_said_before_it_is_given(session, cast, clock, desk, day_30):
    clock.forward(days=1)
    page = words_of(desk(cast.dustin).get(f"/plans/{day_30.id}/verdict").text)
    assert ("Not answered yet, and closed for good by the verdict: the check-in of day 7 ( Ana Kovač , Priya Raman ); the check-in of "
            "day 14 ( Ana Kovač , Priya Raman ); the check-in of day 30 ( Priya Raman )." in page)


def test_check_ins_are_those_of_each_coach_in_turn(session, cast, clock, day_30):
    """Priya held day 21. Then Tomasz coaches: neither what she held nor what she missed is his alone."""
    day_30.coach = cast.tomasz
    session.commit()
    assert [(one.by, one.held, one.of) for one in stands_on(day_30, clock).held] == [
        ("Ana Kovač", 2, 4), ("Priya Raman and Tomasz Wilk", 1, 4)]
