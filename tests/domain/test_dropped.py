"""What was dropped after its day was not kept: dropping takes nothing out of the follow-through, nor does a coach who leaves."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import commitments, facts, handover, lookback, tracking, verdicts
from reviews.meetings import Review
from reviews.outcomes import Verdict
from tests.a_plan import promised
from tests.reading import words_of
from tests.thirty_days import review_of, three_promises

LATE, EARLY = {"days": 29}, {"days": 3}


@pytest.fixture
def plan(session, cast, clock):
    return three_promises(session, cast, begins=clock().date())


def dropped(session, plan, clock, *, after: dict, whose: dict) -> None:
    clock.forward(**after)
    for owner, start in whose.items():
        commitments.drop(promised(plan, start), why="Too late now.", by=owner, at=clock())
    session.commit()


def kept(plan, clock) -> dict[str, tuple[int, int, str]]:
    """Of each owner how many were kept, of how many, and what became of the first."""
    found = tracking.kept_by_owner(facts.of_plan(plan), clock().date())
    return {one.owner.split()[0]: (one.kept, one.of, one.promises[0][1]) for one in found}


def test_what_was_missed_and_then_dropped_was_not_kept(session, cast, clock, plan):
    commitments.tick(quotes := promised(plan, "Send"), due_on=commitments.dues(quotes)[0], by=cast.priya, at=clock())
    dropped(session, plan, clock, after=LATE, whose={cast.priya: "Send", cast.dustin: "Sit"})
    draw = promised(plan, "Draw")
    commitments.tick(draw, due_on=draw.due_on, by=cast.ana, at=clock())
    assert kept(plan, clock) == {"Ana": (1, 1, "kept late"), "Dustin": (0, 1, "not kept, then dropped"),
                                 "Priya": (0, 1, "1 of 4 weeks kept, then dropped")}
    verdict = verdicts.give(plan, outcome="not moved", then="close", reason="Little was done.", by=cast.dustin, at=clock())
    assert [one["kept"] for one in verdict.figures["kept"]] == [1, 0, 0]
    assert any(said.startswith("The plan was not really tried: of what was due, 2 of 6 kept") for said in verdict.figures["cautions"])


def test_what_is_dropped_before_its_day_is_no_failure(session, cast, clock, plan):
    dropped(session, plan, clock, after=EARLY, whose={cast.dustin: "Sit"})
    clock.forward(**LATE)
    assert kept(plan, clock)["Dustin"] == (0, 0, "dropped before it was due")


def test_what_was_kept_before_stays_kept_when_its_owner_leaves(session, cast, clock, plan):
    quotes = promised(plan, "Send")
    for due in commitments.dues(quotes)[:3]:
        clock.forward(days=(due - clock().date()).days)
        commitments.tick(quotes, due_on=due, by=cast.priya, at=clock())
    handover.leave(cast.priya, at=clock.forward(days=1))
    session.commit()
    clock.forward(days=20)
    assert kept(plan, clock)["Priya"] == (1, 1, "3 of 3 weeks kept, then dropped")


def test_nobody_owes_it_and_the_state_does_not_count_it(session, cast, clock, plan):
    dropped(session, plan, clock, after={"days": 15}, whose={cast.priya: "Send", cast.dustin: "Sit"})
    known, today = facts.of_plan(plan), clock().date()
    assert {one.what for one in tracking.overdue(known, today)} == {"Draw the map", "check-in of day 7", "check-in of day 14"}
    assert [one.text for one in known.promises] == ["Draw the map"] and len(known.dropped) == 2


def test_one_at_a_time_and_many_at_once_say_the_same(session, cast, clock, plan):
    dropped(session, plan, clock, after=LATE, whose={cast.priya: "Send", cast.dustin: "Sit"})
    one = facts.of_plan(plan)
    review = review_of(session, cast.ana, cast.team, on=clock().date())
    session.commit()
    back = lookback.look_back(session, session.get(Review, review.id), reader=cast.dustin, at=clock())
    assert facts.gather(session, [plan])[plan.id] == one.told(None, None)
    assert back.evidence.kept == tracking.kept_by_owner(one, clock().date())


def test_it_is_read_on_the_verdicts_page_in_the_history_and_in_the_export(session, cast, clock, desk, plan):
    dropped(session, plan, clock, after=LATE, whose={cast.priya: "Send", cast.dustin: "Sit"})
    dustin = desk(cast.dustin)
    said = words_of(dustin.get(f"/plans/{plan.id}/verdict").text)
    assert "0 of 4 weeks kept, then dropped" in said and "not kept, then dropped" in said and "The plan was not really tried" in said
    verdicts.give(plan, outcome="not moved", then="close", reason="Nothing was done.", by=cast.dustin, at=clock())
    session.commit()
    assert session.scalars(select(Verdict)).one().figures["kept"][1]["of"] == 1
    assert "Kept 0 of 3 commitments" in words_of(desk(cast.ana).get(f"/people/{cast.ana.id}/history").text)
    assert ',"0","3",' in dustin.get("/plans.csv").text
