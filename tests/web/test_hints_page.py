"""Hints on wording under the field of a draft that was kept: a sentence each, and nothing is held up by them."""

import pytest
from sqlalchemy import select

from reviews.observations import Observation
from tests.gathering import gathering, review_of
from tests.reading import words_of

TEXT = "Halden, 3 Nov: the quote had one contact. She always does that. Apparently since her divorce."


@pytest.fixture
def page(session, cast, clock):
    """The address at which contributors write about Ana."""
    return f"/reviews/{review_of(gathering(session, cast, at=clock()), cast.ana).id}/observations"


def test_a_kept_draft_has_its_hints_under_the_field_and_an_empty_form_none(desk, cast, session, page):
    priya = desk(cast.priya)
    assert 'role="status" data-hints></div>' in priya.get(page).text

    assert priya.post(page, data={"kind": "opportunity", "text": TEXT, "then": "draft"}).status_code == 303
    draft = session.scalars(select(Observation)).one()
    told = words_of(priya.get(f"/observations/{draft.id}/edit").text)

    assert "her divorce is about private life." in told
    assert "always is hard to check, and easy to argue with. How often was it? For example “in 3 of 5 quotes” ." in told
    assert "Apparently is what others say." in told


def test_a_hint_never_blocks(desk, cast, session, page):
    assert desk(cast.priya).post(page, data={"kind": "opportunity", "text": TEXT, "then": "next"}).status_code == 303
    assert session.scalars(select(Observation)).one().handed_in_at is not None


def test_a_form_that_came_back_has_hints_on_what_was_typed(desk, cast, page):
    answer = desk(cast.priya).post(page, data={"text": TEXT, "then": "next"})
    assert answer.status_code == 422 and "her divorce is about private life." in words_of(answer.text)


SAVED = {"key": "a-key", "text": "On 3 Nov the quote had one contact. She always does that."}


@pytest.fixture
def said(desk, cast, page):
    """What the answer to a save says of the wording."""
    priya = desk(cast.priya)

    def save(**typed) -> str:
        answer = priya.post(page.replace("observations", "drafts"), data=SAVED | typed).json
        return words_of(f"<main>{answer['hints']}</main>")
    return save


def test_the_answer_to_a_save_says_the_same_as_the_page(desk, cast, page, said):
    said_then = said(tab="w.1")
    assert said_then.startswith("always is hard to check, and easy to argue with. How often was it?")
    assert said_then in words_of(desk(cast.priya).get(page).text)
    assert said(tab="w.2", text="On 3 Nov the quote had one contact.") == ""


def test_what_somebody_types_is_only_quoted(desk, cast, page, said):
    typed = "<b>She is lazy</b> & “always”"
    assert said(text=typed).startswith("lazy is said of a person, not of something that happened.")
    assert "&lt;b&gt;She is lazy&lt;/b&gt;" in desk(cast.priya).get(page).text


def test_personal_is_offered_until_it_is_chosen_and_a_rumour_named_until_it_is_said_to_be_one(said):
    text = "Apparently she left two calls on 3 Nov since her divorce."
    assert "Keep it personal" in said(text=text)
    assert "Keep it personal" not in said(text=text, personal="few", tab="w.2")
    assert said(text=text, personal="few", basis="heard", tab="w.3") == ""
