"""From the mail to the page, on a phone: one button, and one is there; nothing else opens."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, faults
from tests.by_link import a_link
from tests.gathering import gathering


@pytest.fixture
def meeting(site, cast):
    return gathering(site.session, cast, at=site.clock())


@pytest.fixture
def opened(site, cast, meeting, new_context):
    """`opened("priya")` is a fresh browser in which she has opened the link of her mail."""
    def open_(name: str, viewport=PHONE):
        page = new_context(viewport=viewport).new_page()
        page.goto(site.root + a_link(site.session, getattr(cast, name), meeting, at=site.clock()))
        return page
    return open_


@pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_one_button_leads_from_the_link_to_the_page_and_everything_has_a_name(opened, viewport):
    page = opened("priya", viewport)
    assert faults(page) == []
    page.get_by_role("button", name="Write about 3 reps").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What did you see of Ana Kovač?")
    expect(page.get_by_role("banner").get_by_role("link")).to_have_text(["Courtside", "My page", "Who sees what"])


def test_the_button_is_large_enough_for_a_thumb_and_seen_without_scrolling(opened):
    box = opened("priya").get_by_role("button", name="Write about 3 reps").bounding_box()
    assert box["height"] >= 44 and box["y"] + box["height"] <= PHONE["height"]


def test_the_link_opened_again_goes_straight_to_the_page(site, cast, meeting, opened):
    page = opened("priya")
    address, about_ana = page.url, re.compile(f"/reviews/{meeting.reviews[0].id}/observations$")
    site.session.commit()  # lets go of the database, for the server to write
    page.get_by_role("button", name="Write about 3 reps").click()
    expect(page).to_have_url(about_ana)
    page.goto(address)
    expect(page).to_have_url(about_ana)


def test_the_anchor_of_the_mail_leads_to_the_reasons_and_one_click_says_it(site, cast, meeting, opened):
    page = opened("priya")
    page.goto(page.url + "#cannot")
    expect(page.get_by_role("heading", name="You can’t this time?")).to_be_visible()
    page.get_by_label("A few words more").press("Enter")
    expect(page.get_by_text("Choose a reason: one of the buttons").first, "Enter takes no reason for them").to_be_visible()
    assert faults(page) == []
    page.get_by_role("button", name="I have no time").click()
    page.get_by_role("button", name="I can after all").click()
    page.locator("#cannot summary").click()
    expect(page.get_by_role("button", name="I have no time")).to_be_visible()
    assert faults(page) == []


def test_a_rep_comes_to_her_two_questions(opened):
    page = opened("ana")
    page.get_by_role("button", name="Answer two questions").click()
    expect(page.get_by_label("What do you want to get better at?")).to_be_visible()


def test_what_opens_nothing_asks_for_the_address(site, opened):
    page = opened("priya")
    page.goto(page.url[:-1])
    assert faults(page) == []
    page.get_by_label("Your e-mail address").fill("priya@example.com")
    page.get_by_role("button", name="Send me a new link").click()
    expect(page.get_by_text("a new link is on its way")).to_be_visible()
    assert faults(page) == []
