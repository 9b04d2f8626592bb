"""The same with two real browsers: from the click in one to the moment at which the page of the other has changed.

A check on bench/watchers.py, which plays browsers and shows nothing. Both read the clock of this machine.
"""

from __future__ import annotations

import itertools
import random
import re
import shutil

from playwright.sync_api import Browser, Page, sync_playwright

from bench.meeting import Room
from tests.browser.conftest import BROWSER, FLAGS, LAPTOP

WATCH = """() => {
  const bar = () => document.getElementById("bar").dataset.place;
  let was = bar();
  window.changes = [];
  window.clicks = [];
  document.addEventListener("click", () => window.clicks.push(Date.now()), true);
  new MutationObserver(() => { if (bar() !== was) { was = bar(); window.changes.push(Date.now()); } })
    .observe(document.getElementById("room"), { subtree: true, childList: true, attributes: true });
}"""
NEXT, BACK = re.compile("^Next: "), re.compile("^Back$")
STEP = 50  # milliseconds from one look at whether the page has changed to the next; the page itself notes when it did


def delays(room: Room, port: int, *, times: int) -> tuple[list[float], list[float]]:
    """Seconds until the page of the other has changed, and until one's own has; the room goes on a phase, and back."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which(BROWSER), args=FLAGS)
        lead, other = (_in_the_room(browser, cookies, port, room.path) for cookies in room.cookies[:2])
        for number, button in zip(range(1, times + 1), itertools.cycle((NEXT, BACK))):
            lead.wait_for_timeout(random.uniform(500, 1500))
            lead.get_by_role("button", name=button).click()
            _until(lead, number)
            _until(other, number)
        clicks = lead.evaluate("window.clicks")
        seen = [page.evaluate("window.changes") for page in (other, lead)]
        browser.close()
    return tuple([(at - click) / 1000 for click, at in zip(clicks, changes, strict=True)] for changes in seen)


def _in_the_room(browser: Browser, cookies: dict[str, str], port: int, path: str) -> Page:
    root = f"http://127.0.0.1:{port}"
    context = browser.new_context(viewport=LAPTOP)
    context.add_cookies([{"name": name, "value": value, "url": root} for name, value in cookies.items()])
    page = context.new_page()
    page.goto(root + path)
    page.evaluate(WATCH)
    return page


def _until(page: Page, number: int) -> None:
    while page.evaluate("window.changes.length") < number:
        page.wait_for_timeout(STEP)
