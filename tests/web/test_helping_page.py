"""Help on the page of a plan: the rep asks a named coach, who reads what about and says that they have talked."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from app.db import db
from reviews import commitments, helping, verdicts
from reviews.helping import HelpRequest
from tests.a_plan import promised, published
from tests.page_forms import forms_on
from tests.reading import words_of
from tests.statements import counted

ADDRESS = "/plans/1/help-requests"
WORDS = "<b>How</b> do I ask {{ 7*7 }} who signs?"
TO_THE_PAGE = "/plans/1#help"


@pytest.fixture
def plan(session, cast, clock):
    return published(session, cast, at=clock())


def page(desk, person) -> str:
    return said(desk(person).get("/plans/1").text)


def said(page_text: str) -> str:
    """Its words, with no space between a date and the full stop after it."""
    return re.sub(r" ([.,:])", r"\1", words_of(page_text))


def form_of(page_text: str) -> dict[str, list[str]] | None:
    found = [form.fields for form in forms_on(page_text, "") if form.action == ADDRESS]
    return found[0] if found else None


def kept(session) -> list[tuple]:
    return [(one.coach.first, one.words, one.how) for one in session.scalars(select(HelpRequest).order_by(HelpRequest.id))]


def test_she_asks_the_one_she_chooses_and_the_page_says_so(desk, session, cast, clock, plan):
    client = desk(cast.ana)
    fields = form_of(client.get("/plans/1").text)
    assert fields["coach_id"] == [str(cast.dustin.id), str(cast.priya.id)]
    assert "The coach whom you ask, and nobody else" in page(desk, cast.ana)
    answer = client.post(ADDRESS, data={"coach_id": cast.priya.id, "words": WORDS})
    assert (answer.status_code, answer.location, kept(session)) == (303, TO_THE_PAGE, [("Priya", WORDS, "")])
    text = client.get("/plans/1").text
    assert "You asked Priya on Mon 16 Nov. <b>How</b> do I ask {{ 7*7 }} who signs?" in said(text) and "<b>How" not in text
    assert "Ask Dustin for help" in text and form_of(text)["coach_id"] == [str(cast.dustin.id)]
    client.post(ADDRESS, data={"coach_id": cast.dustin.id, "words": ""})
    assert form_of(client.get("/plans/1").text) is None
    clock.forward(days=2)
    assert page(desk, cast.ana).count("No answer here yet. Say it when you meet, or ask somebody else.") == 2


def test_the_coach_who_was_asked_reads_it_and_nobody_else(desk, session, cast, plan):
    desk(cast.ana).post(ADDRESS, data={"coach_id": cast.priya.id, "words": WORDS})
    text = page(desk, cast.priya)
    assert "Ana asked you for help on Mon 16 Nov: <b>How</b> do I ask {{ 7*7 }} who signs?" in text and "We have talked" in text
    assert "Ana Kovač asks you for help" in words_of(desk(cast.priya).get("/").text)
    for person in (cast.dustin, cast.marc, cast.lea):
        assert "who signs" not in page(desk, person) and "for help" not in page(desk, person)
    assert "asks you for help" not in desk(cast.dustin).get("/").text


def test_the_coach_says_that_they_have_talked(desk, session, cast, clock, plan):
    desk(cast.ana).post(ADDRESS, data={"coach_id": cast.priya.id, "words": WORDS})
    clock.forward(days=1)
    for person in (cast.ana, cast.dustin, cast.marc, cast.farid):
        assert desk(person).post("/help-requests/1/answer").status_code == 404
    client = desk(cast.priya)
    assert [client.post("/help-requests/1/answer").location for _ in range(2)] == [TO_THE_PAGE] * 2
    assert kept(session) == [("Priya", WORDS, "talked")]
    assert "You asked Priya on Mon 16 Nov, who said on Tue 17 Nov that you have talked." in page(desk, cast.ana)
    assert "Asked on Mon 16 Nov, answered on Tue 17 Nov." in page(desk, cast.priya)
    assert len(form_of(desk(cast.ana).get("/plans/1").text)["coach_id"]) == 2


def test_she_takes_it_back(desk, session, cast, plan):
    client = desk(cast.ana)
    client.post(ADDRESS, data={"coach_id": cast.dustin.id, "words": ""})
    for person in (cast.dustin, cast.priya, cast.marc):
        assert desk(person).post("/help-requests/1/withdrawal").status_code == 404
    assert client.post("/help-requests/1/withdrawal").location == TO_THE_PAGE and kept(session) == [("Dustin", "", "taken back")]
    assert "You asked" not in page(desk, cast.ana) and "asked you" not in page(desk, cast.dustin)


def test_she_is_told_of_a_coach_who_is_not_on_the_plan_any_more(desk, session, cast, clock, plan):
    desk(cast.ana).post(ADDRESS, data={"coach_id": cast.priya.id, "words": ""})
    commitments.drop(promised(plan, "Send"), why="No access.", by=cast.priya, at=clock())
    session.commit()
    text = page(desk, cast.ana)
    assert "Priya is not on this plan any more, so what you asked on Mon 16 Nov stays without an answer." in text
    assert "Ask Dustin for help" in text and desk(cast.priya).post("/help-requests/1/answer").status_code == 404


@pytest.mark.parametrize("who", ["dustin", "priya", "marc", "lea", "farid", "olaf"])
def test_nobody_asks_in_her_place(desk, session, cast, plan, who):
    client = desk(getattr(cast, who))
    assert client.post(ADDRESS, data={"coach_id": cast.dustin.id, "words": ""}).status_code == 404 and kept(session) == []
    assert ADDRESS not in client.get("/plans/1").text


@pytest.mark.parametrize("field, typed, sentence", [
    ("coach_id", "x", "Choose whom you ask: somebody who coaches you on this plan."),
    ("coach_id", "", "Choose whom you ask: somebody who coaches you on this plan."),
    ("words", "x" * 201, "This is too long: 201 letters.")])
def test_what_cannot_be_is_said_at_the_field(desk, session, cast, plan, field, typed, sentence):
    answer = desk(cast.ana).post(ADDRESS, data={"coach_id": cast.dustin.id, "words": "Kept?"} | {field: typed})
    assert answer.status_code == 422 and sentence in words_of(answer.text) and kept(session) == []
    assert f'value="{typed if field == "words" else "Kept?"}"' in answer.text


def test_on_a_closed_plan_nothing_is_asked_and_what_was_typed_stands_there(desk, session, cast, clock, plan):
    helping.ask(plan, coach_id=cast.dustin.id, words="Open.", by=cast.ana, at=clock())
    verdicts.give(plan, outcome="moved", then="close", reason="Seen.", early_why="Moves.", by=cast.dustin, at=clock())
    session.commit()
    answer = desk(cast.ana).post(ADDRESS, data={"coach_id": cast.priya.id, "words": "And this."})
    assert answer.status_code == 422 and "Ask Dustin in person." in words_of(answer.text) and "And this." in answer.text
    assert form_of(answer.text) is None and "You asked" not in page(desk, cast.ana)


def test_it_costs_the_page_no_statement(desk, session, cast, clock, plan, app):
    with app.app_context():
        engine = db.engine
    costs = []
    for many in (0, 1, 9):
        for _ in range(many):
            helping.take_back(helping.ask(plan, coach_id=cast.priya.id, words="So.", by=cast.ana, at=clock()), at=clock())
        session.commit()
        client = desk(cast.ana)
        client.get("/plans/1")
        with counted(engine) as said:
            client.get("/plans/1")
        costs.append(len(said))
    assert len(set(costs)) == 1 and costs[0] <= 8
