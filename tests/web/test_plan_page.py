"""The published plan in the browser: who reads what on it, the acknowledgement, its versions, its cost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.db import db
from reviews import checkins, commitments, publishing, verdicts
from reviews.checkins import COACH, REP
from reviews.measures import NUMBER
from reviews.acknowledging import Acknowledgement
from tests.a_plan import FACTS, FROM, GOAL, REASON, TO, promised, published
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import check_in_of

AGAINST = "Not every quote needs three."
HTML = "<script>alert(1)</script> {{ 7*7 }} {% raw %} & \u202eمرحبا\u202c 🎾 Řehoř"


def page(desk, person, path="/plans/1") -> str:
    return words_of(desk(person).get(path).get_data(as_text=True))


def test_the_rep_reads_it_as_hers(desk, session, cast, clock):
    published(session, cast, at=clock())
    text = page(desk, cast.ana)
    for words in ("Ana Kovač ’s plan", "Mon 16 Nov to Tue 15 Dec , from the November 2026 meeting", f"from {FROM}", f"to {TO}",
                  "On track", REASON, "She asks what the price is compared with", "What I want", GOAL, "What I do",
                  "What each coach does for me", "Dustin manager", "Priya sales ops", "How we will know",
                  "Before: 3 of 11 quotes since September.", "Who would see it, and where: Dustin, in the second call of a deal",
                  "You said against it on Mon 16 Nov :", AGAINST, "Received and read", "Dustin, Marc and the coaches on this plan",
                  "I have read it", "As it was published version 1"):
        assert words in text, words


@pytest.mark.parametrize("who", ["dustin", "marc", "priya", "lea"])
def test_the_others_read_it_as_anas(desk, session, cast, clock, who):
    published(session, cast, at=clock())
    text = page(desk, getattr(cast, who))
    for words in ("What Ana wants", "What Ana does", "What each coach does for Ana", "Ana has not said so yet."):
        assert words in text, words
    assert "I have read it" not in text
    assert (AGAINST in text) == (who in ("dustin", "marc"))


@pytest.mark.parametrize("who", ["tomasz", "ingrid", "farid", "olaf", "ada"])
def test_who_is_not_on_the_plan_does_not_find_it(desk, session, cast, clock, who):
    published(session, cast, at=clock())
    person = desk(getattr(cast, who))
    paths = ("/plans/1", "/plans/1/versions/1", "/plans/1/paper.pdf", "/plans/1/versions/1/paper.pdf")
    assert [person.get(path).status_code for path in paths] == [404] * 4


def test_no_page_but_the_diagnosis_tells_the_cause(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    for person in (cast.ana, cast.dustin, cast.marc, cast.priya, cast.lea):
        for path in ("/plans/1", "/plans/1/versions/1"):
            text = page(desk, person, path)
            assert "skill" not in text and FACTS["cause_note"] not in text
    assert FACTS["cause_note"] in page(desk, cast.ana, "/plans/1/diagnosis")
    assert "skill" not in str(plan.versions[0].content)


def test_the_rep_says_once_that_she_has_read_it(desk, session, cast, clock):
    published(session, cast, at=clock())
    ana, form = desk(cast.ana), {"words": HTML, "_once": "a"}
    clock.forward(days=1)
    assert [ana.post("/plans/1/acknowledgement", data=form).location for _ in range(2)] == ["/plans/1"] * 2
    assert session.execute(select(Acknowledgement.words, Acknowledgement.number)).all() == [(HTML, 1)]
    for person in (cast.ana, cast.dustin, cast.priya):
        assert HTML in page(desk, person)
    assert HTML not in page(desk, cast.lea) and "Ana said so on Tue 17 Nov" in page(desk, cast.lea)


def test_other_words_do_not_replace_the_first(desk, session, cast, clock):
    published(session, cast, at=clock())
    ana = desk(cast.ana)
    ana.post("/plans/1/acknowledgement", data={"words": "Fine."})
    answer = ana.post("/plans/1/acknowledgement", data={"words": "Not fine."})
    assert answer.status_code == 422 and "those words stay" in words_of(answer.get_data(as_text=True))
    assert "What you wrote: Not fine." in words_of(answer.get_data(as_text=True))
    assert session.scalars(select(Acknowledgement.words)).all() == ["Fine."]


def test_days_are_told_where_the_team_is_also_to_somebody_from_elsewhere(desk, session, cast, clock):
    published(session, cast, at=clock())
    clock.forward(days=1, hours=14.5)
    desk(cast.ana).post("/plans/1/acknowledgement", data={"words": ""})
    assert f"{clock():%H:%M %Z}" == "23:30 UTC" and "Ana said so on Wed 18 Nov" in page(desk, cast.priya)


@pytest.mark.parametrize("who", ["dustin", "marc", "priya", "lea", "olaf"])
def test_nobody_acknowledges_for_her(desk, session, cast, clock, who):
    published(session, cast, at=clock())
    assert desk(getattr(cast, who)).post("/plans/1/acknowledgement", data={"words": "x"}).status_code == 404
    assert session.scalar(select(func.count(Acknowledgement.id))) == 0


def test_a_version_stays_readable_as_it_was(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    commitments.drop(promised(plan, "Draw"), why="The champion left.", by=cast.ana, at=clock())
    publishing.make_version(plan, reason=HTML, by=cast.dustin, at=clock.forward(days=2))
    session.commit()
    first, second = (page(desk, cast.ana, f"/plans/1/versions/{number}") for number in (1, 2))
    assert "Draw the decision map" in first and second.count("Draw the decision map") == 1
    assert "What Ana does not any more was: Draw the decision map" in second
    assert "Published by Dustin Brinkmann , manager, on Mon 16 Nov . It stays as it was." in first and HTML in second
    assert "by Fri 27 Nov" in first and "Day 30, Tue 15 Dec : Ana with Dustin" in first
    assert desk(cast.ana).get("/plans/1/versions/3").status_code == 404


def test_the_notes_of_check_ins_are_for_those_on_the_plan(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    check_in = check_in_of(session, plan, 7)
    clock.forward(days=3)
    for side, person in ((REP, cast.ana), (COACH, cast.dustin)):
        checkins.enter(check_in, side=side, frequency=3, happened=f"{person.first} saw it.", by=person, at=clock.forward(days=2))
    session.commit()
    assert all("Dustin saw it." in page(desk, person) for person in (cast.ana, cast.dustin, cast.marc, cast.priya))
    assert "saw it." not in page(desk, cast.lea)


def test_a_closed_plan_shows_its_verdict_and_takes_nothing_more(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    verdicts.give(plan, outcome="moved", then="close", reason="Five of six quotes.", by=cast.dustin, at=clock.forward(days=29))
    session.commit()
    text = page(desk, cast.ana)
    assert "closed, moved" in text and "Moved , and closed, on Tue 15 Dec" in text and "Five of six quotes." in text
    assert "Done" not in text and "I have read it" not in text
    answer = desk(cast.ana).post("/plans/1/acknowledgement", data={"words": "x"})
    assert answer.status_code == 422 and "This plan is closed." in words_of(answer.get_data(as_text=True))


def test_an_extended_plan_shows_its_sixty_days(desk, session, cast, clock):
    plan = published(session, cast, at=clock())
    verdicts.give(plan, outcome="partly", then="extend", reason="More time.", expected="Most of them.", by=cast.dustin, at=clock.forward(days=29))
    session.commit()
    text = page(desk, cast.ana)
    assert "Mon 16 Nov to Thu 14 Jan" in text and "Partly , and extended to 60 days, on Tue 15 Dec" in text
    assert "As it was published version 2" in text and "I have read it" in text


def test_the_manager_is_offered_the_verdict_when_it_is_due(desk, session, cast, clock):
    published(session, cast, at=clock())
    link = '<a class="{}" href="/plans/1/verdict">{}</a>'
    for days, look, words in ((0, "plain", "End it early"), (20, "plain", "Give the verdict"), (10, "button primary", "Give the verdict")):
        clock.forward(days=days)
        assert link.format(look, words) in desk(cast.dustin).get("/plans/1").get_data(as_text=True)
    assert "Give the verdict" not in page(desk, cast.ana)


@pytest.mark.parametrize("facts", [
    {"baseline": 27.0, "target": 75.0, "measure_unit": "%"}, {"baseline": 12.5, "target": 3.0, "measure_unit": "days"},
    {"baseline": -20_000.0, "target": 1e12, "measure_unit": ""}])
def test_a_number_is_drawn(desk, session, cast, clock, facts, monkeypatch):
    for fact, value in ({"measure_kind": NUMBER} | facts).items():
        monkeypatch.setitem(FACTS, fact, value)
    published(session, cast, at=clock())
    assert "before" in page(desk, cast.ana) and "target" in page(desk, cast.ana)


def test_whatever_people_write_stands_there_as_they_wrote_it(desk, session, cast, clock, monkeypatch):
    for fact in ("witness", "gains", "measure_what", "measure_note", "cause_note"):
        monkeypatch.setitem(FACTS, fact, HTML)
    published(session, cast, at=clock(), item=(HTML, HTML[::-1]), reason="x" * 10_000 + HTML)
    for path in ("/plans/1", "/plans/1/versions/1", "/plans/1/diagnosis"):
        text = desk(cast.ana).get(path).get_data(as_text=True)
        assert "<script>alert" not in text and "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% raw %} &amp;" in text


def test_the_page_costs_eight_statements_whatever_is_in_it(desk, session, cast, clock, app):
    plan = published(session, cast, at=clock())
    ana = desk(cast.ana)
    with app.app_context(), counted(db.engine) as few:
        ana.get("/plans/1")
    for day in (7, 14):
        check_in = check_in_of(session, plan, day)
        for side, person in ((REP, cast.ana), (COACH, cast.dustin)):
            checkins.enter(check_in, side=side, frequency=3, by=person, at=clock() + timedelta(day))
    clock.forward(days=20)
    for one in plan.commitments:
        for due in commitments.dues(one)[:2]:
            commitments.tick(one, due_on=due, by=one.owner, at=clock())
    session.commit()
    ana.get("/plans/1")  # the first look after long notes that the session is in use
    with app.app_context(), counted(db.engine) as many:
        ana.get("/plans/1")
    assert len(few) == len(many) <= 8
