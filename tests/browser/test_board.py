"""The board under the hand: dragged, by keyboard alone, and without script."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, faults
from tests.on_the_table import DATES, HANDOVER, QUOTES, SINGLE, standing, table, theme


@pytest.fixture
def review(site, cast):
    review = table(site.session, cast, at=site.clock())
    for told, title in ((QUOTES[:2], "Quotes too early"), (DATES[:2], "No date")):
        theme(site.session, review, told, title, cast, at=site.clock())
    return review


@pytest.fixture
def address(site, review):
    found = f"{site.root}/reviews/{review.id}"
    site.session.commit()
    return found


def card(page, told):
    return page.locator(".card", has=page.locator(".said", has_text=told[1].split("“")[0].strip()))


def test_cards_are_dragged_one_or_several(site, cast, review, address, enter):
    page, said = enter(cast.marc, viewport={"width": 1280, "height": 1400}), []  # where a drop needs no scrolling
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/board")
    theme_of = page.locator(".theme", has=page.get_by_role("heading", name="No date", exact=True)).locator("ul").first
    card(page, DATES[2]).locator(".said").drag_to(theme_of, target_position={"x": 60, "y": 10}, steps=5)
    expect(page.locator(".tools")).to_contain_text("moved the card of Priya Raman to “No date”")
    for told in HANDOVER:
        card(page, told).get_by_role("checkbox").check()
    fresh = page.locator(".theme", has=page.get_by_role("heading", name="A new theme")).locator("ul").first
    card(page, HANDOVER[0]).locator(".said").drag_to(fresh, steps=5)
    expect(page.locator(".tools")).to_contain_text("of 2 cards")
    assert list(standing(site.session, review).values())[1:] == [["Brunnhofer", "They", "6"], ["Handover", "The"]]
    assert said == []


def test_all_that_drag_does_the_keyboard_does(site, cast, review, address, enter):
    page = enter(cast.marc)
    page.goto(f"{address}/board")
    menu = card(page, SINGLE[0]).locator("summary")
    menu.focus()
    page.keyboard.press("Enter")
    card(page, SINGLE[0]).get_by_role("button", name="Quotes too early").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tools")).to_contain_text("moved the card of Tomasz Wilk to “Quotes too early”")
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".tools")).to_contain_text("made “No date” of 2 cards")
    assert standing(site.session, review) == {"Quotes too early": ["Halden", "Orsted"], "No date": ["Brunnhofer", "They"]}


def test_without_script_the_menus_and_the_bar_do_it_all(site, cast, review, address, enter):
    page = enter(cast.marc, java_script_enabled=False)
    page.goto(f"{address}/board")
    expect(page.get_by_role("heading", name="A new theme")).to_have_count(0)
    for told in HANDOVER:
        card(page, told).get_by_role("checkbox").check()
    page.get_by_label("Move what is chosen to").select_option("A new theme")
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator(".tools")).to_contain_text("of 2 cards")
    heads = page.locator(".theme > header")
    head = heads.filter(has=page.get_by_role("heading", name="No date", exact=True))
    head.locator("summary").click()
    head.get_by_label("Title").fill("The call ends without a date")
    head.get_by_role("button", name="Rename").click()
    head = heads.filter(has=page.get_by_role("heading", name="The call ends without a date"))
    head.locator("summary").click()
    head.get_by_role("button", name="Join into “Quotes too early”").click()
    expect(page.locator(".tools")).to_contain_text("joined “The call ends without a date” into “Quotes too early”")
    assert list(standing(site.session, review).values()) == [
        ["Halden", "Orsted", "Brunnhofer", "They"], ["Handover", "The"]]


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 720}, PHONE], ids=["laptop", "phone"])
def test_nothing_on_the_pages_of_a_review_keeps_anybody_out(cast, address, enter, viewport):
    page = enter(cast.marc, viewport=viewport)
    for part in ("", "/board", "/decision"):
        page.goto(address + part)
        for details in page.locator("main details").all():
            details.evaluate("details => details.open = true")
        assert faults(page) == [], part
