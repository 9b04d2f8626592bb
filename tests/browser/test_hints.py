"""Hints on wording in a browser: one leaves them for good in this form, or takes up the offer of personal."""

from __future__ import annotations

import pytest

from reviews import observations
from tests.browser.conftest import faults
from tests.cast import make_cast
from tests.gathering import gathering, review_of

TEXT = "Halden, 3 Nov: the quote had one contact. She always does that. Apparently since her divorce."
SHOW = """async (html) => {
  const {show} = await import(document.querySelector('script[src*="js/hints.js"]').src);
  show(document.querySelector('[data-hints]').closest('form'), html);
}"""


@pytest.fixture
def page(site, enter):
    """Priya's draft about Ana, open."""
    cast = make_cast(site.session, at=site.clock())
    review = review_of(gathering(site.session, cast, at=site.clock()), cast.ana)
    draft = observations.write(review, cast.priya, kind="opportunity", text=TEXT, at=site.clock())
    site.session.commit()
    address, author = f"{site.root}/observations/{draft.id}/edit", cast.priya
    page = enter(author)
    page.goto(address)
    return page


def test_what_is_left_does_not_come_back_for_the_same_words(page):
    place = page.locator("[data-hints]")
    before = place.inner_html()
    assert place.locator(".hint").count() == 3 and faults(page) == []

    place.locator(".hint", has_text="always").get_by_role("button", name="Leave it").click()
    page.evaluate(SHOW, before)

    assert [words for words in ("her divorce", "Apparently", "always") if words in place.inner_text()] == ["her divorce", "Apparently"]
    assert page.get_by_label("What happened, and when?").evaluate("box => box === document.activeElement")


def test_the_offer_of_personal_opens_the_details_and_chooses_it(page):
    page.get_by_role("button", name="Keep it personal").click()

    few = page.locator('[name="personal"][value="few"]')
    assert few.is_visible() and few.is_checked()
