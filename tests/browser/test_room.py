"""Three browsers in one meeting: what one does the others see; and words, places and connections survive."""

import re

import pytest
from playwright.sync_api import Page, expect

from reviews import leading
from reviews.leading import Place
from tests.browser.conftest import faults
from tests.gathering import MEETS
from tests.on_the_table import table

LATE = 60_000  # milliseconds, on a network where each answer takes three seconds and some never come


@pytest.fixture
def ana(site, cast):
    """Ana is on the table, fifteen cards about her, the room at reading."""
    review = table(site.session, cast, at=site.clock())
    site.clock.at = MEETS
    bring(site, review, "read", cast)
    return review


@pytest.fixture
def room(site, ana, enter):
    """`room(priya)` is her page of the room, in a browser of her own."""
    meeting_id = ana.meeting_id
    site.session.commit()  # looking holds the lock of a file

    def come_in(person, path="room", **options) -> Page:
        page = enter(person, **options)
        page.goto(f"{site.root}/meetings/{meeting_id}/{path}")
        return page

    return come_in


def bring(site, review, phase, cast):
    leading.go(review.meeting, Place(review.id, phase), by=cast.marc, at=site.clock())
    site.session.commit()


def phase(page: Page):
    return page.locator(".phases [aria-current=step]")


def test_where_one_leads_the_room_the_others_follow(room, cast):
    marc, priya, dustin = room(cast.marc), room(cast.priya), room(cast.dustin)
    for button, name in (("Next: Merge", "Merge"), ("Next: Choose", "Choose"), ("Back", "Merge")):
        marc.get_by_role("button", name=button, exact=True).click()
        for page in (marc, priya, dustin):
            expect(phase(page)).to_have_text(name)
    expect(priya.locator("#present p").first).to_have_text(re.compile("Dustin, Marc leads, Priya"))
    expect(priya).to_have_title("Ana Kovač: merge · Courtside")
    assert [faults(page) for page in (marc, priya)] == [[], []]


def test_who_types_stays_where_they_are_and_follows_when_they_want(room, cast, site, ana):
    priya = room(cast.priya)
    field = priya.locator("#add textarea").first
    priya.locator("#add summary").first.click()
    field.fill("Half a sentence about")
    bring(site, ana, "merge", cast)
    expect(priya.get_by_text("The room has moved on to merge. You are still at read.")).to_be_visible()
    expect(field).to_have_value("Half a sentence about")
    bring(site, ana, "choose", cast)
    expect(priya.get_by_text("The room has moved on to choose")).to_be_visible()
    expect(field).to_be_focused()
    priya.reload()
    expect(phase(priya)).to_have_text("Read")
    priya.get_by_role("link", name="Follow").click()
    expect(phase(priya)).to_have_text("Choose")


def test_a_lost_network_is_said_and_heals_with_everything_caught_up(room, cast, site, ana):
    priya, marc = room(cast.priya), room(cast.marc)
    priya.context.set_offline(True)
    expect(priya.get_by_text("The connection is lost")).to_be_visible()
    bring(site, ana, "merge", cast)
    expect(phase(marc)).to_have_text("Merge")
    expect(phase(priya)).to_have_text("Read")
    priya.context.set_offline(False)
    expect(phase(priya)).to_have_text("Merge")
    expect(priya.get_by_text("The connection is lost")).to_be_hidden()


def test_an_act_that_did_not_arrive_is_said_and_counts_once_when_it_is_sent_again(room, cast, site, ana):
    marc = room(cast.marc)
    lost, sent = [], []

    def lose(route) -> None:
        sent.append(route.request.post_data)
        lost.append(route.fetch().status)
        route.abort()

    marc.route("**/room/minutes", lose, times=1)
    marc.get_by_role("button", name="+ 2").click()
    expect(marc.get_by_text("That did not arrive")).to_be_visible()
    key = marc.locator("form").filter(has_text="+ 2").locator("input[name=_once]").get_attribute("value")
    assert key in sent[0]
    marc.get_by_role("button", name="+ 2").click()
    expect(marc.locator(".clock")).to_contain_text("of 14 min")
    assert lost == [200]


def test_leaving_is_shown_and_coming_back_too(room, cast, site):
    marc, priya = room(cast.marc), room(cast.priya)
    expect(marc.locator("#present p").first).to_contain_text("Priya")
    priya.goto(f"{site.root}/")
    expect(marc.locator("#present")).to_contain_text("Away Priya")
    priya.go_back()
    expect(marc.locator("#present")).not_to_contain_text("Away")


def test_the_clock_runs_by_the_servers_time_and_turns_near_the_end(room, cast, site, ana):
    site.clock.forward(minutes=11)
    priya = room(cast.priya)
    priya.clock.install()
    expect(priya.get_by_role("timer")).to_have_text(re.compile(r"0:\d\d|1:00"))
    expect(priya.locator(".clock.near")).to_be_visible()
    site.clock.forward(minutes=4)
    priya.reload()
    expect(priya.get_by_role("timer")).to_have_text(re.compile(r"over by 3:\d\d"))
    expect(priya.locator("#bar"), "nothing is cut off, and nothing moves by itself").not_to_contain_text("Next")


def test_a_menu_that_is_open_stays_open_and_focus_stays_when_others_act(room, cast, site, ana):
    marc = room(cast.marc)
    menu = marc.locator("summary").filter(has_text="Room")
    menu.click()
    menu.focus()
    leading.give_minutes(ana.meeting, 2, by=cast.dustin, at=site.clock())
    site.session.commit()
    expect(marc.locator(".clock")).to_contain_text("of 14 min")
    expect(marc.get_by_role("button", name="Take a break")).to_be_visible()
    expect(menu).to_be_focused()


def test_without_a_script_the_room_is_led_and_followed_by_its_buttons(room, cast):
    marc, priya = room(cast.marc, java_script_enabled=False), room(cast.priya, java_script_enabled=False)
    marc.get_by_role("button", name="Next: Merge").click()
    expect(phase(marc)).to_have_text("Merge")
    expect(phase(priya)).to_have_text("Read")
    priya.get_by_role("button", name="Look again").click()
    expect(phase(priya)).to_have_text("Merge")
    marc.reload()
    expect(marc.locator("#present p").first).to_contain_text("Priya")


def test_the_room_is_led_by_the_keyboard_alone(room, cast):
    marc = room(cast.marc)
    button = marc.get_by_role("button", name="Next: Merge")
    for _ in range(40):
        marc.keyboard.press("Tab")
        if button.evaluate("element => element === document.activeElement"):
            break
    marc.keyboard.press("Enter")
    expect(phase(marc)).to_have_text("Merge")


def test_the_wall_shows_the_room_to_all_without_a_control(room, cast, site, ana):
    wall = room(cast.marc, path="wall", viewport={"width": 1920, "height": 1080})
    expect(phase(wall)).to_have_text("Read")
    bring(site, ana, "merge", cast)
    expect(phase(wall)).to_have_text("Merge")
    expect(wall.locator("#room button, #room select, #room textarea")).to_have_count(0)
    assert faults(wall) == []


def test_a_phone_on_a_bad_network_is_late_and_loses_nothing(room, cast, site, ana):
    """Three seconds to every answer, and one in ten that never comes."""
    priya, asked = room(cast.priya, viewport={"width": 360, "height": 740}), []

    def lose_one_in_ten(route) -> None:
        asked.append(route.request.url)
        (route.abort if len(asked) % 10 == 2 else route.continue_)()  # two phases are brought here, each by an answer of its own

    priya.context.new_cdp_session(priya).send("Network.emulateNetworkConditions", {
        "offline": False, "latency": 3_000, "downloadThroughput": 40_000, "uploadThroughput": 20_000})
    priya.route("**/meetings/**", lose_one_in_ten)
    priya.get_by_role("button", name="I have read it").click()
    expect(priya.get_by_text("1 of 1 have read")).to_be_visible(timeout=LATE)
    bring(site, ana, "merge", cast)
    expect(phase(priya)).to_have_text("Merge", timeout=LATE)
    bring(site, ana, "choose", cast)
    expect(phase(priya)).to_have_text("Choose", timeout=LATE)
    expect(priya.get_by_text("The connection is lost")).to_be_hidden(timeout=LATE)
    assert len(asked) >= 3, "at least one answer never came"
