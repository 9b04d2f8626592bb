"""Commitments in the browser: noted in a draft, changed, removed; then accepted, kept, dropped by their owner."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from reviews.commitments import Commitment, Tick
from tests.a_plan import draft, promised, published, ready
from tests.reading import value_in, words_of

HTML = "<b>x</b> {{ 7*7 }} \u202eمرحبا\u202c 🎾"


def said(answer) -> str:
    return words_of(answer.get_data(as_text=True))


def test_one_is_noted_for_somebody_and_counts_once(desk, session, cast, clock):
    plan = draft(session, cast, at=clock())
    marc, form = desk(cast.marc), {"owner_id": cast.ana.id, "text": HTML, "due_on": "2026-11-25", "_once": "a"}
    assert [marc.post("/plans/1/commitments", data=form).location for _ in range(2)] == ["/plans/1#part-commitments"] * 2
    (one,) = plan.commitments
    assert (one.owner, one.owed_to, one.text, one.due_on.isoformat(), one.weekly, one.accepted_at) == (
        cast.ana, cast.dustin, HTML, "2026-11-25", False, None)
    page = marc.get("/plans/1").get_data(as_text=True)
    assert "not yet accepted" in page and "&lt;b&gt;x&lt;/b&gt; {{ 7*7 }}" in page


@pytest.mark.parametrize("form, sentence", [
    ({"due_on": "2026-02-30"}, "“2026-02-30” is no day in the calendar. Write it like 2026-11-30."),
    ({"due_on": "2026-11-15"}, "A plan has 30 days: choose a day from Mon 16 Nov to Tue 22 Dec."),
    ({"due_on": "0026-11-25"}, "A plan has 30 days: choose a day from Mon 16 Nov to Tue 22 Dec."),
    ({"due_on": ""}, "Say by when, or choose every week."),
    ({"weekly": "y"}, "Choose one of the two: a day, or every week."),
    ({"owner_id": "999999"}, "Not a valid choice."),
    ({"text": " \n "}, "Write what will be done."),
])
def test_what_is_none_is_refused_at_its_field_and_kept(desk, session, cast, clock, form, sentence):
    draft(session, cast, at=clock())
    answer = desk(cast.marc).post("/plans/1/commitments", data={
        "owner_id": cast.ana.id, "text": "Draw the map.", "due_on": "2026-11-25", **form})
    assert answer.status_code == 422 and sentence in said(answer)
    assert "text" in form or "Draw the map." in answer.get_data(as_text=True)
    assert session.scalar(select(func.count(Commitment.id))) == 0


def test_one_is_changed_and_taken_out(desk, session, cast, clock):
    plan = ready(session, cast, at=clock())
    own, marc = promised(plan, "Draw").id, desk(cast.marc)
    page = marc.get(f"/commitments/{own}/edit").get_data(as_text=True)
    form = {"owner_id": cast.priya.id, "text": "Draw two maps.", "weekly": "y", "due_on": "", "version": value_in(page, "version")}
    assert marc.post(f"/commitments/{own}/edit", data=form).status_code == 303
    assert session.execute(select(Commitment.text, Commitment.owner_id, Commitment.weekly, Commitment.due_on)
                           .where(Commitment.id == own)).one() == ("Draw two maps.", cast.priya.id, True, None)
    answers = [marc.post(f"/commitments/{own}/removal", data={"_once": "a"}) for _ in range(2)]
    assert [answer.location for answer in answers] == ["/plans/1#part-commitments"] * 2
    assert session.get(Commitment, own) is None and len(plan.commitments) == 3


def test_two_people_in_one_commitment_lose_neither_text(desk, session, cast, clock):
    plan = ready(session, cast, at=clock())
    own = promised(plan, "Draw")
    address, form = f"/commitments/{own.id}/edit", {"owner_id": cast.ana.id, "due_on": "2026-11-25", "version": own.version}
    assert desk(cast.marc).post(address, data=form | {"text": "Marc's words."}).status_code == 303
    answer = desk(cast.dustin).post(address, data=form | {"text": "Dustin's words."})
    assert answer.status_code == 422 and "Marc's words." in said(answer) and "Dustin's words." in said(answer)
    assert own.text == "Marc's words."


def test_its_owner_accepts_it(desk, session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Send")
    priya = desk(cast.priya)
    assert "I take this on" in said(priya.get("/plans/1"))
    assert priya.post(f"/commitments/{own.id}/acceptance").location == f"/plans/1#commitment-{own.id}"
    assert own.accepted_at == clock() and "I take this on" not in said(priya.get("/plans/1"))


def test_its_owner_keeps_it_week_by_week(desk, session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Ask")
    ana = desk(cast.ana)
    clock.forward(days=8)
    text = said(ana.get("/plans/1"))
    assert "Fri 20 Nov , 4 days late" in text and "Done for the week to Fri 20 Nov" in text
    assert "Done for the week to Fri 27 Nov" in text and "week to Fri 4 Dec" not in text
    for key in "aab":
        assert ana.post(f"/commitments/{own.id}/ticks", data={"due_on": "2026-11-20", "_once": key}).status_code == 303
    assert session.scalars(select(Tick.due_on)).all() == [own.ticks[0].due_on]
    assert "Not done after all for the week to Fri 20 Nov" in said(ana.get("/plans/1"))
    ana.post(f"/commitments/{own.id}/ticks/mistake", data={"due_on": "2026-11-20"})
    assert session.scalars(select(Tick.due_on)).all() == []


@pytest.mark.parametrize("due_on", ["", "2026-02-30", "2026-11-21", "2026-12-04", "tomorrow"])
def test_a_tick_for_no_possible_day_is_refused(desk, session, cast, clock, due_on):
    own = promised(published(session, cast, at=clock()), "Ask")
    answer = desk(cast.ana).post(f"/commitments/{own.id}/ticks", data={"due_on": due_on})
    sentence = "That week has not begun yet." if due_on == "2026-12-04" else "This commitment is not due on that day."
    assert answer.status_code == 422 and sentence in said(answer)
    assert session.scalar(select(func.count(Tick.id))) == 0


@pytest.mark.parametrize("who", ["dustin", "marc", "priya", "lea", "olaf"])
def test_nobody_keeps_what_is_hers(desk, session, cast, clock, who):
    own = promised(published(session, cast, at=clock()), "Draw")
    person, form = desk(getattr(cast, who)), {"due_on": "2026-11-25", "why": "x"}
    assert {person.post(f"/commitments/{own.id}/{act}", data=form).status_code
            for act in ("ticks", "ticks/mistake", "acceptance", "drop")} == {404}
    assert own.ticks == [] and own.dropped_at is None


def test_it_is_dropped_with_a_reason_everybody_reads(desk, session, cast, clock):
    own = promised(published(session, cast, at=clock()), "Draw")
    ana = desk(cast.ana)
    assert "Draw the decision map" in said(ana.get(f"/commitments/{own.id}/drop"))
    answer = ana.post(f"/commitments/{own.id}/drop", data={"why": " "})
    assert answer.status_code == 422 and "Say why it is dropped." in said(answer)
    assert ana.post(f"/commitments/{own.id}/drop", data={"why": HTML}).location == f"/plans/1#commitment-{own.id}"
    for person in (cast.ana, cast.dustin, cast.priya, cast.lea):
        assert f"Dropped on Mon 16 Nov : {HTML}" in said(desk(person).get("/plans/1"))


def test_a_coach_who_dropped_the_last_one_is_on_the_plan_no_more(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    plan.review.meeting.closed_at = clock()
    priya, own = desk(cast.priya), promised(plan, "Send").id
    assert priya.post(f"/commitments/{own}/drop", data={"why": "Sold the tool."}).location == "/"
    assert priya.get("/plans/1").status_code == 404
