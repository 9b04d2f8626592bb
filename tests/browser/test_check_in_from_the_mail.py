"""From the mail to the check-in handed in, on a phone and without signing in."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect
from sqlalchemy import select

from reviews.checkins import Entry
from tests.browser.conftest import PHONE, faults
from tests.thirty_days import three_promises


def test_the_letter_leads_to_the_check_in_and_two_taps_and_a_line_hand_it_in(site, cast, post, new_context):
    plan = three_promises(site.session, cast, begins=date(2026, 11, 16))
    page = new_context(viewport=PHONE).new_page()
    post.goes(date(2026, 11, 23))
    page.goto(post.last(cast.ana))
    assert faults(page) == []
    page.get_by_role("button", name="Check in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check-in, day 7")
    expect(page.get_by_role("main").get_by_role("link")).to_have_count(0)
    assert faults(page) == []
    page.get_by_text("usually", exact=True).click()
    page.get_by_label("What happened, in one line").fill("Two of three quotes named all who decide.")
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Handed in. You can close this page")).to_be_visible()
    assert faults(page) == []
    assert [(one.person.first, one.check_in.plan_id, one.frequency, one.happened) for one in site.session.scalars(select(Entry))] == [
        ("Ana", plan.id, 3, "Two of three quotes named all who decide.")]
