"""The talk with the rep in a browser: from the draft to the published plan, at one laptop or on a phone, and nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from reviews import voices
from reviews.plans import Plan
from tests.a_plan import GOAL, promised, ready
from tests.browser.conftest import LAPTOP, PHONE, faults, nothing_waits

AGAINST = "Not every quote needs three names."


@pytest.fixture
def plan(site, cast) -> Plan:
    """A draft that lacks nothing but the talk; Ana answered before the meeting."""
    plan = ready(site.session, cast, at=site.clock(), without=("talk",))
    voices.hand_in(plan.review, wants="To hear earlier who decides.", hindered="x" * 300, at=site.clock())
    site.session.commit()
    return plan


@pytest.fixture
def dustin(cast, plan, enter):
    """`dustin()` comes to the talk from his Today."""
    def come(viewport=LAPTOP, **options) -> Page:
        page = enter(cast.dustin, viewport, **options)
        page.get_by_role("link", name="Talk it through").click()
        expect(page.get_by_role("heading", name="The talk with Ana Kovač")).to_be_visible()
        return page

    return come


def goal(page: Page):
    return page.get_by_label("What Ana wants to reach")


def saved(page: Page) -> None:
    expect(page.locator(".saved")).to_contain_text("Saved 10:00")


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_from_the_draft_to_the_published_plan(dustin, site, plan, viewport):
    page = dustin(viewport)
    assert faults(page) == []
    expect(page.get_by_role("button", name="Publish")).to_be_disabled()
    goal(page).fill(GOAL)
    page.get_by_label("What Ana says against it").fill(AGAINST)
    saved(page)
    page.get_by_label("One more").fill("Ask for names in the first call.")
    page.get_by_label("Every week until the last day").last.check()
    page.get_by_role("button", name="Add commitment").click()
    expect(page.get_by_label("What will be done")).to_have_count(3)
    expect(goal(page)).to_have_value(GOAL)
    page.get_by_role("button", name="Note the talk").click()
    expect(page.get_by_role("heading", name="Nothing is missing")).to_be_visible()
    assert faults(page) == []
    goal(page).fill(f"{GOAL} And in the second one.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="One page to pin up")).to_be_visible()
    expect(page.get_by_text(AGAINST)).to_be_visible()
    nothing_waits(page)
    site.session.rollback()
    assert (plan.goal, plan.talk.rep_says, len(plan.commitments)) == (f"{GOAL} And in the second one.", AGAINST, 5)
    assert plan.versions[0].content["goal"] == plan.goal


def test_what_is_typed_in_one_form_survives_saving_another(dustin, site, plan):
    page = dustin()
    first, second = (page.get_by_label("What will be done").nth(place) for place in (0, 1))
    first.fill("Draw two maps.")
    page.get_by_label("One more").fill("Ask Halden who signs.")
    page.get_by_label("Every week until the last day").last.check()
    goal(page).fill(GOAL)
    second.fill("Ask it in the second call as well.")
    saved(page)
    page.get_by_role("button", name="Save Ask").click()
    expect(second).to_have_value("Ask it in the second call as well.")
    expect(first).to_have_value("Draw two maps.")
    expect(goal(page)).to_have_value(GOAL)
    expect(page.get_by_label("One more")).to_have_value("Ask Halden who signs.")
    expect(page.get_by_label("Every week until the last day").last).to_be_checked()
    page.get_by_role("button", name="Add commitment").click()
    expect(page.get_by_label("What will be done")).to_have_count(3)
    expect(page.get_by_label("One more")).to_have_value("")
    expect(first).to_have_value("Draw two maps.")
    page.get_by_role("button", name="Save Draw").click()
    expect(page.get_by_role("button", name="Save Draw two maps.")).to_be_visible()
    nothing_waits(page, of="talk-")
    site.session.rollback()
    assert (plan.goal, plan.talked_on, promised(plan, "Draw").text) == (GOAL, None, "Draw two maps.")


def test_a_commitment_that_was_not_added_is_asked_about_before_publishing(dustin, site, plan):
    page, asked = dustin(), []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    goal(page).fill(GOAL)
    page.get_by_label("One more").fill("Ask Halden who signs.")
    saved(page)
    page.get_by_role("button", name="Note the talk").click()
    expect(page.get_by_label("One more")).to_have_value("Ask Halden who signs.")
    with page.expect_event("dialog"):
        page.get_by_role("button", name="Publish").click()
    expect(page.get_by_label("One more")).to_have_value("Ask Halden who signs.")
    site.session.rollback()
    assert (asked, plan.published_at) == (["beforeunload"], None)
    site.session.rollback()  # lets go of the database
    goal(page).fill("Typed on, since it was not published.")
    nothing_waits(page, of="talk-")
    page.get_by_label("One more").fill("")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="One page to pin up")).to_be_visible()
    site.session.rollback()
    assert (asked, plan.goal) == (["beforeunload"], "Typed on, since it was not published.")


def test_two_windows_with_other_words_and_the_manager_picks(dustin, site, plan):
    page = dustin()
    goal(page).fill("Both see this")
    saved(page)
    other = page.context.new_page()
    other.goto(page.url)
    goal(page).fill("From the laptop")
    nothing_waits(page)
    goal(other).fill("From the phone")
    alert = other.get_by_role("alert").filter(has_text="In another window this was saved since")
    expect(alert).to_contain_text("From the laptop")
    assert faults(other) == []
    alert.get_by_role("button", name="Keep mine").click()
    nothing_waits(other)
    other.get_by_role("button", name="Note the talk").click()
    expect(other.get_by_role("heading", name="Nothing is missing")).to_be_visible()
    site.session.rollback()
    assert plan.goal == "From the phone"


def test_it_all_works_without_a_script(dustin, site, plan):
    page = dustin(java_script_enabled=False)
    goal(page).fill("I want")
    page.get_by_role("button", name="Keep for now").click()
    saved(page)
    expect(goal(page)).to_have_value("I want")
    page.get_by_role("button", name="Remove Ask").click()
    expect(page.get_by_label("What will be done")).to_have_count(1)
    goal(page).fill(GOAL)
    page.get_by_role("button", name="Note the talk").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="One page to pin up")).to_be_visible()
    site.session.rollback()
    assert (plan.goal, len(plan.commitments)) == (GOAL, 3)
