"""Hints on wording appear below the field after a pause, and go for words that are left."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from reviews.observations import Observation
from tests.browser.conftest import LAPTOP, PHONE, faults, nothing_waits
from tests.gathering import gathering, review_of

ALWAYS = "On 3 Nov the quote went to Halden with one contact. She always does that."


@pytest.fixture
def page(site, cast, enter, request) -> Page:
    """Priya, at her page about Ana."""
    address = f"{site.root}/reviews/{review_of(gathering(site.session, cast, at=site.clock()), cast.ana).id}/observations"
    site.session.commit()  # the test holds nothing while the browser writes
    page = enter(cast.priya, getattr(request, "param", LAPTOP))
    page.goto(address)
    return page


def field(page: Page):
    return page.get_by_label("What happened, and when?")


def hint(page: Page, words: str):
    return page.locator(".hint").filter(has_text=words)


@pytest.mark.parametrize("page", [LAPTOP, PHONE], ids=["laptop", "phone"], indirect=True)
def test_words_are_named_after_a_pause_and_stay_left(page):
    field(page).press_sequentially(ALWAYS)
    expect(hint(page, "always")).to_contain_text("For example “in 3 of 5 quotes”.")
    assert faults(page) == []
    hint(page, "always").get_by_role("button", name="Leave it").press("Enter")
    expect(field(page)).to_be_focused()
    field(page).fill(f"{ALWAYS} She is lazy.")
    expect(hint(page, "lazy")).to_be_visible()
    expect(hint(page, "always")).to_have_count(0)
    page.reload()
    expect(hint(page, "lazy")).to_be_visible()
    expect(hint(page, "always")).to_have_count(0)


def test_a_hint_goes_with_its_words_and_no_hint_holds_anybody_up(page, site):
    field(page).fill("On 3 Nov she was lazy.")
    expect(hint(page, "lazy")).to_be_visible()
    field(page).fill("On 3 Nov she wrote no note.")
    expect(page.locator(".hint")).to_have_count(0)
    field(page).fill("On 3 Nov she was arrogant.")
    expect(hint(page, "arrogant")).to_be_visible()
    page.get_by_text("could get better").click()
    page.get_by_role("button", name="Hand in, on to").click()
    expect(page.get_by_role("heading", name="What did you see of Farid")).to_be_visible()
    site.session.rollback()
    assert site.session.scalars(select(Observation.handed_in_at)).one()


def test_personal_is_offered_chosen_and_saved_but_not_handed_in(page, site):
    field(page).fill("Since her divorce she left two calls early, on 3 and 5 Nov.")
    hint(page, "divorce").get_by_role("button", name="Keep it personal").click()
    expect(page.get_by_role("radio", name="Yes: ")).to_be_focused()
    expect(page.get_by_role("radio", name="Yes: ")).to_be_checked()
    expect(page.locator(".hint")).to_have_count(0)
    nothing_waits(page)
    site.session.rollback()
    saved = site.session.scalars(select(Observation)).one()
    assert (saved.personal, saved.without_manager, saved.handed_in_at) == (True, False, None)
