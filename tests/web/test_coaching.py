"""Coaching on the page of a plan: logged in two clicks, read by those who may read its notes, taken back on the same day."""

from __future__ import annotations

import re
from datetime import date

import pytest
from sqlalchemy import select

from app.db import db
from reviews import coaching, verdicts
from reviews.coaching import CoachingSession
from tests.a_plan import published
from tests.page_forms import forms_on
from tests.reading import words_of
from tests.statements import counted

ADDRESS = "/plans/1/coaching-sessions"
LINE = "<b>Heard</b> Brunnhofer {{ 7*7 }}"


@pytest.fixture
def plan(session, cast, clock):
    return published(session, cast, at=clock())


def page(desk, person) -> str:
    return words_of(desk(person).get("/plans/1").text)


def as_it_stands(client) -> dict[str, str]:
    """The form as a browser sends it when nothing was touched."""
    form, = [form for form in forms_on(client.get("/plans/1").text, "") if form.action == ADDRESS]
    return {name: values[0] for name, values in form.fields.items()}


def logged(session):
    return session.execute(select(CoachingSession.coach_id, CoachingSession.held_on, CoachingSession.minutes, CoachingSession.kind,
                                  CoachingSession.line, CoachingSession.logged_by_id).order_by(CoachingSession.id)).all()


@pytest.mark.parametrize("who, coach", [("dustin", "dustin"), ("priya", "priya"), ("ana", "dustin")])
def test_a_half_hour_of_today_is_two_clicks(desk, session, cast, clock, plan, who, coach):
    clock.forward(days=1)
    person, coached_by = getattr(cast, who), getattr(cast, coach)
    client = desk(person)
    answer = client.post(ADDRESS, data=as_it_stands(client))
    assert (answer.status_code, answer.location) == (303, "/plans/1#coaching")
    assert logged(session) == [(coached_by.id, date(2026, 11, 17), 30, "one-to-one", "", person.id)]
    text = page(desk, person)
    assert f"30 min in November, of 1 session: {coached_by.first} 30 min." in text
    assert f"{coached_by.first} Tue 17 Nov One-to-one, 30 min" in text and "Literature speaks of three to five hours a month." in text
    assert "Coaching sessions: day 2, Tue 17 Nov." in text


def test_the_rep_chooses_who_it_was_among_those_on_the_plan(desk, session, cast, clock, plan):
    form, = [form for form in forms_on(desk(cast.ana).get("/plans/1").text, "") if form.action == ADDRESS]
    assert form.fields["coach_id"] == [str(cast.dustin.id), str(cast.priya.id)]
    desk(cast.ana).post(ADDRESS, data={"coach_id": cast.priya.id, "kind": "role-play", "minutes": "45", "held_on": "2026-11-16", "line": LINE})
    assert logged(session) == [(cast.priya.id, date(2026, 11, 16), 45, "role-play", LINE, cast.ana.id)]
    assert "logged by you" in page(desk, cast.ana) and "logged by Ana" in page(desk, cast.priya)
    answer = desk(cast.ana).post(ADDRESS, data={"coach_id": cast.tomasz.id, "kind": "role-play", "minutes": "45", "held_on": "2026-11-16"})
    assert answer.status_code == 422 and "Choose who coached: somebody who is on this plan." in words_of(answer.text)


def test_a_coach_logs_nobody_elses_whatever_is_sent(desk, session, cast, plan):
    desk(cast.priya).post(ADDRESS, data={"coach_id": cast.dustin.id, "kind": "one-to-one", "minutes": "30", "held_on": "2026-11-16"})
    assert [row.coach_id for row in logged(session)] == [cast.priya.id]


@pytest.mark.parametrize("who", ["marc", "lea", "tomasz", "farid", "ada", "olaf", None])
def test_nobody_else_logs(desk, session, cast, plan, who):
    client = desk(getattr(cast, who) if who else None)
    answer = client.post(ADDRESS, data={"kind": "one-to-one", "minutes": "30", "held_on": "2026-11-16"})
    assert answer.status_code == (404 if who else 401) and logged(session) == []
    assert not who or "Log a coaching session" not in client.get("/plans/1").text


def test_sent_twice_it_counts_once(desk, session, cast, plan):
    client = desk(cast.dustin)
    form = as_it_stands(client)
    assert [client.post(ADDRESS, data=form).location for _ in range(2)] == ["/plans/1#coaching"] * 2
    assert len(logged(session)) == 1


def test_who_may_read_notes_reads_the_sessions_newest_first_and_a_leader_none(desk, session, cast, clock, plan):
    clock.forward(days=3)
    for day, minutes in ((17, 45), (19, 20), (16, 10)):
        coaching.log(plan, held_on=date(2026, 11, day), minutes=minutes, line=f"{LINE} {day}", by=cast.dustin, at=clock())
    session.commit()
    for person in (cast.ana, cast.dustin, cast.marc, cast.priya):
        text = page(desk, person)
        assert re.findall(r"7\*7 }} (\d+)", text) == ["19", "17", "16"]
        assert "1 h 15 min in November, of 3 sessions: Dustin 75 min." in text
        assert "Coaching sessions: day 1, Mon 16 Nov; day 2, Tue 17 Nov; day 4, Thu 19 Nov." in text
    assert "<b>Heard" not in desk(cast.ana).get("/plans/1").text
    leader = page(desk, cast.lea)
    assert "Brunnhofer" not in leader and "November, of" not in leader and "Coaching session" not in leader


@pytest.mark.parametrize("field, typed, sentence", [
    ("minutes", "half an hour", "“half an hour” is no whole number. Write it like 30."),
    ("minutes", "", "Write the minutes as a number from 1 to 480."), ("minutes", "9" * 40, "Write the minutes as a number from 1 to 480."),
    ("held_on", "2026-11-17", "Choose a day of this plan that has come: from Mon 16 Nov to Mon 16 Nov."),
    ("held_on", "yesterday", "“yesterday” is no day in the calendar."), ("kind", "x", "Choose what kind of coaching it was."),
])
def test_what_cannot_be_is_said_at_the_field_and_what_was_typed_stays(desk, session, cast, plan, field, typed, sentence):
    form = {"kind": "joint call", "minutes": "30", "held_on": "2026-11-16", "line": LINE} | {field: typed}
    answer = desk(cast.dustin).post(ADDRESS, data=form)
    assert answer.status_code == 422 and sentence in words_of(answer.text) and logged(session) == []
    assert "<details class=\"logging\" id=\"log-coaching\" open>" in answer.text and "&lt;b&gt;Heard&lt;/b&gt; Brunnhofer" in answer.text


def test_one_takes_back_ones_own_on_the_same_day(desk, session, cast, clock, plan):
    held = coaching.log(plan, held_on=date(2026, 11, 16), by=cast.dustin, at=clock())
    session.commit()
    address = f"/coaching-sessions/{held.id}/removal"
    assert address in desk(cast.dustin).get("/plans/1").text and address not in desk(cast.ana).get("/plans/1").text
    for person in (cast.ana, cast.priya, cast.marc, cast.lea):
        assert desk(person).post(address).status_code == 404
    clock.forward(days=1)
    assert address not in desk(cast.dustin).get("/plans/1").text
    assert "on the same day only" in words_of(desk(cast.dustin).post(address).text) and len(logged(session)) == 1
    clock.forward(days=-1)
    assert desk(cast.dustin).post(address).location == "/plans/1#coaching" and logged(session) == []


def test_a_closed_plan_shows_its_sessions_and_gives_the_words_back(desk, session, cast, clock, plan):
    coaching.log(plan, held_on=date(2026, 11, 16), line="Heard it.", by=cast.dustin, at=clock())
    verdicts.give(plan, outcome="moved", then="close", reason="Seen.", early_why="Moves.", by=cast.dustin, at=clock())
    session.commit()
    text = page(desk, cast.dustin)
    assert "Heard it." in text and "Log a coaching session" not in text and "Take it back" not in text
    answer = desk(cast.dustin).post(ADDRESS, data={"kind": "one-to-one", "minutes": "30", "held_on": "2026-11-16", "line": "And this."})
    assert answer.status_code == 422 and "Its coaching sessions stay as they are." in words_of(answer.text) and "And this." in answer.text


def test_past_the_plans_days_no_day_is_proposed_and_one_of_them_is_asked_for(desk, session, cast, clock, plan):
    clock.forward(days=33)
    client = desk(cast.dustin)
    form = as_it_stands(client)
    assert form["held_on"] == "" and "The plan’s last day was Tue 15 Dec." in page(desk, cast.dustin)
    assert "Say on which day it was." in words_of(client.post(ADDRESS, data=form).text) and logged(session) == []
    client.post(ADDRESS, data=form | {"held_on": "2026-12-15"})
    assert [row.held_on for row in logged(session)] == [date(2026, 12, 15)]


def test_sessions_cost_the_page_no_statement(desk, session, cast, clock, plan, app):
    with app.app_context():
        engine = db.engine
    costs = []
    for many in (0, 3, 20):
        for _ in range(many):
            for coach in (cast.dustin, cast.priya):
                coaching.log(plan, held_on=clock().date(), by=coach, at=clock())
        session.commit()
        client = desk(cast.ana)
        client.get("/plans/1")
        with counted(engine) as said:
            client.get("/plans/1")
        costs.append(len(said))
    assert len(set(costs)) == 1 and costs[0] <= 8
