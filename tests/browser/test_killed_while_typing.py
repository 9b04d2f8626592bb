"""The server dies between a key stroke and its answer: the words wait in the browser, and arrive once when it is back."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from reviews import signing_in
from reviews.observations import Observation
from tests.browser.conftest import LAPTOP
from tests.cast import make_cast
from tests.conftest import MONDAY
from tests.gathering import gathering, review_of

SEEN = "Halden: the quote went out the day after the demo, with one contact in the CRM."

HEALS = 60_000  # milliseconds: the server takes seconds to start, and this machine does much else


@pytest.fixture
def priya(server, beside, new_context):
    """At the page about Ana."""
    cast = make_cast(beside, at=MONDAY)
    ana = review_of(gathering(beside, cast, at=MONDAY), cast.ana)
    address = f"/reviews/{ana.id}/observations"
    root, token = f"http://127.0.0.1:{server.port}", signing_in.make_link(beside, cast.priya, at=datetime.now(UTC))
    beside.commit()
    page = new_context(viewport=LAPTOP).new_page()
    page.goto(f"{root}/sign-in/{token}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{root}/")
    page.goto(root + address)
    return page


def kept(beside) -> list[str]:
    texts = list(beside.scalars(select(Observation.text)))
    beside.commit()  # lets go of the file, which the server writes to
    return texts


def test_it_dies_with_the_words_in_its_hands(server, beside, priya):
    for worker in server.workers():
        os.kill(worker, signal.SIGSTOP)  # takes the request, and comes to nothing
    with priya.expect_request("**/drafts"):
        priya.get_by_label("What happened, and when?").fill(SEEN)
    server.kill()
    expect(priya.get_by_text("Not saved yet. It is kept in this browser")).to_be_visible()
    assert kept(beside) == []
    server.start()
    expect(priya.locator(".saved")).to_contain_text("Saved", timeout=HEALS)
    assert kept(beside) == [SEEN]


def test_it_has_saved_them_and_dies_before_it_says_so(server, beside, priya):
    def unheard(route) -> None:
        route.fetch()
        server.kill()
        route.abort()

    priya.route("**/drafts", unheard, times=1)
    priya.get_by_label("What happened, and when?").fill(SEEN[:40])
    expect(priya.get_by_text("Not saved yet. It is kept in this browser")).to_be_visible()
    assert kept(beside) == [SEEN[:40]]
    priya.get_by_label("What happened, and when?").fill(SEEN)
    server.start()
    expect(priya.locator(".saved")).to_contain_text("Saved", timeout=HEALS)
    assert kept(beside) == [SEEN]
