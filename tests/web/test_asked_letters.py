"""Letters in which one asks another on a plan: who, on whose plan, kinds and days. Never a word of what anybody wrote."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.letters.kinds import KINDS
from reviews import handover, helping, nudging, verdicts
from reviews.bundling import zone_of
from reviews.letters import HELP, PLAN_NUDGE, Matter
from tests.thirty_days import HALF, keep, look, noon, three_promises

MONDAY = date(2026, 11, 16)
SECRET = "Tell me why Farid is paid more."


@pytest.fixture
def plan(session, cast, clock):
    """On day 14, with day 7 half held, and nothing kept yet."""
    clock.at = noon(MONDAY + timedelta(13))
    plan = three_promises(session, cast, begins=MONDAY)
    look(session, plan, 7, rep=HALF, happened=SECRET)
    return plan


def letter(app, matter, at):
    """The part as it would go now; None when it need not be told any more."""
    with app.app_context():
        kind = KINDS[matter.kind]
        return kind.part(matter, at) if kind.needed(matter, at) else None


def test_help_is_asked_for_without_the_words(app, session, cast, clock, plan):
    asked = helping.ask(plan, coach_id=cast.priya.id, words=SECRET, by=cast.ana, at=clock())
    session.commit()
    matter = session.scalar(select(Matter).where(Matter.kind == HELP))
    part = letter(app, matter, clock())
    assert part.subject == part.title == "Ana Kovač asks you for help"
    assert part.lines[0].startswith("Asked on Sun 29 Nov, on the page of the plan.")
    assert part.address == f"{app.config['PUBLIC_URL']}/plans/{plan.id}#help"
    assert SECRET not in str(part) and zone_of([matter]) == "Europe/Berlin"
    helping.answer(asked, at=clock())
    assert letter(app, matter, clock()) is None


def test_help_by_who_is_not_on_the_plan_any_more_is_not_asked_for(app, session, cast, clock, plan):
    helping.ask(plan, coach_id=cast.priya.id, by=cast.ana, at=clock())
    matter = session.scalar(select(Matter).where(Matter.kind == HELP))
    handover.leave(cast.priya, at=clock())
    session.commit()
    assert letter(app, matter, clock()) is None


def test_a_nudge_says_who_asks_what_kinds_of_things_and_since_when(app, session, cast, clock, plan):
    nudged = {person.first: nudging.nudge(plan, person, by=cast.marc, at=clock()) for person in (cast.ana, cast.dustin, cast.priya)}
    session.commit()
    ana, dustin, priya = (letter(app, nudged[name], clock()) for name in ("Ana", "Dustin", "Priya"))
    assert (ana.subject, dustin.subject) == ("Marc Oduya asks: what is overdue on your plan",
                                             "Marc Oduya asks: what is overdue on Ana Kovač’s plan")
    assert ana.lines[0] == "Overdue is a commitment since Wed 25 Nov."
    assert dustin.lines[0] == "Overdue is the check-in of day 7, since Mon 23 Nov and a commitment since Fri 27 Nov."
    assert priya.lines[0] == "Overdue is a commitment since Fri 20 Nov."
    assert dustin.address == f"{app.config['PUBLIC_URL']}/plans/{plan.id}"
    for hidden in (SECRET, "Draw the map", "Sit in", "Send the quotes", plan.decision.item_to, plan.goal):
        assert hidden not in str((ana, dustin, priya))


def test_what_was_done_meanwhile_or_is_closed_needs_no_nudge(app, session, cast, clock, plan):
    nudged = [nudging.nudge(plan, person, by=cast.dustin, at=clock()) for person in (cast.ana, cast.priya)]
    keep(session, plan, "Draw the map")
    assert [letter(app, one, clock()) is None for one in nudged] == [True, False]
    verdicts.give(plan, outcome="moved", then="close", reason="Seen.", early_why="So.", by=cast.dustin, at=clock())
    session.commit()
    assert letter(app, nudged[1], clock()) is None and {one.kind for one in nudged} == {PLAN_NUDGE}
