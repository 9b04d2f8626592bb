"""Diagnose in the room: who notes the cause, who reads it until when, and the personal one that never comes up there (law 8)."""

from __future__ import annotations

import pytest

from reviews import leading, meetings, plans, talks
from reviews.diagnosis import PERSONAL
from reviews.rooms import DIAGNOSE
from tests.a_plan import FACTS
from tests.planning import here, planning, room
from tests.reading import words_of


@pytest.fixture
def diagnosis(session, cast, clock):
    return planning(session, cast, at=clock(), phase=DIAGNOSE)


def seen(desk, person, plan) -> str:
    return words_of(desk(person).get(room(plan.review.meeting)).text)


def test_the_cause_is_noted_by_who_leads_and_read_by_the_room_until_the_meeting_closes(desk, session, cast, clock, diagnosis):
    assert 'type="radio"' not in desk(cast.priya).get(room(diagnosis.review.meeting)).text
    told = {"cause": "skill", "cause_note": FACTS["cause_note"]}
    assert desk(cast.marc).post(f"/plans/1/diagnosis{here(diagnosis, DIAGNOSE)}", data=told).location == room(diagnosis.review.meeting)
    priya = seen(desk, cast.priya, diagnosis)
    assert "taken: Skill knows how" in priya and FACTS["cause_note"] in priya
    for review in diagnosis.review.meeting.reviews:
        review.closed_at = review.closed_at or clock()
    meetings.close(diagnosis.review.meeting, by=cast.marc, at=clock())
    session.commit()
    assert FACTS["cause_note"] not in seen(desk, cast.priya, diagnosis)
    assert desk(cast.priya).post(f"/plans/1/diagnosis{here(diagnosis, DIAGNOSE)}", data=told).status_code == 404


def test_a_personal_cause_is_not_offered_in_the_room_nor_taken_there(desk, session, cast, clock, diagnosis):
    for person in (cast.dustin, cast.marc):
        assert PERSONAL not in seen(desk, person, diagnosis)
        answer = desk(person).post(f"/plans/1/diagnosis{here(diagnosis, DIAGNOSE)}", data={"cause": PERSONAL, "cause_note": "Home."})
        assert answer.status_code == 422 and "Home." in answer.text
    assert (diagnosis.cause, diagnosis.cause_note) == (None, "")


def test_after_the_talk_the_room_is_shown_no_cause_whichever_it_is(desk, session, cast, clock, diagnosis):
    talks.note(diagnosis, held_on=clock().date(), goal="Sooner.", by=cast.dustin, at=clock())
    pages = {}
    for cause in ("skill", PERSONAL):
        plans.revise(diagnosis, cause=cause, cause_note="Between us.", by=cast.dustin, at=clock())
        session.commit()
        pages[cause] = [seen(desk, person, diagnosis) for person in (cast.priya, cast.dustin, cast.marc)]
        late = desk(cast.marc).post(f"/plans/1/diagnosis{here(diagnosis, DIAGNOSE)}", data={"cause": "will", "cause_note": "Typed."})
        assert late.status_code == 422 and "Dustin has talked it through with Ana" in words_of(late.text) and "Typed." in late.text
        assert "Between us." not in late.text
    assert pages["skill"] == pages[PERSONAL] and "Between us." not in str(pages) and "not in the room" in pages["skill"][0]
    assert diagnosis.cause == PERSONAL


def test_beside_it_stand_what_was_seen_of_the_theme_and_nothing_else_that_was_written(desk, cast, diagnosis):
    priya = seen(desk, cast.priya, diagnosis)
    assert "Led to: Halden is back at zero." in priya and "Orsted: the plant manager" in priya
    assert "Handover for Vestby" not in priya and "Brunnhofer" not in priya


def test_whoever_was_handed_the_lead_notes_it_and_is_not_shown_it_after_the_talk(desk, session, cast, clock, diagnosis):
    leading.hand_lead(diagnosis.review.meeting, cast.tomasz, by=cast.marc, at=clock())
    session.commit()
    tomasz, told = desk(cast.tomasz), {"cause": "skill", "cause_note": "Between us."}
    assert tomasz.post("/plans/1/diagnosis", data=told).status_code == 303 and diagnosis.cause == "skill"
    talks.note(diagnosis, held_on=clock().date(), goal="Sooner.", by=cast.dustin, at=clock())
    session.commit()
    late = tomasz.post("/plans/1/diagnosis", data={"cause": "will", "cause_note": "Typed."})
    assert late.status_code == 422 and "Typed." in late.text and "Between us." not in late.text and diagnosis.cause == "skill"
