"""From the mail to the check-in handed in, on a phone and without signing in."""

from __future__ import annotations

import re
from datetime import date, datetime

from sqlalchemy import select

from app import create_app
from app.letters.round import go_round
from reviews.checkins import Entry
from reviews.letters import Letter
from tests.browser.conftest import PHONE, faults
from tests.gathering import BERLIN
from tests.thirty_days import three_promises


def test_the_letter_leads_to_the_check_in_and_two_taps_and_a_line_hand_it_in(site, cast, new_context):
    plan = three_promises(site.session, cast, begins=date(2026, 11, 16))
    page = new_context(viewport=PHONE).new_page()
    page.goto(link_in_the_letter(site, "ana@example.com"))
    assert faults(page) == []
    page.get_by_role("button", name="Check in").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Check-in, day 7"
    assert page.get_by_role("main").get_by_role("link").all() == [] and faults(page) == []
    page.get_by_text("usually", exact=True).click()
    page.get_by_label("What happened, in one line").fill("Two of three quotes named all who decide.")
    page.get_by_role("button", name="Hand in").click()
    assert page.get_by_text("Handed in. You can close this page").is_visible() and faults(page) == []
    assert [(one.person.first, one.check_in.plan_id, one.frequency, one.happened) for one in site.session.scalars(select(Entry))] == [
        ("Ana", plan.id, 3, "Two of three quotes named all who decide.")]


def link_in_the_letter(site, address: str) -> str:
    """What the worker sends her on the morning of day 7, as the demo keeps it."""
    site.clock.at = datetime(2026, 11, 23, 8, 1, tzinfo=BERLIN)
    worker = create_app(SQLALCHEMY_DATABASE_URI=str(site.session.get_bind().url), SECRET_KEY="k" * 32, CLOCK=site.clock, DEMO=True,
                        PUBLIC_URL=site.root)
    with worker.app_context():
        go_round()
    letter = site.session.scalar(select(Letter).where(Letter.address == address))
    link = re.search(r"https?://\S+/my-page/[\w-]{43}", letter.text)[0]
    site.session.commit()
    return link
