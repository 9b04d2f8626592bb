"""The page of the verdict: what it stands on, the four words, why, and what then."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from reviews.days import QUARTERLY
from reviews.verdicts import Verdict
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import HALF, USUALLY, draft_of, look, noon, plan_of, review_of

MONDAY = date(2026, 11, 16)
DAY_30 = MONDAY + timedelta(29)
ON = {"then": "extend", "expected": "Every quote names three people."}
HTML = "<b>Four</b> of five {{ 7*7 }} مرحبا"
FORM = {"outcome": "moved", "reason": "Four quotes of five.", "then": "close", "length": "30"}


@pytest.fixture
def plan(session, cast, clock):
    clock.at = noon(DAY_30)
    plan = plan_of(session, cast.ana, cast.team, begins=MONDAY)
    look(session, plan, 21, rep=USUALLY, coach=HALF, happened="A note of the check-in.")
    return plan


@pytest.fixture
def address(plan):
    return f"/plans/{plan.id}/verdict"


def given(session):
    facts = select(Verdict.outcome, Verdict.then, Verdict.reason, Verdict.length)
    return session.execute(facts.order_by(Verdict.id)).all()


def test_the_manager_sees_before_and_after_and_closes_the_plan(desk, cast, session, plan, address):
    dustin = desk(cast.dustin)
    page = dustin.get(address).text
    for words in ("now and then", "usually", "half the time", "Draw the decision map", "0 of 1 kept",
                  "One person’s numbers never prove an effect."):
        assert words in page
    assert "A note of the check-in." not in page
    answer = dustin.post(address, data=FORM)
    assert (answer.status_code, answer.location) == (303, f"/plans/{plan.id}")
    assert given(session) == [("moved", "close", "Four quotes of five.", 30)]
    assert plan.state == "closed"


def test_the_page_says_what_to_doubt_before_one_judges_and_never_hinders(desk, cast, session, plan, address):
    dustin = desk(cast.dustin)
    page = words_of(dustin.get(address).text)
    assert "Before you judge Too few numbers: Ana Kovač looked at 1 of 4 check-ins (day 21); Dustin Brinkmann looked at 1 of 4" in page
    assert "The plan was not really tried: of what was due, 0 of 2 kept. Ana Kovač 0 of 1, Dustin Brinkmann 0 of 1." in page
    assert "Check-ins held: Ana Kovač 1 of 4; Dustin Brinkmann 1 of 4." in page
    assert dustin.post(address, data=FORM).status_code == 303
    assert "To know about it Too few numbers: Ana Kovač looked at 1 of 4 check-ins (day 21)" in words_of(dustin.get(address).text)


def test_what_was_expected_stands_on_the_plan_and_above_the_next_verdict(desk, cast, session, clock, plan, address):
    dustin = desk(cast.dustin)
    answer = dustin.post(address, data=FORM | {"then": "extend"})
    assert answer.status_code == 422 and "Say what you expect to see by day 60." in answer.text and FORM["reason"] in answer.text
    assert dustin.post(address, data=FORM | ON | {"expected": HTML}).status_code == 303
    clock.at = noon(MONDAY + timedelta(59))
    for person, page in ((cast.dustin, address), (cast.ana, f"/plans/{plan.id}"), (cast.lea, f"/plans/{plan.id}")):
        assert f"Expected by day 60: {HTML}" in words_of(desk(person).get(page).text)
    changed = words_of(desk(cast.ana).get(f"/plans/{plan.id}/versions/2").text)
    assert f"Expected by its last day new is: {HTML}" in changed and f"Expected by day 60: {HTML}" in changed


def test_the_rep_reads_the_verdict_and_its_reason_on_her_plan(desk, cast, session, plan, address):
    desk(cast.dustin).post(address, data=FORM)
    page = desk(cast.ana).get(f"/plans/{plan.id}").text
    assert "Four quotes of five." in page and "moved" in page


def test_nobody_else_finds_it(desk, cast, session, address):
    for person in (cast.ana, cast.priya, cast.lea, cast.ada, cast.olaf):
        assert desk(person).get(address).status_code == 404
        assert desk(person).post(address, data=FORM).status_code == 404
    assert given(session) == []


def test_what_is_missing_is_said_at_its_field_and_the_words_stay(desk, cast, session, address):
    answer = desk(cast.dustin).post(address, data={"reason": "Because <i>so</i>.", "then": "close"})
    assert answer.status_code == 422
    assert "Choose what the thirty days came to." in answer.text and "Because &lt;i&gt;so&lt;/i&gt;." in answer.text
    for wrong, sentence in (({"reason": "   "}, "Say why, in words."),
                            ({"then": "x"}, "Choose whether the plan is closed, extended or tried in another way.")):
        assert sentence in desk(cast.dustin).post(address, data=FORM | wrong).text
    assert given(session) == []


def test_a_second_click_and_a_second_giver_change_nothing(desk, cast, session, address):
    dustin, once = desk(cast.dustin), FORM | {"_once": "abc"}
    assert [dustin.post(address, data=once).status_code for _ in range(2)] == [303, 303]
    answer = dustin.post(address, data=FORM | {"outcome": "not moved"})
    assert answer.status_code == 422
    assert "Dustin Brinkmann gave the verdict “moved” on Tue 15 Dec. Thirty days have one verdict." in answer.text
    assert answer.text.count(FORM["reason"]) == 2  # what was said first, and what was typed now
    assert [row.outcome for row in given(session)] == ["moved"]


def test_an_old_form_does_not_judge_an_extension(desk, cast, session, plan, address):
    dustin = desk(cast.dustin)
    dustin.post(address, data=FORM | ON | {"outcome": "partly"})
    answer = dustin.post(address, data=FORM | {"early_why": "As before."})
    assert answer.status_code == 422
    assert "Dustin Brinkmann gave the verdict “partly” on Tue 15 Dec; the plan was extended to 60 days." in answer.text
    assert [row.outcome for row in given(session)] == ["partly"]


def test_why_so_early_is_asked_before_the_last_ten_days_alone(desk, cast, session, clock, plan, address):
    assert "Why so early" not in desk(cast.dustin).get(address).text
    clock.at = noon(MONDAY + timedelta(9))
    assert "Why so early" in desk(cast.dustin).get(address).text
    answer = desk(cast.dustin).post(address, data=FORM)
    assert answer.status_code == 422
    assert "This is day 10 of 30. Say why the verdict comes so early." in answer.text
    assert desk(cast.dustin).post(address, data=FORM | {"early_why": "Ana changes teams."}).status_code == 303


def test_ninety_days_offer_no_extension(desk, cast, session, clock, plan, address):
    for last_day in (30, 60):
        clock.at = noon(MONDAY + timedelta(last_day - 1))
        dustin = desk(cast.dustin)
        assert f"extend it to {last_day + 30} days" in dustin.get(address).text
        dustin.post(address, data=FORM | ON | {"length": str(last_day)})
    clock.at = noon(MONDAY + timedelta(89))
    dustin = desk(cast.dustin)
    assert "extend it to" not in dustin.get(address).text
    answer = dustin.post(address, data=FORM | ON | {"length": "90"})
    assert answer.status_code == 422 and "This plan has had 90 days, and no plan has more. Close it." in answer.text
    assert plan.length == 90 and len(given(session)) == 2


def test_a_quarterly_team_is_proposed_to_go_on(desk, cast, session, plan, address):
    assert desk(cast.dustin).get(address).text.count("checked") == 0
    plan.review.meeting.team.cadence = QUARTERLY
    page = desk(cast.dustin).get(address).text
    assert page.count("checked") == 1 and 'checked id="then-1"' in page


def test_the_facilitator_is_told_whose_it_is_and_gives_it_in_a_look_back(desk, cast, session, plan, address, clock):
    marc = desk(cast.marc)
    assert "The facilitator can give it on Dustin’s word while Ana is on the table." in marc.get(address).text
    assert marc.post(address, data=FORM).status_code == 422
    review_of(session, cast.ana, cast.team, on=date(2026, 12, 15))
    assert "You give it on Dustin Brinkmann’s word. It is recorded as such." in marc.get(address).text
    assert marc.post(address, data=FORM).status_code == 303
    verdict = session.scalar(select(Verdict))
    assert (verdict.given_by, verdict.on_word_of) == (cast.marc, cast.dustin)


def test_a_draft_has_a_page_that_says_there_is_nothing_to_judge(desk, cast, session):
    draft = draft_of(session, cast.greta, cast.team, on=MONDAY)
    answer = desk(cast.dustin).get(f"/plans/{draft.id}/verdict")
    assert answer.status_code == 200 and "This plan is not published yet, so there is nothing to judge." in answer.text


def test_a_closed_plan_shows_what_was_said(desk, cast, session, plan, address):
    desk(cast.dustin).post(address, data=FORM)
    page = desk(cast.dustin).get(address).text
    assert "Four quotes of five." in page and "Give the verdict" not in page


def test_it_asks_little_of_the_database(desk, cast, session, plan, address, app):
    review_of(session, cast.ana, cast.team, on=date(2026, 12, 15))
    for person in (cast.dustin, cast.marc):
        laptop = desk(person)
        with counted(session.get_bind()) as said:
            laptop.get(address)
        assert len(said) <= 8, said
