"""A coach's card: who has one, what it says, and what never stands on it."""

from __future__ import annotations

from sqlalchemy import select

from reviews import amending, coach_cards, commitments, handover, plans, publishing
from reviews.coach_cards import CoachCard
from tests.a_plan import FACTS, GOAL, REASON, promised, published, ready


def names(people):
    return [person.first for person in people]


def test_who_checks_in_and_each_coach_who_does_something_have_one(session, cast, clock):
    plan = published(session, cast, at=clock())
    assert names(coach_cards.holders(plan)) == ["Dustin", "Priya"]
    commitments.drop(promised(plan, "Send"), why="The list is gone.", by=cast.priya, at=clock())
    assert names(coach_cards.holders(plan)) == ["Dustin"]


def test_it_says_what_its_coach_does_and_how_often(session, cast, clock):
    plan = published(session, cast, at=clock())
    card = coach_cards.content(plan.versions[0], cast.priya.id)
    assert card["coach"] == {"name": "Priya Raman", "first": "Priya", "function": "sales ops", "checks_in": False}
    assert [(one["what"], one["times"]) for one in card["plan"]["commitments"]] == [("Send the open quotes with only one contact.", 4)]
    assert coach_cards.content(plan.versions[0], cast.dustin.id)["coach"]["checks_in"]


def test_neither_cause_nor_reason_nor_what_the_rep_said_is_on_it(session, cast, clock):
    said = str(coach_cards.content(published(session, cast, at=clock()).versions[0], cast.dustin.id))
    assert FACTS["witness"] in said and FACTS["measure_what"] in said
    assert [text for text in (REASON, GOAL, FACTS["cause_note"], FACTS["gains"], "Not every quote", "'skill'") if text in said] == []


def test_who_checks_in_and_owes_nothing_has_one_too(session, cast, clock):
    plan = ready(session, cast, at=clock())
    plans.revise(plan, coach_id=cast.tomasz.id, by=cast.dustin, at=clock())
    publishing.publish(plan, by=cast.dustin, at=clock())
    card = coach_cards.content(plan.versions[0], cast.tomasz.id)
    assert (card["plan"]["commitments"], card["coach"]["function"], card["coach"]["checks_in"]) == ([], "enablement", True)
    assert names(coach_cards.holders(plan)) == ["Tomasz", "Dustin", "Priya"]


def test_the_rep_and_who_coaches_nobody_have_none(session, cast, clock):
    version = published(session, cast, at=clock()).versions[0]
    assert [coach_cards.content(version, person.id) for person in (cast.ana, cast.ingrid, cast.lea)] == [None] * 3
    assert coach_cards.content(version, 10_000) is None


def test_a_version_has_the_words_that_it_had(session, cast, clock):
    plan = published(session, cast, at=clock())
    one = promised(plan, "Send")
    amending.amend(plan, wording={one.id: "Ring the quiet ones."}, reason="Clearer.", by=cast.dustin, at=clock.forward(days=2))
    session.flush()
    assert [coach_cards.content(version, cast.priya.id)["plan"]["commitments"][0]["what"] for version in plan.versions] == [
        "Send the open quotes with only one contact.", "Ring the quiet ones."]


def test_who_coaches_in_the_place_of_one_who_left_has_one(session, cast, clock):
    plan = ready(session, cast, at=clock())
    plans.revise(plan, coach_id=cast.tomasz.id, by=cast.dustin, at=clock())
    publishing.publish(plan, by=cast.dustin, at=clock())
    handover.leave(cast.tomasz, at=clock.forward(days=3))
    assert coach_cards.content(plan.versions[0], cast.dustin.id)["coach"]["checks_in"]
    assert names(coach_cards.holders(plan)) == ["Dustin", "Priya"]


def test_the_bytes_that_were_kept_first_stay(session, cast, clock):
    version = published(session, cast, at=clock()).versions[0]
    assert coach_cards.keep(version, cast.priya.id, b"first", at=clock()) == b"first"
    assert coach_cards.keep(version, cast.priya.id, b"second", at=clock()) == b"first"
    assert coach_cards.keep(version, cast.dustin.id, b"his", at=clock()) == b"his"
    assert session.execute(select(CoachCard.person_id, CoachCard.pdf).order_by(CoachCard.person_id)).all() == [
        (cast.dustin.id, b"his"), (cast.priya.id, b"first")]
