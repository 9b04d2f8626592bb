"""Another way on the pages: asked for with the verdict, diagnosed anew, written into the plan; no cause leaves its page."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews.another_way import AnotherWay
from reviews.plans import PlanVersion
from tests.as_it_stands import as_it_stands
from tests.page_forms import forms_on
from tests.reading import words_of
from tests.thirty_days import meeting_of, noon, plan_of

MONDAY = date(2026, 11, 16)
DAY_30 = MONDAY + timedelta(29)
VERDICT = {"outcome": "not moved", "reason": "She knows how.", "then": "another way", "expected": "Half of the quotes.", "length": "30"}


@pytest.fixture
def plan(session, cast, clock):
    clock.at = noon(DAY_30)
    plan = plan_of(session, cast.ana, cast.team, begins=MONDAY)
    plan.cause_note = "Has seen it twice."
    session.commit()
    return plan


@pytest.fixture
def asked(plan, desk, cast):
    assert desk(cast.dustin).post(f"/plans/{plan.id}/verdict", data=VERDICT).status_code == 303
    return plan


def read(desk, person, address):
    return words_of(desk(person).get(address).text)


def form_on(desk, person, address, to):
    return next(form for form in forms_on(desk(person).get(address).text, "") if form.action.endswith(to))


def test_the_way_leads_from_the_verdict_to_the_diagnosis_to_the_next_version(desk, session, cast, asked):
    page, dustin = f"/plans/{asked.id}", desk(cast.dustin)
    assert "Find another way for Ana Kovač" in read(desk, cast.dustin, "/")
    assert "Write the diagnosis anew" in read(desk, cast.dustin, page)
    form = form_on(desk, cast.dustin, f"{page}/diagnosis", "/another-way")
    sent = {"cause": "capacity", "cause_note": "Fridays are full.", "shown": form.fields["shown"][0]}
    answer = dustin.post(f"{page}/another-way", data=sent)
    assert (answer.status_code, answer.location) == (303, f"{page}/amendment")
    assert "Another way: the diagnosis is written." in read(desk, cast.dustin, f"{page}/amendment")
    values = as_it_stands(dustin.get(f"{page}/amendment").text, f"{page}/amendment")
    assert values["reason"] == "Another way"
    assert dustin.post(f"{page}/amendment", data=values | {"wording-0-text": "Draw the map in the call"}).status_code == 303
    assert session.scalars(select(PlanVersion.reason).order_by(PlanVersion.number)).all() == ["", "Another way"]
    assert "Find another way" not in read(desk, cast.dustin, "/") and "is being looked for" not in read(desk, cast.ana, page)
    assert "Expected by day 60: Half of the quotes." in read(desk, cast.ana, page)


def test_everybody_on_the_plan_is_told_that_it_is_looked_for_and_no_cause(desk, cast, asked):
    page = f"/plans/{asked.id}"
    for person, words in ((cast.ana, "Dustin talks with you about why it is not done yet"),
                          (cast.marc, "Dustin writes the next version with Ana"), (cast.lea, "Dustin writes the next version with Ana")):
        text = read(desk, person, page)
        assert "Another way to the same item is being looked for, since the verdict on Tue 15 Dec" in text and words in text
        assert "Not moved , and extended to 60 days, to try another way, on Tue 15 Dec" in text


def test_old_and_new_diagnosis_stand_on_its_page_and_on_no_other(desk, cast, asked):
    page = f"/plans/{asked.id}"
    assert "Until now Cause skill Has seen it twice." in read(desk, cast.dustin, f"{page}/diagnosis")
    form = form_on(desk, cast.dustin, f"{page}/diagnosis", "/another-way")
    assert form.fields["cause_note"] == [""] and "Dustin, Marc and Ana now." in read(desk, cast.dustin, f"{page}/diagnosis")
    desk(cast.dustin).post(f"{page}/another-way", data={"cause": "personal", "cause_note": "A move.", "shown": form.fields["shown"][0]})
    for person in (cast.ana, cast.dustin, cast.marc):
        text = read(desk, person, f"{page}/diagnosis")
        assert "Mon 16 Nov to Tue 15 Dec Cause skill Has seen it twice." in text and "A move." in desk(person).get(f"{page}/diagnosis").text
    for person in (cast.ana, cast.dustin, cast.marc, cast.lea):
        for address in (page, f"{page}/verdict", "/", "/plans.csv", f"/reps/{cast.ana.id}/history"):
            text = desk(person).get(address).text
            assert "A move." not in text and "Has seen it twice." not in text
    assert desk(cast.lea).get(f"{page}/diagnosis").status_code == 404


def test_it_is_the_managers_to_write_and_only_where_it_is_asked_for(desk, cast, session, plan):
    page, sent = f"/plans/{plan.id}", {"cause": "capacity", "cause_note": "Typed words."}
    answer = desk(cast.dustin).post(f"{page}/another-way", data=sent)
    assert answer.status_code == 422 and "No other way is being looked for on this plan" in answer.text
    desk(cast.dustin).post(f"{page}/verdict", data=VERDICT)
    for person in (cast.ana, cast.marc, cast.priya, cast.lea):
        assert desk(person).post(f"{page}/another-way", data=sent).status_code == 404
    for person in (cast.ana, cast.marc):
        text = desk(person).get(f"{page}/diagnosis").text
        assert "/another-way" not in text and "Dustin will write this anew." in words_of(text)
    assert session.scalar(select(AnotherWay.diagnosed_at)) is None


def test_a_closed_plan_leads_on_to_the_next_meeting(desk, cast, session, plan):
    desk(cast.dustin).post(f"/plans/{plan.id}/verdict", data=VERDICT | {"then": "close", "expected": ""})
    page = f"/plans/{plan.id}"
    assert "You have no plan until the next review meeting; none has been called yet. That is normal" in read(desk, cast.ana, page)
    meeting_of(session, cast.team, on=date(2027, 1, 11)).began_at = None
    session.commit()
    assert "Ana has no plan until the next review meeting, on Mon 11 Jan . That is normal" in read(desk, cast.dustin, page)
    assert "no plan until" not in read(desk, cast.lea, page)
    plan_of(session, cast.ana, cast.team, begins=DAY_30 + timedelta(20))
    assert "no plan until" not in read(desk, cast.ana, page)


def test_without_a_cause_and_beside_another_hand_the_words_stay(desk, cast, asked):
    page, dustin = f"/plans/{asked.id}", desk(cast.dustin)
    shown = form_on(desk, cast.dustin, f"{page}/diagnosis", "/another-way").fields["shown"][0]
    answer = dustin.post(f"{page}/another-way", data={"cause_note": "Typed words.", "shown": shown})
    assert answer.status_code == 422 and "Choose one of the causes." in answer.text and "Typed words." in answer.text
    dustin.post(f"{page}/another-way", data={"cause": "will", "cause_note": "The first.", "shown": shown})
    answer = dustin.post(f"{page}/another-way", data={"cause": "capacity", "cause_note": "The second.", "shown": shown})
    assert answer.status_code == 422 and "The first." in answer.text and "The second." in answer.text
