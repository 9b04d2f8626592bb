"""A coach leaves while the plan runs: what they owed stays on it, and its manager is asked to give it to somebody else."""

from __future__ import annotations

import pytest

from reviews import amending, handover, today, verdicts
from tests.a_plan import promised, published
from tests.reading import words_of

ASKED = "Somebody who coaches Ana Kovač has left: hand over what they owed"


@pytest.fixture
def plan(session, cast, clock):
    """Ana's, on its third day; Priya has left."""
    plan = published(session, cast, at=clock())
    handover.leave(cast.priya, at=clock.forward(days=2))
    session.commit()
    return plan


def asked(session, person, clock) -> list:
    dues = today.of_person(session, person, at=clock(), zone="Europe/Berlin")
    return [(f"{due.on:%d %b}", due.what) for due in [*dues.owed.soon, *dues.owed.later] if due.kind == "hand over"]


def test_the_manager_is_asked_until_the_plan_is_amended(session, cast, clock, plan):
    assert [asked(session, person, clock) for person in (cast.dustin, cast.marc, cast.ana)] == [[("20 Nov", ASKED)], [], []]
    more = {"owner_id": cast.ingrid.id, "text": "Send the open quotes with only one contact.", "due_on": None, "weekly": True}
    amending.amend(plan, reason="Priya has left.", more=[more], by=cast.dustin, at=clock.forward(days=1))
    session.commit()
    assert asked(session, cast.dustin, clock) == []
    assert promised(plan, "Send").dropped_why == "Priya Raman has left.", "what she owed stays on the plan"
    assert [one.owner for one in plan.commitments if one.text.startswith("Send")] == [cast.priya, cast.ingrid]


def test_who_comes_back_or_left_nothing_undone_is_none_to_hand_over(session, cast, clock, plan):
    handover.leave(cast.tomasz, at=clock())
    handover.come_back(cast.priya)
    session.commit()
    assert asked(session, cast.dustin, clock) == []


def test_nothing_is_handed_over_on_a_closed_plan(session, cast, clock, plan):
    at = clock.forward(days=25)
    verdicts.give(plan, outcome="moved", then="close", reason="Four of five.", by=cast.dustin, at=at)
    session.commit()
    assert asked(session, cast.dustin, clock) == []


def test_both_pages_lead_the_manager_to_where_it_is_done(desk, cast, clock, plan):
    dustin = desk(cast.dustin)
    for page in ("/", "/plans/1"):
        assert 'href="/plans/1/amendment"' in dustin.get(page).text
    assert "Give it to somebody else" in words_of(dustin.get("/plans/1").text) and dustin.get("/plans/1/amendment").status_code == 200
    for person in (cast.ana, cast.marc, cast.lea):
        text = words_of(desk(person).get("/plans/1").text)
        assert "Priya Raman has left." in text and "Give it to somebody else" not in text
