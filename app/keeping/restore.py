"""Putting a backup in the place of the database: checked and brought up to date first, the present one kept aside."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import Session

from app.keeping.backup import COUNTED, Contents, beside, for_good, in_the_making, look_at, opened, put_in_place, write
from app.keeping.in_use import alone
from app.keeping.migrating import bring_up, newer, revisions
from reviews import signing_in
from reviews.errors import Refused


@dataclass(frozen=True)
class Restored:
    """What is in the database now, and where the one that was there before is."""

    contents: Contents
    aside: Path | None


def check(file: Path, database: Path) -> Contents:
    """What a restore would bring. Refuses what cannot be restored."""
    if database.exists() and file.samefile(database):
        raise Refused("That is the database itself. Name the backup to restore.")
    contents = look_at(file)
    if contents.revision not in revisions():
        raise Refused(newer(contents.revision))
    return contents


def people_in(database: Path) -> int | None:
    """How many people the present database has; None when there is none, or it cannot be read any more."""
    if not database.exists():
        return None
    try:
        with opened(database, at_work=True) as connection:
            return connection.execute("SELECT count(*) FROM person").fetchone()[0]
    except sqlite3.DatabaseError:
        return None


def restore(file: Path, database: Path, *, at: datetime) -> Restored:
    """Put what is in the file in the place of the database. Raises `Refused`; then the database is as it was."""
    check(file, database)
    with alone(database), in_the_making(database) as part:
        _take_over_owner(part, database)
        write(file, part)
        _bring_up(part, at)
        contents = look_at(part)
        aside = _put_aside(database, at)
        put_in_place(part, database)
    if (now := look_at(database)) != contents:
        raise Refused(f"The restored database is not what was written: it has {now}. The one before is {aside}.")
    return Restored(contents, aside)


def _take_over_owner(part: Path, database: Path) -> None:
    """The server must be able to open it, also when somebody else restores it."""
    before = database.stat() if database.exists() else database.parent.stat()
    if os.geteuid() == 0:
        os.chown(part, before.st_uid, before.st_gid)
    if database.exists():
        part.chmod(before.st_mode & 0o777)


def _bring_up(part: Path, at: datetime) -> None:
    """To the newest tables. Who was signed out since the backup must not be in again, so everybody signs in anew."""
    engine = create_engine(f"sqlite:///{part}", poolclass=NullPool)
    bring_up(engine)
    with Session(engine) as session, session.begin():
        signing_in.end_everything(session, at=at)
    _fold(part)


def _put_aside(database: Path, at: datetime) -> Path | None:
    """Give the present database a second name, under which it stays; so there is never a moment without a database."""
    aside = database.with_name(f"{database.stem}-before-restore-{at:%Y-%m-%d-%H%M%S}{database.suffix}")
    if database.exists():
        _fold(database)
        os.link(database, aside)
    for log, kept in zip(beside(database), beside(aside)):  # those of a database that is damaged, or is gone
        if log.exists():
            os.rename(log, kept)
    for_good(database.parent)
    return aside if aside.exists() else None


def _fold(database: Path) -> None:
    """Bring the log of writes into the file itself. Only who has it to themselves can; that is refused to nobody else."""
    try:
        with closing(sqlite3.connect(database, timeout=1)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise Refused(f"Something else has {database.name} open ({error}). Close it, then run this again.") from error
    except sqlite3.DatabaseError:
        return  # damaged; it is kept as it is, with its log
