"""The facilitator's page while a meeting gathers: at the keyboard, on a phone, and for everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from reviews import asking, meetings, people
from reviews.contributors import Contributor
from tests.browser.conftest import LAPTOP, PHONE, faults
from tests.gathering import MEETS, gathering
from tests.telling import send


@pytest.fixture
def meeting(site, cast):
    meeting = gathering(site.session, cast, at=site.clock())
    meetings.ask(meeting, people.add(site.session, name="Řehoř Dvořáček-Žižkovský", at=site.clock()), "service", by=cast.marc,
                 at=site.clock())
    send(site.session, cast.dustin, cast.priya, at=site.clock())
    site.clock.forward(days=4)
    return meeting


def asked(site, person) -> Contributor | None:
    site.session.expire_all()
    return site.session.scalar(select(Contributor).where(Contributor.person_id == person.id))


def tab_to(page, name: str) -> None:
    """On with Tab until this has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip().startswith(name):
            return
    raise AssertionError(f"no Tab leads to {name}")


def test_more_time_a_nudge_and_somebody_else_by_keyboard_alone(site, cast, meeting, enter):
    page, here, priya, olaf = enter(cast.marc), f"{site.root}/meetings/{meeting.id}", cast.priya.id, cast.olaf.id
    site.session.commit()  # or the test itself would hold the database
    page.goto(f"{here}#asked-{priya}")
    tab_to(page, "More time for Priya Raman")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("11232026")
    page.keyboard.press("Tab")
    page.keyboard.type("0500PM")
    page.keyboard.press("Enter")
    line = page.locator(f"#asked-{priya}")
    expect(line).to_contain_text("Has until Mon 23 Nov, 17:00")
    tab_to(page, "Nudge Priya Raman")
    page.keyboard.press("Enter")
    expect(line).to_contain_text("The nudge waits")
    tab_to(page, "Change who is asked: Priya Raman")
    page.keyboard.press("Enter")
    tab_to(page, "Ask somebody else instead of Priya Raman")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Somebody else for Priya Raman")).to_be_visible()
    page.get_by_label("Who").focus()
    page.keyboard.type("Olaf")
    tab_to(page, "Ask them instead")
    page.keyboard.press("Enter")
    expect(page.locator(f"#asked-{olaf}")).to_contain_text("sales ops")
    assert (asked(site, cast.priya), asked(site, cast.olaf).function) == (None, "sales ops")


@pytest.mark.parametrize("viewport, scheme", [(LAPTOP, "light"), (LAPTOP, "dark"), (PHONE, "light")], ids=["laptop", "dark", "phone"])
def test_nothing_on_these_pages_keeps_anybody_out(site, cast, meeting, enter, viewport, scheme):
    """And a phone has each contributor in the place of a table that it has no room for."""
    asking.give_time(meeting.contributors[1], until=MEETS, by=cast.marc, at=site.clock())
    site.session.commit()
    own, page = f"/contributors/{cast.priya.id}", enter(cast.marc, viewport=viewport, color_scheme=scheme)
    for part in ("", "/contributors", f"{own}/time", f"{own}/replacement", "/edit") if scheme == "light" else ("",):
        page.goto(f"{site.root}/meetings/{meeting.id}{part}")
        for details in page.locator("main details").all():
            details.evaluate("details => details.open = true")
        assert faults(page) == [], part
    page.goto(f"{site.root}/meetings/{meeting.id}")
    expect(page.get_by_role("table")).to_have_count(0 if viewport is PHONE else 1)
    expect(page.get_by_role("list", name="Who is asked").locator("> li")).to_have_count(5)
