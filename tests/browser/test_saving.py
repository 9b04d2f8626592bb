"""What a contributor types is saved as they type it, and survives what happens to networks, sessions, windows, browsers."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from reviews.observations import Observation
from reviews.signing_in import SignIn
from tests.browser.conftest import LAPTOP, PHONE, faults, nothing_waits
from tests.gathering import gathering, review_of

SEEN = "Halden: the quote went out the day after the demo, with one contact in the CRM."


@pytest.fixture
def about_ana(site, cast) -> str:
    """The address of Priya's page about Ana."""
    address = f"{site.root}/reviews/{review_of(gathering(site.session, cast, at=site.clock()), cast.ana).id}/observations"
    site.session.commit()  # the test holds nothing while the browser writes
    return address


@pytest.fixture
def priya(cast, about_ana, enter):
    """`priya()` is her at that page, in a browser of her own."""
    def come(viewport=LAPTOP) -> Page:
        page = enter(cast.priya, viewport)
        page.goto(about_ana)
        return page
    return come


def field(page: Page):
    return page.get_by_label("What happened, and when?")


def kept(site) -> list[tuple[str, bool]]:
    site.session.rollback()
    found = [(one.text, bool(one.handed_in_at)) for one in site.session.scalars(select(Observation).order_by(Observation.id))]
    site.session.rollback()
    return found


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_what_is_typed_is_saved_and_there_on_coming_back(priya, site, viewport):
    page = priya(viewport)
    field(page).press_sequentially("Halden: the quo")
    expect(page.get_by_text("Saved 10:00")).to_be_visible()
    expect(page.get_by_role("link", name="Ana Kovač 1 draft")).to_be_visible()
    nothing_waits(page)
    assert kept(site) == [("Halden: the quo", False)]
    assert faults(page) == []
    page.reload()
    expect(field(page)).to_have_value("Halden: the quo")
    field(page).fill(SEEN)
    page.get_by_text("could get better").click()
    expect(page.get_by_text("Saved 10:00")).to_be_visible()
    page.get_by_role("button", name="Hand in, on to").click()
    expect(page.get_by_role("heading", name="What did you see of Farid")).to_be_visible()
    assert kept(site) == [(SEEN, True)]


def test_the_network_goes_while_one_types_and_comes_back(priya, site):
    page = priya()
    page.context.set_offline(True)
    field(page).fill(SEEN)
    expect(page.get_by_text("Not saved yet. It is kept in this browser")).to_be_visible()
    assert kept(site) == []
    page.context.set_offline(False)
    expect(page.get_by_text("Saved 10:00")).to_be_visible()
    assert kept(site) == [(SEEN, False)]


def test_a_session_ends_while_one_types(priya, site, cast):
    page = priya()
    site.session.execute(update(SignIn).values(ended_at=site.clock()))
    site.session.commit()
    field(page).fill(SEEN)
    expect(page.get_by_text("you are signed out. It is kept in this browser")).to_be_visible()
    page.goto(site.link_for(cast.priya))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    nothing_waits(page)
    assert kept(site) == [(SEEN, False)]


def test_the_browser_is_closed_before_the_server_had_it(priya, site, cast, new_context, about_ana):
    page = priya()
    page.context.set_offline(True)
    field(page).fill(SEEN)
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    state = page.context.storage_state()
    page.context.close()
    again = new_context(storage_state=state).new_page()
    again.goto(about_ana)
    expect(field(again)).to_have_value(SEEN)
    expect(again.get_by_text("Saved 10:00")).to_be_visible()
    assert kept(site) == [(SEEN, False)]


def test_leaving_by_a_link_within_the_pause_loses_nothing(priya, site):
    page = priya()
    field(page).fill(SEEN)
    page.get_by_role("link", name="Who sees what").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who sees what")
    nothing_waits(page)
    assert kept(site) == [(SEEN, False)]


def hold_back(page: Page, address: str):
    """What is asked for at this address comes when what this gives is called. A browser may ask twice: ahead of a page, and for it."""
    held, free = [], []
    page.route(address, lambda route: route.continue_() if free else held.append(route))

    def let_go() -> None:
        free.append(True)
        for route in held:
            route.continue_()

    return let_go


def test_what_is_typed_before_the_script_has_come_is_saved_too(cast, about_ana, enter, site):
    page = enter(cast.priya)
    go_on = hold_back(page, "**/js/save.js")
    page.goto(about_ana, wait_until="commit")
    field(page).fill(SEEN)
    go_on()
    expect(page.get_by_text("Saved 10:00")).to_be_visible()
    assert kept(site) == [(SEEN, False)]


@pytest.mark.parametrize("picked, left", [
    ("Keep mine", [("From the phone", False)]), ("Take that one", [("From the laptop", False)]),
    ("Keep both", [("From the laptop", False), ("From the phone", False)]),
])
def test_two_windows_with_other_words_and_the_person_picks(priya, site, picked, left):
    first = priya()
    field(first).fill("Both see this")
    expect(first.get_by_text("Saved 10:00")).to_be_visible()
    second = first.context.new_page()
    second.goto(first.url)
    field(first).fill("From the laptop")
    expect(first.get_by_text("Saved 10:00")).to_be_visible()
    nothing_waits(first)
    field(second).fill("From the phone")
    other = second.get_by_role("alert").filter(has_text="In another window this was saved since")
    expect(other).to_contain_text("From the laptop")
    expect(field(second)).to_have_value("From the phone")
    assert kept(site) == [("From the laptop", False)]
    assert faults(second) == []
    other.get_by_role("button", name=picked).click()
    if picked == "Keep both":
        expect(second.get_by_role("article").filter(has_text="From the laptop")).to_be_visible()
    nothing_waits(second)
    expect(field(second)).to_have_value(left[-1][0])
    assert kept(site) == left


def test_keeping_both_makes_one_second_draft_also_when_its_answer_is_lost(priya, site):
    first = priya()
    field(first).fill("Both see this")
    expect(first.get_by_text("Saved 10:00")).to_be_visible()
    second = first.context.new_page()
    second.goto(first.url)
    field(first).fill("From the laptop")
    nothing_waits(first)
    field(second).fill("From the phone")
    both = second.get_by_role("button", name="Keep both")
    expect(both).to_be_visible()
    lost = []

    def lose(route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    second.route("**/reviews/*/drafts", lose, times=1)
    both.click()
    expect(both).to_be_visible()
    both.click()
    expect(second.get_by_role("article").filter(has_text="From the laptop")).to_be_visible()
    assert (lost, kept(site)) == ([200], [("From the laptop", False), ("From the phone", False)])


def test_words_that_lay_here_do_not_take_the_place_of_what_is_typed_before_the_script_has_come(priya, new_context, about_ana):
    page = priya()
    field(page).fill("Kept by the server")
    expect(page.get_by_text("Saved 10:00")).to_be_visible()
    page.context.set_offline(True)
    field(page).fill("Kept by the browser")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    state = page.context.storage_state()
    page.context.close()
    again = new_context(storage_state=state).new_page()
    go_on = hold_back(again, "**/js/save.js")
    again.goto(about_ana, wait_until="commit")
    field(again).fill("Typed at once")
    go_on()
    expect(again.get_by_role("alert")).to_contain_text("Kept by the browser")
    expect(field(again)).to_have_value("Typed at once")
