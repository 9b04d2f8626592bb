"""What a verdict stands on beside the measure: what each kept and held, what was late, and what makes the numbers hard to believe."""

from datetime import date, timedelta

import pytest

from reviews import checkins, coaching, commitments, evidence, facts, moving, verdicts
from reviews.errors import Stale
from tests.thirty_days import HALF, USUALLY, check_in_of, look, noon, plan_of

MONDAY = date(2026, 11, 16)
DAY_30 = MONDAY + timedelta(29)


@pytest.fixture
def plan(session, cast):
    return plan_of(session, cast.ana, cast.team, begins=MONDAY)


def give(plan, by, **more):
    return verdicts.give(plan, outcome="moved", then="close", reason="Four quotes of five.", by=by, at=noon(DAY_30), **more)


def test_follow_through_is_counted_with_what_was_late_and_the_cautions_are_kept(session, cast, plan):
    look(session, plan, 7, rep=USUALLY, coach=HALF)
    day_14 = check_in_of(session, plan, 14)
    checkins.enter(day_14, side="rep", frequency=USUALLY, by=cast.ana, at=noon(day_14.due_on + timedelta(2)))
    hers = plan.commitments[0]
    commitments.tick(hers, due_on=hers.due_on, by=cast.ana, at=noon(hers.due_on + timedelta(3)))
    coaching.log(plan, held_on=MONDAY + timedelta(11), by=cast.dustin, at=noon(MONDAY + timedelta(11)))
    stood_on = give(plan, cast.dustin).evidence
    session.commit()
    assert [(one.owner, one.kept, one.of, one.late, one.promises[0][1]) for one in stood_on.kept] == [
        ("Ana Kovač", 1, 1, 1, "kept late"), ("Dustin Brinkmann", 0, 1, 0, "not kept")]
    assert [(one.side, one.by, one.held, one.of, one.late) for one in stood_on.held] == [
        ("rep", "Ana Kovač", 2, 4, 1), ("coach", "Dustin Brinkmann", 1, 4, 0)]
    assert stood_on.cautions == [
        "Too few numbers: Ana Kovač looked at 2 of 4 check-ins (day 7, day 14); Dustin Brinkmann looked at 1 of 4 check-ins (day 7).",
        "Most of the way was there before the plan had begun to work: Ana Kovač “usually” on day 7; Dustin Brinkmann “half the time” on "
        "day 7. The first commitment was kept, or the first coaching session held, on Fri 27 Nov."]


def test_a_verdict_of_before_the_counts_is_read_as_it_was_kept(session, cast, plan):
    verdict = give(plan, cast.dustin)
    verdict.figures = {name: verdict.figures[name] for name in ("before", "after")} | {
        "kept": [{name: one[name] for name in ("owner_id", "owner", "kept", "of", "promises")} for one in verdict.figures["kept"]]}
    session.commit()
    assert (verdict.evidence.held, verdict.evidence.cautions, verdict.evidence.kept[0].late) == ([], [], 0)


def test_what_happens_while_it_is_given_is_looked_at_first(session, cast, plan):
    seen = evidence.of_plan(plan, facts.of_plan(plan), DAY_30).fingerprint
    hers, his = plan.commitments
    for happens in (lambda: moving.move(his, due_on=DAY_30, why="He was away.", by=cast.dustin, at=noon(MONDAY)),
                    lambda: look(session, plan, 7, rep=HALF),
                    lambda: commitments.drop(hers, why="She left it.", by=cast.ana, at=noon(DAY_30))):
        happens()
        with pytest.raises(Stale) as stale:
            give(plan, cast.dustin, seen=seen)
        assert stale.value.sentence.startswith("What this verdict stands on has changed since you opened it: a check-in, a commitment")
        seen = stale.value.stands
    assert give(plan, cast.dustin, seen=seen).outcome == "moved"
