"""Merge in the room: by keys alone, by touch, without script, and two at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from reviews import leading, themes
from reviews.leading import Place
from reviews.rooms import MERGE
from tests.browser.conftest import PHONE, faults
from tests.on_the_table import DATES, QUOTES, SINGLE, cards, standing, table, theme

CARDS = (*QUOTES[:2], *DATES[:2], *SINGLE)


@pytest.fixture
def review(site, cast):
    review = table(site.session, cast, at=site.clock(), seen=CARDS, gains=(), taken_up=False)
    leading.go(review.meeting, Place(review.id, MERGE), early=True, by=cast.marc, at=site.clock())
    for told, title in ((QUOTES[:1], "Quotes too early"), (DATES[:1], "No date")):
        theme(site.session, review, told, title, cast, at=site.clock())
    return review


@pytest.fixture
def come(site, review, enter):
    """`come(priya)`: Priya's browser in the room."""
    address = f"{site.root}/meetings/{review.meeting_id}/room"
    site.session.commit()

    def in_room(person, **options) -> Page:
        page = enter(person, **options)
        page.goto(address)
        return page

    return in_room


def card(page: Page, told):
    return page.locator(".card", has=page.locator(".said", has_text=told[1].split("“")[0].strip()))


def says(page: Page, words: str) -> None:
    expect(page.locator("#tools")).to_contain_text(words)


def test_a_whole_board_is_merged_by_keys_alone_and_the_focus_stays_on_the_card(site, cast, review, come):
    page = come(cast.priya)
    page.locator("#board-opportunity").focus()
    walked = []
    for _ in CARDS:
        page.keyboard.press("ArrowDown")
        walked.append(page.evaluate("document.activeElement.id"))
    assert sorted(walked) == [f"card-{number}" for number in range(1, 6)]
    held = card(page, QUOTES[1])
    held.focus()
    for keys, said in (("m1", "moved the card of Ingrid Solheim to “Quotes too early”"), ("x", "aside as not a pattern"),
                       ("z", "to “Quotes too early”"), ("o", "left the card of Ingrid Solheim on its own"), ("n", "made “")):
        for key in keys:
            page.keyboard.press(key)
        says(page, said)
        expect(held).to_be_focused()
    page.keyboard.press("r")
    page.keyboard.type("Nobody knows who signs")
    page.keyboard.press("Enter")
    says(page, "to “Nobody knows who signs”")
    held.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(page.locator("#moves")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("m")
    expect(page.locator(".menu[open]")).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("2")
    says(page, "moved 2 cards to “No date”")
    assert len(standing(site.session, review)["No date"]) == 3


def test_what_others_do_takes_neither_title_nor_menu_nor_choice_nor_place(site, cast, review, come):
    ingrid, priya = come(cast.ingrid), come(cast.priya)
    card(ingrid, SINGLE[0]).get_by_role("checkbox").check()
    ingrid.get_by_label("Move what is chosen to").select_option("No date")
    head = ingrid.locator(".theme > header").filter(has=ingrid.get_by_role("heading", name="Quotes too early"))
    head.locator("summary").click()
    head.get_by_label("Title").fill("Quotes before na")
    card(priya, DATES[1]).locator(".menu summary").click()
    card(priya, DATES[1]).get_by_role("button", name="Quotes too early").click()
    says(ingrid, "Priya moved the card of Dustin Brinkmann to “Quotes too early”")
    expect(head.get_by_label("Title")).to_have_value("Quotes before na")
    expect(head.get_by_label("Title")).to_be_focused()
    expect(card(ingrid, SINGLE[0]).get_by_role("checkbox")).to_be_checked()
    assert ingrid.get_by_label("Move what is chosen to").evaluate("to => to.selectedOptions[0].text") == "No date"
    ingrid.keyboard.type("mes")
    ingrid.keyboard.press("Enter")
    says(priya, "Ingrid renamed “Quotes too early” to “Quotes before names”")


def test_of_two_who_move_one_card_the_later_wins_and_the_earlier_is_told(site, cast, review, come):
    ingrid = come(cast.ingrid)
    card(ingrid, SINGLE[0]).focus()
    ingrid.keyboard.press("m")
    ingrid.keyboard.press("1")
    says(ingrid, "Ingrid moved the card of Tomasz Wilk to “Quotes too early”")
    themes.place(review, cards(site.session, review, SINGLE), theme=None, aside=True, by=cast.priya, at=site.clock())
    site.session.commit()
    says(ingrid, "You moved the card of Tomasz Wilk to “Quotes too early”; after that Priya Raman set the card of Tomasz Wilk "
                 "aside as not a pattern. That is how it stands.")
    expect(card(ingrid, SINGLE[0])).to_be_focused()
    expect(ingrid.locator("#opportunity-aside .card")).to_have_count(1)


def test_a_card_is_dragged_by_a_finger_and_by_the_mouse_again_after_others_moved(site, cast, review, come):
    page = come(cast.priya, has_touch=True)
    expect(page.locator("#present")).to_contain_text("Priya")  # then nothing above the board grows any more
    card(page, SINGLE[0]).scroll_into_view_if_needed()
    ends = [found.bounding_box() for found in (card(page, SINGLE[0]).locator(".said"), page.locator("[data-to='2']"))]
    start, end = ((box["x"] + 40, box["y"] + 8) for box in ends)
    finger = page.context.new_cdp_session(page)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": start[0], "y": start[1]}]})
    expect(page.locator(".card.sortable-chosen")).to_be_visible()  # a finger that rests is one that takes; one that moves at once scrolls
    for part in range(1, 11):
        at = [begin + (goal - begin) * part / 10 for begin, goal in zip(start, end, strict=True)]
        finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": at[0], "y": at[1]}]})
    expect(page.locator(".theme.receives").locator("[data-to='2']")).to_be_visible()
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    says(page, "moved the card of Tomasz Wilk to “No date”")
    made = themes.make(review, cards(site.session, review, QUOTES[1:2]), title="Who signs", by=cast.marc, at=site.clock())
    list_ = f"[data-to='{made.id}']"
    site.session.commit()
    expect(page.locator(list_)).to_have_count(1)
    card(page, DATES[1]).locator(".said").drag_to(page.locator(list_), target_position={"x": 40, "y": 10}, steps=5)
    says(page, "moved the card of Dustin Brinkmann to “Who signs”")


def test_without_script_the_room_merges_by_menus_and_the_bar(site, cast, review, come):
    page = come(cast.priya, java_script_enabled=False, viewport=PHONE)
    for told in (QUOTES[1], DATES[1]):
        card(page, told).get_by_role("checkbox").check()
    page.get_by_label("Move what is chosen to").select_option("Not a pattern")
    page.get_by_role("button", name="Move", exact=True).click()
    says(page, "set 2 cards aside as not a pattern")
    card(page, SINGLE[0]).locator(".menu summary").click()
    card(page, SINGLE[0]).get_by_role("button", name="No date").click()
    says(page, "moved the card of Tomasz Wilk to “No date”")
    page.get_by_role("button", name="Undo").click()
    says(page, "set 2 cards aside as not a pattern")
    expect(page.locator("#bar")).to_be_visible()
