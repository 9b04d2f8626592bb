"""A note on any day, from Today: saved as it is typed, kept by one click, and not lost when the network is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from reviews.noted import Note
from tests.browser.conftest import LAPTOP, PHONE, faults, nothing_waits
from tests.cast import make_cast
from tests.gathering import made

RANG = "Tvedt: rang the planner before the visit, and asked what the last supplier had got wrong."


@pytest.fixture
def cast(site):
    cast = make_cast(site.session, at=site.clock())
    made(site.session, cast, at=site.clock())  # so that Marc has something to do
    return cast


def begin(page: Page, text: str) -> None:
    """From Today: the form is opened, the rep chosen, the text typed."""
    page.get_by_text("Note what you saw of somebody").click()
    page.get_by_label("Whom did you see?").select_option("Ana Kovač")
    page.get_by_label("What happened?").press_sequentially(text[:20])
    page.get_by_label("What happened?").fill(text)


def noted(site) -> list[tuple[str, str]]:
    site.session.rollback()
    found = [(note.rep.first, note.text) for note in site.session.scalars(select(Note).order_by(Note.id))]
    site.session.rollback()
    return found


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_note_from_today_is_saved_before_it_is_kept_and_is_one(site, cast, enter, viewport):
    page = enter(cast.marc, viewport)
    begin(page, RANG)
    expect(page.get_by_text("Saved 10:00")).to_be_visible()
    nothing_waits(page)
    assert noted(site) == [("Ana", RANG)]
    assert faults(page) == []
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("It stands ready for you when Ana’s next meeting opens.")).to_be_visible()
    nothing_waits(page)
    assert noted(site) == [("Ana", RANG)]
    page.get_by_text("Note what you saw of somebody").click()
    expect(page.get_by_label("What happened?")).to_have_value("")
    page.get_by_role("link", name="Your notes").click()
    expect(page.get_by_text(RANG)).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Change").click()
    page.wait_for_url("**/edit")
    expect(page.get_by_label("What happened?")).to_have_value(RANG)
    page.get_by_label("What happened?").fill("Tvedt: rang the planner.")
    expect(page.get_by_text("Saved 10:00")).to_be_visible()
    assert noted(site) == [("Ana", "Tvedt: rang the planner.")]


def test_kept_at_once_it_is_one_and_the_form_is_empty_again(site, cast, enter):
    page = enter(cast.marc)
    begin(page, RANG)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("It stands ready for you when Ana’s next meeting opens.")).to_be_visible()
    nothing_waits(page)
    assert noted(site) == [("Ana", RANG)]
    page.get_by_text("Note what you saw of somebody").click()
    expect(page.get_by_label("What happened?")).to_have_value("")


def test_what_was_typed_without_a_network_arrives_on_coming_back(site, cast, enter):
    page = enter(cast.marc)
    page.context.set_offline(True)
    begin(page, RANG)
    expect(page.get_by_text("Not saved yet. It is kept in this browser")).to_be_visible()
    context = page.context
    page.close()  # what it sends in that moment may get out
    context.set_offline(False)
    page = context.new_page()
    page.goto(f"{site.root}/")
    expect(page.get_by_label("What happened?")).to_have_value(RANG)
    nothing_waits(page)
    assert noted(site) == [("Ana", RANG)]
