"""A coach who only checks in leaves while the plan runs: its manager does meanwhile, and is asked to say who does from now on."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from reviews import amending, checkins, handover, page_links, rules, standing, teams, today, verdicts
from reviews.checkins import COACH, Entry
from reviews.letters import AMENDED, Matter
from reviews.plans import PlanVersion
from tests.a_plan import published
from tests.as_it_stands import as_it_stands
from tests.reading import words_of
from tests.thirty_days import check_in_of

PATH = "/plans/1/check-ins/handing-on"
ASKED = "The coach who checks in with Ana Kovač has left: name another"


@pytest.fixture
def plan(session, cast, clock):
    """Ana's, on its ninth day: Tomasz has looked on day 7, owes nothing else, and has left."""
    plan = published(session, cast, at=clock())
    amending.amend(plan, reason="He knows the calls.", facts={"coach_id": cast.tomasz.id}, by=cast.dustin, at=clock())
    session.commit()
    checkins.enter(check_in_of(session, plan, 7), side=COACH, frequency=2, happened="Heard two.", by=cast.tomasz,
                   at=clock.forward(days=7))
    handover.leave(cast.tomasz, at=clock.forward(days=1))
    session.commit()
    return plan


def asked(session, person, clock) -> list:
    dues = today.of_person(session, person, at=clock(), zone="Europe/Berlin")
    return [(f"{due.on:%d %b}", due.what) for due in [*dues.owed.soon, *dues.owed.later] if due.kind == "name coach"]


def owes_check_ins(session, person, clock) -> list[str]:
    dues = today.of_person(session, person, at=clock(), zone="Europe/Berlin")
    return [due.what for due in dues.owed.soon if due.kind == "check in"]


def test_the_manager_names_another_who_owes_the_check_ins_that_are_left(session, cast, clock, desk, plan):
    assert [asked(session, one, clock) for one in (cast.dustin, cast.marc, cast.ana)] == [[("26 Nov", ASKED)], [], []]
    dustin = desk(cast.dustin)
    assert f'href="{PATH}"' in dustin.get("/").text and f'href="{PATH}"' in dustin.get("/plans/1").text
    assert "It was Tomasz Wilk , who left on Tue 24 Nov" in words_of(dustin.get(PATH).text)
    assert dustin.post(PATH, data=as_it_stands(dustin.get(PATH).text, PATH) | {"coach_id": cast.priya.id}).location == "/plans/1"
    assert asked(session, cast.dustin, clock) == [] and PATH not in dustin.get("/plans/1").text
    clock.forward(days=5)
    assert [owes_check_ins(session, one, clock) for one in (cast.priya, cast.dustin)] == [["Check-in, day 14, of Ana Kovač"], []]
    last = plan.versions[-1]
    assert (last.number, last.reason, last.content["coach"]) == (3, "Tomasz Wilk has left.", "Priya Raman")
    told = session.scalars(select(Matter.person_id).where(Matter.kind == AMENDED, Matter.plan_version_id == last.id))
    assert set(told) == {cast.ana.id, cast.priya.id}
    assert session.execute(select(Entry.person_id, Entry.happened)).all() == [(cast.tomasz.id, "Heard two.")]
    assert "Tomasz : half the time Heard two." in words_of(dustin.get("/plans/1").text), "what he handed in stays his"


def test_links_lead_the_new_one_in_and_the_old_one_out(session, cast, clock, desk, plan):
    desk(cast.dustin).post(PATH, data={"coach_id": cast.priya.id})
    check_in = check_in_of(session, plan, 14)
    for person, why_not in ((cast.priya, None), (cast.dustin, "Dustin Brinkmann is not asked for this check-in any more: Priya Raman is.")):
        token = page_links.make(session, person, check_in, at=clock())
        session.flush()
        void = page_links.void(session, page_links.link_of(session, token), at=clock())
        assert (void.sentence if void else None) == why_not
        assert rules.holds(rules.CHECK_IN, standing.of(session, person, check_in)) is (why_not is None)


def test_the_manager_may_keep_them_and_the_plan_says_so(session, cast, clock, desk, plan):
    dustin = desk(cast.dustin)
    assert dustin.post(PATH, data={"coach_id": cast.dustin.id}).status_code == 303
    assert asked(session, cast.dustin, clock) == [] and plan.versions[-1].content["coach"] == "Dustin Brinkmann"
    again = dustin.post(PATH, data={"coach_id": cast.priya.id})
    assert again.status_code == 422 and "Dustin Brinkmann checks in with Ana." in words_of(again.text)
    assert len(session.scalars(select(PlanVersion.id)).all()) == 3


@pytest.mark.parametrize("coach", ["tomasz", "ana", "olaf"])
def test_nobody_is_named_who_is_not_here_or_not_in_it(session, cast, desk, plan, coach):
    refused = desk(cast.dustin).post(PATH, data={"coach_id": getattr(cast, coach).id})
    assert refused.status_code == 422 and plan.coach is cast.dustin and len(plan.versions) == 2


def test_an_amendment_that_names_somebody_answers_it_too_and_any_other_does_not(session, cast, clock, plan):
    amending.amend(plan, reason="It goes well.", facts={"target": 4.0}, by=cast.dustin, at=clock())
    session.commit()
    assert asked(session, cast.dustin, clock) == [("26 Nov", ASKED)]
    for coach in (cast.ingrid, cast.dustin):
        amending.amend(plan, reason="She knows them.", facts={"coach_id": coach.id}, by=cast.dustin, at=clock())
        session.commit()
        assert asked(session, cast.dustin, clock) == []


def test_another_manager_is_asked_in_his_place_and_nobody_once_there_is_nothing_left(session, cast, clock, plan):
    facts = {fact: getattr(cast.team, fact) for fact in ("name", "facilitator_id", "cadence", "time_zone", "paper")}
    teams.change(cast.team, **facts, manager_id=cast.ingrid.id)
    session.commit()
    assert [asked(session, one, clock) for one in (cast.dustin, cast.ingrid)] == [[], [("26 Nov", ASKED)]]
    for day in (14, 21, 30):
        clock.at = datetime.combine(check_in_of(session, plan, day).due_on, clock().timetz())
        checkins.enter(check_in_of(session, plan, day), side=COACH, frequency=3, by=cast.ingrid, at=clock())
    session.commit()
    assert asked(session, cast.ingrid, clock) == []


def test_nobody_is_asked_about_a_closed_plan_or_a_draft(session, cast, clock, plan, desk):
    clock.forward(days=15)
    verdicts.give(plan, outcome="moved", then="close", reason="Four of five.", by=cast.dustin, at=clock())
    session.commit()
    assert asked(session, cast.dustin, clock) == []
    assert desk(cast.dustin).get(PATH).status_code == 422


def test_who_checked_in_and_owed_something_leaves_both_to_be_seen_to(session, cast, clock, desk):
    plan = published(session, cast, at=clock())
    plan.coach = cast.priya
    handover.leave(cast.priya, at=clock() + timedelta(1))
    session.commit()
    dues = today.of_person(session, cast.dustin, at=clock.forward(days=1), zone="Europe/Berlin").owed.soon
    assert {"hand over", "name coach"} <= {due.kind for due in dues}
    assert desk(cast.dustin).post(PATH, data={"coach_id": cast.ingrid.id}).status_code == 303
    dues = today.of_person(session, cast.dustin, at=clock(), zone="Europe/Berlin").owed.soon
    assert {"hand over", "name coach"} & {due.kind for due in dues} == {"hand over"}
