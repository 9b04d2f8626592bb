"""Read, on two laptops: what one says the other sees, without a word of their own being touched."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from reviews import leading
from reviews.leading import Place
from reviews.observations import Observation
from reviews.rooms import READ
from tests.browser.conftest import LAPTOP, PHONE, faults, nothing_waits
from tests.on_the_table import HANDOVER, table

SEEN, HALF = "Vestby asked me for the price list twice.", "Orsted rang again, and I had no"


@pytest.fixture
def room(site, cast, enter):
    """`room(person)` is the room at Ana's Read, in a browser of theirs."""
    review = table(site.session, cast, at=site.clock(), seen=HANDOVER)
    leading.go(review.meeting, Place(review.id, READ), early=True, by=cast.marc, at=site.clock())
    address = f"{site.root}/meetings/{review.meeting_id}/room"
    site.session.commit()

    def come(person, viewport=LAPTOP) -> Page:
        page = enter(person, viewport)
        page.goto(address)
        return page
    return come


def typing(page: Page, summary: str = "Add what you saw"):
    page.get_by_text(summary, exact=True).click()
    return page.get_by_label("What happened, and when?")


def kept(site) -> list[tuple[str, str, bool]]:
    site.session.rollback()
    found = [(one.author.first, one.text, bool(one.handed_in_at)) for one in site.session.scalars(
        select(Observation).where(Observation.key.startswith("room-") | Observation.said_at.is_not(None)).order_by(Observation.id))]
    site.session.rollback()
    return found


def test_one_says_it_and_the_other_sees_it_while_their_own_words_stay(room, cast, site):
    priya, tomasz = room(cast.priya), room(cast.tomasz)
    half = typing(tomasz)
    half.fill(HALF)
    said = typing(priya)
    priya.get_by_text("could get better").click()
    said.fill(SEEN)
    priya.get_by_role("button", name="Say it").click()
    expect(tomasz.get_by_text(SEEN, exact=True)).to_be_visible()
    expect(half).to_have_value(HALF)
    expect(half).to_be_focused()
    expect(priya.locator("article", has_text=SEEN)).to_contain_text("said in the room")
    expect(said).to_have_value("")
    said.fill("Something else.")
    expect(priya.locator("#adding .saved")).to_contain_text("Saved")
    for page in (priya, tomasz):
        nothing_waits(page)
    assert sorted(kept(site)) == [("Priya", "Something else.", False), ("Priya", SEEN, True), ("Tomasz", HALF, False)]
    tomasz.reload()
    expect(tomasz.get_by_label("What happened, and when?")).to_have_value(HALF)


def test_a_facilitator_alone_notes_what_is_said_with_four_clicks_and_the_keyboard(room, cast, site):
    marc = room(cast.marc)
    typing(marc, "Add what somebody saw")
    marc.locator("#person_id").get_by_text("Priya Raman").click()
    marc.get_by_text("could get better").click()
    marc.get_by_label("What happened, and when?").fill(SEEN)
    marc.get_by_role("button", name="Note it").click()
    expect(marc.locator("article", has_text=SEEN)).to_contain_text("noted by Marc")
    expect(marc.get_by_label("What happened, and when?")).to_have_value("")
    card = marc.locator("article", has_text="The handover of Orsted")
    card.get_by_text("Who else?").press("Enter")
    card.get_by_role("button", name="Tomasz Wilk").press("Enter")
    expect(card).to_contain_text("Tomasz saw it too")
    nothing_waits(marc)
    assert kept(site) == [("Priya", SEEN, True)]


def test_it_reads_well_on_a_phone_and_says_who_has_read(room, cast):
    phone, marc = room(cast.priya, PHONE), room(cast.marc)
    phone.get_by_role("button", name="I have read it").click()
    expect(phone.get_by_text("You have read it")).to_be_visible()
    expect(marc.get_by_text("1 of 2 have read; not yet: Marc")).to_be_visible()
    assert faults(phone) == [] and faults(marc) == []
