"""The mails that a plan is published and judged: once to the rep and to every coach on it, without a word of what anybody wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.letters.kinds import KINDS
from reviews import acknowledging, verdicts
from reviews.letters import ESSENTIAL, PUBLISHED, VERDICT, Matter
from tests.a_plan import published

SECRET = "Because the champion left us."


@pytest.fixture
def plan(session, cast, clock):
    return published(session, cast, at=clock())


@pytest.fixture
def told(session):
    """`told(kind)` is who is told of it, by their first name."""
    return lambda kind: {it.person.first: it for it in session.scalars(select(Matter).where(Matter.kind == kind).order_by(Matter.id))}


@pytest.fixture
def parts(app, session, clock):
    """`parts(matters)` is what each of them would read now, who still has to be told."""
    def put(matters):
        session.commit()
        with app.app_context():
            return {name: KINDS[it.kind].part(it, clock()) for name, it in matters.items() if KINDS[it.kind].needed(it, clock())}
    return put


def judge(session, cast, clock, plan, then: str) -> None:
    verdicts.give(plan, outcome="not moved", then=then, expected=SECRET if then == "extend" else "", reason=SECRET, early_why=SECRET, by=cast.dustin, at=clock())
    session.commit()


def test_the_rep_gets_her_days_and_each_coach_what_is_theirs(app, cast, plan, told, parts):
    said = parts(told(PUBLISHED))
    assert set(said) == {"Ana", "Priya"}, "not Dustin, who published it"
    assert said["Ana"].subject == "Your plan is here: 30 days from Mon 16 Nov, four dates"
    assert said["Ana"].lines[1] == "You and Dustin Brinkmann check in on Mon 23 Nov, Mon 30 Nov, Mon 7 Dec and Tue 15 Dec."
    assert said["Priya"].subject == "Ana Kovač’s plan is here, with 1 commitment of yours, the first due Fri 20 Nov"
    assert {it.address for it in said.values()} == {f"{app.config['PUBLIC_URL']}/plans/{plan.id}"}
    for hidden in (plan.decision.item_to, plan.decision.reason, plan.goal, "Send the open quotes", "skill"):
        assert hidden not in str(said)


def test_when_somebody_else_publishes_the_coach_is_told_both(session, cast, plan, told, parts, clock):
    """Dustin’s boss stands in for him: what is his is said to him as to any other coach."""
    matter = told(PUBLISHED)["Priya"]
    matter.person, matter.by = cast.dustin, cast.marc
    assert parts({"Dustin": matter})["Dustin"].lines == (
        "Marc Oduya published it: 30 days from Mon 16 Nov.",
        "On it: 1 commitment of yours, due Fri 27 Nov. Its page has the words.",
        "You check in with Ana on Mon 23 Nov, Mon 30 Nov, Mon 7 Dec and Tue 15 Dec.")


def test_who_has_read_it_is_not_told_any_more_and_after_a_week_nobody(session, cast, plan, told, parts, clock):
    acknowledging.acknowledge(plan, words="", at=clock())
    assert set(parts(told(PUBLISHED))) == {"Priya"}
    clock.forward(days=7)
    assert parts(told(PUBLISHED)) == {}


def test_a_verdict_is_told_with_what_became_of_the_plan_and_not_what_it_came_to(session, cast, plan, told, parts, clock):
    clock.forward(days=29)
    judge(session, cast, clock, plan, "extend")
    said = parts(told(VERDICT))
    assert {name: (it.subject, it.lines[0]) for name, it in said.items()} == {
        "Ana": ("The verdict on your plan, Tue 15 Dec",
                "Dustin Brinkmann gave it on Tue 15 Dec. It runs on until Thu 14 Jan, with its own check-ins."),
        "Priya": ("The verdict on Ana Kovač’s plan, Tue 15 Dec",
                  "Dustin Brinkmann gave it on Tue 15 Dec. It runs on until Thu 14 Jan, with its own check-ins.")}
    assert SECRET not in str(said) and "moved" not in str(said)


def test_each_verdict_is_told_once_and_a_closed_plan_says_so(session, cast, plan, told, parts, clock):
    judge(session, cast, clock, plan, "extend")
    clock.forward(days=30)
    judge(session, cast, clock, plan, "close")
    matters = session.scalars(select(Matter).where(Matter.kind == VERDICT)).all()
    assert len(matters) == 2 * 2
    assert parts(told(VERDICT))["Ana"].lines[0] == "Dustin Brinkmann gave it on Wed 16 Dec. It is closed."
    clock.forward(days=7)
    assert parts(told(VERDICT)) == {}


def test_a_closed_plan_is_not_announced_and_both_letters_are_essential(session, cast, plan, told, parts, clock):
    judge(session, cast, clock, plan, "close")
    assert parts(told(PUBLISHED)) == {}
    assert {PUBLISHED, VERDICT} <= ESSENTIAL
    cast.ana.left_at = clock() - timedelta(hours=1)
    assert set(parts(told(VERDICT))) == {"Priya"}
