"""Words that were typed and not sent: a click elsewhere asks first."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import a_plan
from tests.cast import make_cast


@pytest.fixture
def plan(site):
    """Ana's plan, begun, and nothing written into it."""
    return a_plan.draft(site.session, make_cast(site.session, at=site.clock()), at=site.clock())


@pytest.fixture
def dustin(site, plan, enter):
    """Her manager, with the draft open."""
    address, manager = f"{site.root}/plans/{plan.id}", plan.manager
    page = enter(manager)
    page.goto(address)
    return page


def test_saving_one_part_of_a_draft_asks_before_it_loses_another(dustin):
    asked = []
    dustin.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    dustin.get_by_label("What got better").fill("She asks what the price is compared with.")
    dustin.get_by_label("Who would see it, and where?").fill("Priya, in the notes of each quote")
    with dustin.expect_event("dialog"):
        dustin.get_by_role("button", name="Save witness").click()

    expect(dustin.get_by_label("What got better")).to_have_value("She asks what the price is compared with.")
    assert asked == ["beforeunload"]


def test_sending_the_only_form_asks_nothing(site, plan, dustin):
    asked = []
    dustin.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    dustin.get_by_label("Who would see it, and where?").fill("Priya, in the notes of each quote")
    with dustin.expect_navigation():
        dustin.get_by_role("button", name="Save witness").click()

    assert asked == []
    site.session.expire_all()
    assert plan.witness == "Priya, in the notes of each quote"
