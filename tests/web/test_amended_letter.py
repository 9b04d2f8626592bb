"""The mail about an amended plan: once to the rep and to every coach on it, without a word of what anybody wrote."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app.letters.kinds import KINDS
from reviews import acknowledging, amending, commitments, verdicts
from reviews.letters import AMENDED, PUBLISHED, Matter
from tests.a_plan import promised, published

SECRET = "Because the champion left us."


@pytest.fixture
def plan(session, cast, clock):
    plan = published(session, cast, at=clock())
    clock.forward(days=3)
    return plan


def amend(session, cast, clock, plan, goal: str) -> dict[str, Matter]:
    """What is told of it, by the first name of its reader."""
    version = amending.amend(plan, facts={"goal": goal}, reason=SECRET, by=cast.dustin, at=clock())
    session.commit()
    found = session.scalars(select(Matter).where(Matter.kind == AMENDED, Matter.plan_version_id == version.id))
    return {matter.person.first: matter for matter in found}


def needed(app, told: dict[str, Matter], at) -> set[str]:
    with app.app_context():
        return {name for name, matter in told.items() if KINDS[AMENDED].needed(matter, at)}


def test_the_rep_and_the_coaches_are_told_once(app, session, cast, clock, plan):
    told = amend(session, cast, clock, plan, "To know who says no.")
    assert set(told) == needed(app, told, clock()) == {"Ana", "Priya"}
    with app.app_context():
        ana, priya = (KINDS[AMENDED].part(told[name], clock()) for name in ("Ana", "Priya"))
    assert (ana.subject, priya.subject) == ("Your plan was amended on Thu 19 Nov", "Ana Kovač’s plan was amended on Thu 19 Nov")
    assert ana.address == priya.address == f"{app.config['PUBLIC_URL']}/plans/{plan.id}/versions/2"
    assert "That is not to agree." in ana.lines[1] and "take it on again" in priya.lines[1]
    for hidden in (SECRET, "who says no", "skill", plan.decision.item_to):
        assert hidden not in str((ana, priya))


def test_who_is_not_on_the_plan_any_more_is_not_told(session, cast, clock, plan):
    commitments.drop(promised(plan, "Send the open"), why="No time.", by=cast.priya, at=clock())
    assert set(amend(session, cast, clock, plan, "To know who says no.")) == {"Ana"}


def test_what_was_amended_again_read_or_closed_is_not_told_any_more(app, session, cast, clock, plan):
    first = amend(session, cast, clock, plan, "To know who says no.")
    second = amend(session, cast, clock, plan, "To know who says yes.")
    assert (needed(app, first, clock()), needed(app, second, clock())) == (set(), {"Ana", "Priya"})
    acknowledging.acknowledge(plan, words="", at=clock())
    session.commit()
    assert needed(app, second, clock()) == {"Priya"}
    verdicts.give(plan, outcome="moved", then="close", reason="So.", early_why="So.", by=cast.dustin, at=clock())
    session.commit()
    assert needed(app, second, clock()) == set()


def test_who_was_taken_off_before_the_letter_went_gets_none(app, session, cast, clock, plan):
    """Neither that it is published nor that it was amended: its page is not theirs to open any more."""
    told = amend(session, cast, clock, plan, "To know who says no.")
    published = session.scalar(select(Matter).where(Matter.kind == PUBLISHED, Matter.person_id == cast.priya.id))
    for matter in (published, told["Priya"]):
        with app.app_context():
            assert KINDS[matter.kind].needed(matter, clock())
    commitments.drop(promised(plan, "Send the open"), why="No time.", by=cast.priya, at=clock())
    session.commit()
    for matter in (published, told["Priya"]):
        with app.app_context():
            assert not KINDS[matter.kind].needed(matter, clock())
