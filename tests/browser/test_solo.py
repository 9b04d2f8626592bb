"""A facilitator alone with a shared screen: a rep with twelve observations, from the look back to the published plan.

The figure that must not grow: clicks of the one hand. Typing is not counted.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from reviews.plans import Plan
from tests.browser.conftest import faults
from tests.gathering import MEETS
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, table

TWELVE = [*QUOTES, *DATES, *HANDOVER]
LAPTOP = {"width": 1280, "height": 720}
TO_THE_DRAFT, TO_THE_PLAN = 19, 2


@dataclass
class Hand:
    """Clicks, counted."""

    page: Page
    clicks: int = 0

    def click(self, name: str, role: str = "button") -> None:
        self.on(self.page.get_by_role(role, name=name, exact=True))

    def on(self, what: Locator) -> None:
        self.clicks += 1
        what.click()

    def next(self, phase: str) -> None:
        """On to the next phase, and a picture of it where somebody wants to look."""
        self.click(f"Next: {phase}")
        expect(self.page.locator(".phases [aria-current=step]")).to_have_text(phase)
        if folder := os.environ.get("PICTURES"):
            self.page.screenshot(path=Path(folder) / f"solo-{phase.lower()}.png")


@pytest.fixture
def review(site, cast):
    review = table(site.session, cast, at=site.clock(), seen=TWELVE, gains=GAINS, taken_up=False)
    site.clock.at = MEETS
    return review


def test_one_rep_alone_from_twelve_observations_to_the_published_plan(site, cast, review, enter):
    address = f"{site.root}/meetings/{review.meeting_id}/room"
    site.session.commit()
    marc = Hand(enter(cast.marc, LAPTOP))
    marc.page.goto(address)
    hold_the_meeting(marc)
    assert faults(marc.page) == []
    plan = site.session.scalar(select(Plan))
    assert (plan.state, plan.cause, len(plan.commitments), plan.target) == ("draft", "skill", 2, 3.0)
    talk = f"{site.root}/plans/{plan.id}/talk"
    site.session.commit()
    dustin = Hand(enter(cast.dustin, LAPTOP))
    dustin.page.goto(talk)
    talk_it_through(dustin)
    site.session.expire_all()
    assert (plan.state, [one.owner.first for one in plan.commitments]) == ("active", ["Ana", "Dustin"])
    assert (marc.clicks, dustin.clicks) == (TO_THE_DRAFT, TO_THE_PLAN)


def hold_the_meeting(marc: Hand) -> None:
    page = marc.page
    marc.click("Begin with Ana")
    marc.next("Read")
    marc.next("Merge")
    marc.on(page.get_by_role("button", name="Take it Orsted"))
    expect(page.locator(".theme:not(.suggested, .alone) h3").first).to_be_visible()
    marc.next("Choose")
    marc.on(page.get_by_role("radio").first)
    page.get_by_label("from", exact=True).fill("sending the quote right after the demo")
    page.get_by_label("to", exact=True).fill("naming everyone who decides before a quote goes out")
    page.get_by_label("Why this one").fill("Three functions saw a quote go out before anybody knew who decides.")
    marc.click("Decide on this item")
    expect(page.get_by_role("button", name="Next: Diagnose")).to_be_visible()
    marc.next("Diagnose")
    marc.on(page.get_by_label("skill: knows how"))
    page.get_by_label("What makes you think so").fill("She asks for it in role-plays, not on calls.")
    marc.click("Save the cause")
    expect(page.locator("[name=cause][checked]")).to_have_value("skill")
    marc.next("Plan")
    for text in ("Draw the map of who decides before each quote.", "Sit in on two first calls, and ask her who is missing."):
        page.locator("#one-more").get_by_label("What will be done").fill(text)
        marc.on(page.locator("#one-more").get_by_label("Every week until the last day"))
        marc.on(page.locator("#one-more").get_by_role("button"))
        expect(page.locator("#promises .said").get_by_text(text, exact=True)).to_be_visible()
    page.get_by_label("Who would see it, and where?").fill("Dustin, in the first call with a new customer.")
    marc.on(page.locator("#part-witness").get_by_role("button", name="Save"))
    measure = page.locator("#part-measure")
    measure.get_by_label("What is it that one sees").first.fill("Names everyone who decides before a quote goes out.")
    marc.clicks += 2  # each list is opened and chosen from, by one hand
    measure.get_by_label("Before", exact=True).first.select_option("never")
    measure.get_by_label("Target", exact=True).first.select_option("usually")
    marc.on(measure.get_by_role("button", name="Save").first)
    expect(page.get_by_text("Nothing is missing but the talk.")).to_be_visible()


def talk_it_through(dustin: Hand) -> None:
    page = dustin.page
    page.get_by_label("What Ana wants to reach").fill("I want to know who else has to say yes.")
    dustin.click("Note the talk")
    expect(page.get_by_role("heading", name="Nothing is missing")).to_be_visible()
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=Path(folder) / "solo-talk.png")
    dustin.click("Publish")
    expect(page.get_by_role("link", name="One page to pin up")).to_be_visible()
