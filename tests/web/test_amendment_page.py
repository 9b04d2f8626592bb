"""Amending in the browser: who may, what is refused and kept, what its readers are told, and what changed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.db import db
from reviews import checkins, commitments, publishing, verdicts
from reviews.checkins import REP
from reviews.plans import Plan, PlanVersion
from tests.a_plan import FACTS, GOAL, promised, published
from tests.as_it_stands import as_it_stands
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import check_in_of

HTML = "<script>alert(1)</script> {{ 7*7 }} & مرحبا 🎾 Řehoř"
WHY = "The champion is known now."


@pytest.fixture
def plan(session, cast, clock):
    return published(session, cast, at=clock())


@pytest.fixture
def address(plan):
    return f"/plans/{plan.id}/amendment"


def filled(laptop, address: str, **changes) -> dict[str, str]:
    """The form as it stands on the page, with these changes."""
    return as_it_stands(laptop.get(address).text, address.split("?")[0]) | {"reason": WHY} | changes


def versions(session) -> list[tuple[int, str]]:
    return [tuple(row) for row in session.execute(select(PlanVersion.number, PlanVersion.reason).order_by(PlanVersion.number))]


def test_the_manager_amends_it_and_everybody_reads_what_changed(desk, session, cast, clock, plan, address):
    publishing.keep_paper(plan.versions[0], b"what she was given", at=clock())
    session.commit()
    desk(cast.ana).post(f"/plans/{plan.id}/acknowledgement", data={"words": "Fine.", "number": "1"})
    clock.forward(days=3)
    dustin = desk(cast.dustin)
    assert f'href="{address}"' in dustin.get(f"/plans/{plan.id}").text
    answer = dustin.post(address, data=filled(dustin, address, goal=f"{GOAL} {HTML}", target="4.0", reason=f"{WHY} {HTML}"))
    assert (answer.status_code, answer.location) == (303, f"/plans/{plan.id}")
    assert versions(session) == [(1, ""), (2, f"{WHY} {HTML}")]
    for person in (cast.ana, cast.dustin, cast.marc, cast.priya, cast.lea):
        laptop = desk(person)
        assert f"Version 2, amended on Thu 19 Nov : {WHY} {HTML} What changed" in words_of(laptop.get(f"/plans/{plan.id}").text)
        page = laptop.get(f"/plans/{plan.id}/versions/2").text
        assert f"The goal {GOAL} is: {HTML} Target was: usually is: always" in words_of(page)
        assert re.search(r"<del>.*usually</del>\s*<ins>.*always</ins>", page) and "<script>alert" not in page
    assert desk(cast.ana).get(f"/plans/{plan.id}/versions/1/paper.pdf").data == b"what she was given"


def test_the_rep_is_asked_again(desk, session, cast, clock, plan, address):
    ana, dustin = desk(cast.ana), desk(cast.dustin)
    ana.post(f"/plans/{plan.id}/acknowledgement", data={"words": "Fine.", "number": "1"})
    assert "received your plan" not in words_of(ana.get("/").text)
    dustin.post(address, data=filled(dustin, address, target="4.0"))
    assert "Say that you have received version 2 of your plan" in words_of(ana.get("/").text)
    page = words_of(ana.get(f"/plans/{plan.id}").text)
    assert "It is asked of each version; this is version 2." in page and "I have read it" in page
    assert "Ana has not said so yet of version 2." in words_of(desk(cast.marc).get(f"/plans/{plan.id}").text)
    ana.post(f"/plans/{plan.id}/acknowledgement", data={"words": "", "number": "2"})
    assert "Noted: you have received and read it. Dustin sees it on this page." in words_of(ana.get(f"/plans/{plan.id}").text)
    assert "received" not in words_of(ana.get("/").text)


@pytest.mark.parametrize("who", ["ana", "marc", "priya", "tomasz", "lea", "ada", "olaf", "farid"])
def test_nobody_else_amends_it(desk, session, cast, plan, address, who):
    laptop = desk(getattr(cast, who))
    data = {"goal": "Other.", "reason": WHY, "version": "1"}
    assert [laptop.get(address).status_code, laptop.post(address, data=data).status_code] == [404, 404]
    assert address not in laptop.get(f"/plans/{plan.id}").text
    assert versions(session) == [(1, "")] and session.scalar(select(Plan.goal)) == GOAL


def test_commitments_are_worded_anew_and_added(desk, session, cast, clock, plan, address):
    dustin, priyas = desk(cast.dustin), promised(plan, "Send the open")
    commitments.accept(priyas, at=clock())
    session.commit()
    form = filled(dustin, address, **{"more-0-owner_id": str(cast.ana.id), "more-0-text": "Ring the champion.", "more-0-due_on": "2026-12-01",
                                      "more-1-owner_id": str(cast.tomasz.id), "more-1-text": "Play it through.", "more-1-weekly": "y"})
    row = next(name for name, value in form.items() if name.endswith("-id") and value == str(priyas.id))
    assert dustin.post(address, data=form | {row.replace("-id", "-text"): "Send all quotes."}).status_code == 303
    page = words_of(desk(cast.ana).get(f"/plans/{plan.id}/versions/2").text)
    for words in ("What Ana does new is: Ring the champion. by Tue 1 Dec", "What Tomasz does new is: Play it through. every week",
                  "What Priya does"):
        assert words in page, words
    assert "Send all quotes. every week until Fri 11 Dec , not yet accepted" in words_of(desk(cast.ana).get(f"/plans/{plan.id}").text)
    assert "Play it through." in words_of(desk(cast.tomasz).get("/").text)


@pytest.mark.parametrize("wrong, sentence", [
    ({"reason": " "}, "Say why the plan is amended."),
    ({"goal": ""}, "Say what Ana wants to reach, in Ana’s own words."),
    ({"target": "1.0"}, "The target is what it is already."),
    ({"coach_id": "11"}, "Choose a coach who is in this meeting."),
    ({"more-1-text": "Ring."}, "Choose whose it is."),
    ({"more-1-text": "Ring.", "more-1-owner_id": "3", "more-1-due_on": "soon"}, "“soon” is no day in the calendar."),
    ({"more-1-text": "Ring.", "more-1-owner_id": "3", "more-1-due_on": "2027-01-01"}, "Choose a day that is left of the plan"),
    ({"wording-0-text": ""}, "has no words any more."),
])
def test_what_is_refused_is_said_and_every_word_stays(desk, session, cast, plan, address, wrong, sentence):
    dustin = desk(cast.dustin)
    answer = dustin.post(address, data=filled(dustin, address, gains=HTML, **wrong))
    page = words_of(answer.text)
    assert answer.status_code == 422 and sentence in page and "Please look at this again:" in page
    assert HTML in page and all(value in answer.text for name, value in wrong.items() if value.strip() and name != "coach_id")
    assert versions(session) == [(1, "")]
    assert session.execute(select(Plan.goal, Plan.gains, Plan.target)).one() == (GOAL, FACTS["gains"], 3.0)
    assert len(plan.commitments) == 4


def test_nothing_changed_is_no_amendment(desk, session, cast, plan, address):
    dustin = desk(cast.dustin)
    answer = dustin.post(address, data=filled(dustin, address))
    assert answer.status_code == 422 and "Nothing is changed here yet." in words_of(answer.text) and WHY in answer.text
    assert versions(session) == [(1, "")]


def test_two_windows_lose_no_words(desk, session, cast, plan, address):
    dustin = desk(cast.dustin)
    first, second = (filled(dustin, address, **told) for told in (
        {"goal": "To know who says no.", "wording-0-text": "Draw it."}, {"goal": "To know who says yes.", "target": "4.0"}))
    assert dustin.post(address, data=first).status_code == 303
    answer = dustin.post(address, data=second)
    page = words_of(answer.text)
    assert answer.status_code == 422 and "Dustin Brinkmann published version 2 of this plan" in page
    for words in ("To know who says yes.", "It says now: To know who says no.", "It says now: Draw it.", "Publish version 3"):
        assert words in page, words
    assert versions(session) == [(1, ""), (2, WHY)]
    again = as_it_stands(answer.text, address)
    assert again["goal"] == "To know who says yes." and dustin.post(address, data=again).status_code == 303
    assert versions(session) == [(1, ""), (2, WHY), (3, WHY)]


def test_sent_twice_it_is_one_version(desk, session, cast, plan, address):
    dustin = desk(cast.dustin)
    form = filled(dustin, address, target="4.0")
    assert [dustin.post(address, data=form).status_code for _ in range(2)] == [303, 303]
    assert versions(session) == [(1, ""), (2, WHY)]


def test_how_often_may_become_a_number_until_somebody_has_checked_in(desk, session, cast, clock, plan, address):
    dustin, by_number = desk(cast.dustin), f"{address}?measure=number"
    assert "Use a number instead" in dustin.get(address).text and "Unit" in dustin.get(by_number).text
    form = filled(dustin, by_number, baseline="3", target="8", measure_unit="quotes")
    clock.forward(days=6)
    checkins.enter(check_in_of(session, plan, 7), side=REP, frequency=2, by=cast.ana, at=clock())
    session.commit()
    answer = dustin.post(by_number, data=form)
    assert answer.status_code == 422 and "would mean nothing any more" in words_of(answer.text) and 'value="8"' in answer.text
    assert "Use a number instead" not in dustin.get(address).text and versions(session) == [(1, "")]


def test_a_check_in_says_which_version_it_was_about(desk, session, cast, clock, plan, address):
    ana, dustin = desk(cast.ana), desk(cast.dustin)
    check_in = check_in_of(session, plan, 7)
    clock.forward(days=7)
    for laptop in (ana, dustin):
        assert laptop.post(f"/check-ins/{check_in.id}", data={"frequency": "2"}).status_code == 303
    pages = (f"/plans/{plan.id}", f"/check-ins/{check_in.id}")
    assert not any("about version" in words_of(ana.get(page).text) for page in pages)
    dustin.post(address, data=filled(dustin, address, target="4.0"))
    assert [words_of(ana.get(page).text).count("about version 1") for page in pages] == [2, 2]


def test_a_closed_plan_is_not_amended(desk, session, cast, clock, plan, address):
    dustin = desk(cast.dustin)
    form = filled(dustin, address, goal="Other.")
    verdicts.give(plan, outcome="moved", then="close", reason="So.", early_why="So.", by=cast.dustin, at=clock())
    session.commit()
    answer = dustin.post(address, data=form)
    assert "This plan was closed on Mon 16 Nov, so it stays as it is." in answer.text and "Other." in answer.text
    assert versions(session) == [(1, "")] and address not in dustin.get(f"/plans/{plan.id}").text


def test_an_extended_plan_says_so(desk, session, cast, clock, plan):
    clock.forward(days=29)
    verdicts.give(plan, outcome="partly", then="extend", reason="Half.", expected="Most of them.", by=cast.dustin, at=clock())
    session.commit()
    assert "Version 2, extended on Tue 15 Dec What changed" in words_of(desk(cast.ana).get(f"/plans/{plan.id}").text)
    assert "The days" in words_of(desk(cast.ana).get(f"/plans/{plan.id}/versions/2").text)


def test_what_the_pages_cost(desk, app, session, cast, plan, address):
    dustin = desk(cast.dustin)
    dustin.post(address, data=filled(dustin, address, target="4.0"))
    with app.app_context():
        engine = db.engine
    for page in (address, f"/plans/{plan.id}", f"/plans/{plan.id}/versions/2"):
        with counted(engine) as said:
            assert dustin.get(page).status_code == 200
        assert len(said) <= 8, page


def test_the_trail_of_a_commitment_keeps_the_words_it_had_and_costs_nothing_more(desk, app, cast, clock, plan, address):
    """For those who may read the old version too, and nobody else."""
    own, dustin = promised(plan, "Sit in"), desk(cast.dustin)
    was, page = own.text, f"/plans/{plan.id}"
    with app.app_context():
        engine = db.engine
    with counted(engine) as before:
        dustin.get(page)
    field = next(name for name, value in filled(dustin, address).items() if value == was)
    for words in (f"Sit in on four. {HTML}", "Sit in on five."):
        assert dustin.post(address, data=filled(dustin, address, reason=f"{WHY} {HTML}", **{field: words})).status_code == 303
    with counted(engine) as after:
        dustin.get(page)
    assert len(after) == len(before)
    for person in (cast.ana, cast.dustin, cast.marc, cast.priya, cast.lea):
        text = words_of(desk(person).get(page).text)
        assert (f"Mon 16 Nov : reworded by Dustin Brinkmann : {WHY} {HTML} ; until then {was} "
                f"Mon 16 Nov : reworded by Dustin Brinkmann : {WHY} {HTML} ; until then Sit in on four. {HTML}") in text
        assert was in words_of(desk(person).get(f"{page}/versions/1").text)
    assert desk(cast.olaf).get(page).status_code == 404
