"""Real browsers at a real server: Debian's Chromium by Playwright, the app on a SQLite file, the clock of the test."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from axe_core_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from app import create_app
from app.db import db
from app.letters.round import go_round
from reviews import Base, merging, signing_in
from reviews.letters import Letter
from reviews.people import Person
from tests.cast import Cast, make_cast
from tests.conftest import Clock
from tests.faults.serving import Server
from tests.gathering import BERLIN

BROWSER = "chromium-headless-shell"  # Chromium without a window: the same engine, a quarter quicker than `--headless`
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]
PATIENCE = 20_000  # milliseconds until what is expected counts as missing, on a machine that does much else
LAPTOP, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


expect.set_options(timeout=PATIENCE)


def pytest_runtest_setup(item):
    """Without a browser, or what drives it, these tests are skipped and say why; on CI that is a failure."""
    if missing := [package for package, there in ((BROWSER, shutil.which(BROWSER)), ("libatomic1", _has_libatomic())) if not there]:
        without = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        without(f"not installed here: {', '.join(missing)}")


def _has_libatomic() -> bool:
    try:
        return bool(ctypes.CDLL("libatomic.so.1"))
    except OSError:
        return False


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {"executable_path": shutil.which(BROWSER), "args": FLAGS}


@dataclass
class Site:
    """A running Courtside with a database of its own."""

    root: str
    session: Session
    clock: Clock

    def link_for(self, person: Person) -> str:
        """The address of a single-use link that signs the person in."""
        token = signing_in.make_link(self.session, person, at=self.clock())
        self.session.commit()
        return f"{self.root}/sign-in/{token}"


@pytest.fixture
def site(tmp_path):
    with served(f"sqlite:///{tmp_path / 'site.sqlite'}") as site:
        yield site


@pytest.fixture
def cast(site) -> Cast:
    """The standing cast, at this site."""
    return make_cast(site.session, at=site.clock())


@contextmanager
def served(url: str) -> Iterator[Site]:
    """Courtside on this database, which is empty."""
    clock = Clock()
    app = create_app(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY="k" * 32, CLOCK=clock,
                     SEND_FILE_MAX_AGE_DEFAULT=3600)  # styles and scripts are kept by a browser, as in production
    with app.app_context():
        Base.metadata.create_all(db.engine)
        engine = db.engine
    merging.warm().join()  # as a server does at its start
    server = make_server("127.0.0.1", 0, app, threaded=True)
    server.daemon_threads = False  # an answer is there before its connection is back: the end waits for that, else nobody closes it
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    with Session(engine) as session:
        yield Site(f"http://127.0.0.1:{server.port}", session, clock)
    server.shutdown()
    thread.join()
    server.server_close()
    engine.dispose()


@dataclass
class Post:
    """What the worker sends, as the demo keeps it."""

    site: Site
    worker: Flask

    def goes(self, day: date, hour: int = 8) -> None:
        """It is this day in Berlin, a minute past the hour, and the worker has been round."""
        self.site.clock.at = datetime(day.year, day.month, day.day, hour, 1, tzinfo=BERLIN)
        self.site.session.commit()
        with self.worker.app_context():
            while go_round():
                pass

    def came(self, person: Person) -> list[str]:
        """The subjects of all that this person has got, in order."""
        return [subject for subject, _ in self._letters(person)]

    def last(self, person: Person, what: str = "/my-page/") -> str:
        """The address with this in it, from the letter that came last."""
        *_, (_, text) = self._letters(person)
        return re.search(rf"https?://\S*{what}\S*", text)[0]

    def _letters(self, person: Person) -> list[tuple[str, str]]:
        """Subject and words of each. Nothing is held open after it: the browser writes next."""
        sent = select(Letter.subject, Letter.text).where(Letter.person_id == person.id, Letter.sent_at.is_not(None))
        found = self.site.session.execute(sent.order_by(Letter.id)).all()
        self.site.session.commit()
        return found


@pytest.fixture
def post(site):
    worker = create_app(SQLALCHEMY_DATABASE_URI=str(site.session.get_bind().url), SECRET_KEY="k" * 32, CLOCK=site.clock, DEMO=True,
                        PUBLIC_URL=site.root)
    yield Post(site, worker)
    with worker.app_context():
        db.engine.dispose()


@pytest.fixture
def server(tmp_path):
    """Courtside as bin/run serves it, by two processes that can be killed."""
    server = Server(f"sqlite:///{tmp_path / 'own.sqlite'}", PUBLIC_URL="", WEB_PROCESSES="2")
    server.run("get-ready")
    server.start()
    yield server
    if server.runs:
        server.stop()


@pytest.fixture
def beside(server):
    """A session of the test's own on that server's database."""
    engine = create_engine(server.database)
    with Session(engine) as session:
        yield session
    engine.dispose()


@pytest.fixture
def enter(site, new_context):
    """`enter(ana)` is a page of a browser in which Ana is signed in; each call is a browser of its own."""

    def sign_in(person: Person, viewport=LAPTOP, **options) -> Page:
        context: BrowserContext = new_context(viewport=viewport, **options)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.goto(site.link_for(person))
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{site.root}/")
        return page

    return sign_in


def nothing_waits(page: Page, of: str = "") -> None:
    """Once the server has confirmed everything of this form, or of any, the page's browser keeps no copy of it."""
    assert page.evaluate(COPIES, [of, PATIENCE]) == {}


COPIES = """([of, patience]) => new Promise((says) => {
  const end = Date.now() + patience;
  const look = () => {
    const copies = Object.entries(localStorage).filter(([name]) => name.includes(of));
    if (!copies.length || Date.now() > end) says(Object.fromEntries(copies));
    else setTimeout(look, 20);
  };
  look();
})"""


def faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 AA on the page, and whether it scrolls sideways."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]})
    said = [f"{fault['id']}: {node['html'][:120]}" for fault in found["violations"] for node in fault["nodes"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return said + [f"{wide} px wider than the screen"] * (wide > 0)
