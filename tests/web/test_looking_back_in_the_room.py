"""Look back in the room: what became of the last plan, the verdict given right there, and what was parked."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews import closing, commitments, leading, meetings
from reviews.board import ParkedTheme
from reviews.leading import Place
from reviews.meetings import NOTHING_TO_CHANGE, PLAN_RUNS_ON
from reviews.rooms import LOOK_BACK
from reviews.still_seen import StillSeen
from reviews.verdicts import Verdict
from tests.gathering import DUE, MEETS, gathering, review_of
from tests.on_the_table import QUOTES, table, theme
from tests.statements import counted
from tests.thirty_days import HALF, USUALLY, look, noon, plan_of

BEGINS = date(2026, 10, 30)
NEXT = MEETS + timedelta(7)


@pytest.fixture
def parked(session, cast, clock):
    """In November Ana's theme of Priya, Ingrid, Dustin and Tomasz was parked."""
    review = table(session, cast, at=clock(), seen=QUOTES, gains=())
    theme(session, review, QUOTES, "Too early", cast, at=clock())
    closing.close_without_item(review, why=NOTHING_TO_CHANGE, by=cast.marc, at=clock())
    session.commit()
    return session.scalar(select(ParkedTheme))


@pytest.fixture
def plan(session, cast):
    plan = plan_of(session, cast.ana, cast.team, begins=BEGINS)
    look(session, plan, 14, rep=USUALLY, coach=HALF, happened="A note of the check-in.")
    return plan


@pytest.fixture
def open_room(session, cast, clock, desk):
    """`open_room()` brings December's meeting to Ana; gives her review, and what somebody is shown there."""
    def begin(at=NEXT):
        meeting = gathering(session, cast, at=clock(), period="2026-12", due_at=DUE + timedelta(7), meets_at=NEXT)
        clock.at = at
        review = review_of(meeting, cast.ana)
        leading.go(meeting, Place(review.id, LOOK_BACK), early=True, by=cast.marc, at=clock())
        session.commit()
        number = meeting.id
        return review.id, lambda person: desk(person).get(f"/meetings/{number}/room").text
    return begin


def form_of(page: str, what: str) -> tuple[str, dict[str, str]]:
    """Address and hidden fields of the form that leads there."""
    action, inside = re.search(rf'<form[^>]* action="([^"]*{what}[^"]*)"(.*?)</form>', page, re.S).groups()
    return action, dict(re.findall(r'type="hidden"[^>]*? name="(\w+)"[^>]*? value="([^"]*)"', inside)) | dict(
        re.findall(r'name="(\w+)" type="hidden" value="([^"]*)"', inside))


def test_everybody_looks_back_and_a_rep_without_a_plan_needs_one_sentence(open_room, plan, cast):
    _, room = open_room()
    for person in (cast.marc, cast.dustin, cast.priya):
        page = room(person)
        assert "naming everyone who decides" in page and "Draw the decision map" in page and "not kept" in page
        assert "A note of the check-in" not in page


def test_without_an_earlier_plan_there_is_one_sentence_and_the_room_goes_on(open_room, cast):
    _, room = open_room()
    assert "There is no earlier plan of <bdi>Ana</bdi>’s to look back on." in room(cast.marc)
    assert "Next: Read" in room(cast.marc)


def test_the_facilitator_gives_the_verdict_right_there_on_the_managers_word(open_room, plan, cast, desk, session):
    _, room = open_room()
    page = room(cast.marc)
    assert "You give it on Dustin Brinkmann’s word" in page and "Give the verdict" not in room(cast.priya)
    address, hidden = form_of(page, "/verdict")
    wrong = desk(cast.marc).post(address, data=hidden | {"outcome": "partly", "then": "close", "reason": ""})
    assert wrong.status_code == 422 and "Say why, in words." in wrong.text and 'id="bar"' in wrong.text
    answer = desk(cast.marc).post(address, data=hidden | {"outcome": "partly", "then": "close", "reason": "In two of three quotes."})
    assert (answer.status_code, "/room" in answer.location) == (303, True)
    verdict = session.scalar(select(Verdict))
    assert (verdict.outcome, verdict.given_by, verdict.on_word_of) == ("partly", cast.marc, cast.dustin)
    page = room(cast.priya)
    assert "In two of three quotes." in page and "Give the verdict" not in room(cast.marc)


def test_the_manager_gives_it_too_and_of_two_the_second_is_told(open_room, plan, cast, desk, session):
    _, room = open_room()
    address, hidden = form_of(room(cast.dustin), "/verdict")
    said = hidden | {"outcome": "moved", "then": "close", "reason": "Every quote."}
    late, also = form_of(room(cast.marc), "/verdict")
    assert desk(cast.dustin).post(address, data=said).status_code == 303
    answer = desk(cast.marc).post(late, data=also | {"outcome": "partly", "then": "close", "reason": "I saw less."})
    assert answer.status_code == 422 and "Dustin Brinkmann gave the verdict" in answer.text and "I saw less." in answer.text
    assert [one.outcome for one in session.scalars(select(Verdict))] == ["moved"]


def test_a_verdict_does_not_open_the_room_of_a_meeting_one_is_not_in(open_room, plan, cast, desk, session):
    review, room = open_room()
    address, hidden = form_of(room(cast.dustin), "/verdict")
    for elsewhere in ("999-look-back", f"{plan.review_id}-look-back", "x"):
        answer = desk(cast.dustin).post(f"{address.partition('?')[0]}?room={elsewhere}", data=hidden | {"reason": ""})
        assert answer.status_code == 422


def test_a_plan_in_its_first_weeks_runs_on_and_the_review_ends_with_that(open_room, plan, cast, desk, session):
    number, room = open_room(at=noon(BEGINS + timedelta(10)))
    page = room(cast.marc)
    assert "The plan runs on until" in page and "Give the verdict" not in page
    assert "Close it: the plan runs on" in page and "Close it: the plan runs on" not in room(cast.priya)
    address, hidden = form_of(page, "/closing")
    assert desk(cast.marc).post(address, data=hidden).status_code == 303
    review = session.get(meetings.Review, number)
    assert review.closed_why == PLAN_RUNS_ON and "This review ended without an item" in room(cast.priya)


# -- what was parked ----------------------------------------------------------------------------------------------------------

def test_its_authors_are_asked_and_nobody_else_sees_their_words(parked, open_room, cast):
    _, room = open_room()
    page = room(cast.priya)
    assert "You wrote about this. Do you still see it?" in page and QUOTES[0][1][:30] in page and QUOTES[1][1][:30] not in page
    for person in (cast.marc, cast.dustin):
        page = room(person)
        assert "Too early" in page and "4 observations, November 2026" in page and QUOTES[0][1][:30] not in page
    assert "You wrote about this" not in room(cast.marc)


def test_the_room_is_told_who_still_sees_it_and_not_who_does_not(parked, open_room, cast, desk, session):
    number, room = open_room()
    for person, said in ((cast.priya, "yes"), (cast.ingrid, "yes"), (cast.tomasz, "no")):
        answer = desk(person).post(f"/reviews/{number}/still-seen?room={number}-look-back",
                                   data={"said": said, "parked_theme_id": parked.id})
        assert answer.status_code == 303
    page = room(cast.marc)
    assert "2 of 3 who answered still see it: <bdi>Ingrid Solheim</bdi>, <bdi>Priya Raman</bdi>" in page
    assert "Add what you saw now" in room(cast.priya)
    refused = desk(cast.marc).post(f"/reviews/{number}/still-seen", data={"said": "yes", "parked_theme_id": parked.id})
    assert refused.status_code == 422 and "Only who wrote about this is asked" in refused.text
    assert len(session.scalars(select(StillSeen)).all()) == 3


def test_the_wall_asks_nobody(parked, open_room, cast, desk, session):
    number, _ = open_room()
    meeting = session.get(meetings.Review, number).meeting_id
    wall = desk(cast.priya).get(f"/meetings/{meeting}/wall").text
    assert "Too early" in wall and "Do you still see it" not in wall and QUOTES[0][1][:30] not in wall


def test_the_rep_reads_none_of_it(parked, plan, open_room, cast, session):
    number, room = open_room()
    session.get(meetings.Review, number).meeting.contributors[-1].person = cast.ana
    page = room(cast.ana)
    assert "This turn is yours" in page and "Too early" not in page and "not kept" not in page


def test_it_costs_few_statements(parked, plan, open_room, cast, desk, session):
    number, _ = open_room()
    marc, address = desk(cast.marc), f"/meetings/{session.get(meetings.Review, number).meeting_id}/room"
    with counted(session.get_bind()) as said:
        marc.get(address)
    assert len(said) <= 13


def test_what_is_kept_or_seen_of_the_last_plan_meanwhile_shows_at_the_next_look(open_room, plan, session, desk, cast):
    meeting = session.get(meetings.Review, open_room()[0]).meeting_id
    tag, promise, priya = [""], plan.commitments[0], desk(cast.priya)

    def is_new() -> bool:
        session.commit()
        answer = priya.get(f"/meetings/{meeting}/room", headers={"If-None-Match": tag[0]})
        tag[0] = answer.headers["ETag"]
        return answer.status_code == 200

    assert is_new() and not is_new()
    made = commitments.tick(promise, due_on=promise.due_on, by=cast.ana, at=noon(BEGINS))
    assert is_new() and not is_new()
    promise.ticks.remove(made)
    session.delete(made)
    assert is_new() and not is_new()
    look(session, plan, 21, rep=HALF)
    assert is_new() and not is_new()
