"""`flask restore FILE`: what is in the file takes the place of the database, which is kept aside; or nothing changes."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.request import urlopen

import pytest
from flask_migrate import downgrade
from psutil import Process, wait_procs

from app.keeping.backup import last_backup, look_at
from app.keeping.in_use import alone
from app.keeping.migrating import newest, revisions
from tests.conftest import MONDAY
from tests.faults.serving import Server

ASIDE = f"courtside-before-restore-{MONDAY:%Y-%m-%d-%H%M%S}.sqlite"


@pytest.fixture
def monday(place, tmp_path) -> Path:
    """A backup of the story, after which somebody was renamed."""
    place.run("backup", tmp_path / "monday.sqlite")
    place.sql("UPDATE person SET name = 'Ana of Tuesday' WHERE email = 'ana@example.com'")
    return tmp_path / "monday.sqlite"


def ana(place) -> str:
    return place.sql("SELECT name FROM person WHERE email = 'ana@example.com'")[0][0]


def test_what_is_there_is_put_aside_after_asking(place, monday):
    code, said = place.run("restore", monday, typed="overwrite\n")
    assert (code, ana(place)) == (0, "Ana Kovač")
    assert "The present database has 11 people in it. It would be put aside, not deleted.\n" in said
    assert f"What was there before is kept as {place.file.with_name(ASIDE)}; delete it when it is not needed" in said
    with closing(sqlite3.connect(place.file.with_name(ASIDE))) as before:
        assert before.execute("SELECT name FROM person WHERE email = 'ana@example.com'").fetchall() == [("Ana of Tuesday",)]


@pytest.mark.parametrize("typed", ["", "\n", "yes\n"])
def test_without_the_word_nothing_changes(place, monday, typed):
    assert place.run("restore", monday, typed=typed)[0] == 1
    assert (ana(place), ASIDE in place.names()) == ("Ana of Tuesday", False)


def test_a_backup_comes_back_on_another_machine(place, monday, another_place):
    code, said = another_place.run("restore", monday)
    assert code == 0 and said.endswith("revision " + newest() + ". Everybody signs in anew.\n")
    assert ana(another_place) == "Ana Kovač"
    assert look_at(another_place.file).rows == look_at(monday).rows
    assert last_backup(another_place.file) is None


def test_who_was_signed_out_since_is_not_in_again(place, monday):
    place.run("sign-in-link", "ana@example.com")
    place.sql("INSERT INTO sign_in (person_id, token_hash, began_at, expires_at) "
              "VALUES (1, 'x', '2026-11-16 08:00:00', '2026-12-16 08:00:00')")
    place.run("backup", monday, "--overwrite")
    place.run("restore", monday, "--overwrite")
    now = MONDAY.strftime("%Y-%m-%d %H:%M:%S.%f")
    assert place.sql("SELECT count(*) FROM sign_in WHERE ended_at IS NULL") == [(0,)]
    assert place.sql("SELECT expires_at, used_at FROM sign_in_link") == [(now, None)]


def test_an_older_backup_is_brought_up(place, monday, another_place):
    with place.app.app_context():
        downgrade(revision=revisions()[-1])
    place.run("backup", monday, "--overwrite")
    assert look_at(monday).revision == revisions()[-1]
    assert another_place.run("restore", monday)[0] == 0
    assert (look_at(another_place.file).revision, ana(another_place)) == (newest(), "Ana of Tuesday")


def test_a_newer_backup_is_refused(place, monday):
    with closing(sqlite3.connect(monday)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = 'of-tomorrow'")
    code, said = place.run("restore", monday, "--overwrite")
    assert code == 1 and said.startswith("Error: This database was last used by a newer Courtside: it is at revision of-tom")
    assert (ana(place), ASIDE in place.names()) == ("Ana of Tuesday", False)


def emptied(file: Path):
    file.write_bytes(b"")


def scribbled(file: Path):
    file.write_text("Dear diary, " * 1000)


def cut(file: Path):
    os.truncate(file, file.stat().st_size // 2)


def rotten(file: Path):
    with file.open("r+b") as bytes_:
        bytes_.seek(20 * 4096)
        bytes_.write(b"\xff" * 4096 * 10)


def orphaned(file: Path):
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM review")


def of_others(file: Path):
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE songs (title TEXT)")


@pytest.mark.parametrize("spoil", [emptied, scribbled, cut, rotten, orphaned, of_others])
def test_a_file_that_is_no_whole_backup_is_refused(place, monday, spoil):
    spoil(monday)
    code, said = place.run("restore", monday, "--overwrite")
    assert code == 1 and said.startswith("Error: monday.sqlite is ") and "Traceback" not in said
    assert (ana(place), ASIDE in place.names()) == ("Ana of Tuesday", False)


def test_the_database_itself_is_no_backup_of_it(place):
    assert place.run("restore", place.file, "--overwrite") == (
        1, "Error: That is the database itself. Name the backup to restore.\n")


def test_while_it_is_served_from_it_stays(place, monday):
    server = Server(f"sqlite:///{place.file}", COURTSIDE_DEMO="0")
    server.start()
    with urlopen(f"http://127.0.0.1:{server.port}/health") as answer:
        assert answer.read() == b'{"status":"ok"}\n'
    refused, workers = place.run("restore", monday, "--overwrite"), [Process(pid) for pid in server.workers()]
    server.kill()
    wait_procs(workers)
    assert refused == (1, f"{said_of(monday)}Error: Courtside is running on courtside.sqlite. Stop it first, then run this "
                          "again.\n")
    assert ana(place) == "Ana of Tuesday"
    assert place.run("restore", monday, "--overwrite")[0] == 0  # what it held is free, however it ended


def test_while_a_command_has_it_open_it_stays(place, monday):
    with closing(sqlite3.connect(place.file)) as shell:
        shell.execute("SELECT count(*) FROM person").fetchall()
        code, said = place.run("restore", monday, "--overwrite")
    assert code == 1 and "Error: Something else has courtside.sqlite open (database is locked). Close it" in said
    assert (ana(place), ASIDE in place.names()) == ("Ana of Tuesday", False)


def test_two_restores_at_once_do_not_mix(place, monday):
    with alone(place.file):
        assert "Error: Courtside is running on courtside.sqlite." in place.run("restore", monday, "--overwrite")[1]


def test_a_database_that_is_damaged_is_replaced_without_asking_and_kept(place, monday):
    place.file.write_text("The disk ate it. " * 500)
    assert place.run("restore", monday)[0] == 0
    assert ana(place) == "Ana Kovač"
    assert place.file.with_name(ASIDE).read_text().startswith("The disk ate it. ")


def test_a_log_of_writes_that_was_left_behind_does_not_get_into_it(place, monday):
    log = place.file.with_name("courtside.sqlite-wal")
    with closing(sqlite3.connect(place.file)) as server, server:
        server.execute("UPDATE person SET name = 'Ana of Wednesday' WHERE email = 'ana@example.com'")
        server.commit()
        shutil.copyfile(log, monday.with_name("log"))
    place.file.unlink()
    shutil.copyfile(monday.with_name("log"), log)
    assert place.run("restore", monday)[0] == 0
    assert (ana(place), log.exists(), ASIDE + "-wal" in place.names()) == ("Ana Kovač", False, True)


def test_a_backup_on_a_disk_for_reading_alone_can_be_restored(monday, another_place):
    monday.chmod(0o400)
    assert another_place.run("restore", monday)[0] == 0
    assert monday.parent.joinpath("monday.sqlite-wal").exists() is False


def said_of(file: Path) -> str:
    return f"{file} holds {look_at(file)}.\n"
