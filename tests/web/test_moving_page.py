"""A commitment moved in the browser: its owner's page for it, and what everybody reads on the plan afterwards."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.db import db
from reviews import commitments
from reviews.became import CommitmentMove
from tests.a_plan import promised, published
from tests.reading import value_in, words_of
from tests.statements import counted

HTML = "<b>x</b> {{ 7*7 }} \u202eمرحبا\u202c 🎾"
ILL = "The champion is ill until Thursday."


def said(answer) -> str:
    return words_of(answer.get_data(as_text=True))


@pytest.fixture
def own(session, cast, clock):
    """Ana's, due on Wed 25 Nov; it is the day before."""
    own = promised(published(session, cast, at=clock()), "Draw")
    clock.forward(days=8)
    return own


def form(page, **more) -> dict:
    """The form of this page, filled in."""
    return {"shown": value_in(page.get_data(as_text=True), "shown"), "due_on": "2026-11-27", "why": ILL} | more


def test_its_owner_moves_it_and_everybody_on_the_plan_reads_why(desk, session, cast, own):
    ana, address = desk(cast.ana), f"/commitments/{own.id}/move"
    assert f'href="{address}"' in ana.get("/plans/1").text
    page = ana.get(address)
    assert "Draw the decision map" in said(page) and "From Tue 24 Nov to Tue 15 Dec, the last day of the plan." in said(page)
    sent = form(page, why=HTML, _once="a")
    assert [ana.post(address, data=sent).location for _ in range(2)] == [f"/plans/1#commitment-{own.id}"] * 2
    assert session.scalar(select(func.count(CommitmentMove.id))) == 1
    for person in (cast.ana, cast.dustin, cast.marc, cast.priya, cast.lea):
        text = said(desk(person).get("/plans/1"))
        assert f"by Fri 27 Nov moved from Wed 25 Nov to Fri 27 Nov : {HTML}" in text
        assert ("What happened : Draw the decision map with the champion before each quote. Mon 16 Nov : noted by Marc Oduya "
                "Tue 24 Nov : accepted by Ana Kovač "
                f"Tue 24 Nov : moved from Wed 25 Nov to Fri 27 Nov by Ana Kovač : {HTML}") in text
    assert "Fri 27 Nov" in said(ana.get("/")) and "Wed 25 Nov" not in said(ana.get("/"))


def test_moved_again_it_says_how_often_and_where_from_last(desk, cast, own):
    ana, address = desk(cast.ana), f"/commitments/{own.id}/move"
    for due_on in ("2026-11-27", "2026-11-30"):
        ana.post(address, data=form(ana.get(address), due_on=due_on))
    assert f"moved 2 times, last from Fri 27 Nov to Mon 30 Nov : {ILL}" in said(desk(cast.dustin).get("/plans/1"))


@pytest.mark.parametrize("told, sentence", [
    ({"due_on": ""}, "Say to which day it moves."),
    ({"due_on": "2026-02-30"}, "“2026-02-30” is no day in the calendar."),
    ({"due_on": "2026-12-16"}, "Choose a day of the plan that is still to come: from Tue 24 Nov to Tue 15 Dec."),
    ({"due_on": "2026-11-23"}, "Choose a day of the plan that is still to come: from Tue 24 Nov to Tue 15 Dec."),
    ({"due_on": "2026-11-25"}, "It is due on Wed 25 Nov already."),
    ({"why": " \n "}, "Say why it moves."),
    ({"due_on": "", "why": ""}, "Why it moves : Say why it moves."),
])
def test_what_is_no_move_is_refused_at_its_field_and_kept(desk, session, cast, own, told, sentence):
    ana, address = desk(cast.ana), f"/commitments/{own.id}/move"
    answer = ana.post(address, data=form(ana.get(address), **told))
    assert answer.status_code == 422 and sentence in said(answer)
    assert "why" in told or ILL in said(answer)
    assert 'value="2026-11-27"' in answer.text or "due_on" in told
    assert (own.due_on.isoformat(), session.scalar(select(func.count(CommitmentMove.id)))) == ("2026-11-25", 0)


def test_the_second_window_is_shown_which_day_stands_and_keeps_its_words(desk, cast, own):
    ana, address = desk(cast.ana), f"/commitments/{own.id}/move"
    first, second = form(ana.get(address)), form(ana.get(address), due_on="2026-12-01", why="Both are at the fair.")
    assert ana.post(address, data=first).status_code == 303
    answer = ana.post(address, data=second)
    assert answer.status_code == 422 and "This was changed since you opened it" in said(answer)
    assert "It says now: Fri 27 Nov" in said(answer) and "Both are at the fair." in said(answer) and ILL in said(answer)
    assert own.due_on.isoformat() == "2026-11-27"
    again = ana.post(address, data=second | {"shown": value_in(answer.text, "shown")})
    assert (again.status_code, own.due_on.isoformat()) == (303, "2026-12-01")


def test_what_cannot_be_moved_says_why_and_keeps_the_words(desk, cast, own, clock, session):
    ana, address = desk(cast.ana), f"/commitments/{own.id}/move"
    sent = form(ana.get(address))
    commitments.tick(own, due_on=own.due_on, by=cast.ana, at=clock())
    answer = ana.post(address, data=sent)
    assert answer.status_code == 422 and "This was kept; there is nothing left to move." in said(answer) and ILL in said(answer)
    weekly = ana.get(f"/commitments/{promised(own.plan, 'Ask').id}/move")
    assert weekly.status_code == 200 and "This is due every week" in said(weekly) and "Why it moves" not in said(weekly)
    assert "/move" not in ana.get("/plans/1").text


@pytest.mark.parametrize("who", ["dustin", "marc", "priya", "lea", "olaf"])
def test_nobody_moves_what_is_hers(desk, cast, own, who):
    person = desk(getattr(cast, who))
    assert f"/commitments/{own.id}/move" not in person.get("/plans/1").text
    assert person.get(f"/commitments/{own.id}/move").status_code == 404
    assert person.post(f"/commitments/{own.id}/move", data={"due_on": "2026-11-27", "why": ILL}).status_code == 404
    assert own.moves == []


def test_the_bytes_that_people_were_given_stay(desk, cast, own):
    ana, address = desk(cast.ana), f"/commitments/{own.id}/move"
    before = ana.get("/plans/1/paper.pdf").data
    assert ana.post(address, data=form(ana.get(address))).status_code == 303
    assert ana.get("/plans/1/paper.pdf").data == before
    assert "by Wed 25 Nov" in said(ana.get("/plans/1/versions/1"))


def test_a_long_trail_costs_the_plan_page_nothing_more(desk, app, cast, own, clock):
    ana, address = desk(cast.ana), f"/commitments/{own.id}/move"
    with app.app_context():
        engine = db.engine
    with counted(engine) as before:
        ana.get("/plans/1")
    for nth in range(1, 4):
        ana.post(address, data=form(ana.get(address), due_on=f"{own.due_on + timedelta(nth)}"))
    with counted(engine) as after:
        ana.get("/plans/1")
    assert len(after) == len(before)
