"""The minutes of a meeting: every rep of it, what was decided or why nothing was, and what must never stand there."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews import choosing, closing, commitments, meetings, minutes, observations, themes, verdicts
from reviews.board import Theme as OnBoard
from reviews.minutes import Decided, Judged, Part, Promise, TakenBack, Theme
from reviews.observations import GAIN, Observation
from reviews.people import Person
from reviews.plans import Plan
from reviews.seen_too import SeenToo
from tests.a_plan import FACTS, FROM, REASON, TO, promised
from tests.gathering import gathering, review_of
from tests.held import DISSENT, HIDDEN, NOTE, drafted, held, in_session
from tests.on_the_table import GAINS, SINGLE, cards, saw, table, theme
from tests.statements import counted
from tests.thirty_days import noon, plan_of
from tests.thirty_days import review_of as taken_up

MONDAY = date(2026, 11, 16)
CLOSED = "No item: {}, said Marc Oduya on Mon 16 Nov."


@pytest.fixture
def told(session, cast, clock):
    """`told(meeting)` is each rep's part, by first name, as Marc or who is named reads it."""
    def read(meeting, reader: Person | None = None) -> dict[str, Part]:
        session.commit()
        said = minutes.of_meeting(session, meeting, reader=reader or cast.marc, at=clock())
        return {part.rep.split()[0]: part for part in said.parts}
    return read


def test_a_meeting_that_was_held_is_told_whole(session, cast, clock):
    said = minutes.of_meeting(session, held(session, cast, at=clock()), reader=cast.dustin, at=clock())
    assert (said.team, said.period, said.meets_on, said.held_on, said.closed_on, said.stands_at) == (
        "Mid-market North", "November 2026", date(2026, 11, 24), MONDAY, MONDAY, None)
    assert (said.facilitator, said.manager) == ("Marc Oduya", "Dustin Brinkmann")
    assert said.parts == [
        Part("Ana Kovač", decided=Decided(
            FROM, TO, "Quotes too early", REASON, "Marc Oduya", MONDAY, ["Dustin Brinkmann", "Ingrid Solheim", "Marc Oduya"],
            [("Ingrid Solheim", DISSENT)], plan_id=1, promises=[
                Promise("Ana Kovač", "", "Draw the decision map.", date(2026, 11, 20), accepted=False, dropped=False),
                Promise("Priya Raman", "sales ops", "Send the open quotes with only one contact.", None, accepted=False, dropped=False),
                Promise("Dustin Brinkmann", "manager", "Sit in on two first calls.", date(2026, 11, 25), accepted=True, dropped=False)]),
            gained=[Theme("Deals are in the CRM", 2)], unmerged=1,
            parked=[Theme("No date", 3, ["enablement", "manager", "sales ops"]), Theme("Half the story", 2, ["service"])],
            left_over=1, verdicts=[], withdrawn=[]),
        Part("Farid Haddad", CLOSED.format("away"), NOTE, gained=[], verdicts=[], parked=[], withdrawn=[]),
        Part("Greta Lindqvist", CLOSED.format("nobody wrote"), gained=[], verdicts=[], parked=[], withdrawn=[])]


def test_no_words_of_an_observation_no_cause_and_nothing_personal(session, cast, clock):
    meeting = in_session(session, cast, at=clock())
    review = review_of(meeting, cast.ana)
    saw(review, cast.priya, HIDDEN, kind=GAIN, personal=True, at=clock())
    drafted(session, meeting, cast, at=clock(), goal="Fewer evenings.")
    said = repr(minutes.of_meeting(session, meeting, reader=cast.marc, at=clock()))
    words = session.scalars(select(Observation.text)).all()
    assert len(words) == 14 and [text for text in (*words, FACTS["cause"], FACTS["cause_note"], "Fewer evenings.") if text in said] == []
    assert REASON in said and DISSENT in said


def test_a_personal_or_unconfirmed_gain_is_not_even_counted(session, cast, clock, told):
    meeting = in_session(session, cast, at=clock())
    review = review_of(meeting, cast.ana)
    saw(review, cast.priya, HIDDEN, kind=GAIN, personal=True, at=clock())
    noted = saw(review, cast.tomasz, "She rang first.", kind=GAIN, at=clock())
    noted.noted_by_id = cast.marc.id
    assert told(meeting)["Ana"].unmerged == 1
    observations.mark_personal(session.scalar(select(Observation).where(Observation.text == GAINS[0][1])), by=cast.marc, at=clock())
    assert told(meeting)["Ana"].gained == [Theme("Deals are in the CRM", 1)]


def test_who_saw_a_gain_too_is_counted_once(session, cast, clock, told):
    meeting = in_session(session, cast, at=clock())
    crm, notes = session.scalars(select(Observation).where(Observation.text.in_([text for _, text, _ in GAINS[:2]]))).all()
    for card, person in ((crm, cast.ingrid), (notes, cast.ingrid), (notes, cast.priya)):
        session.add(SeenToo(observation_id=card.id, person_id=person.id, function="service", at=clock()))
    assert told(meeting)["Ana"].gained == [Theme("Deals are in the CRM", 3)]


def test_what_was_set_aside_is_counted_with_what_was_left_over(session, cast, clock, told):
    review = table(session, cast, at=clock())
    (aside,) = cards(session, review, SINGLE)
    themes.place(review, [aside], theme=None, aside=True, by=cast.marc, at=clock())
    assert told(review.meeting)["Ana"].left_over == 1
    closing.close_without_item(review, why="nothing to change now", by=cast.marc, at=clock())
    ana = told(review.meeting)["Ana"]
    assert (ana.left_over, [(one.title, one.count) for one in ana.parked]) == (1, [("Written, not merged into a theme", 9)])


def test_the_plan_sums_the_gains_up_instead_of_their_titles(session, cast, clock, told):
    meeting = in_session(session, cast, at=clock())
    drafted(session, meeting, cast, at=clock(), gains="Her CRM is up to date.")
    ana = told(meeting)["Ana"]
    assert (ana.gains, ana.gained, ana.unmerged) == ("Her CRM is up to date.", [], 0)


def test_a_meeting_in_session_says_where_it_stands(session, cast, clock, told):
    meeting = in_session(session, cast, at=clock())
    meetings.take_up(review_of(meeting, cast.farid), by=cast.marc, at=clock())
    parts = told(meeting)
    assert (parts["Ana"].without, parts["Farid"].without, parts["Greta"].without) == (
        "", "On the table; nothing is decided yet.", "Not taken up yet.")
    said = minutes.of_meeting(session, meeting, reader=cast.marc, at=clock.forward(hours=1))
    assert said.closed_on is None and f"{said.stands_at:%d %b %H:%M}" == "16 Nov 11:00"


def test_what_the_manager_may_not_read_yet_gives_no_title_away(session, cast, clock, told):
    review = table(session, cast, at=clock(), taken_up=False)
    theme(session, review, GAINS[:2], "Deals are in the CRM", cast, at=clock())
    assert told(review.meeting, cast.dustin)["Ana"] == Part(
        "Ana Kovač", "Not taken up yet.", gained=[], verdicts=[], parked=[], withdrawn=[])
    meetings.take_up(review, by=cast.marc, at=clock())
    assert [one.title for one in told(review.meeting, cast.dustin)["Ana"].gained] == ["Deals are in the CRM"]


def test_who_is_under_review_is_told_nothing_of_it(session, cast, clock, told):
    meeting = held(session, cast, at=clock())
    parts = told(meeting, cast.ana)
    assert parts["Ana"] == Part("Ana Kovač", minutes.OWN.format(rep="Ana Kovač"))
    assert parts["Farid"] == told(meeting)["Farid"]


def test_a_decision_that_was_withdrawn_stays_on_record(session, cast, clock, told):
    meeting = in_session(session, cast, at=clock())
    review = review_of(meeting, cast.ana)
    choosing.withdraw(choosing.decision_of(session, review), why="Wrong theme.", by=cast.marc, at=clock())
    back = TakenBack(FROM, TO, "Marc Oduya", MONDAY, "Wrong theme.")
    ana = told(meeting)["Ana"]
    assert (ana.without, ana.decided, ana.withdrawn, ana.parked) == ("On the table; nothing is decided yet.", None, [back], [])
    half = session.scalar(select(OnBoard).where(OnBoard.title == "Half the story"))
    choosing.decide(review, theme_id=half.id, item_from="two lines", item_to="one page", reason="Costs most.",
                    present=[cast.marc.id], by=cast.marc, at=clock())
    ana = told(meeting)["Ana"]
    assert (ana.decided.item_to, ana.decided.dissents, ana.withdrawn) == ("one page", [], [back])


def test_one_that_is_withdrawn_after_the_meeting_leaves_no_item(session, cast, clock, told):
    meeting = held(session, cast, at=clock())
    choosing.withdraw(choosing.decision_of(session, review_of(meeting, cast.ana)), why="He has left.", by=cast.marc, at=clock())
    ana = told(meeting)["Ana"]
    assert (ana.without, len(ana.withdrawn), ana.decided) == ("No item: what was decided was withdrawn.", 1, None)
    assert [one.title for one in ana.parked] == [
        "Quotes too early", "No date", "Half the story", "Written, not merged into a theme"]


def test_the_verdict_that_the_look_back_gave(session, cast, told, clock):
    plan = plan_of(session, cast.ana, cast.team, begins=date(2026, 11, 2))
    clock.at = noon(date(2026, 12, 1))
    review = taken_up(session, cast.ana, cast.team, on=date(2026, 12, 1))
    assert told(review.meeting)["Ana"].verdicts == []
    verdicts.give(plan, outcome="partly", then="extend", reason="Half of them.", expected="Most of them.", on_word_of=cast.dustin, by=cast.marc, at=clock())
    closing.close_without_item(review, why="the plan runs on", by=cast.marc, at=clock())
    given = Judged("partly", "Marc Oduya", "Dustin Brinkmann", date(2026, 12, 1), "Half of them.", "", "extended to 60 days", "Most of them.", 60)
    assert told(review.meeting)["Ana"].verdicts == [given]
    assert told(plan.review.meeting)["Ana"].verdicts == []


@pytest.mark.parametrize("hours", [-1, 1], ids=["before her turn", "after it"])
def test_a_verdict_at_another_time_is_none_of_the_meeting(session, cast, told, clock, hours):
    plan = plan_of(session, cast.ana, cast.team, begins=date(2026, 11, 2))
    clock.at = noon(date(2026, 12, 1))
    review = taken_up(session, cast.ana, cast.team, on=date(2026, 12, 1))
    review.closed_at, review.closed_why, review.closed_by_id = clock(), "the plan runs on", cast.marc.id
    verdicts.give(plan, outcome="moved", then="close", reason="All.", by=cast.dustin, at=clock() + timedelta(hours=hours))
    assert told(review.meeting)["Ana"].verdicts == []


def test_after_publishing_what_became_of_the_commitments_is_told(session, cast, clock, told):
    meeting = held(session, cast, at=clock())
    plan = session.scalar(select(Plan))
    plan.published_at, plan.starts_on = clock(), MONDAY
    commitments.accept(promised(plan, "Draw"), at=clock())
    commitments.drop(promised(plan, "Sit in"), why="Ill.", by=cast.dustin, at=clock())
    ana = told(meeting)["Ana"].decided
    assert ana.published_on == MONDAY
    assert [(one.owner, one.accepted, one.dropped) for one in ana.promises] == [
        ("Ana Kovač", True, False), ("Priya Raman", False, False), ("Dustin Brinkmann", True, True)]
