"""What it costs to write one observation about each of seven reps and be done, from the link in the mail: the figure that must
not grow. Typing is not counted; everything else that a hand does is."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from reviews import people
from reviews.observations import OPPORTUNITY, Observation
from tests.browser.conftest import LAPTOP, PHONE
from tests.by_link import a_link
from tests.cast import make_cast
from tests.gathering import gathering

REPS = ("Ana Kovač", "Farid Haddad", "Greta Lindqvist", "Samuel Okafor", "Owen Pryce", "Clara Reuter", "Mei Tanaka")
SEEN = "{}: the quote went out the day after the demo, with one contact in the CRM."
ALL = [(OPPORTUNITY, SEEN.format(name), True) for name in REPS]


@dataclass
class Hand:
    """Clicks, taps and presses of keys, counted. Text goes where the page has put the cursor by itself."""

    page: Page
    acts: int = 0

    def click(self, what: Locator) -> None:
        self.acts += 1
        what.click()

    def press(self, keys: str) -> None:
        self.acts += 1
        self.page.keyboard.press(keys)

    def type(self, text: str) -> None:
        expect(self.page.get_by_label("What happened, and when?")).to_be_focused()
        self.page.keyboard.type(text)


@pytest.fixture
def seven(site):
    """A meeting about seven reps that Priya is asked to; gives her and it."""
    cast = make_cast(site.session, at=site.clock())
    reps = [cast.ana, cast.farid, cast.greta] + [
        people.add(site.session, name=name, team_id=cast.team.id, at=site.clock()) for name in REPS[3:]]
    return cast.priya, gathering(site.session, cast, at=site.clock(), reps=[(rep.id, 12) for rep in reps])


@pytest.fixture
def hand(site, seven, new_context):
    """`hand()` is Priya's, at the page that the link in her mail opens."""
    def at(viewport=LAPTOP, **options) -> Hand:
        page = new_context(viewport=viewport, **options).new_page()
        page.goto(site.root + a_link(site.session, *seven, at=site.clock()))
        return Hand(page)
    return at


def with_the_mouse(hand: Hand, text: str) -> None:
    hand.click(hand.page.get_by_text("could get better"))
    hand.type(text)
    hand.press("Control+Enter")


def with_the_keyboard(hand: Hand, text: str) -> None:
    hand.press("ArrowRight")
    hand.press("Tab")
    hand.type(text)
    hand.press("Control+Enter")


def with_a_thumb(hand: Hand, text: str) -> None:
    hand.click(hand.page.get_by_text("could get better"))
    hand.type(text)
    hand.click(hand.page.get_by_role("button", name="on to").or_(hand.page.locator(".primary", has_text="Hand in")))


@pytest.mark.parametrize("way, figure", [(with_the_mouse, 1 + 7 * 2), (with_the_keyboard, 2 + 7 * 3)])
def test_seven_reps_at_a_laptop(hand, site, way, figure):
    priya = hand()
    if way is with_the_keyboard:
        priya.page.get_by_role("button", name="Write about 7 reps").focus()
        priya.acts += 1  # it is reached by the keyboard, too; how far it lies from the top is not what grows with the reps
        priya.press("Enter")
    else:
        priya.click(priya.page.get_by_role("button", name="Write about 7 reps"))
    assert (through(priya, way), written(site)) == (figure, ALL)


def test_seven_reps_on_a_phone(hand, site):
    priya = hand(PHONE, has_touch=True, is_mobile=True)
    priya.click(priya.page.get_by_role("button", name="Write about 7 reps"))
    acts = through(priya, with_a_thumb)
    assert (acts, written(site)) == (1 + 7 * 2, ALL)


def through(hand: Hand, way) -> int:
    """One rep after the other, to the page that says it is done; gives what it cost."""
    for name in REPS:
        expect(hand.page.get_by_role("heading", level=1).locator("bdi")).to_have_text(name)
        hand.page.wait_for_load_state()
        way(hand, SEEN.format(name))
    expect(hand.page.get_by_role("heading", name="That was the last one")).to_be_visible()
    return hand.acts


def written(site) -> list[tuple[str, str, bool]]:
    site.session.rollback()
    return [(one.kind, one.text, bool(one.handed_in_at)) for one in site.session.scalars(select(Observation).order_by(Observation.id))]
