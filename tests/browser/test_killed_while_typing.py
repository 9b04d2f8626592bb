"""The server dies between a key stroke and its answer: the words wait in the browser, and arrive once when it is back."""

from __future__ import annotations

import os
import signal
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from reviews import signing_in
from reviews.observations import Observation
from tests.browser.conftest import LAPTOP
from tests.cast import make_cast
from tests.conftest import MONDAY
from tests.faults.serving import Server
from tests.gathering import gathering, review_of

SEEN = "Halden: the quote went out the day after the demo, with one contact in the CRM."


@pytest.fixture
def server(tmp_path):
    """Courtside as bin/run serves it."""
    server = Server(f"sqlite:///{tmp_path / 'own.sqlite'}", PUBLIC_URL="")
    server.run("get-ready")
    server.start()
    yield server
    if server.runs:
        server.stop()


@pytest.fixture
def session(server):
    engine = create_engine(server.database)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def priya(server, session, new_context):
    """At the page about Ana."""
    cast = make_cast(session, at=MONDAY)
    ana = review_of(gathering(session, cast, at=MONDAY), cast.ana)
    address = f"/reviews/{ana.id}/observations"
    root, token = f"http://127.0.0.1:{server.port}", signing_in.make_link(session, cast.priya, at=datetime.now(UTC))
    session.commit()
    page = new_context(viewport=LAPTOP).new_page()
    page.goto(f"{root}/sign-in/{token}")
    page.get_by_role("button", name="Sign in").click()
    page.goto(root + address)
    return page


def kept(session) -> list[str]:
    texts = list(session.scalars(select(Observation.text)))
    session.commit()  # lets go of the file, which the server writes to
    return texts


def test_it_dies_with_the_words_in_its_hands(server, session, priya):
    for worker in server.workers():
        os.kill(worker, signal.SIGSTOP)  # takes the request, and comes to nothing
    with priya.expect_request("**/drafts"):
        priya.get_by_label("What happened, and when?").fill(SEEN)
    server.kill()
    expect(priya.get_by_text("Not saved yet. It is kept in this browser")).to_be_visible()
    assert kept(session) == []
    server.start()
    expect(priya.locator(".saved")).to_contain_text("Saved", timeout=20_000)
    assert kept(session) == [SEEN]


def test_it_has_saved_them_and_dies_before_it_says_so(server, session, priya):
    def unheard(route) -> None:
        route.fetch()
        server.kill()
        route.abort()

    priya.route("**/drafts", unheard, times=1)
    priya.get_by_label("What happened, and when?").fill(SEEN[:40])
    expect(priya.get_by_text("Not saved yet. It is kept in this browser")).to_be_visible()
    assert kept(session) == [SEEN[:40]]
    priya.get_by_label("What happened, and when?").fill(SEEN)
    server.start()
    expect(priya.locator(".saved")).to_contain_text("Saved", timeout=20_000)
    assert kept(session) == [SEEN]
