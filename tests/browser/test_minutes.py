"""The minutes as somebody sees them: on a laptop and on a phone, and the way there."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, faults
from tests.cast import make_cast
from tests.held import NOTE, held


def test_the_minutes_are_found_from_the_meeting_and_read_on_any_screen(site, enter):
    cast = make_cast(site.session, at=site.clock())
    held(site.session, cast, at=site.clock())
    page = enter(cast.dustin)
    page.goto(f"{site.root}/meetings/1")
    page.get_by_role("link", name="Minutes").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Ana Kovač", "Farid Haddad", "Greta Lindqvist"])
    expect(page.get_by_text(NOTE)).to_be_visible()
    for screen in (LAPTOP, PHONE):
        page.set_viewport_size(screen)
        assert faults(page) == []
