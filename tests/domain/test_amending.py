"""Amending: a new version with a reason, of a plan that can be followed; what was published before stays as it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import object_session

from reviews import acknowledging, amending, checkins, commitments, plans, publishing, verdicts
from reviews.checkins import COACH, REP, Entry
from reviews.commitments import turns
from reviews.comparing import changes
from reviews.days import day_of
from reviews.errors import Missing, Refused, Stale
from reviews.facts import of_plan
from reviews.measures import NUMBER
from reviews.plans import LENGTH, Paper, today_of
from reviews.queries.today import unread_version
from tests.a_plan import FACTS, GOAL, draft, promised, published
from tests.thirty_days import check_in_of, noon

MONDAY = date(2026, 11, 16)
WHY = "The champion is known now."


@pytest.fixture
def plan(session, cast, clock):
    plan = published(session, cast, at=clock())
    publishing.keep_paper(plan.versions[0], b"the first", at=clock())
    session.commit()
    return plan


def amend(plan, cast, clock, **told):
    """Dustin amends it, and it is kept."""
    made = amending.amend(plan, **{"reason": WHY} | told, by=cast.dustin, at=clock())
    object_session(plan).commit()
    return made


def refused(plan, cast, clock, **told) -> tuple[str, str | None]:
    """Why it cannot be amended so, and at which field; nothing of it is kept."""
    session = object_session(plan)
    with pytest.raises(Refused) as error:
        amending.amend(plan, **{"reason": WHY} | told, by=cast.dustin, at=clock())
    session.rollback()
    assert [version.number for version in plan.versions] == [1] and len(plan.commitments) == 4
    assert {fact: getattr(plan, fact) for fact in FACTS} == FACTS and plan.goal == GOAL
    return error.value.sentence, error.value.field


def more(owner, text: str, **when) -> dict:
    return {"owner_id": owner.id, "text": text, "due_on": None, "weekly": False} | when


def test_it_is_a_new_version_with_its_reason_and_the_first_stays_byte_for_byte(session, cast, clock, plan):
    first = plan.versions[0].content
    clock.forward(days=3)
    made = amend(plan, cast, clock, facts={"goal": "To know who says no.", "target": 4.0, "gains": FACTS["gains"]})
    assert (made.number, made.reason, made.published_by_id, made.published_at) == (2, WHY, cast.dustin.id, clock())
    assert plan.versions[0].content == first and session.scalars(select(Paper.pdf)).all() == [b"the first"]
    assert [(one.part, one.was, one.now) for one in changes(first, made.content)] == [
        ("The goal", GOAL, "To know who says no."), ("Target", "usually", "always")]


def test_a_commitment_worded_anew_is_taken_on_again(session, cast, clock, plan):
    priyas, own = promised(plan, "Send the open"), promised(plan, "Sit in on")
    commitments.accept(priyas, at=clock())
    amend(plan, cast, clock, wording={priyas.id: "Send the quotes with one contact on Mondays.", own.id: "Sit in on four first calls."})
    assert (priyas.text, priyas.accepted_at) == ("Send the quotes with one contact on Mondays.", None)
    assert (own.text, own.accepted_at) == ("Sit in on four first calls.", clock())
    assert [one.part for one in changes(*(version.content for version in plan.versions))] == ["What Dustin does", "What Priya does"]


def test_a_commitment_is_added_for_its_owner_to_accept(session, cast, clock, plan):
    clock.forward(days=4)
    amend(plan, cast, clock, more=[
        more(cast.ana, "Ring the champion.", due_on=MONDAY + timedelta(LENGTH - 1)),
        {"owner_id": 0, "text": "", "due_on": None, "weekly": False}, more(cast.dustin, "Listen to one call.", due_on=MONDAY + timedelta(4))])
    anas, dustins = promised(plan, "Ring"), promised(plan, "Listen to")
    assert (anas.owed_to_id, anas.accepted_at, anas.noted_by_id) == (cast.dustin.id, None, cast.dustin.id)
    assert (dustins.owed_to_id, dustins.accepted_at) == (cast.ana.id, clock())
    assert len(plan.versions[1].content["commitments"]) == 6


@pytest.mark.parametrize("day", [1, 4, 5, 6, 8, 12, 20, 26, 27, 30])
def test_a_weekly_one_that_comes_later_is_owed_from_its_own_week_on(session, cast, clock, plan, day):
    clock.at = noon(day_of(MONDAY, day))
    told = {"more": [more(cast.ana, "Ring the plant.", weekly=True)]}
    if day > 26:  # Friday of the fourth week
        assert refused(plan, cast, clock, **told) == ("No full week of the plan is left. Choose a day.", "more-0-due_on")
        return
    amend(plan, cast, clock, **told)
    made, today = promised(plan, "Ring"), today_of(plan, clock())
    assert [turn.due_on for turn in turns(made, today)] == [
        friday for week in range(4) if (friday := MONDAY + timedelta(7 * week + 4)) >= today]
    assert not any(turn.late_days for turn in turns(made, today))
    assert next(one for one in of_plan(plan).promises if one.id == made.id).dues == tuple(commitments.dues(made))


@pytest.mark.parametrize("told, sentence, field", [
    ({}, "Nothing is changed here yet. Change what is to be different, then say why.", None),
    ({"facts": {"goal": GOAL}, "wording": {}}, "Nothing is changed here yet. Change what is to be different, then say why.", None),
    ({"facts": {"goal": "Other."}, "reason": ""}, "Say why the plan is amended. It stands beside the new version.", "reason"),
    ({"facts": {"target": 1.0}}, "The target is what it is already. Choose a target that differs from before.", "target"),
    ({"facts": {"coach_id": 11}}, "Choose a coach who is in this meeting.", "coach_id"),
    ({"wording": {1: ""}}, "“Draw the decision map with the champion before each quote.” has no words any more. Ana can drop it; "
                           "here it can be worded anew.", None),
])
def test_what_cannot_be_is_said_in_a_sentence(session, cast, clock, plan, told, sentence, field):
    assert refused(plan, cast, clock, **told) == (sentence, field)


@pytest.mark.parametrize("one, sentence, field", [
    ({"owner_id": 0}, "Choose whose it is.", "owner_id"),
    ({"owner_id": 11}, "Choose whose it is.", "owner_id"),  # Olaf is from elsewhere
    ({"text": ""}, "Write what will be done.", "text"),
    ({"due_on": None}, "Say by when, or choose every week.", "due_on"),
    ({"weekly": True}, "Choose one of the two: a day, or every week.", "due_on"),
    ({"due_on": MONDAY - timedelta(1)}, "Choose a day that is left of the plan: from Mon 16 Nov to Tue 15 Dec.", "due_on"),
    ({"due_on": MONDAY + timedelta(30)}, "Choose a day that is left of the plan: from Mon 16 Nov to Tue 15 Dec.", "due_on"),
])
def test_a_new_commitment_is_whole_or_refused_at_its_field(session, cast, clock, plan, one, sentence, field):
    told = more(cast.ana, "Ring.", due_on=MONDAY) | one
    assert refused(plan, cast, clock, more=[{"owner_id": 0, "text": "", "due_on": None}, told]) == (sentence, f"more-1-{field}")


@pytest.mark.parametrize("facts, part, sentence", [
    ({"goal": ""}, "talk", "Say what Ana wants to reach, in Ana’s own words."),
    ({"witness": ""}, "witness", "Say who would see the change, and where."),
    ({"measure_what": ""}, "measure", "Say what is measured."),
    ({"baseline": None}, "measure", "The measure needs where it is before, and a target."),
])
def test_an_amended_plan_can_be_followed_too(session, cast, clock, plan, facts, part, sentence):
    with pytest.raises(Missing) as error:
        amending.amend(plan, facts=facts, reason=WHY, by=cast.dustin, at=clock())
    assert error.value.parts == {part: sentence}
    session.rollback()
    assert refused(plan, cast, clock, facts=facts) == (f"A plan cannot be followed without this. {sentence}", None)


def test_when_all_that_the_rep_promised_is_dropped_she_needs_another_one(session, cast, clock, plan):
    for start in ("Draw", "Ask"):
        commitments.drop(promised(plan, start), why="The champion left.", by=cast.ana, at=clock())
    session.commit()
    sentence, _ = refused(plan, cast, clock, facts={"goal": "Other."})
    assert sentence == "A plan cannot be followed without this. There is no commitment of Ana yet."
    amend(plan, cast, clock, facts={"goal": "Other."}, more=[more(cast.ana, "Ring.", due_on=MONDAY)])
    assert [one["what"] for one in plan.versions[1].content["commitments"] if one["owner"] == "Ana"] == ["Ring."]


def test_what_was_kept_or_dropped_keeps_its_words(session, cast, clock, plan):
    kept, dropped = promised(plan, "Draw"), promised(plan, "Ask")
    commitments.tick(kept, due_on=kept.due_on, by=cast.ana, at=clock())
    commitments.drop(dropped, why="No first calls.", by=cast.ana, at=clock())
    session.commit()
    assert [one.owner.first for one in amending.open_promises(plan, MONDAY)] == ["Dustin", "Priya"]
    for one, what in ((kept, "kept"), (dropped, "dropped")):
        sentence, _ = refused(plan, cast, clock, wording={one.id: "Other words."})
        assert sentence == f"“{one.text}” was {what} meanwhile, so its words stay. Add a new commitment instead."
    amend(plan, cast, clock, wording={kept.id: kept.text}, facts={"goal": "Other."})
    assert kept.text.startswith("Draw")


def test_the_second_of_two_windows_is_told(session, cast, clock, plan):
    amend(plan, cast, clock, facts={"goal": "To know who says no."}, wording={1: "Draw it."}, seen=1)
    with pytest.raises(Stale) as error:
        amending.amend(plan, facts={"goal": GOAL, "target": 4.0}, wording={1: "Draw the map."}, reason="Too easy.", seen=1,
                       by=cast.dustin, at=clock())
    session.rollback()
    assert error.value.sentence.startswith("Dustin Brinkmann published version 2 of this plan on Mon 16 Nov, after you opened")
    assert error.value.theirs == {"goal": "To know who says no.", "target": 3.0, 1: "Draw it."} and error.value.stands == 2
    amend(plan, cast, clock, facts={"goal": GOAL, "target": 4.0}, reason="Too easy.", seen=error.value.stands)
    assert [(version.number, version.reason) for version in plan.versions] == [(1, ""), (2, WHY), (3, "Too easy.")]
    assert plan.goal == GOAL and promised(plan, "Draw").text == "Draw it."


def test_a_draft_is_not_amended(session, cast, clock):
    plan = draft(session, cast, at=clock())
    with pytest.raises(Refused, match="not published yet. Change the draft itself."):
        amending.amend(plan, facts={"goal": "Other."}, reason=WHY, by=cast.dustin, at=clock())
    assert plan.goal == "" and plan.versions == []


def test_a_closed_plan_is_not_amended(session, cast, clock, plan):
    verdicts.give(plan, outcome="cannot say", then="close", reason="She is away.", early_why="So.", by=cast.dustin, at=clock())
    session.commit()
    assert refused(plan, cast, clock, facts={"goal": "Other."}) == ("This plan was closed on Mon 16 Nov, so it stays as it is.", None)


def test_neither_the_item_nor_the_cause_can_be_amended(session, cast, clock, plan):
    for fact in ("cause", "cause_note", "item_to", "length"):
        with pytest.raises(TypeError, match=f"an amendment has no {fact}"):
            amending.amend(plan, facts={fact: "x"}, reason=WHY, by=cast.dustin, at=clock())


def test_the_kind_of_measure_stays_once_somebody_has_checked_in(session, cast, clock, plan):
    number = {"measure_kind": NUMBER, "measure_unit": "quotes", "baseline": 3.0, "target": 8.0}
    clock.at = noon(MONDAY + timedelta(6))
    check_in = check_in_of(session, plan, 7)
    checkins.enter(check_in, side=REP, frequency=2, by=cast.ana, at=clock())
    session.commit()
    sentence, field = refused(plan, cast, clock, facts=number)
    assert (sentence[:39], field) == ("Somebody has checked in already, and th", "measure_what")
    amend(plan, cast, clock, facts={"target": 4.0})
    assert plan.target == 4.0


def test_before_anybody_has_it_may_change(session, cast, clock, plan):
    amend(plan, cast, clock, facts={"measure_kind": NUMBER, "measure_unit": "quotes", "baseline": 3.0, "target": 8.0})
    assert plan.versions[1].content["measure"]["target"] == "8 quotes"


def test_a_check_in_keeps_the_version_it_was_about(session, cast, clock, plan):
    clock.at = noon(MONDAY + timedelta(7))
    check_in = check_in_of(session, plan, 7)
    checkins.enter(check_in, side=REP, frequency=2, by=cast.ana, at=clock())
    amend(plan, cast, clock, facts={"target": 4.0, "coach_id": cast.priya.id})
    checkins.enter(check_in, side=COACH, frequency=2, by=cast.priya, at=clock())
    session.commit()
    assert session.execute(select(Entry.side, Entry.version).order_by(Entry.id)).all() == [(REP, 1), (COACH, 2)]
    assert plan.versions[1].content["coach"] == "Priya Raman" and plan.versions[1].content["check_ins"][0]["who"] == "Ana with Priya"


def test_the_rep_is_asked_to_read_each_version(session, cast, clock, plan):
    acknowledging.acknowledge(plan, words="Fine.", at=clock())
    session.commit()
    assert session.execute(unread_version(cast.ana)).first() is None
    amend(plan, cast, clock, facts={"target": 4.0})
    assert session.execute(unread_version(cast.ana)).first().number == 2
    acknowledging.acknowledge(plan, number=2, words="", at=clock())
    session.commit()
    assert session.execute(unread_version(cast.ana)).first() is None


def test_an_extended_plan_is_amended_within_its_new_days(session, cast, clock, plan):
    clock.at = noon(MONDAY + timedelta(29))
    verdicts.give(plan, outcome="partly", then="extend", reason="Half of them.", expected="Most of them.", by=cast.dustin, at=clock())
    session.commit()
    made = amend(plan, cast, clock, more=[more(cast.ana, "Ring.", due_on=MONDAY + timedelta(59))])
    assert (made.number, made.content["length"]) == (3, 60) and plans.present_number(plan) == 3
