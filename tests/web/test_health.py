"""Health: one word for a machine, also when the database is away; a page for the admin, also when a look at something fails."""

from __future__ import annotations

import logging
import re
import socket
from datetime import timedelta

import pytest
from flask_migrate import upgrade
from sqlalchemy import text

from app import create_app
from app.db import db
from app.health import LOOK, NOT_WELL, WELL, room, since_backup
from app.keeping.backup import LastBackup
from app.keeping.migrating import newest
from app.pdf.press import PdfUnavailable, Press
from reviews import imports, signing_in, worker
from reviews.imports import SMALL
from reviews.people import Person
from tests.cast import make_cast
from tests.conftest import MONDAY
from tests.statements import counted

GB = 10**9


@pytest.fixture
def place(tmp_path):
    """A Courtside of its own on a new SQLite file; `place.page()` is the page as its admin reads it, row by row."""
    return Place(tmp_path / "courtside.sqlite")


class Place:
    def __init__(self, file):
        self.file = file
        self.app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{file}", SECRET_KEY="k" * 32, DEMO=False, PRODUCTION=False,
                              CLOCK=lambda: MONDAY)
        with self.app.app_context():
            upgrade()
            ada = make_cast(db.session, at=MONDAY).ada
            token = signing_in.begin(db.session, ada, at=MONDAY)
            worker.sign_on(db.session, at=MONDAY)
            db.session.commit()
        self.client = self.app.test_client()
        with self.client.session_transaction() as cookie:
            cookie["sign_in"] = token

    def sql(self, statement: str):
        with self.app.app_context(), db.engine.begin() as connection:
            connection.execute(text(statement))

    def page(self) -> dict[str, str]:
        html = self.client.get("/health/details").get_data(as_text=True)
        rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', html, re.S)
        return {what: " ".join(re.sub(r"<[^>]+>", " ", rest).split()) for what, rest in rows}


def test_a_machine_is_told_that_all_is_well_and_nothing_else(desk, cast):
    for client in (desk(), desk(cast.olaf)):
        answer = client.get("/health")
        assert (answer.status_code, answer.json) == (200, {"status": "ok"})
        assert (answer.headers["Cache-Control"], answer.headers.getlist("Set-Cookie")) == ("no-store", [])


def test_a_machine_costs_one_small_question(app, session, desk, cast):
    client = desk(cast.ada)
    with app.app_context(), counted(db.engine) as asked:
        client.get("/health")
    assert len(asked) == 1


def test_a_machine_is_told_when_the_postgresql_is_away(cast, desk):
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # taken, and nobody answers
        app = create_app(SQLALCHEMY_DATABASE_URI=f"postgresql+psycopg://x@127.0.0.1:{nobody.getsockname()[1]}/x",
                         SECRET_KEY="k" * 32)
        answer = app.test_client().get("/health")
    assert (answer.status_code, answer.json) == (503, {"status": "the database is away"})


def test_a_machine_is_told_when_the_file_is_gone_and_it_is_not_made_anew(place):
    with place.app.app_context():
        db.engine.dispose()
    place.file.unlink()
    answer = place.client.get("/health")
    assert (answer.status_code, answer.json) == (503, {"status": "the database is away"})
    assert not place.file.exists()


def test_the_page_tells_the_admin_how_everything_is(place, tmp_path):
    place.app.test_cli_runner().invoke(args=["backup", str(tmp_path / "monday.sqlite")])
    page = place.page()
    assert list(page) == ["Database", "Tables", "Last backup", "Disk", "Worker", "Letters", "PDF", "Time zones", "Version"]
    assert re.fullmatch(r"Well SQLite, answers in [\d.]+ ms, [\d.]+ .B, whole\.", page["Database"])
    assert page["Tables"] == f"Well Revision {newest()}, the newest."
    assert re.fullmatch(r"Well Mon 16 Nov, 09:00, [\d.]+ KB, checked, as monday\.sqlite\.", page["Last backup"])
    assert page["Worker"] == "Well Last seen Mon 16 Nov, 09:00. Jobs waiting: 0."
    assert page["Letters"].startswith("Look at this No mail server is set. 0 waiting; the last one went never. Set SMTP_URL")
    assert re.match(r"Well \d+ known\.", page["Time zones"])
    assert re.match(r"Well Courtside 2026\.11.*; Python 3\.\d+\.\d+, SQLite 3\.", page["Version"])


def test_the_page_is_told_on_either_database(app, desk, cast):
    answer = desk(cast.ada).get("/health/details")
    assert answer.status_code == 200 and "answers in" in answer.text and "Could not be looked at" not in answer.text


def test_what_cannot_be_looked_at_says_so_and_the_others_are_told(place):
    place.sql("DROP TABLE worker_seen")
    page = place.page()
    assert page["Worker"] == ("Not well Could not be looked at (OperationalError). See that the database and its disk are "
                              "there, then load this page again.")
    assert page["Database"].startswith("Well ") and page["Version"].startswith("Well ")


@pytest.mark.parametrize("revision, says", [
    ("0001", f"Not well Revision 0001, and this code wants {newest()}. Stop Courtside and start it with bin/run."),
    ("of-tomorrow", "Not well Revision of-tomorrow, which this code does not know. Start the newer Courtside that was here "
                    "before."),
])
def test_tables_of_another_version_are_named(place, revision, says):
    place.sql(f"UPDATE alembic_version SET version_num = '{revision}'")
    assert place.page()["Tables"] == says


def test_a_worker_that_is_not_there_is_named_with_what_waits_for_it(place):
    large = "name\n" + "".join(f"Rep {n}\n" for n in range(SMALL + 1))
    with place.app.app_context():
        imports.start(db.session, kind=imports.PEOPLE, file_name="crm.csv", data=large.encode(), by=db.session.get(Person, 10), at=MONDAY)
        db.session.commit()
    place.sql("UPDATE worker_seen SET seen_at = '2026-11-16 08:50:00'")
    assert place.page()["Worker"] == ("Look at this Last seen Mon 16 Nov, 08:50. Jobs waiting: 1. Large imports wait for it. "
                                      "bin/run starts it; by hand it is flask worker.")


def test_a_backup_is_asked_for_every_day():
    last = LastBackup(MONDAY, "monday.sqlite", 4_200_000)
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32)
    with app.app_context():
        assert since_backup(None, MONDAY)[:2] == (LOOK, "None was made of this database here.")
        assert since_backup(last, MONDAY + timedelta(hours=25)) == (
            WELL, "Mon 16 Nov, 09:00, 4.2 MB, checked, as monday.sqlite.", "")
        assert since_backup(last, MONDAY + timedelta(hours=27))[0] == LOOK


@pytest.mark.parametrize("free, total, state", [
    (600 * GB // 1000, 5 * GB, WELL), (600 * GB // 1000, 7 * GB, LOOK), (400 * GB // 1000, 1 * GB, NOT_WELL)])
def test_a_disk_is_full_before_it_is(free, total, state):
    assert room(free, total)[0] == state


def test_a_press_that_failed_is_remembered_until_it_works_again(caplog):
    press = Press()
    with caplog.at_level(logging.CRITICAL), pytest.raises(PdfUnavailable):
        press.run("builtins:int", "four")
    assert press.fault == "ValueError"
    assert (press.run("builtins:int", "4"), press.fault) == (4, None)


def test_the_way_there_is_the_admins_alone(desk, cast):
    assert 'href="/health/details"' in desk(cast.ada).get("/people").text
    assert 'href="/health/details"' not in desk(cast.marc).get("/").text
