"""A coach leaves while the plan runs: what they owed stays on it, and its manager is asked to give it to somebody else."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import amending, commitments, handover, plans, today, verdicts
from reviews.plans import PlanVersion
from tests.a_plan import promised, published
from tests.as_it_stands import as_it_stands
from tests.reading import words_of

ASKED = "Somebody who coaches Ana Kovač has left: hand over what they owed"


@pytest.fixture
def plan(session, cast, clock):
    """Ana's, on its third day; Priya has left."""
    plan = published(session, cast, at=clock())
    handover.leave(cast.priya, at=clock.forward(days=2))
    session.commit()
    return plan


def address(left) -> str:
    return f"/commitments/{left.id}/handing-on"


def asked(session, person, clock) -> list:
    dues = today.of_person(session, person, at=clock(), zone="Europe/Berlin")
    return [(f"{due.on:%d %b}", due.what) for due in [*dues.owed.soon, *dues.owed.later] if due.kind == "hand over"]


def test_the_manager_is_asked_until_it_is_given_to_somebody(session, cast, clock, desk, plan):
    assert [asked(session, person, clock) for person in (cast.dustin, cast.marc, cast.ana)] == [[("20 Nov", ASKED)], [], []]
    amending.amend(plan, reason="It goes well.", facts={"target": 4.0}, by=cast.dustin, at=clock.forward(days=1))
    session.commit()
    assert asked(session, cast.dustin, clock) == [("20 Nov", ASKED)], "another amendment gives nothing to anybody"
    left, dustin = promised(plan, "Send"), desk(cast.dustin)
    form = as_it_stands(dustin.get(address(left)).text, address(left))
    assert dustin.post(address(left), data=form | {"owner_id": cast.ingrid.id}).location == f"/plans/1#commitment-{left.id}"
    assert asked(session, cast.dustin, clock) == []
    assert (left.dropped_why, left.handed_on.to, left.handed_on.by) == ("Priya Raman has left.", cast.ingrid, cast.dustin)
    new = next(one for one in plan.commitments if one.owner is cast.ingrid)
    assert (new.text, new.weekly, new.accepted_at) == (left.text, True, None)
    assert session.scalar(select(PlanVersion.reason).where(PlanVersion.number == 3)) == "Priya Raman has left."
    assert "Given to Ingrid Solheim" in words_of(desk(cast.ana).get("/plans/1").text)


def test_in_the_last_week_what_was_for_every_week_is_given_on_with_a_day(session, cast, clock, desk, plan):
    """Priya sent something every week. On day 29 no week is left that ends."""
    clock.forward(days=26)
    left, dustin = promised(plan, "Send"), desk(cast.dustin)
    form = as_it_stands(dustin.get(address(left)).text, address(left))
    assert form["due_on"] == ""
    undated = dustin.post(address(left), data=form | {"owner_id": cast.ingrid.id})
    assert undated.status_code == 422 and 'name="due_on"' in undated.text and left.handed_on is None
    day_30 = plans.last_day(plan)
    assert dustin.post(address(left), data=form | {"owner_id": cast.ingrid.id, "due_on": day_30.isoformat()}).status_code == 303
    new = next(one for one in plan.commitments if one.owner is cast.ingrid)
    assert (new.text, new.weekly, new.due_on) == (left.text, False, day_30)


def test_what_is_not_needed_any_more_is_said_so_once(session, cast, clock, desk, plan):
    left, dustin = promised(plan, "Send"), desk(cast.dustin)
    assert dustin.post(address(left), data={"owner_id": 0, "text": left.text}).status_code == 303
    assert asked(session, cast.dustin, clock) == [] and session.scalars(select(PlanVersion.number)).all() == [1]
    assert "Not needed any more" in words_of(dustin.get("/plans/1").text)
    again = dustin.post(address(left), data={"owner_id": cast.ingrid.id, "text": "Send them all."})
    assert again.status_code == 422 and "was seen to already" in words_of(again.text) and "Send them all." in again.text
    assert "is here, and can tick it" in words_of(dustin.get(address(promised(plan, "Draw"))).text)


def test_what_had_its_day_gets_one_that_is_left(session, cast, clock, desk, plan):
    """Dustin's commitment, whose day is over when he leaves the plan to Hanna."""
    left = promised(plan, "Sit in")
    plan.manager = plan.coach = cast.tomasz
    left.owner = cast.olaf
    handover.leave(cast.olaf, at=clock.forward(days=12))
    session.commit()
    tomasz = desk(cast.tomasz)
    refused = tomasz.post(address(left), data={"owner_id": cast.ingrid.id, "text": left.text, "due_on": str(left.due_on)})
    assert refused.status_code == 422 and "Choose a day that is left of the plan" in words_of(refused.text) and left.handed_on is None
    assert tomasz.post(address(left), data={"owner_id": cast.ingrid.id, "text": left.text, "due_on": "2026-12-04"}).status_code == 303
    assert [str(one.due_on) for one in plan.commitments if one.owner is cast.ingrid] == ["2026-12-04"]


def test_who_left_nothing_undone_is_none_to_hand_over(session, cast, clock, desk, plan):
    handover.leave(cast.tomasz, at=clock())
    session.commit()
    assert [one.person for one in plan.departures] == [cast.priya]
    assert desk(cast.dustin).post(address(promised(plan, "Send")), data={"owner_id": 0}).status_code == 303
    assert asked(session, cast.dustin, clock) == []


def test_who_comes_back_can_be_given_it_back_and_nothing_is_forgotten(session, cast, clock, desk, plan):
    left, dustin = promised(plan, "Send"), desk(cast.dustin)
    handover.come_back(cast.priya)
    session.commit()
    assert asked(session, cast.dustin, clock) == [("20 Nov", ASKED)]
    form = as_it_stands(dustin.get(address(left)).text, address(left))
    assert dustin.post(address(left), data=form | {"owner_id": cast.priya.id}).status_code == 303
    assert asked(session, cast.dustin, clock) == [] and left.handed_on.to is cast.priya
    handover.leave(cast.priya, at=clock.forward(days=1))
    session.commit()
    assert asked(session, cast.dustin, clock) == [("23 Nov", ASKED)], "she leaves again, and with it what she was given"


def test_it_is_asked_until_nothing_of_theirs_is_left_open(session, cast, clock, desk, plan):
    amending.amend(plan, reason="More.", more=[{"owner_id": cast.ingrid.id, "text": text, "due_on": None, "weekly": True}
                                               for text in ("Ring the plant.", "Write it down.")], by=cast.dustin, at=clock())
    handover.leave(cast.ingrid, at=clock.forward(hours=1))
    session.commit()
    for start, still in (("Ring", True), ("Send", True), ("Write", False)):
        left = promised(plan, start)
        assert desk(cast.dustin).post(address(left), data={"owner_id": 0, "text": left.text}).status_code == 303
        assert bool(asked(session, cast.dustin, clock)) is still
    clock.forward(days=1)
    commitments.drop(promised(plan, "Draw"), why="No deal.", by=cast.ana, at=clock())
    session.commit()
    refused = desk(cast.dustin).get(address(promised(plan, "Draw")))
    assert "Ana Kovač has dropped it, and had not left" in words_of(refused.text)


def test_nothing_is_handed_over_on_a_closed_plan(session, cast, clock, plan):
    at = clock.forward(days=25)
    verdicts.give(plan, outcome="moved", then="close", reason="Four of five.", by=cast.dustin, at=at)
    session.commit()
    assert asked(session, cast.dustin, clock) == []


def test_both_pages_lead_the_manager_to_where_it_is_done(desk, cast, clock, plan):
    dustin = desk(cast.dustin)
    assert 'href="/plans/1">To the plan' in dustin.get("/").text
    assert f'href="{address(promised(plan, "Send"))}"' in dustin.get("/plans/1").text
    for person in (cast.ana, cast.marc, cast.lea):
        text = words_of(desk(person).get("/plans/1").text)
        assert "Priya Raman has left." in text and "Give it to somebody else" not in text
