"""The next review opens with the last plan: what was kept, before and after, the verdict, and never a note."""

from datetime import date, timedelta

import pytest

from reviews import verdicts
from tests.thirty_days import HALF, USUALLY, ask, look, noon, plan_of, review_of

MONDAY = date(2026, 11, 2)
MEETS = date(2026, 12, 1)


@pytest.fixture
def plan(session, cast, clock):
    plan = plan_of(session, cast.ana, cast.team, begins=MONDAY + timedelta(5))
    look(session, plan, 14, rep=USUALLY, coach=HALF, happened="A note of the check-in.", next="Another note.")
    clock.at = noon(MEETS)
    return plan


@pytest.fixture
def address(session, cast, plan):
    review = review_of(session, cast.ana, cast.team, on=MEETS)
    ask(session, review.meeting, [cast.priya])
    return f"/reviews/{review.id}"


def test_everybody_in_the_room_looks_back_and_who_may_gives_the_verdict(desk, cast, plan, address):
    for person in (cast.marc, cast.dustin, cast.priya):
        page = desk(person).get(address).text
        for words in ("Draw the decision map", "not kept", "half the time", "Day 25 of 30: its verdict can be given"):
            assert words in page, person.name
        assert "A note of the check-in." not in page and "Another note." not in page
        assert (f'href="/plans/{plan.id}/verdict"' in page) == (person is not cast.priya)


def test_a_plan_that_runs_on_says_until_when(desk, cast, clock, address):
    clock.at = noon(MEETS - timedelta(8))
    assert "The plan runs on until" in desk(cast.marc).get(address).text


def test_the_verdict_and_its_reason_are_read_out(desk, cast, session, plan, address):
    verdicts.give(plan, outcome="partly", then="close", reason="In two of three quotes.", by=cast.marc,
                  on_word_of=cast.dustin, at=noon(MEETS))
    session.commit()
    page = desk(cast.priya).get(address).text
    assert "In two of three quotes." in page and "on the word of <bdi>Dustin Brinkmann</bdi>" in page
    assert "can be given now" not in page


def test_the_rep_does_not_find_the_page(desk, cast, address):
    assert desk(cast.ana).get(address).status_code == 404
