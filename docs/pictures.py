"""Makes the README's pictures: loads the demo into a file of its own, opens pages as its people, takes screenshots."""

from __future__ import annotations

import logging
import shutil
import tempfile
import threading
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from app import create_app
from app.db import db
from reviews import Base, demo, signing_in
from reviews.meetings import Review
from reviews.people import Person
from reviews.plans import active_plan

HERE = Path(__file__).parent / "pictures"
WIDTH, HEIGHT = 1280, 860
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]


def main() -> None:
    HERE.mkdir(exist_ok=True)
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    with tempfile.TemporaryDirectory() as place:
        app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{place}/pictures.sqlite", SECRET_KEY="p" * 32)
        with app.app_context():
            Base.metadata.create_all(db.engine)
            demo.load(db.session, at=datetime.now(UTC))
            db.session.commit()
            shots = _shots()
        server = make_server("127.0.0.1", 0, app, threaded=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium-headless-shell"), args=FLAGS)
            for name, token, path in shots:
                _take(browser, f"http://127.0.0.1:{server.port}", name, token, path)
            browser.close()
        server.shutdown()


def _shots() -> list[tuple[str, str, str]]:
    """(file, sign-in token, page): the board and a plan, as the facilitator and as the rep see them."""
    def token(person: Person) -> str:
        return signing_in.make_link(db.session, person, at=datetime.now(UTC))

    ana = db.session.scalars(select(Person).where(Person.name == "Ana Kovač")).one()
    review = db.session.scalars(select(Review).where(Review.rep == ana).order_by(Review.id.desc()).limit(1)).one()
    facilitator, plan = review.meeting.facilitator, active_plan(db.session, ana.id)
    shots = [("board", token(facilitator), f"/reviews/{review.id}/board"), ("plan", token(ana), f"/plans/{plan.id}"),
             ("follow-up", token(review.meeting.manager), "/plans")]
    db.session.commit()
    return shots


def _take(browser: Browser, root: str, name: str, token: str, path: str) -> None:
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
    page.goto(f"{root}/sign-in/{token}")
    page.get_by_role("button", name="Sign in").click()
    page.goto(root + path)
    page.screenshot(path=HERE / f"{name}.png")
    page.close()


if __name__ == "__main__":
    main()
