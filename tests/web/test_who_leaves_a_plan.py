"""Whoever a plan was made with leaves or moves on while it runs: it comes to an end on the record, and somebody can give it one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import facts, handover, people, plans, publishing, rules, standing, teams, today, tracking, verdicts
from reviews.checkins import CheckIn
from reviews.errors import Refused
from reviews.people import Person, Team
from reviews.verdicts import Verdict
from tests import laws
from tests.a_plan import promised
from tests.reading import words_of
from tests.thirty_days import draft_of, review_of, three_promises

DAY_25 = {"days": 24}


@pytest.fixture
def nadia(session, cast, clock) -> Person:
    """Manages the South."""
    nadia = people.add(session, name="Nadia Sousa", email="nadia@example.com", function="manager", at=clock())
    people.make_team(session, name="South", manager_id=nadia.id, facilitator_id=cast.tomasz.id, time_zone="Europe/Lisbon")
    session.commit()
    return nadia


@pytest.fixture
def plan(session, cast, clock):
    plan = three_promises(session, cast, begins=clock().date())
    plan.review.meeting.closed_at = clock()
    session.commit()
    return plan


def south(session) -> Team:
    return session.scalar(select(Team).where(Team.name == "South"))


def given_to(session, cast, **who) -> None:
    """The North gets another manager or facilitator."""
    facts = {fact: getattr(cast.team, fact) for fact in ("name", "manager_id", "facilitator_id", "cadence", "time_zone", "paper")}
    teams.change(cast.team, **facts | {f"{role}_id": person.id for role, person in who.items()})
    session.commit()


def owed_by(session, person, clock) -> list[str]:
    own = today.of_person(session, person, at=clock(), zone="Europe/Berlin")
    return [due.what for due in [*own.owed.soon, *own.owed.later, *own.due.soon, *own.due.later]]


# -- the rep leaves -------------------------------------------------------------------------------------------------


@pytest.fixture
def gone(session, cast, clock, plan):
    """Ana has left on day 12."""
    handover.leave(cast.ana, at=clock.forward(days=11))
    session.commit()
    return plan


def test_the_plan_of_a_rep_who_leaves_ends_that_day_and_nobody_owes_anything(session, cast, clock, gone):
    assert (gone.state, gone.ended_why, gone.closed_at) == (plans.CLOSED, "left", clock())
    assert {one.closed_at for one in session.scalars(select(CheckIn))} == {clock()} and session.scalars(select(Verdict)).all() == []
    clock.forward(days=20)
    assert [owed_by(session, person, clock) for person in (cast.dustin, cast.priya, cast.marc)] == [[], [], []]
    assert {one.state for one in tracking.marks(facts.of_plan(gone), clock().date())} == {"missed"}
    assert laws.broken(session) == []


def test_every_page_says_that_it_ended_and_why(desk, cast, clock, gone):
    dustin = desk(cast.dustin)
    plan = words_of(dustin.get("/plans/1").text)
    assert "ended, Ana has left" in plan and "This plan ended on Fri 27 Nov , because Ana Kovač has left." in plan
    assert "none: Ana Kovač has left" in words_of(dustin.get("/plans").text)
    assert dustin.get("/plans.csv").text.rstrip().endswith(',"2026-11-27","Ana Kovač has left"')
    for path in ("/plans/1", "/plans"):
        assert "verdict due" not in words_of(desk(cast.lea).get(path).text)


@pytest.mark.parametrize("before", [0, 32])
def test_no_verdict_is_given_on_it_any_more(session, cast, clock, desk, plan, before):
    """Also when it had one, and was extended."""
    clock.forward(days=before)
    if before:
        verdicts.give(plan, outcome="partly", then="extend", reason="Half of them.", expected="Most of them.", by=cast.dustin, at=clock())
    handover.leave(cast.ana, at=clock.forward(days=1))
    session.commit()
    dustin, ended = desk(cast.dustin), "because Ana Kovač has left. It has no verdict."
    assert ended in words_of(dustin.get("/plans/1/verdict").text)
    told = dustin.post("/plans/1/verdict", data={"length": plan.length, "outcome": "moved", "reason": "All.", "then": "close"})
    assert told.status_code == 422 and ended in words_of(told.text) and "All." in told.text
    with pytest.raises(Refused):
        verdicts.give(plan, outcome="moved", then="close", reason="All.", by=cast.dustin, at=clock())


def test_who_comes_back_begins_anew_and_her_history_says_what_became_of_it(session, cast, clock, desk, gone):
    handover.come_back(cast.ana)
    people.join(cast.ana, cast.team, at=clock.forward(days=30))
    other = draft_of(session, cast.ana, cast.team, on=clock().date())
    session.commit()
    assert publishing.missing(other, clock().date()).get("one plan") is None
    told = words_of(desk(cast.ana).get(f"/people/{cast.ana.id}/history").text)
    assert "No verdict: you left on Fri 27 Nov 2026." in told


def test_nobody_is_asked_to_talk_a_draft_through_with_who_has_left(session, cast, clock, desk):
    draft_of(session, cast.ana, cast.team, on=clock().date()).review.meeting.closed_at = clock()
    handover.leave(cast.ana, at=clock())
    session.commit()
    clock.forward(days=9)
    assert owed_by(session, cast.dustin, clock) == []
    assert "Ana Kovač" not in words_of(desk(cast.dustin).get("/plans").text)
    handover.come_back(cast.ana)
    session.commit()
    assert owed_by(session, cast.dustin, clock) == ["Talk the draft through with Ana Kovač"]


# -- the rep moves on -----------------------------------------------------------------------------------------------


def test_a_rep_in_another_team_keeps_her_plan_and_its_manager_and_the_new_one_is_told_whose_verdict_it_is(
        session, cast, clock, desk, plan, nadia):
    people.join(cast.ana, south(session), at=clock.forward(**DAY_25))
    review = review_of(session, cast.ana, south(session), on=clock().date())
    session.commit()
    assert plan.manager is cast.dustin and not rules.holds(rules.PLAN, standing.of(session, nadia, plan))
    for person in (nadia, cast.tomasz):
        told = desk(person).get(f"/reviews/{review.id}")
        assert "Dustin Brinkmann gives it." in words_of(told.text) and "/plans/1/verdict" not in told.text
    next_one = draft_of(session, cast.ana, south(session), on=clock().date() + timedelta(30))
    assert publishing.missing(next_one, clock().date())["one plan"] == (
        "Ana is on a plan since Mon 16 Nov. This one can begin when that one is closed with its verdict, which is Dustin Brinkmann’s "
        "to give.")
    session.rollback()
    given = desk(cast.dustin).post("/plans/1/verdict", data={"length": 30, "outcome": "moved", "reason": "Four of five.", "then": "close"})
    assert given.status_code == 303


def test_when_the_old_manager_goes_the_new_one_gets_the_running_plan(session, cast, clock, plan, nadia):
    people.join(cast.ana, south(session), at=clock())
    given_to(session, cast, manager=cast.olaf)
    assert (plan.manager, plan.coach) == (nadia, nadia)
    handover.leave(cast.dustin, at=clock.forward(days=1))
    session.commit()
    assert [one.owner for one in plan.commitments if one.dropped_at] == [cast.dustin]
    assert "Somebody who coaches Ana Kovač has left: hand over what they owed" in owed_by(session, nadia, clock)
    verdicts.give(plan, outcome="cannot say", then="close", reason="I came late.", early_why="Ana begins anew.", by=nadia, at=clock())


def test_a_rep_who_becomes_the_manager_ends_her_plan_with_the_old_one_or_when_he_has_left_with_the_facilitator(
        session, cast, clock, desk, plan):
    people.join(cast.ana, None, at=clock())
    given_to(session, cast, manager=cast.ana)
    assert plan.manager is cast.dustin
    handover.leave(cast.dustin, at=clock.forward(days=3))
    session.commit()
    assert (plan.manager, plan.coach) == (cast.marc, cast.marc)
    assert {one.owed_to for one in plan.commitments if one.owner is cast.ana} == {cast.marc}
    clock.forward(**DAY_25)
    assert "Give the verdict on Ana Kovač’s plan" in owed_by(session, cast.marc, clock)
    assert desk(cast.ana).get("/plans/1").status_code == 200 and desk(cast.ana).get("/plans/1/verdict").status_code == 404
    given = desk(cast.marc).post("/plans/1/verdict", data={"length": 30, "outcome": "moved", "reason": "Four of five.", "then": "close"})
    assert given.status_code == 303 and laws.broken(session) == []


def test_a_rep_who_becomes_the_manager_gets_the_plans_of_the_others_in_her_meeting(session, cast, clock):
    """Ana is under review in the open meeting, so it stays with Dustin; he has left when Farid's plan is drafted there."""
    review_of(session, cast.ana, cast.team, on=clock().date())
    people.join(cast.ana, None, at=clock())
    given_to(session, cast, manager=cast.ana)
    handover.leave(cast.dustin, at=clock())
    session.commit()
    draft = draft_of(session, cast.farid, cast.team, on=clock().date())
    assert (draft.manager, draft.coach) == (cast.ana, cast.ana)
    assert rules.holds(rules.PUBLISH, standing.of(session, cast.ana, draft))


def test_nobody_leaves_a_plan_that_nobody_else_can_take_over(session, cast, clock, plan, nadia):
    """Ana manages and facilitates her old team, and is in no other."""
    people.join(cast.ana, None, at=clock())
    given_to(session, cast, manager=cast.ana, facilitator=cast.ana)
    with pytest.raises(Refused) as refused:
        handover.leave(cast.dustin, at=clock())
    assert refused.value.sentence == ("Dustin Brinkmann manages the plan of Ana Kovač, and nobody else can take it over. Put Ana into a "
                                      "team with another manager first.")
    session.rollback()
    people.join(cast.ana, south(session), at=clock())
    handover.leave(cast.dustin, at=clock())
    assert plan.manager is nadia


def test_another_coach_is_named_after_one_has_left(session, cast, clock, desk, plan):
    plan.coach = cast.tomasz
    handover.leave(cast.tomasz, at=clock())
    session.commit()
    assert plan.coach is cast.dustin and promised(plan, "Sit in").owner is cast.dustin
    form = desk(cast.dustin).get("/plans/1/amendment").text
    assert "Tomasz Wilk" not in words_of(form) and f'<option value="{cast.priya.id}"' in form
