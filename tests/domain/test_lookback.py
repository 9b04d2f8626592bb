"""Looking back: the last plan of a rep, without a note, and whether its verdict can be given now."""

from datetime import date, timedelta

import pytest

from reviews import verdicts
from reviews.lookback import look_back
from tests.statements import counted
from tests.thirty_days import ALWAYS, HALF, USUALLY, draft_of, keep, look, noon, plan_of, review_of

MONDAY = date(2026, 11, 2)


@pytest.fixture
def plan(session, cast):
    return plan_of(session, cast.ana, cast.team, begins=MONDAY)


def seen(session, cast, *, on):
    return look_back(session, review_of(session, cast.ana, cast.team, on=on), reader=cast.dustin, at=noon(on))


def test_there_is_nothing_to_look_back_on_before_the_first_plan(session, cast):
    assert seen(session, cast, on=MONDAY) is None


def test_a_plan_of_this_very_review_is_not_its_past(session, cast, plan):
    assert look_back(session, plan.review, reader=cast.dustin, at=noon(MONDAY + timedelta(30))) is None


def test_a_draft_is_no_past_either(session, cast):
    draft_of(session, cast.ana, cast.team, on=MONDAY)
    assert seen(session, cast, on=date(2026, 12, 7)) is None


def test_a_plan_under_way_is_told_as_it_stands(session, cast, plan):
    look(session, plan, 7, rep=HALF, coach=USUALLY)
    keep(session, plan, "Draw the decision map")
    back = seen(session, cast, on=date(2026, 12, 1))
    assert (back.plan, back.verdict, back.day, back.runs, back.verdict_can_be_given) == (plan, None, 30, True, True)
    assert [(point.by, point.said) for point in back.evidence.after] == [
        ("Ana Kovač", "half the time"), ("Dustin Brinkmann", "usually")]
    assert [(one.owner, one.kept, one.of) for one in back.evidence.kept] == [
        ("Ana Kovač", 1, 1), ("Dustin Brinkmann", 0, 1)]


@pytest.mark.parametrize("begins, day, may", [(date(2026, 11, 12), 20, False), (date(2026, 11, 11), 21, True)])
def test_the_verdict_can_be_given_in_the_last_ten_days(session, cast, begins, day, may):
    plan_of(session, cast.ana, cast.team, begins=begins)
    back = seen(session, cast, on=date(2026, 12, 1))
    assert (back.day, back.runs, back.verdict_can_be_given) == (day, True, may)


def test_a_closed_plan_is_told_as_it_stood_at_its_verdict(session, cast, plan):
    look(session, plan, 30, rep=ALWAYS, coach=ALWAYS)
    verdicts.give(plan, outcome="moved", then="close", reason="Every quote.", by=cast.dustin,
                  at=noon(MONDAY + timedelta(30)))
    session.commit()
    plan.baseline = 0.0
    back = seen(session, cast, on=date(2026, 12, 7))
    assert (back.verdict.outcome, back.runs, back.verdict_can_be_given) == ("moved", False, False)
    assert back.evidence.before.said == "now and then"
    assert [one.said for one in back.evidence.after] == ["always", "always"]


def test_an_extended_plan_shows_what_was_said_and_runs_on(session, cast, plan):
    verdicts.give(plan, outcome="partly", then="extend", reason="Half.", expected="Most of them.", by=cast.dustin,
                  at=noon(MONDAY + timedelta(29)))
    session.commit()
    back = seen(session, cast, on=date(2026, 12, 7))
    assert (back.verdict.outcome, back.runs, back.verdict_can_be_given) == ("partly", True, False)
    assert back.ends_on == date(2026, 12, 31)


def test_the_newest_plan_is_looked_back_on(session, cast, plan):
    verdicts.give(plan, outcome="moved", then="close", reason="Yes.", by=cast.dustin, at=noon(MONDAY + timedelta(29)))
    session.commit()
    newer = plan_of(session, cast.ana, cast.team, begins=date(2026, 12, 2))
    assert seen(session, cast, on=date(2027, 1, 4)).plan is newer


def test_a_closed_review_keeps_looking_at_what_was_behind_it(session, cast, plan):
    review = review_of(session, cast.ana, cast.team, on=date(2026, 12, 1))
    review.closed_at = noon(date(2026, 12, 1))
    verdicts.give(plan, outcome="moved", then="close", reason="Yes.", by=cast.dustin, at=noon(date(2026, 12, 1)))
    session.commit()
    plan_of(session, cast.ana, cast.team, begins=date(2027, 1, 4))
    assert look_back(session, review, reader=cast.dustin, at=noon(date(2027, 1, 20))).plan is plan


@pytest.mark.parametrize("ended, statements", [(True, 1), (False, 2)])
def test_it_asks_little(session, cast, plan, ended, statements):
    look(session, plan, 7, rep=HALF, coach=USUALLY)
    keep(session, plan, "Draw the decision map")
    if ended:
        last_day = noon(MONDAY + timedelta(29))
        verdicts.give(plan, outcome="moved", then="close", reason="Yes.", by=cast.dustin, at=last_day)
    review = review_of(session, cast.ana, cast.team, on=date(2026, 12, 1))
    session.commit()
    for loaded in (review, cast.dustin):
        session.refresh(loaded)
    with counted(session.get_bind()) as said:
        back = look_back(session, review, reader=cast.dustin, at=noon(date(2026, 12, 1)))
        assert back.plan.rep.name and back.evidence.kept[0].owner == "Ana Kovač"
    assert len(said) == statements, said
