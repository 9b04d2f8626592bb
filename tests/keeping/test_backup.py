"""`flask backup FILE`: a whole copy under its name, or a sentence and nothing."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app import create_app
from app.db import db
from app.keeping.backup import LastBackup, back_up, keep_before, last_backup, look_at
from app.keeping.migrating import newest
from reviews import people
from reviews.errors import Refused
from tests.conftest import MONDAY
from tests.worker_process import until

ROOT = Path(__file__).parents[2]


def test_it_holds_everything_and_is_for_its_owner_alone(place, tmp_path):
    place.sql("UPDATE person SET name = 'Ana of this morning' WHERE email = 'ana@example.com'")
    code, said = place.run("backup", tmp_path / "monday.sqlite")
    assert code == 0 and said.endswith(f"11 people, 13 observations, 0 plans, revision {newest()}. "
                                       "Keep it like a letter: it has what people wrote.\n")
    assert (tmp_path / "monday.sqlite").stat().st_mode & 0o777 == 0o600
    with closing(sqlite3.connect(tmp_path / "monday.sqlite")) as connection:
        names = connection.execute("SELECT name FROM person WHERE email = 'ana@example.com'").fetchall()
    assert names == [("Ana of this morning",)]
    assert {path.name for path in tmp_path.iterdir()} == {"instance", "monday.sqlite"}


def test_what_was_deleted_is_not_in_it(place, tmp_path):
    place.sql("INSERT INTO sent_form (key, location, sent_at) VALUES ('a-word-to-find', '/', '2026-11-16')")
    place.sql("DELETE FROM sent_form")
    place.run("backup", tmp_path / "monday.sqlite")
    assert b"a-word-to-find" not in (tmp_path / "monday.sqlite").read_bytes()


def test_when_it_was_made_is_remembered_beside_the_database(place, tmp_path):
    assert last_backup(place.file) is None
    place.run("backup", tmp_path / "monday.sqlite")
    size = (tmp_path / "monday.sqlite").stat().st_size
    assert last_backup(place.file) == LastBackup(MONDAY, "monday.sqlite", size)


def test_a_file_that_is_there_stays_unless_one_says_so(place, tmp_path):
    target = tmp_path / "monday.sqlite"
    target.write_text("something else")
    code, said = place.run("backup", target)
    assert (code, said) == (1, f"Error: {target} is there already. Choose another name, or say --overwrite.\n")
    assert target.read_text() == "something else"
    assert place.run("backup", target, "--overwrite")[0] == 0
    assert look_at(target).rows["person"] == 11


@pytest.mark.parametrize("target, says", [
    ("nowhere/monday.sqlite", "There is no folder "),
    ("instance", "is a folder. Write the name of a file."),
    ("instance/courtside.sqlite", "That is the database itself. Choose another name."),
    ("instance/../instance/courtside.sqlite-wal", "That is the database itself. Choose another name."),
])
def test_a_place_where_it_cannot_be_is_a_sentence(place, tmp_path, target, says):
    code, said = place.run("backup", tmp_path / target, "--overwrite")
    assert (code, says in said) == (1, True)
    assert (look_at(place.file).rows["person"], last_backup(place.file)) == (11, None)


def test_it_leaves_room_for_the_database(place, tmp_path):
    os.truncate(place.file, 2 * shutil.disk_usage(tmp_path).total)  # on paper alone
    code, said = place.run("backup", tmp_path / "monday.sqlite")
    assert code == 1 and said.startswith(f"Error: There is no room in {tmp_path}: the copy can take ")
    assert {path.name for path in tmp_path.iterdir()} == {"instance"}


def test_a_disk_that_is_full_halfway_is_a_sentence_and_leaves_nothing(place, tmp_path):
    limit = 100_000
    answer = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "backup", tmp_path / "monday.sqlite"], cwd=ROOT, text=True,
        env=os.environ | {"DATABASE_URL": f"sqlite:///{place.file}", "SECRET_KEY": "k" * 32}, capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert answer.returncode == 1 and answer.stderr.startswith("Error: The copy could not be written: ")
    assert {path.name for path in tmp_path.iterdir()} == {"instance"}


def test_a_database_that_is_damaged_is_not_copied_over_a_good_backup(place, tmp_path):
    place.run("backup", tmp_path / "monday.sqlite")
    good = (tmp_path / "monday.sqlite").read_bytes()
    with place.file.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\xff" * 4096 * 10)
    code, said = place.run("backup", tmp_path / "monday.sqlite", "--overwrite")
    assert code == 1 and said.startswith("Error: ")
    assert (tmp_path / "monday.sqlite").read_bytes() == good


def test_before_a_migration_the_last_three_are_kept(place):
    for number, revision in enumerate(("0001", "0002", "0003", "0004")):
        kept = keep_before(place.file, revision)
        os.utime(kept, (number, number))
    assert {name for name in place.names() if "-at-" in name} == {f"courtside-at-000{n}.sqlite" for n in (2, 3, 4)}


def test_on_postgresql_it_says_what_to_use():
    app = create_app(SQLALCHEMY_DATABASE_URI="postgresql+psycopg://nobody@localhost/courtside", SECRET_KEY="k" * 32)
    for command, tool in (("backup", "pg_dump"), ("restore", "pg_restore")):
        answer = app.test_cli_runner().invoke(args=[command, __file__])
        assert (answer.exit_code, answer.output) == (1, "Error: This Courtside keeps its data in PostgreSQL. Use "
                                                     f"{tool}; the README says how, under Backups.\n")


class Writer(threading.Thread):
    """Somebody who adds people to a team, one after the other, and knows which were answered "saved"."""

    def __init__(self, engine, number: int):
        super().__init__()
        self.engine, self.number = engine, number
        self.saved: list[str] = []
        self.some_saved, self.enough = threading.Event(), threading.Event()
        self.refused: SQLAlchemyError | None = None

    def run(self):
        try:
            while not self.enough.wait(0.01):  # people pause, too; without it two can keep a third from its turn
                name = f"Writer {self.number} {len(self.saved)}"
                with Session(self.engine) as session, session.begin():
                    people.add(session, name=name, team_id=1, at=MONDAY + timedelta(seconds=len(self.saved)))
                self.saved.append(name)
                if len(self.saved) == 5:
                    self.some_saved.set()
        except SQLAlchemyError as error:
            self.refused = error
            self.some_saved.set()


def test_while_four_people_write_it_is_whole_and_holds_all_that_was_saved_before(place, tmp_path):
    place.sql("CREATE TABLE heavy AS SELECT randomblob(20000000) AS bytes")  # so that it takes a moment
    with place.app.app_context():
        writers = [Writer(db.engine, number) for number in range(4)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.some_saved.wait(30)
        before = {name for writer in writers for name in list(writer.saved)}
        back_up(place.file, tmp_path / "monday.sqlite", at=MONDAY)
        until(lambda: sum(len(writer.saved) for writer in writers) > len(before))  # they go on
        for writer in writers:
            writer.enough.set()
            writer.join()
    assert [writer.refused for writer in writers] == [None] * 4
    assert len(before) >= 20
    with closing(sqlite3.connect(tmp_path / "monday.sqlite")) as connection:
        there = {name for name, in connection.execute("SELECT name FROM person WHERE name LIKE 'Writer %'")}
        half = connection.execute("SELECT name FROM person p WHERE name LIKE 'Writer %' AND NOT EXISTS "
                                  "(SELECT 1 FROM membership m WHERE m.person_id = p.id)").fetchall()
    assert (before - there, half) == (set(), [])


def test_a_backup_needs_a_database(another_place, tmp_path):
    with pytest.raises(Refused, match="There is no database at "):
        back_up(another_place.file, tmp_path / "monday.sqlite", at=MONDAY)
