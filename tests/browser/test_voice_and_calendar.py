"""The two questions and the calendar's address, in a browser: with the keyboard alone, on a phone, and for axe."""

from __future__ import annotations

import pytest

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
