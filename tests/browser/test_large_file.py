"""A file that is far too large, in a real browser at the real server: its sender reads why, with scripts and without."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from reviews import signing_in
from reviews.imports import Import
from tests.browser.conftest import faults
from tests.cast import make_cast
from tests.faults.serving import Server

LARGE = 200 << 20  # more than both ends keep for each other


@pytest.fixture
def served(tmp_path):
    """gunicorn with Ada's link, on a database of its own."""
    url = f"sqlite:///{tmp_path / 'served.sqlite'}"
    server = Server(url)
    server.run("get-ready")
    engine = create_engine(url)
    with Session(engine) as session:
        now = datetime.now(UTC)  # the server has no clock but this
        link = signing_in.make_link(session, make_cast(session, at=now).ada, at=now)
        session.commit()
        server.start()
        yield f"http://127.0.0.1:{server.port}", link, session
    server.stop()
    engine.dispose()


@pytest.fixture
def sparse(tmp_path):
    """A file that is large and takes no room."""
    path = tmp_path / "people.csv"
    with path.open("wb") as file:
        file.truncate(LARGE)
    return path


def choose(new_context, served, path, **options):
    """Ada's browser on the page for a file of people, with one chosen."""
    root, link, _ = served
    page = new_context(**options).new_page()
    page.goto(f"{root}/sign-in/{link}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{root}/")
    page.goto(f"{root}/people/imports")
    page.locator("input[type=file]").set_input_files(path)
    return page


def test_without_scripts_the_answer_of_the_server_reaches_the_sender(new_context, served, sparse):
    page = choose(new_context, served, sparse, java_script_enabled=False)
    page.locator("main form button.primary").click(timeout=60_000)
    expect(page.get_by_role("heading", name="This is too large")).to_be_visible(timeout=60_000)
    expect(page.locator("main")).to_contain_text("Files up to 32 MB can be read")
    assert served[2].scalar(select(func.count()).select_from(Import)) == 0


def test_with_scripts_it_is_said_when_it_is_chosen_and_not_sent(new_context, served, sparse, tmp_path):
    page = choose(new_context, served, sparse)
    says = "“people.csv” has 200 MB. Files up to 32 MB can be read. Split it, or leave out columns that are not needed."
    expect(page.locator(".field.wrong .error")).to_have_text(says)
    assert faults(page) == []
    page.locator("main form button.primary").click()
    expect(page.locator("input[type=file]")).to_be_focused()
    expect(page.locator(".error")).to_have_text(says)
    small = tmp_path / "small.csv"
    small.write_text("name\nAnna Snelling\n")
    page.locator("input[type=file]").set_input_files(small)
    expect(page.locator(".error")).to_have_count(0)
    page.locator("main form button.primary").click()
    page.wait_for_url("**/people/imports/*")
    assert served[2].scalar(select(func.count()).select_from(Import)) == 1
