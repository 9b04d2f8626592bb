"""Seeing a decision differently, on the page of the decision and in the room."""

from __future__ import annotations

import pytest

from reviews import choosing, leading
from reviews.leading import Place
from reviews.rooms import CHOOSE
from tests.a_plan import decided
from tests.page_forms import forms_on
from tests.reading import words_of

NOT_SO = "The open next step costs us more deals, it is only quieter."


@pytest.fixture
def review(session, cast, clock):
    review = decided(session, cast, at=clock()).review
    leading.go(review.meeting, Place(review.id, CHOOSE), early=True, by=cast.marc, at=clock())
    session.commit()
    return review


@pytest.fixture
def pages(review):
    return f"/reviews/{review.id}/decision", f"/meetings/{review.meeting_id}/room"


def form_on(browser, page: str) -> tuple[str, dict]:
    """Where one's own words go, and what the form brings along."""
    found = next(form for form in forms_on(browser.get(page).text, page) if "/dissents" in form.action)
    return found.action, {name: values[0] for name, values in found.fields.items()}


def test_each_says_it_for_themselves_and_all_in_the_meeting_read_it(desk, session, cast, review, pages):
    priya = desk(cast.priya)
    for page, words in zip(pages, (NOT_SO, "Both cost us."), strict=True):
        action, form = form_on(priya, page)
        assert priya.post(action, data=form | {"text": words}).location == page
        for person in (cast.tomasz, cast.marc):
            assert f"{words} Priya Raman" in words_of(desk(person).get(page).text)
    assert 'class="court"' in priya.get(pages[1]).text and NOT_SO not in priya.get(f"/meetings/{review.meeting_id}/wall").text
    for person in (cast.ana, cast.lea, cast.olaf):
        assert desk(person).post(f"/reviews/{review.id}/dissents", data={"text": "No"}).status_code == 404


def test_nothing_is_no_dissent_and_two_windows_are_shown_both_texts(desk, cast, review, pages):
    priya = desk(cast.priya)
    action, form = form_on(priya, pages[1])
    assert "Write what you see differently." in words_of(priya.post(action, data=form).text)
    priya.post(action, data=form | {"text": NOT_SO, "_once": "first"})
    answer = priya.post(action, data=form | {"text": "Something else.", "_once": "second"})
    said = words_of(answer.text)
    assert (answer.status_code, "Something else.</textarea>" in answer.text) == (422, True)
    assert f"It says now: {NOT_SO}" in said and 'id="own-dissent" open' in answer.text


def test_words_against_what_was_withdrawn_meanwhile_are_kept_to_copy(desk, session, cast, clock, review, pages):
    priya = desk(cast.priya)
    action, form = form_on(priya, pages[1])
    choosing.withdraw(choosing.decision_of(session, review), why="It was the CRM.", by=cast.marc, at=clock())
    answer = priya.post(action, data=form | {"text": NOT_SO})
    said = words_of(answer.text)
    assert answer.status_code == 422
    assert "This is not what was decided any more. Marc Oduya has withdrawn the decision" in said
    assert f"What you typed, to copy from: {NOT_SO}" in said
