"""A nudge on a plan: by who runs it, to who owes something, once in three working days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews import followup, nudging
from reviews.errors import Refused
from reviews.letters import PLAN_NUDGE, Matter
from reviews.nudging import Ower
from reviews.people import Person
from reviews.plans import Plan
from tests.domain.test_publishing_at_once import DONE, REFUSED, at_once
from tests.thirty_days import keep, noon, three_promises

MONDAY = date(2026, 11, 16)


@pytest.fixture
def plan(session, cast, clock):
    """Ana's, on day 14, a Sunday: nobody looked on day 7; her map is overdue, Dustin's visit and Priya's first week too."""
    clock.at = noon(MONDAY + timedelta(13))
    return three_promises(session, cast, begins=MONDAY)


def owers(session, person, clock) -> list[Ower]:
    courses = followup.follow_up(session, person, at=clock()).under_way
    return sorted(nudging.owers(person, courses).get(courses[0].plan.id, []), key=lambda one: one.name)


def refused(plan, person, by, at) -> str:
    with pytest.raises(Refused) as found:
        nudging.nudge(plan, person, by=by, at=at)
    return found.value.sentence


def test_the_manager_and_the_facilitator_can_nudge_everybody_else_who_owes_something(session, cast, clock, plan):
    assert [one.name for one in owers(session, cast.marc, clock)] == ["Ana", "Dustin", "Priya"]
    assert [one.name for one in owers(session, cast.dustin, clock)] == ["Ana", "Priya"]
    for person in (cast.lea, cast.priya, cast.ana):
        assert owers(session, person, clock) == []


def test_one_nudge_in_three_working_days(session, cast, clock, plan):
    told = nudging.nudge(plan, cast.priya, by=cast.marc, at=clock())
    session.commit()
    assert (told.key, told.by, told.plan_version.plan) == (f"plan nudge:{plan.id}:{cast.priya.id}:2026-11-29", cast.marc, plan)
    sentence = "Priya Raman was nudged on Sun 29 Nov. There is one nudge in three working days; talk to them."
    for day in (29, 30, 31, 32):
        at = noon(date(2026, 11, 1) + timedelta(day - 1))
        clock.at = at
        allowed = day == 32
        assert owers(session, cast.dustin, clock)[1] == Ower(cast.priya.id, "Priya", None if allowed else date(2026, 11, 29))
        if not allowed:
            assert refused(plan, cast.priya, cast.dustin, at) == sentence
    nudging.nudge(plan, cast.priya, by=cast.dustin, at=clock())
    assert len(session.scalars(select(Matter).where(Matter.kind == PLAN_NUDGE)).all()) == 2


def test_nobody_nudges_themselves_nor_whom_nothing_is_asked_of(session, cast, clock, plan):
    assert refused(plan, cast.dustin, cast.dustin, clock()) == "This is yours to do. It stands on your page, Today."
    keep(session, plan, "Send the quotes")
    assert refused(plan, cast.priya, cast.marc, clock()).startswith("Nothing that Priya Raman owes on this plan is overdue")


def test_who_has_no_address_or_has_left_is_not_nudged_and_it_is_said(session, cast, clock, plan):
    cast.priya.email = None
    cast.ana.left_at = clock()
    session.commit()
    assert [(one.name, one.why_not) for one in owers(session, cast.dustin, clock)] == [("Ana", "left"), ("Priya", "no address")]
    assert refused(plan, cast.priya, cast.marc, clock()) == "Priya Raman has no e-mail address. Talk to them."
    assert refused(plan, cast.ana, cast.marc, clock()).startswith("Ana Kovač has left.")


def test_two_press_at_once_and_one_letter_goes(session, cast, clock, plan):
    def press(by):
        return lambda own: nudging.nudge(own.get(Plan, id), own.get(Person, priya), by=own.get(Person, by), at=at)
    id, priya, at = plan.id, cast.priya.id, clock()
    assert sorted(at_once(session, press(cast.marc.id), press(cast.dustin.id))) == [DONE, REFUSED]
    assert len(session.scalars(select(Matter).where(Matter.kind == PLAN_NUDGE)).all()) == 1
