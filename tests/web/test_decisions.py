"""Choosing the one item in the browser: the ranks, the form, the record, withdrawing."""

from __future__ import annotations

import re
from datetime import date
from threading import Barrier, Thread

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from reviews import choosing
from reviews.board import Theme
from reviews.decisions import Decision
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, saw, table, theme
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import plan_of

BOARD = ((QUOTES, "Quotes too early"), (DATES, "No date"), (HANDOVER, "Half the story"), (GAINS[:2], "CRM"))
FROM, TO = "sending the quote right after the demo", "naming everyone who decides before a quote goes out"


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock())
    for told, title in BOARD:
        theme(session, review, told, title, cast, at=clock())
    return review


def address(review, what: str = "decision") -> str:
    return f"/reviews/{review.id}/{what}"


def form_for(session, cast, title: str = "Quotes too early", **other) -> dict:
    chosen = session.scalar(select(Theme.id).where(Theme.title == title))
    return {"theme_id": chosen, "item_from": FROM, "item_to": TO, "reason": "Three of four deals stalled.",
            "present": [cast.marc.id, cast.dustin.id]} | other


def against(person, text: str) -> dict:
    return {"dissents-0-person": person.id, "dissents-0-text": text}


def titles(page: str) -> list[str]:
    return re.findall(r'<span dir="auto">([^<]*)</span>', page)


def test_the_themes_are_ranked_with_their_reasons_in_words(desk, session, review, cast):
    page = desk(cast.marc).get(address(review)).text
    assert titles(page) == ["Quotes too early", "No date", "Half the story"]
    said = words_of(page)
    assert "First-hand 3 of 4, each with an occasion, 1 heard" in said
    assert "Led to Halden is back at zero. · Three weeks lost at Orsted." in said
    assert "Earlier new Coachable not known before the diagnosis, so not counted" in said
    assert "3 functions saw it: 15; 1 function only heard of it: 1" in said
    assert "2 other themes are parked and come back in the next review." in said


def test_what_is_too_close_to_call_has_no_numbers_before_it(desk, session, cast, clock):
    review = table(session, cast, at=clock())
    theme(session, review, QUOTES[:1], "Quotes", cast, at=clock())
    theme(session, review, QUOTES[1:2], "Handover", cast, at=clock())
    theme(session, review, QUOTES[3:], "Heard", cast, at=clock())
    said = words_of(desk(cast.marc).get(address(review)).text)
    assert "Too close to call. The two are even in all that is counted. The room decides." in said


def test_the_facilitator_decides_and_the_record_says_it_all(desk, session, review, cast):
    marc = desk(cast.marc)
    told = against(cast.priya, "The next step costs us more.") | {"dissents-1-person": "0"}
    answer = marc.post(address(review), data=form_for(session, cast, **told))
    assert (answer.status_code, answer.location) == (303, address(review))
    said = words_of(marc.get(address(review)).text)
    for words in (f"from {FROM}", f"to {TO}", "by Marc Oduya , from the theme “Quotes too early”",
                  "Three of four deals stalled.", "The next step costs us more. Priya Raman",
                  "Who was there Dustin Brinkmann , Marc Oduya",
                  "No date enablement, manager, sales ops; 3 observations", "Draft the plan", "Withdraw this decision"):
        assert words in said
    assert f'action="{address(review, "plan")}"' in marc.get(address(review)).text


def test_everything_that_is_missing_is_said_at_once_and_what_was_typed_stays(desk, session, review, cast):
    answer = desk(cast.marc).post(address(review), data={"item_from": "Talks <script>", **against(cast.priya, "")})
    assert answer.status_code == 422
    said = words_of(answer.text)
    for sentence in ("Choose one of the themes.", "Say what happens instead", "Say why this one.", "Say who was there.",
                     "Write what they say, or take the name out."):
        assert sentence in said
    assert "Talks &lt;script&gt;</textarea>" in answer.text
    assert session.scalars(select(Decision)).all() == []


@pytest.mark.parametrize("wrong, sentence", [
    ({"item_to": f"  {FROM.upper()}."}, "Both halves say the same."),
    ({"theme_id": "999"}, "Choose one of the themes."), ({"theme_id": "9" * 30}, "Choose one of the themes."),
    ({"present": ["999"]}, "Choose from the people of this meeting."),
    ({"dissents-0-text": "I do not."}, "Say who says this."),
])
def test_what_cannot_be_is_said(desk, session, review, cast, wrong, sentence):
    answer = desk(cast.marc).post(address(review), data=form_for(session, cast, **wrong))
    assert (answer.status_code, sentence in words_of(answer.text)) == (422, True)
    assert session.scalars(select(Decision)).all() == []


def test_a_gain_is_not_chosen(desk, session, review, cast):
    answer = desk(cast.marc).post(address(review), data=form_for(session, cast, "CRM"))
    assert "Choose one of the themes." in words_of(answer.text)


def test_a_form_sent_twice_decides_once_and_a_second_item_is_refused_by_name(desk, session, review, cast):
    marc, form = desk(cast.marc), form_for(session, cast, _once="k")
    assert marc.post(address(review), data=form).location == marc.post(address(review), data=form).location
    answer = marc.post(address(review), data=form_for(session, cast, "No date", reason="My long thought."))
    assert answer.status_code == 422
    assert "Ana Kovač has an item already" in words_of(answer.text) and "My long thought.</textarea>" in answer.text
    assert len(session.scalars(select(Decision)).all()) == 1


def test_two_browsers_at_the_same_moment_make_one_item(desk, session, review, cast):
    barrier, answers = Barrier(2), []
    browsers = [(desk(cast.marc), form_for(session, cast, title)) for title in ("Quotes too early", "No date")]
    page = address(review)
    session.commit()

    def press(browser, form) -> None:
        barrier.wait()
        answers.append(FlaskClient.open(browser, page, method="POST", data=form).status_code)

    threads = [Thread(target=press, args=browser) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [303, 422]
    assert len(session.scalars(select(Decision)).all()) == 1


def test_a_plan_that_runs_on_is_said_before_anybody_types(desk, session, cast, clock):
    plan_of(session, cast.ana, cast.team, begins=date(2026, 10, 30))
    review = table(session, cast, at=clock())
    theme(session, review, QUOTES, "Quotes too early", cast, at=clock())
    page = desk(cast.marc).get(address(review)).text
    assert "Ana Kovač’s present plan runs until Sat 28 Nov." in words_of(page) and "textarea" not in page
    answer = desk(cast.marc).post(address(review), data=form_for(session, cast))
    assert (answer.status_code, choosing.decision_of(session, review)) == (422, None)


def test_a_decision_is_withdrawn_on_the_record(desk, session, review, cast):
    marc = desk(cast.marc)
    marc.post(address(review), data=form_for(session, cast))
    assert "Say why it is withdrawn." in words_of(marc.post(address(review, "withdrawal"), data={"why": " "}).text)
    assert marc.post(address(review, "withdrawal"), data={"why": "It was the CRM."}).status_code == 303
    page = marc.get(address(review)).text
    assert titles(page) == ["Quotes too early", "No date", "Half the story"]
    assert "It was the CRM." in words_of(page) and f"to {TO}" in words_of(page)
    again = marc.post(address(review, "withdrawal"), data={"why": "Again"})
    assert (again.status_code, "There is no decision to withdraw." in words_of(again.text)) == (422, True)


def test_the_meeting_reads_along_and_only_the_facilitator_decides(desk, session, review, cast):
    for person in (cast.priya, cast.dustin):
        page = desk(person).get(address(review)).text
        assert "Quotes too early" in page and "textarea" not in page
        assert desk(person).post(address(review), data=form_for(session, cast)).status_code == 404
    desk(cast.marc).post(address(review), data=form_for(session, cast))
    said = words_of(desk(cast.priya).get(address(review)).text)
    assert "Three of four deals stalled." in said
    assert "Draft the plan" not in said and "Withdraw this decision" not in said
    assert "Draft the plan" in words_of(desk(cast.dustin).get(address(review)).text)
    assert desk(cast.dustin).post(address(review, "withdrawal"), data={"why": "No"}).status_code == 404
    for person in (cast.ana, cast.lea, cast.ada, cast.olaf):
        assert desk(person).get(address(review)).status_code == 404


def test_before_the_rep_is_on_the_table_nothing_is_decided(desk, session, cast, clock):
    review = table(session, cast, at=clock(), taken_up=False)
    theme(session, review, QUOTES, "Quotes too early", cast, at=clock())
    page = desk(cast.marc).get(address(review)).text
    assert "It is decided with the others, once Ana is on the table." in words_of(page) and "textarea" not in page
    assert "Quotes too early" not in desk(cast.dustin).get(address(review)).text
    answer = desk(cast.marc).post(address(review), data=form_for(session, cast))
    assert "not on the table yet" in words_of(answer.text)


def test_many_themes_cost_no_more_statements_than_one(desk, session, cast, clock):
    review = table(session, cast, at=clock(), seen=QUOTES[:1], gains=())
    theme(session, review, QUOTES[:1], "First", cast, at=clock())
    marc, counts = desk(cast.marc), []
    for number in range(12):
        counts.append(_statements(session, marc, address(review)))
        told = [("ingrid", f"{QUOTES[1][1]} {number}", {})]
        saw(review, cast.ingrid, told[0][1], at=clock())
        theme(session, review, told, f"Theme {number}", cast, at=clock())
    assert counts[0] == counts[-1] <= 10
    marc.post(address(review), data=form_for(session, cast, "First", **against(cast.priya, "No.")))
    assert _statements(session, marc, address(review)) <= 8


def _statements(session, browser, address: str) -> int:
    with counted(session.get_bind()) as said:
        browser.get(address)
    return len(said)
