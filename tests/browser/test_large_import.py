"""A large file in a real browser, beside a real worker: uploaded, watched while it is read, looked at, confirmed, there."""

from __future__ import annotations

from datetime import UTC, datetime

from playwright.sync_api import expect
from sqlalchemy import func, select

from reviews.people import Person
from tests.browser.conftest import PHONE, faults
from tests.cast import make_cast
from tests.worker_process import worker_for

ROWS = 1_500
LONG = 60_000  # milliseconds; the worker has to start first


def test_an_admin_takes_a_large_file_in(site, enter, tmp_path):
    site.clock.at = datetime.now(UTC)  # a worker of its own lives by the real one
    ada = make_cast(site.session, at=site.clock()).ada
    file, url = tmp_path / "crm.csv", f"sqlite:///{tmp_path / 'site.sqlite'}"
    file.write_text("agent,boss\n" + "".join(f"Rep {n},Boss {n // 10}\n" for n in range(ROWS)) + ",Boss 1\n")
    page = enter(ada, viewport=PHONE)
    page.goto(f"{site.root}/people/imports")
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="See what would happen").click()
    expect(page.get_by_role("heading", name="Reading the file")).to_be_visible()
    assert faults(page) == []
    with worker_for(url):  # the page asks for news by itself
        expect(page.get_by_role("heading", name="What would happen")).to_be_visible(timeout=LONG)
    expect(page.locator(".tally")).to_contain_text("to add 1,800", use_inner_text=True)
    assert faults(page) == []
    page.get_by_role("button", name="Do this").click()
    expect(page.get_by_role("heading", name="Taking the file in")).to_be_visible()
    assert faults(page) == []
    with worker_for(url):
        expect(page.get_by_role("heading", name="Taken in")).to_be_visible(timeout=LONG)
    assert faults(page) == []
    page.get_by_role("link", name="To the people").click()
    page.get_by_role("searchbox").fill("Rep 1499")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Rep 1499")).to_be_visible()
    assert site.session.scalar(select(func.count()).select_from(Person)) == 11 + ROWS + ROWS // 10
