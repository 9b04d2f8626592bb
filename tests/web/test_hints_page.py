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
