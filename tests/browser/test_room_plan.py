"""Diagnose and Plan in the room, in several browsers at once, by keyboard, on the wall and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from reviews import commitments
from reviews.commitments import Commitment
from reviews.plans import Plan
from reviews.rooms import DIAGNOSE
from tests.a_plan import FACTS
from tests.browser.conftest import PHONE, faults
from tests.planning import planning, room

SMALL, WALL = {"width": 1280, "height": 720}, {"width": 1920, "height": 1080}
HERS, HIS = "Send Ana the open quotes with one contact.", "Run one role-play before her next demo."


@pytest.fixture
def address(site, cast):
    plan = planning(site.session, cast, at=site.clock(), phase=DIAGNOSE)
    found = site.root + room(plan.review.meeting)
    site.session.commit()
    return found


def at(page: Page, address: str) -> Page:
    page.goto(address)
    return page


def promise(page: Page, text: str):
    """A commitment on the stage."""
    return page.locator("#promises .said").get_by_text(text, exact=True)


def take_on(page: Page, text: str) -> None:
    form = page.locator("#one-more")
    form.get_by_label("What will be done").fill(text)
    form.get_by_label("Every week until the last day").check()


def test_the_room_from_the_cause_to_a_draft_that_lacks_nothing_but_the_talk(site, cast, address, enter):
    marc, priya, tomasz = (at(enter(person, SMALL), address) for person in (cast.marc, cast.priya, cast.tomasz))
    marc.get_by_label("skill: knows how").check()
    marc.get_by_label("What makes you think so").fill(FACTS["cause_note"])
    assert [faults(page) for page in (marc, priya)] == [[], []]
    marc.get_by_role("button", name="Save the cause").click()
    expect(priya.locator("#causes [aria-current]")).to_contain_text("Skill")
    expect(priya.get_by_text(FACTS["cause_note"])).to_be_visible()

    marc.get_by_role("button", name="Next: Plan").click()
    for page in (priya, tomasz):
        expect(page.get_by_role("heading", name="Still missing")).to_be_visible()
    take_on(priya, HERS)
    take_on(tomasz, HIS)
    for page in (priya, tomasz):  # both have typed before either has sent
        page.get_by_role("button", name="I take this on").click()
    for page in (marc, priya, tomasz):
        for text in (HERS, HIS):
            expect(promise(page, text)).to_be_visible()
        expect(page.locator("#lacking")).not_to_contain_text("commitment of a coach")
    assert [faults(page) for page in (marc, priya)] == [[], []]

    take_on(marc, "Draw the decision map.")  # offered for Ana, whose is missing
    marc.get_by_role("button", name="Note it").click()
    expect(marc.locator("#promises")).to_contain_text("for the talk")
    marc.get_by_label("Who would see it, and where?").fill("Dustin, in calls")
    marc.get_by_role("button", name="Save witness").click()
    marc.get_by_label("What is it that one sees").fill(FACTS["measure_what"])
    marc.get_by_label("Before", exact=True).first.select_option("now and then")
    marc.get_by_label("Target", exact=True).first.select_option("usually")
    marc.get_by_role("button", name="Save measure").first.click()
    for page in (marc, priya, tomasz):
        expect(page.locator("#lacking")).to_have_text("Nothing is missing but the talk.")
    expect(priya.locator("#next-step")).to_contain_text("no mail goes out")
    site.session.commit()
    assert [(one.owner.first, one.text, one.accepted_at is not None) for one in site.session.scalars(select(Commitment).order_by(Commitment.owner_id))] == [
        ("Ana", "Draw the decision map.", False), ("Priya", HERS, True), ("Tomasz", HIS, True)]
    site.session.rollback()


def test_what_one_types_and_chooses_stays_while_others_save(site, cast, address, enter):
    marc, priya = (at(enter(person, SMALL), address) for person in (cast.marc, cast.priya))
    marc.get_by_role("button", name="Next: Plan").click()
    marc.get_by_label("Whose").select_option("Ingrid Solheim, service")
    marc.get_by_label("Who would see it, and where?").fill("Half a sent")
    take_on(priya, HERS)
    priya.get_by_role("button", name="I take this on").click()
    expect(promise(marc, HERS)).to_be_visible()
    expect(marc.get_by_label("Whose").locator("option:checked")).to_have_text("Ingrid Solheim, service")
    expect(marc.get_by_label("Who would see it, and where?")).to_have_value("Half a sent")
    expect(priya.get_by_label("What will be done").first).to_have_value("")


def test_by_keyboard_alone_one_takes_on_words_anew_and_takes_out(site, cast, address, enter):
    marc, priya = (at(enter(person, SMALL), address) for person in (cast.marc, cast.priya))
    marc.get_by_role("button", name="Next: Plan").click()
    expect(priya.get_by_role("heading", name="Who does what")).to_be_visible()
    keys = priya.keyboard
    priya.locator("#one-more textarea").focus()
    keys.type("Send the quotes.")
    priya.locator("#one-more [type=checkbox]").focus()
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    expect(promise(priya, "Send the quotes.")).to_be_visible()
    priya.locator(".change > summary").focus()
    keys.press("Enter")
    keys.press("Tab")
    keys.press("End")
    keys.type(" On Mondays.")
    keys.press("Tab")
    expect(priya.locator(".change [name=due_on]")).to_be_focused()
    priya.get_by_role("button", name="Save Send the quotes.").focus()
    keys.press("Enter")
    expect(promise(marc, "Send the quotes. On Mondays.")).to_be_visible()
    assert faults(priya) == []
    priya.get_by_role("button", name="Take it out").focus()
    keys.press("Enter")
    expect(marc.get_by_text("Nothing yet.")).to_be_visible()


def test_the_wall_and_a_phone_show_it_whole(site, cast, address, enter):
    marc, wall = at(enter(cast.marc, PHONE), address), at(enter(cast.marc, WALL), address.replace("/room", "/wall"))
    phone = at(enter(cast.priya, PHONE), address)
    assert [faults(page) for page in (marc, wall, phone)] == [[], [], []]
    marc.get_by_role("button", name="Next: Plan").click()
    for page in (wall, phone):
        expect(page.get_by_role("heading", name="Who does what")).to_be_visible()
    plan = site.session.scalar(select(Plan))
    commitments.note(plan, owner_id=cast.priya.id, text=HERS, weekly=True, by=cast.marc, at=site.clock())
    site.session.commit()
    phone.get_by_role("button", name="I take this on Send Ana").click()
    expect(wall.locator("#promises")).to_contain_text(HERS)
    expect(wall.locator("#promises")).not_to_contain_text("not yet accepted")
    assert [faults(page) for page in (marc, wall, phone)] == [[], [], []]


def test_without_script_it_is_plain_forms(site, cast, address, enter):
    priya = at(enter(cast.priya, SMALL, java_script_enabled=False), address)
    marc = at(enter(cast.marc, SMALL, java_script_enabled=False), address)
    marc.get_by_role("button", name="Next: Plan").click()
    expect(marc.get_by_role("heading", name="Who does what")).to_be_visible()
    priya.goto(address)
    priya.get_by_label("What will be done").fill(HERS)
    priya.get_by_role("button", name="I take this on").click()
    expect(priya.get_by_role("alert")).to_contain_text("Say by when, or choose every week.")
    expect(priya.get_by_label("What will be done").first).to_have_value(HERS)
    priya.get_by_label("Every week until the last day").first.check()
    priya.get_by_role("button", name="I take this on").click()
    expect(priya.locator("#promises")).to_contain_text(HERS)
