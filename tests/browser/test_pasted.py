"""What is pasted: fifty thousand characters out of Word, smart quotes, emoji, right to left. The field says how much fits; nothing
is cut, and the browser keeps all of it until it fits."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from reviews.observations import LONGEST, Observation
from tests.browser.conftest import LAPTOP, PHONE, faults
from tests.cast import make_cast
from tests.gathering import gathering, review_of

WORD = "“Halden”\u00a0– the\u000bquote… 👩🏽‍🚀 אנה התקשרה ללקוח. "


@pytest.mark.parametrize("viewport", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_too_much_is_pasted_and_cut_to_what_fits(site, enter, viewport):
    cast = make_cast(site.session, at=site.clock())
    address = f"{site.root}/reviews/{review_of(gathering(site.session, cast, at=site.clock()), cast.ana).id}/observations"
    site.session.commit()
    page = enter(cast.priya, viewport)
    page.goto(address)
    field = page.get_by_label("What happened, and when?")
    pasted = (WORD * 2000)[:50_000]
    field.focus()
    page.keyboard.insert_text(pasted)
    expect(page.locator(".saved")).to_contain_text("characters, and 20,000 fit")
    shown = field.evaluate("field => field.value")
    assert shown.startswith(WORD) and len(shown) == len(pasted)
    page.get_by_text("could get better").click()
    page.get_by_role("button", name="Hand in, on to").click()
    expect(page.get_by_role("alert")).to_contain_text("20,000 fit")
    expect(field).to_have_value(shown)
    assert faults(page) == []
    page.goto(address)
    expect(field).to_have_value(shown)
    field.fill(shown[:LONGEST].strip())
    expect(page.locator(".saved")).to_contain_text("Saved 10:00")
    site.session.rollback()
    assert site.session.scalars(select(Observation.text)).all() == [shown[:LONGEST].strip()]
