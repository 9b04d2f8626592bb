"""The database goes away while somebody writes, and comes back: the page returns by itself, and the words are saved once."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from reviews.observations import Observation
from tests.browser.conftest import faults, served
from tests.cast import make_cast
from tests.faults.own_postgres import OwnPostgres
from tests.gathering import gathering, review_of

SAW = "Halden: the quote went out the day after the demo.\nNobody there knew who decides."


@pytest.fixture
def postgres():
    with TemporaryDirectory(prefix="courtside-postgres-") as folder:
        server = OwnPostgres(Path(folder))
        yield server
        server.stop("immediate")


@pytest.fixture
def site(postgres):
    with served(postgres.address) as site:
        yield site


def test_the_page_comes_back_by_itself_and_a_form_keeps_its_words_and_counts_once(site, postgres, enter):
    cast = make_cast(site.session, at=site.clock())
    review = review_of(gathering(site.session, cast, at=site.clock()), cast.ana)
    address = f"{site.root}/reviews/{review.id}/observations"
    priya = enter(cast.priya)
    priya.goto(address)
    priya.get_by_label("could get better").check()
    priya.get_by_label("What happened, and when?").fill(SAW)
    today = priya.context.new_page()

    site.session.close()
    with postgres.away():
        priya.get_by_role("button", name="Hand in", exact=False).first.click()
        expect(priya.get_by_role("heading", name="The database does not answer")).to_be_visible()
        expect(priya.locator("textarea[name=text]")).to_have_value(SAW)
        assert faults(priya) == []
        today.goto(site.root)
        expect(today.get_by_text("This page tries again by itself.")).to_be_visible()

    expect(today.get_by_role("heading", name="Today", exact=True)).to_be_visible(timeout=20_000)
    priya.get_by_role("button", name="Send it again").dblclick()
    expect(priya.get_by_text("Handed in: what you saw of Ana Kovač.").first).to_be_visible()
    assert [(one.text, bool(one.handed_in_at)) for one in site.session.scalars(select(Observation))] == [(SAW, True)]
