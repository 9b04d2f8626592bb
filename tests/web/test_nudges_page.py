"""Nudges on the follow-up: a button for each who owes something, for who runs the plan; then the day on which it was pressed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews.letters import PLAN_NUDGE, Matter
from tests.page_forms import forms_on
from tests.reading import words_of
from tests.thirty_days import noon, three_promises

MONDAY = date(2026, 11, 16)


@pytest.fixture
def plan(session, cast, clock):
    """Ana's, on day 15: she, Dustin and Priya each owe something."""
    clock.at = noon(MONDAY + timedelta(14))
    return three_promises(session, cast, begins=MONDAY)


def buttons(page: str) -> list[str]:
    return [form.action for form in forms_on(page, "") if "/nudges/" in form.action]


def nudged(session) -> list[tuple]:
    return session.execute(select(Matter.person_id, Matter.by_id).where(Matter.kind == PLAN_NUDGE).order_by(Matter.id)).all()


def test_a_button_each_and_then_the_day(desk, session, cast, plan):
    client, address = desk(cast.dustin), f"/plans/{plan.id}/nudges/{cast.priya.id}"
    page = client.get("/plans").text
    assert sorted(buttons(page)) == [f"/plans/{plan.id}/nudges/{cast.ana.id}", address] and "Nudge Priya" in page
    answer = client.post(address, data={"_once": "a-key"})
    assert (answer.status_code, answer.location) == (303, f"/plans#plan-{plan.id}")
    assert client.post(address, data={"_once": "a-key"}).location == answer.location
    assert nudged(session) == [(cast.priya.id, cast.dustin.id)]
    page = client.get("/plans").text
    assert "Priya Raman is asked once more, with their next letter." in words_of(page) and "Priya nudged Mon 30 Nov" in words_of(page)
    assert buttons(page) == [f"/plans/{plan.id}/nudges/{cast.ana.id}"]
    assert "There is one nudge in three working days; talk to them." in words_of(desk(cast.marc).post(address).text)
    assert len(nudged(session)) == 1


def test_who_narrowed_the_list_is_back_where_they_were(desk, session, cast, plan):
    query = f"?state=silent&coach={cast.priya.id}"
    action = next(one for one in buttons(desk(cast.marc).get(f"/plans{query}").text) if f"/nudges/{cast.dustin.id}" in one)
    assert desk(cast.marc).post(action).location == f"/plans{query}#plan-{plan.id}"


def test_nobody_else_sees_a_button_or_nudges(desk, session, cast, plan):
    for person in (cast.ana, cast.priya, cast.lea, cast.farid, cast.olaf):
        assert buttons(desk(person).get("/plans").text) == []
        assert desk(person).post(f"/plans/{plan.id}/nudges/{cast.dustin.id}").status_code == 404
    assert nudged(session) == []


def test_who_has_nothing_to_do_with_the_plan_is_not_there_to_be_nudged(desk, session, cast, plan):
    assert [desk(cast.dustin).post(f"/plans/{plan.id}/nudges/{id}").status_code for id in (cast.olaf.id, cast.farid.id, 999)] == [404] * 3
    page = desk(cast.dustin).post(f"/plans/{plan.id}/nudges/{cast.dustin.id}").text
    assert "This is yours to do. It stands on your page, Today." in words_of(page) and nudged(session) == []


def test_without_an_address_the_page_says_so(desk, session, cast, plan):
    cast.priya.email = None
    session.commit()
    page = desk(cast.dustin).get("/plans").text
    assert "Priya has no e-mail address" in words_of(page) and buttons(page) == [f"/plans/{plan.id}/nudges/{cast.ana.id}"]


def test_two_of_the_same_first_name_are_told_apart(desk, session, cast, plan):
    cast.priya.name = "Ana Raman"
    session.commit()
    page = words_of(desk(cast.marc).get("/plans").text)
    assert "Nudge Ana Kovač" in page and "Nudge Ana Raman" in page and "Nudge Dustin" in page
