"""The diagnosis: the one page that shows a cause, and to whom (law 8)."""

from __future__ import annotations

import pytest

from reviews import plans, publishing, talks
from reviews.diagnosis import PERSONAL
from tests.a_plan import FACTS, draft, ready
from tests.reading import words_of

NOTE = FACTS["cause_note"]
EVERYBODY = ("dustin", "marc", "ana", "priya", "lea", "ada", "olaf")


def who_reads(desk, cast, note: str) -> list[str]:
    """Everybody whose page shows it; the others do not find the page at all."""
    answers = {name: desk(getattr(cast, name)).get("/plans/1/diagnosis") for name in EVERYBODY}
    readers = [name for name, answer in answers.items() if note in answer.get_data(as_text=True)]
    assert all(answers[name].status_code == 404 for name in EVERYBODY if name not in readers)
    return readers


def test_what_the_room_noted_is_the_rooms_until_the_talk(desk, session, cast, clock):
    ready(session, cast, at=clock(), without=("talk",))
    assert who_reads(desk, cast, NOTE) == ["dustin", "marc", "priya"]
    talks.note(session.get(plans.Plan, 1), held_on=clock().date(), goal="Sooner.", by=cast.dustin, at=clock())
    assert who_reads(desk, cast, NOTE) == ["dustin", "marc"]


@pytest.mark.parametrize("cause", ["skill", PERSONAL])
def test_once_published_every_cause_has_the_same_readers(desk, session, cast, clock, cause):
    plan = ready(session, cast, at=clock())
    plans.revise(plan, cause=cause, cause_note="Between us.", by=cast.dustin, at=clock())
    publishing.publish(plan, by=cast.dustin, at=clock())
    assert who_reads(desk, cast, "Between us.") == ["dustin", "marc", "ana"]
    for name in EVERYBODY:
        for path in ("/plans/1", "/plans/1/versions/1", "/plans", "/"):
            text = words_of(desk(getattr(cast, name)).get(path).get_data(as_text=True))
            assert "Between us." not in text and PERSONAL not in text.replace("personnel", "")


def test_the_personal_cause_is_offered_to_the_manager_alone(desk, session, cast, clock):
    ready(session, cast, at=clock())
    offered = {name: 'value="personal"' in desk(getattr(cast, name)).get("/plans/1/diagnosis").get_data(as_text=True)
               for name in ("dustin", "marc")}
    assert offered == {"dustin": True, "marc": False}


def test_the_facilitator_cannot_send_what_is_not_offered(desk, session, cast, clock):
    plan = ready(session, cast, at=clock())
    answer = desk(cast.marc).post("/plans/1/diagnosis", data={"cause": PERSONAL, "cause_note": "x"})
    assert answer.status_code == 422 and (plan.cause, plan.cause_note) == ("skill", NOTE)
    assert desk(cast.dustin).post("/plans/1/diagnosis", data={"cause": PERSONAL, "cause_note": ""}).status_code == 303
    assert plan.cause == PERSONAL
    answer = desk(cast.marc).post("/plans/1/diagnosis", data={"cause": "skill", "cause_note": "x"})
    assert answer.status_code == 422 and plan.cause == PERSONAL
    assert "Dustin Brinkmann to note, after the talk" in words_of(answer.get_data(as_text=True))
    assert "<form" not in desk(cast.marc).get("/plans/1/diagnosis").get_data(as_text=True).split("<main")[1]


def test_the_draft_tells_that_it_is_noted_and_not_what(desk, session, cast, clock):
    plan = draft(session, cast, at=clock())
    assert "The diagnosis is open" in words_of(desk(cast.marc).get("/plans/1").get_data(as_text=True))
    plans.revise(plan, cause="will", cause_note="Finds it pushy.", by=cast.marc, at=clock())
    text = words_of(desk(cast.marc).get("/plans/1").get_data(as_text=True))
    assert "The diagnosis is noted." in text and "Finds it pushy." not in text


def test_a_cause_is_chosen_not_typed(desk, session, cast, clock):
    plan = draft(session, cast, at=clock())
    for cause in ("", "mood", "<b>"):
        assert desk(cast.marc).post("/plans/1/diagnosis", data={"cause": cause, "cause_note": "Kept words."}).status_code == 422
    assert plan.cause is None


def test_two_people_lose_neither_note(desk, session, cast, clock):
    plan = ready(session, cast, at=clock(), without=("talk",))
    shown = "0123456789abcdef"
    answer = desk(cast.dustin).post("/plans/1/diagnosis", data={"cause": "will", "cause_note": "Mine.", "shown": shown})
    text = words_of(answer.get_data(as_text=True))
    assert answer.status_code == 422 and NOTE in text and "Mine." in text and plan.cause == "skill"
