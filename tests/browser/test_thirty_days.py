"""Thirty days of a plan as its rep and her manager live them: on two phones, from the mails they get."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from reviews import publishing
from tests.browser.conftest import PHONE, faults
from tests.thirty_days import noon, ready_of

FIRST = date(2026, 11, 17)  # a Tuesday: no check-in of it falls on a weekend


@pytest.fixture
def plan(site, cast):
    plan = ready_of(site.session, cast.ana, cast.team, begins=FIRST)
    publishing.publish(plan, by=cast.dustin, at=noon(FIRST))
    site.session.commit()
    return plan


def test_thirty_days_on_two_phones(site, cast, plan, post, enter, new_context):
    address = f"{site.root}/plans/{plan.id}"
    ana, dustin = enter(cast.ana, PHONE), enter(cast.dustin, PHONE)
    post.goes(FIRST, 13)
    ana.goto(post.last(cast.ana, "/plans/"))
    ana.get_by_label("Your own words").fill("Received. Not every quote needs three.")
    ana.get_by_role("button", name="I have read it").click()
    expect(ana.get_by_text("You said so on")).to_be_visible()
    assert faults(ana) == []

    post.goes(FIRST + timedelta(6))
    _check_in(new_context, post.last(cast.ana), "now and then", "Once, at Halden.")
    manager = new_context(viewport=PHONE).new_page()
    manager.goto(post.last(cast.dustin))
    manager.get_by_role("button", name="Check in").click()
    expect(manager.get_by_text("Ana has written")).to_be_visible()
    expect(manager.get_by_text("Once, at Halden.")).to_have_count(0)
    _hand_in(manager, "half the time", "Twice, in the calls I sat in on.")
    expect(manager.get_by_text("Once, at Halden."), "both are in").to_be_visible()
    assert manager.goto(address).status == 404, "the link opens one check-in and nothing else"

    post.goes(FIRST + timedelta(13))
    link = post.last(cast.ana)
    post.goes(FIRST + timedelta(14))
    late = _check_in(new_context, link, "half the time", "I forgot yesterday.")
    expect(late.get_by_text("1 day late").first).to_be_visible()

    post.goes(FIRST + timedelta(20))
    _check_in(new_context, post.last(cast.ana), "usually", "")
    _check_in(new_context, post.last(cast.dustin), "usually", "")
    ana.goto(address)
    expect(ana.get_by_role("img", name=re.compile("Day 21 of 30.*day 14, .*: one of two has looked"))).to_be_visible()
    assert faults(ana) == []

    post.goes(FIRST + timedelta(29))
    _check_in(new_context, post.last(cast.ana), "usually", "Four of five.")
    _check_in(new_context, post.last(cast.dustin), "usually", "")
    dustin.goto(f"{address}/verdict")
    assert faults(dustin) == []
    dustin.get_by_label("partly").check()
    dustin.get_by_label("Why, in words").fill("Four of five quotes had three names.")
    dustin.get_by_label("close the plan").check()
    dustin.get_by_role("button", name="Give the verdict").click()
    expect(dustin.get_by_text("Four of five quotes had three names.")).to_be_visible()

    post.goes(FIRST + timedelta(30), 9)
    ana = enter(cast.ana, PHONE)
    ana.goto(post.last(cast.ana, "/plans/"))
    expect(ana.get_by_text("Four of five quotes had three names.")).to_be_visible()
    assert faults(ana) == []
    assert post.came(cast.ana) == [
        "Your plan is here: 30 days from Tue 17 Nov, four dates", "Check-in, day 7, with Dustin Brinkmann: due today",
        *["You owe 1 check-in and 1 commitment"] * 4, "The verdict on your plan, Wed 16 Dec"]
    assert post.came(cast.dustin) == [
        "Check-in, day 7, of Ana Kovač: due today", "Check-in, day 14, of Ana Kovač: due today",
        "Check-in, day 14, of Ana Kovač: since Mon 30 Nov", "You owe 2 check-ins and 1 commitment",
        "You owe 2 check-ins, 1 commitment and 1 verdict"]


def _check_in(new_context, link: str, often: str, happened: str) -> Page:
    """Whoever has the mail opens its link on a phone of their own, where they are not signed in."""
    page = new_context(viewport=PHONE).new_page()
    page.goto(link)
    page.get_by_role("button", name="Check in").click()
    _hand_in(page, often, happened)
    return page


def _hand_in(page: Page, often: str, happened: str) -> None:
    page.get_by_text(often, exact=True).click()
    page.get_by_label("What happened, in one line").fill(happened)
    page.get_by_role("button", name="Hand in").click()
    expect(page.get_by_text("Handed in. You can close this page")).to_be_visible()
    assert faults(page) == []
