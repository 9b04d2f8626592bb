"""One item a review: deciding, and withdrawing on the record."""

from __future__ import annotations

from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from reviews import choosing, closing, meetings, themes
from reviews.board import ParkedTheme, Theme
from reviews.decisions import Decision
from reviews.errors import Refused
from reviews.meetings import NOTHING_TO_CHANGE, Review
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, SINGLE, cards, table, theme
from tests.thirty_days import plan_of

ITEM = {"item_from": "sending the quote right after the demo",
        "item_to": "naming everyone who decides before a quote goes out", "reason": "Three of four deals stalled."}
BOARD = ((QUOTES, "Quotes too early"), (DATES, "No date"), (HANDOVER, "Half the story"), (GAINS[:2], "CRM"))


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock())
    for told, title in BOARD:
        theme(session, review, told, title, cast, at=clock())
    return review


def titled(session, title: str) -> Theme:
    return session.scalar(select(Theme).where(Theme.title == title))


def decide(session, review, cast, *, at, title="Quotes too early", **facts) -> Decision:
    facts = {"theme_id": titled(session, title).id, "present": [cast.marc.id, cast.dustin.id], **ITEM} | facts
    decision = choosing.decide(review, **facts, by=cast.marc, at=at)
    session.commit()
    return decision


def parked(session) -> list[tuple]:
    rows = session.scalars(select(ParkedTheme).where(ParkedTheme.unparked_at.is_(None)).order_by(ParkedTheme.id))
    return [(row.title, row.functions, row.count) for row in rows]


def test_a_decision_keeps_all_that_was_said(session, review, cast, clock):
    dissents = {cast.priya.id: " The open next step costs us more. ", cast.ingrid.id: "  "}
    decision = decide(session, review, cast, at=clock(), dissents=dissents)
    assert (decision.theme.title, decision.item_to) == ("Quotes too early", ITEM["item_to"])
    assert decision.reason == ITEM["reason"]
    assert {there.person for there in decision.present} == {cast.marc, cast.dustin}
    assert [(one.person, one.text) for one in decision.dissents] == [(cast.priya, "The open next step costs us more.")]
    assert (review.state, choosing.decision_of(session, review)) == ("decided", decision)


def test_the_other_opportunity_themes_are_parked_without_a_word_of_them(session, review, cast, clock):
    decide(session, review, cast, at=clock())
    assert parked(session) == [
        ("No date", ["enablement", "manager", "sales ops"], 3), ("Half the story", ["service"], 2)]


@pytest.mark.parametrize("facts, field, sentence", [
    ({"item_from": "  "}, "item_from", "Say what happens now"),
    ({"item_to": ""}, "item_to", "Say what happens instead"),
    ({"item_from": "Quotes go out early.", "item_to": "quotes go  out EARLY"}, "item_to", "Both halves say the same"),
    ({"reason": "\n"}, "reason", "Say why this one"),
    ({"present": []}, "present", "Say who was there"),
    ({"present": [9999]}, "present", "people of this meeting"),
    ({"dissents": {9999: "No"}}, "dissents", "people of this meeting"),
    ({"theme_id": 9999}, "theme_id", "Choose one of the themes"),
    ({"title": "CRM"}, "theme_id", "Choose one of the themes"),
])
def test_what_is_missing_or_foreign_is_refused_where_it_stands(session, review, cast, clock, facts, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        decide(session, review, cast, at=clock(), **facts)
    assert (refused.value.field, choosing.decision_of(session, review)) == (field, None)


def test_the_rep_cannot_have_been_there(session, review, cast, clock):
    with pytest.raises(Refused, match="people of this meeting"):
        decide(session, review, cast, at=clock(), present=[cast.marc.id, cast.ana.id])


def test_signs_alone_make_no_difference_but_letters_of_any_script_do(session, review, cast, clock):
    assert decide(session, review, cast, at=clock(), item_from="कम पूछती", item_to="कुम पूछती").item_to == "कुम पूछती"


def test_a_second_item_is_refused_by_name(session, review, cast, clock):
    decide(session, review, cast, at=clock())
    with pytest.raises(Refused, match="Ana Kovač has an item already: from “sending the quote"):
        decide(session, review, cast, at=clock(), title="No date")


def test_the_database_itself_holds_one_item(session, review, cast, clock):
    decide(session, review, cast, at=clock())
    second = titled(session, "No date")
    session.add(Decision(review=review, theme=second, **ITEM, decided_by=cast.marc, decided_at=clock()))
    with pytest.raises(IntegrityError):
        session.flush()
    session.rollback()


def test_of_two_at_the_same_moment_one_decides(session, review, cast, clock):
    barrier, outcomes = Barrier(2), []
    engine, marc_id, review_id = session.get_bind(), cast.marc.id, review.id
    chosen = [titled(session, "Quotes too early").id, titled(session, "No date").id]
    session.commit()

    def at_once(theme_id: int) -> None:
        barrier.wait()
        with Session(engine) as own:
            try:
                choosing.decide(own.get_one(Review, review_id), theme_id=theme_id, **ITEM, present=[marc_id],
                                by=own.get_one(type(cast.marc), marc_id), at=clock())
                own.commit()
                outcomes.append("decided")
            except Refused as refused:
                outcomes.append(refused.sentence[:27])

    threads = [Thread(target=at_once, args=(theme_id,)) for theme_id in chosen]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Ana Kovač has an item alrea", "decided"]
    assert len(session.scalars(select(Decision)).all()) == 1


def test_nothing_is_decided_before_the_rep_is_on_the_table(session, cast, clock):
    review = table(session, cast, at=clock(), taken_up=False)
    theme(session, review, QUOTES, "Quotes too early", cast, at=clock())
    with pytest.raises(Refused, match="not on the table yet"):
        decide(session, review, cast, at=clock())


def test_a_review_that_ended_without_an_item_has_none(session, review, cast, clock):
    closing.close_without_item(review, why=NOTHING_TO_CHANGE, by=cast.marc, at=clock())
    session.commit()
    assert parked(session) == [
        ("Quotes too early", ["enablement", "manager", "sales ops", "service"], 4),
        ("No date", ["enablement", "manager", "sales ops"], 3), ("Half the story", ["service"], 2),
        ("Written, not merged into a theme", ["enablement"], 1)]
    with pytest.raises(Refused, match="closed"):
        decide(session, review, cast, at=clock())


@pytest.mark.parametrize("begins, sentence", [
    (date(2026, 10, 30), "present plan runs until Sat 28 Nov"), (date(2026, 10, 27), "Give the verdict on it first"),
    (date(2026, 9, 1), "Give the verdict on it first")])
def test_a_present_plan_stands_in_the_way(session, cast, clock, begins, sentence):
    plan_of(session, cast.ana, cast.team, begins=begins)
    review = table(session, cast, at=clock())
    theme(session, review, QUOTES[:1], "Quotes", cast, at=clock())
    with pytest.raises(Refused, match=sentence):
        decide(session, review, cast, at=clock(), title="Quotes")


def test_a_withdrawn_decision_stays_on_record_and_the_review_decides_anew(session, review, cast, clock):
    first = decide(session, review, cast, at=clock())
    choosing.withdraw(first, why="It was the CRM’s fault.", by=cast.marc, at=clock.forward(minutes=5))
    session.commit()
    assert (review.state, parked(session)) == ("on the table", [])
    second = decide(session, review, cast, at=clock(), title="No date")
    assert choosing.decision_of(session, review) is second
    assert (first.withdrawn_why, first.withdrawn_by_id) == ("It was the CRM’s fault.", cast.marc.id)
    assert [title for title, _, _ in parked(session)] == ["Quotes too early", "Half the story"]


def test_withdrawing_twice_changes_nothing_and_needs_a_reason(session, review, cast, clock):
    decision = decide(session, review, cast, at=clock())
    with pytest.raises(Refused, match="Say why"):
        choosing.withdraw(decision, why=" ", by=cast.marc, at=clock())
    choosing.withdraw(decision, why="Wrong theme", by=cast.marc, at=clock())
    choosing.withdraw(decision, why="Wrong theme", by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Marc Oduya has withdrawn the decision .* already: “Wrong theme”"):
        choosing.withdraw(decision, why="Again", by=cast.dustin, at=clock())
    assert (decision.withdrawn_why, decision.withdrawn_by_id) == ("Wrong theme", cast.marc.id)


def test_a_decision_stands_once_its_plan_is_published(session, cast, clock):
    plan = plan_of(session, cast.ana, cast.team, begins=date(2026, 11, 2))
    with pytest.raises(Refused, match="The plan is published"):
        choosing.withdraw(plan.decision, why="Too late", by=cast.marc, at=clock())
    assert plan.decision.withdrawn_at is None


def test_after_the_meeting_the_withdrawn_theme_is_parked_with_the_others(session, review, cast, clock):
    decision = decide(session, review, cast, at=clock())
    for other in review.meeting.reviews[1:]:
        other.closed_at = clock()
    meetings.close(review.meeting, by=cast.marc, at=clock())
    choosing.withdraw(decision, why="Ana showed us the calls.", by=cast.marc, at=clock.forward(days=1))
    session.commit()
    assert [title for title, _, _ in parked(session)] == [
        "No date", "Half the story", "Quotes too early", "Written, not merged into a theme"]


def test_a_decided_board_stays_as_it_was(session, review, cast, clock):
    decide(session, review, cast, at=clock())
    with pytest.raises(Refused, match="The item is decided"):
        themes.place(review, cards(session, review, SINGLE), theme=None, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="The item is decided"):
        themes.undo(review, by=cast.marc, at=clock())
