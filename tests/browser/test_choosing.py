"""Choosing in the room: dots placed silently in three browsers, by hand and by keyboard, and then the ball."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from reviews import choosing, leading
from reviews.decisions import Decision
from reviews.leading import Place
from reviews.rooms import CHOOSE
from tests.browser.conftest import PHONE, faults
from tests.gathering import MEETS
from tests.on_the_table import DATES, HANDOVER, QUOTES, table, theme

EARLY, DATE, HALF = TITLES = ("Quotes too early", "No date", "Half the story")
FROM, TO = "sending the quote right after the demo", "naming everyone who decides before a quote goes out"
LAPTOP, WALL = {"width": 1280, "height": 720}, {"width": 1920, "height": 1080}


@pytest.fixture
def review(site, cast):
    """Ana is on the table with three themes; the room chooses."""
    review = table(site.session, cast, at=site.clock())
    for told, title in zip((QUOTES, DATES, HANDOVER), TITLES, strict=True):
        theme(site.session, review, told, title, cast, at=site.clock())
    site.clock.at = MEETS
    leading.go(review.meeting, Place(review.id, CHOOSE), by=cast.marc, at=site.clock())
    site.session.commit()
    return review


@pytest.fixture
def come(site, review, enter):
    """`come(priya)` is her page of the room, `come(priya, "wall")` the wall, in a browser of its own."""
    address = f"{site.root}/meetings/{review.meeting_id}"
    site.session.commit()  # looking holds the lock of a file

    def come_in(person, path="room", viewport=LAPTOP, **options) -> Page:
        page = enter(person, viewport=viewport, **options)
        page.goto(f"{address}/{path}")
        return page

    return come_in


def dot(page: Page, title: str, nth: int = 1) -> None:
    """One more on the theme, waiting until it counts as their first or second there."""
    page.get_by_role("button", name=f"One dot more on “{title}”").click()
    expect(page.locator("li", has=page.get_by_text(title, exact=True)).locator(".three .full")).to_have_count(nth)


def test_dots_are_silent_until_they_are_shown_to_all_and_nobody_loses_a_word(site, cast, review, come):
    marc, priya, tomasz = come(cast.marc), come(cast.priya), come(cast.tomasz)
    marc.get_by_role("radio", name=EARLY).check()
    marc.get_by_label("from", exact=True).fill(FROM)
    for title, nth in ((DATE, 1), (DATE, 2), (HALF, 1)):
        dot(priya, title, nth)
    dot(tomasz, EARLY)
    expect(marc.get_by_text("1 of 3 has placed all three.")).to_be_visible()
    for page, placed in ((marc, 0), (priya, 3), (tomasz, 1)):
        expect(page.locator(".three .full")).to_have_count(placed)
        expect(page.locator(".room-dots")).to_have_count(0)
    expect(priya.get_by_role("button", name="Show the dots")).to_have_count(0)
    marc.get_by_role("button", name="Show the dots").click()
    for page in (marc, priya, tomasz):
        expect(page.get_by_text("The room’s dots put “No date” first, the evidence “Quotes too early”.")).to_be_visible()
        expect(page.locator(".room-dots")).to_have_text(["1 dot", "2 dots", "1 dot"])
    assert [faults(page) for page in (marc, priya)] == [[], []]
    expect(marc.get_by_role("radio", name=EARLY)).to_be_checked()
    expect(marc.get_by_label("from", exact=True)).to_have_value(FROM)
    marc.get_by_role("button", name="Decide on this item").click()
    expect(marc.get_by_text("Say why this one.").first).to_be_visible()
    dot(tomasz, HALF)  # what others do takes no word that was refused
    expect(marc.locator(".room-dots").last).to_have_text("2 dots")
    expect(marc.get_by_label("from", exact=True)).to_have_value(FROM)
    marc.get_by_label("to", exact=True).fill(TO)
    marc.get_by_label("Why this one").fill("Three of four deals stalled.")
    marc.get_by_role("button", name="Decide on this item").click()
    for page in (marc, priya, tomasz):
        expect(page.locator(".big-ball")).to_contain_text(TO)
    decision = site.session.scalar(select(Decision))
    assert (decision.theme.title, {there.person.name for there in decision.present}) == (
        EARLY, {"Marc Oduya", "Priya Raman", "Tomasz Wilk"})


def test_all_of_it_by_keyboard(site, cast, review, come):
    page = come(cast.marc)
    for name, left in ((f"One dot more on “{DATE}”", 1), (f"One dot more on “{DATE}”", 2), (f"One dot less on “{DATE}”", 1)):
        page.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".three .full")).to_have_count(left)
        expect(page.get_by_role("button", name=name)).to_be_focused()
    page.get_by_role("button", name="Show the dots").focus()
    page.keyboard.press("Space")
    expect(page.locator(".room-dots")).to_have_text(["0 dots", "1 dot", "0 dots"])
    page.get_by_role("radio", name=EARLY).focus()
    page.keyboard.press("ArrowDown")
    for label, words in (("from", FROM), ("to", TO), ("Why this one", "The room’s dots say so.")):
        page.get_by_label(label, exact=label != "Why this one").focus()
        page.keyboard.type(words)
    page.get_by_role("button", name="Decide on this item").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".big-ball")).to_contain_text(TO)
    assert site.session.scalar(select(Decision)).theme.title == DATE


@pytest.mark.parametrize("length", [20, 140, 400, 1500])
def test_an_item_of_any_length_fits_into_the_ball(site, cast, review, come, length):
    words = ("naming, with the champion, everyone who decides before a quote goes out " * 30)[:length].strip()
    first = site.session.scalars(select(choosing.Theme)).first()
    choosing.decide(review, theme_id=first.id, item_from=words[::-1], item_to=words, reason="c", present=[cast.marc.id], by=cast.marc,
                    at=site.clock())
    site.session.commit()
    for path, viewport in (("wall", WALL), ("wall", LAPTOP), ("room", LAPTOP), ("room", PHONE)):
        page = come(cast.priya, path, viewport)
        assert page.evaluate(OUTSIDE) == [], (path, viewport)
        assert faults(page) == []
        page.context.close()


# The words that leave the ball, stand over one another or, on the wall, make the page scroll.
OUTSIDE = """() => {
  const box = (name) => document.querySelector(name)?.getBoundingClientRect();
  const to = box(".big-ball p"), ball = box(".big-ball svg"), from = box(".was"), until = box(".until"), wide = innerWidth > 900;
  const found = [];
  if (wide && (to.top < ball.top || to.bottom > ball.bottom || to.left < ball.left || to.right > ball.right)) found.push("ball");
  if (from.top < until.bottom) found.push("from");
  if (wide && from.right > ball.left && from.bottom > ball.bottom - 40) found.push("beside");
  if (document.documentElement.classList.contains("on-wall") && document.scrollingElement.scrollHeight > innerHeight) found.push("scrolls");
  return found;
}"""
