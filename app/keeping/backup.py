"""A backup: one file that holds the whole SQLite database as it was at one moment, also while people write.

It is written under another name, brought to the disk, and checked; only then does it get its name. So what has the name
of a backup is one.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from reviews.errors import Refused

COUNTED = {"person": "people", "observation": "observations", "plan": "plans"}
NEWEST_KEPT = 3  # copies made before a migration
SPARE = 50 * 1024 * 1024  # room that a backup leaves to the database on the same disk


@dataclass(frozen=True)
class Contents:
    """What is in a file of Courtside's: its size in bytes, its revision, the rows of each table."""

    size: int
    revision: str
    rows: dict[str, int]

    def __str__(self) -> str:
        counts = ", ".join(f"{self.rows.get(table, 0):,} {words}" for table, words in COUNTED.items())
        return f"{in_words(self.size)}: {counts}, revision {self.revision}"


@dataclass(frozen=True)
class LastBackup:
    """When a backup was last made of the database here, under which name, and how large it was."""

    at: datetime
    name: str
    size: int


def back_up(database: Path, target: Path, *, overwrite: bool = False, at: datetime) -> Contents:
    """Copy the database to `target`, and remember that. Raises `Refused`; then nothing is left at or beside the target."""
    _check_target(database, target, overwrite)
    contents = copy(database, target)
    with in_the_making(_stamp(database)) as part:
        part.write_text(json.dumps({"at": at.isoformat(), "name": target.name, "size": contents.size}))
        part.chmod(0o644)  # read by the server, which need not be the user who makes backups
        put_in_place(part, _stamp(database))
    return contents


def copy(database: Path, target: Path) -> Contents:
    """A copy that is whole, or none. Takes the place of what has this name."""
    _check_room(database, target)
    with in_the_making(target) as part:
        before = write(database, part, at_work=True)
        contents = look_at(part)
        if lost := [table for table, rows in before.items() if rows and not contents.rows.get(table)]:
            raise Refused(f"The copy lacks the rows of {', '.join(lost)}, so it was not kept. Try once more.")
        put_in_place(part, target)
    return contents


def keep_before(database: Path, revision: str) -> Path:
    """A copy beside the database, before it is brought up from `revision`; the last few of them are kept."""
    kept = database.with_name(f"{database.stem}-at-{revision}{database.suffix}")
    copy(database, kept)
    older = sorted(database.parent.glob(f"{database.stem}-at-*{database.suffix}"),
                   key=lambda path: path.stat().st_mtime, reverse=True)
    for path in older[NEWEST_KEPT:]:
        path.unlink()
    return kept


def last_backup(database: Path) -> LastBackup | None:
    """The last one made here, as its stamp beside the database says; None when there was none."""
    try:
        last = json.loads(_stamp(database).read_text())
        return LastBackup(datetime.fromisoformat(last["at"]), last["name"], last["size"])
    except (FileNotFoundError, ValueError, KeyError):
        return None


def look_at(file: Path) -> Contents:
    """What is in the file. Raises `Refused` when it is none of Courtside's, or not whole."""
    try:
        with opened(file) as connection:
            tables = _tables(connection)
            if not {"alembic_version", *COUNTED} <= tables.keys():
                raise Refused(f"{file.name} is a database, but not one of Courtside's.")
            faults = connection.execute("PRAGMA integrity_check(3)").fetchall()
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        raise Refused(f"{file.name} is not a Courtside database, or it is damaged ({error}).") from error
    if faults != [("ok",)] or orphans or not revision:
        raise Refused(f"{file.name} is damaged: {faults[0][0] if faults != [('ok',)] else 'rows are missing in it'}.")
    return Contents(file.stat().st_size, revision[0], tables)


@contextmanager
def opened(file: Path, *, at_work: bool = False) -> Iterator[sqlite3.Connection]:
    """The file, to be read. One that is not at work, with no log of writes beside it, can be on a disk for reading alone."""
    still = not at_work and not beside(file)[0].exists()
    how = "mode=rw" if at_work else "mode=ro&immutable=1" if still else "mode=ro"
    with closing(sqlite3.connect(f"file:{quote(str(file.absolute()))}?{how}", uri=True)) as connection:
        yield connection


@contextmanager
def in_the_making(target: Path) -> Iterator[Path]:
    """A name beside the target, for its owner alone, to write under; gone at the end unless it was put in place."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.touch(mode=0o600)
        yield part
    except OSError as error:
        raise Refused(f"{target} could not be written: {error.strerror}.") from error
    finally:
        for leaving in (part, *beside(part)):
            leaving.unlink(missing_ok=True)


def write(source: Path, part: Path, *, at_work: bool = False) -> dict[str, int]:
    """In one step, of one moment; writers do not wait for it. What was deleted is not in it. Gives the rows just before."""
    try:
        with opened(source, at_work=at_work) as connection:
            before = _tables(connection)
            connection.execute("VACUUM INTO ?", (str(part),))
    except sqlite3.DatabaseError as error:
        raise Refused(f"The copy could not be written: {error}. See that the disk has room and the database is whole.") from error
    return before


def put_in_place(part: Path, target: Path) -> None:
    """Give the file its name, at once and to stay, whatever happens to the machine."""
    for_good(part)
    os.replace(part, target)
    for_good(target.parent)


def for_good(path: Path) -> None:
    """Wait until the file, or the names in the folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def beside(database: Path) -> tuple[Path, ...]:
    """The files that SQLite keeps beside a database while it is open."""
    return tuple(database.with_name(database.name + ending) for ending in ("-wal", "-shm", "-journal"))


def in_words(size: int) -> str:
    """4.2 MB"""
    for unit, whole in (("GB", 10**9), ("MB", 10**6), ("KB", 10**3)):
        if size >= whole:
            return f"{size / whole:.1f} {unit}"
    return f"{size} bytes"


def _check_target(database: Path, target: Path, overwrite: bool) -> None:
    if not database.exists():
        raise Refused(f"There is no database at {database} yet.")
    if not target.parent.is_dir():
        raise Refused(f"There is no folder {target.parent}. Make it first, or choose another.")
    if target.is_dir():
        raise Refused(f"{target} is a folder. Write the name of a file.")
    if target.resolve() in {database.resolve(), *beside(database.resolve())}:
        raise Refused("That is the database itself. Choose another name.")
    if target.exists() and not overwrite:
        raise Refused(f"{target} is there already. Choose another name, or say --overwrite.")


def _check_room(database: Path, target: Path) -> None:
    """Known before it begins, so that a backup never takes the last room that the database itself would need."""
    needed = sum(path.stat().st_size for path in (database, *beside(database)) if path.exists())
    free = shutil.disk_usage(target.parent).free
    if free < needed + SPARE:
        raise Refused(f"There is no room in {target.parent}: the copy can take {in_words(needed)}, and {in_words(free)} are "
                      f"free. {in_words(SPARE)} are left to the database.")


def _tables(connection: sqlite3.Connection) -> dict[str, int]:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names.fetchall()}


def _stamp(database: Path) -> Path:
    return database.with_name(f"{database.name}.last-backup")
