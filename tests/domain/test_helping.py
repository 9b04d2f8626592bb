"""The rep asks a coach of her plan for help: open until they have talked, and no longer than the coach is on the plan."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from reviews import coaching, commitments, handover, helping, today, verdicts
from reviews.coaching import CoachingSession
from reviews.errors import Refused
from reviews.helping import COACHED, GONE, LONG_OPEN, OPEN, TAKEN_BACK, TALKED, HelpRequest
from reviews.letters import HELP, Matter
from reviews.people import Person
from reviews.plans import Plan
from tests.a_plan import draft, promised, published
from tests.domain.test_publishing_at_once import DONE, at_once

WORDS = "How do I ask a plant manager who signs?"


@pytest.fixture
def plan(session, cast, clock):
    """Of Ana: Dustin manages and checks in, Priya owes something; Monday the 16th is day 1."""
    return published(session, cast, at=clock())


def ask(plan, cast, clock, coach="dustin", words=WORDS) -> HelpRequest:
    return helping.ask(plan, coach_id=getattr(cast, coach).id, words=words, by=cast.ana, at=clock())


def dues(session, person, clock) -> list[tuple]:
    owed = today.of_person(session, person, at=clock(), zone="Europe/Berlin").owed
    return [(due.what, due.about, due.on) for due in owed.soon if due.kind == "help"]


def test_the_coach_is_told_once_and_has_it_on_today_until_they_have_talked(session, cast, clock, plan):
    asked = ask(plan, cast, clock)
    assert ask(plan, cast, clock) is ask(plan, cast, clock, words="") is asked
    told, = session.scalars(select(Matter).where(Matter.kind == HELP))
    assert (told.person, told.by, told.plan_version.plan, told.meeting) == (cast.dustin, cast.ana, plan, None)
    assert dues(session, cast.dustin, clock) == [
        ("Ana Kovač asks you for help", "Since Mon 16 Nov. Talk, then say there that you have.", date(2026, 11, 17))]
    assert dues(session, cast.priya, clock) == dues(session, cast.ana, clock) == []
    helping.answer(asked, at=clock.forward(days=1))
    assert (asked.how, asked.ended_at, helping.stands(asked, clock().date())) == (TALKED, clock(), TALKED)
    assert dues(session, cast.dustin, clock) == []


def test_asked_on_a_friday_it_is_due_on_monday(session, cast, clock, plan):
    clock.forward(days=4)
    ask(plan, cast, clock)
    assert [on for _, _, on in dues(session, cast.dustin, clock)] == [date(2026, 11, 23)]


def test_other_words_wait_until_the_first_are_taken_back(session, cast, clock, plan):
    asked = ask(plan, cast, clock)
    with pytest.raises(Refused) as found:
        ask(plan, cast, clock, words="Something else.")
    assert (found.value.field, found.value.sentence) == (
        "words", "You asked Dustin on Mon 16 Nov, and it is open. Take that back first, then ask in other words.")
    helping.take_back(asked, at=clock())
    assert asked.how == TAKEN_BACK and not helping.waits_for(plan, cast.dustin)
    assert ask(plan, cast, clock, words="Something else.") is not asked
    assert session.scalars(select(Matter.person_id).where(Matter.kind == HELP)).all() == [cast.dustin.id] * 2


def test_what_ended_in_one_way_does_not_end_in_another(cast, clock, plan):
    asked = ask(plan, cast, clock)
    helping.answer(asked, at=clock())
    helping.take_back(asked, at=clock.forward(hours=1))
    assert asked.how == TALKED


@pytest.mark.parametrize("who", ["ana", "tomasz", "marc", "olaf"])
def test_only_coaches_of_the_plan_are_asked(cast, clock, plan, who):
    with pytest.raises(Refused) as found:
        ask(plan, cast, clock, who)
    assert (found.value.field, found.value.sentence) == ("coach_id", "Choose whom you ask: somebody who coaches you on this plan.")


def test_only_while_the_plan_is_under_way(session, cast, clock, plan):
    asked = ask(plan, cast, clock)
    verdicts.give(plan, outcome="moved", then="close", reason="Seen.", early_why="So.", by=cast.dustin, at=clock())
    for act in (lambda: ask(plan, cast, clock, "priya"), lambda: helping.answer(asked, at=clock())):
        with pytest.raises(Refused, match="This plan was closed on Mon 16 Nov. Ask Dustin in person."):
            act()
    assert dues(session, cast.dustin, clock) == [] and not helping.waits_for(plan, cast.dustin)


def test_a_draft_asks_nobody(session, cast, clock):
    with pytest.raises(Refused, match="not published yet"):
        ask(draft(session, cast, at=clock()), cast, clock)


def test_coaching_by_the_one_who_was_asked_since_that_day_answers_it(session, cast, clock, plan):
    clock.forward(days=2)
    asked = ask(plan, cast, clock)
    coaching.log(plan, held_on=date(2026, 11, 17), by=cast.dustin, at=clock())
    coaching.log(plan, held_on=clock().date(), by=cast.priya, at=clock())
    assert helping.stands(asked, clock().date()) == OPEN
    held = coaching.log(plan, coach_id=cast.dustin.id, held_on=clock().date(), by=cast.ana, at=clock())
    session.commit()
    assert (asked.how, asked.ended_at) == (COACHED, clock())
    coaching.take_back(held, at=clock())
    session.commit()
    assert helping.stands(asked, clock().date()) == OPEN


def test_a_session_taken_back_leaves_what_was_asked_anew_since_alone(session, cast, clock, plan):
    first = ask(plan, cast, clock)
    held = coaching.log(plan, held_on=clock().date(), by=cast.dustin, at=clock())
    second = ask(plan, cast, clock, words="And then?")
    coaching.take_back(held, at=clock())
    session.commit()
    assert (first.how, second.ended_at) == (COACHED, None) and session.scalars(select(CoachingSession)).all() == []


def test_after_two_working_days_it_has_waited_long(cast, clock, plan):
    clock.forward(days=3)
    asked = ask(plan, cast, clock)
    stands = [helping.stands(asked, date(2026, 11, day)) for day in (19, 20, 22, 23)]
    assert stands == [OPEN, OPEN, OPEN, LONG_OPEN]


@pytest.mark.parametrize("goes", [
    lambda plan, cast, at: handover.leave(cast.priya, at=at),
    lambda plan, cast, at: commitments.drop(promised(plan, "Send"), why="No access.", by=cast.priya, at=at)], ids=["leaves", "drops"])
def test_who_is_not_on_the_plan_any_more_owes_no_answer(session, cast, clock, plan, goes):
    asked = ask(plan, cast, clock, "priya")
    goes(plan, cast, clock())
    session.commit()
    session.refresh(plan, ["commitments"])
    assert helping.stands(asked, clock().date()) == GONE and not helping.waits_for(plan, cast.priya)
    assert dues(session, cast.priya, clock) == []


def test_asked_twice_at_once_it_is_one_letter(session, cast, clock, plan):
    def press(own):
        helping.ask(own.get(Plan, id), coach_id=dustin, words=WORDS, by=own.get(Person, ana), at=at)
    id, dustin, ana, at = plan.id, cast.dustin.id, cast.ana.id, clock()
    assert at_once(session, press, press) == [DONE, DONE]
    assert len(session.scalars(select(HelpRequest)).all()) == len(session.scalars(select(Matter).where(Matter.kind == HELP)).all()) == 1
