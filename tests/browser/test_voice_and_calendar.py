"""The two questions and the calendar's address, in a browser: with the keyboard alone, on a phone, and for axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from reviews import voices
from tests.browser.conftest import LAPTOP, PHONE, faults
from tests.cast import make_cast
from tests.gathering import gathering, review_of


@pytest.fixture
def review(site):
    """Ana’s, while her meeting gathers."""
    cast = make_cast(site.session, at=site.clock())
    return review_of(gathering(site.session, cast, at=site.clock()), cast.ana)


def test_she_answers_with_the_keyboard_alone(site, enter, review):
    ana = enter(review.rep)
    ana.get_by_role("link", name="Answer").focus()
    ana.keyboard.press("Enter")
    ana.get_by_label("What do you want to get better at?").focus()
    ana.keyboard.type("Names in the first call.")
    for key in ("Tab", "Tab", "Enter"):
        ana.keyboard.press(key)
    ana.get_by_text("Handed in", exact=False).first.wait_for()
    site.session.expire_all()
    assert review.voice.wants == "Names in the first call." and review.voice.handed_in_at == site.clock()


def test_what_she_types_is_saved_and_survives_a_lost_network_and_a_second_window(site, enter, review):
    address, ana = f"{site.root}/reviews/{review.id}/voice", enter(review.rep)  # then the test holds nothing while she writes
    ana.goto(address)
    wants, saved = ana.get_by_label("What do you want to get better at?"), ana.locator(".saved")
    wants.fill("Names in the first call.")
    expect(saved).to_contain_text("Saved 10:00")
    other = ana.context.new_page()
    other.goto(address)
    ana.context.set_offline(True)
    wants.fill("Names, and who decides.")
    expect(saved).to_contain_text("Not saved yet")
    ana.context.set_offline(False)
    expect(saved).to_contain_text("Saved")
    other.get_by_label("What got in your way?").fill("Holiday cover.")
    expect(other.get_by_role("alert")).to_contain_text("Names, and who decides.")
    other.get_by_role("button", name="Take that one").click()
    expect(other.get_by_label("What do you want to get better at?")).to_have_value("Names, and who decides.")
    other.get_by_role("button", name="Hand in").click()
    other.get_by_text("Handed in", exact=False).first.wait_for()
    site.session.rollback()
    assert (review.voice.wants, review.voice.hindered) == ("Names, and who decides.", "")


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_both_pages_fit_and_axe_finds_nothing(size, site, enter, review):
    ana = enter(review.rep, viewport=size)
    ana.goto(f"{site.root}/reviews/{review.id}/voice")
    assert faults(ana) == []
    voices.hand_in(review, wants="x" * 300, hindered="Two weeks of holiday cover.", at=site.clock())
    site.session.commit()
    ana.reload()
    assert faults(ana) == []
    ana.goto(f"{site.root}/calendar")
    ana.get_by_role("button", name="Make an address").click()
    ana.get_by_text("It is shown this once").wait_for()
    assert faults(ana) == []
