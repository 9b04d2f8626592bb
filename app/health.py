"""How Courtside is, for whoever runs it: what it needs, whether that is there, and what to do when it is not.

Each thing is looked at by itself. One that cannot be looked at says so, and the others are still told.
"""

from __future__ import annotations

import ctypes.util
import platform
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import available_timezones

from flask import current_app
from sqlalchemy import select, text
from sqlalchemy.exc import SQLAlchemyError

from app.clock import now
from app.db import db, reading
from app.keeping.backup import LastBackup, beside, in_words, last_backup
from app.keeping.in_use import file_of
from app.keeping.migrating import newest, revision_of, revisions
from app.pages import clock, day
from app.pdf import last_fault
from app.version import version
from reviews import worker
from reviews.people import Person
from reviews.queries.post import how_sending_goes

WELL, LOOK, NOT_WELL, NOT_KNOWN = "well", "look at this", "not well", "not known"
MUCH_TO_READ = 50_000_000  # bytes of a database that is no longer read from end to end for a page
LITTLE_ROOM, LITTLE_SHARE = 500_000_000, 0.1
BACKUP_LASTS = timedelta(hours=26)  # a day, and the time that making one takes

State = tuple[str, str, str]  # a word, the fact, what to do


@dataclass(frozen=True)
class Finding:
    """One row: what was looked at, a word for how it is, the fact, and what to do when it is not well."""

    what: str
    state: str
    fact: str
    todo: str


def answers() -> bool:
    """Whether the database answers: what a machine wants to know."""
    file = file_of(current_app)
    try:
        if file and not file.exists():
            return False
        with db.engine.connect() as connection:
            connection.scalar(select(Person.id).limit(1))
    except (SQLAlchemyError, sqlite3.Error):
        return False
    return True


def findings() -> list[Finding]:
    """Everything that was looked at, just now."""
    return [_told(what, look) for what, look in LOOKS.items()]


def _told(what: str, look: Callable[[], State]) -> Finding:
    try:
        return Finding(what, *look())
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        return Finding(what, NOT_WELL, f"Could not be looked at ({type(error).__name__}).",
                       "See that the database and its disk are there, then load this page again.")


def _database() -> State:
    began = perf_counter()
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            size = connection.scalar(text("SELECT pg_database_size(current_database())"))
            return WELL, f"PostgreSQL, {_since(began)}, {in_words(size)}.", ""
        connection.scalar(select(Person.id).limit(1))
        took, file = _since(began), file_of(current_app)
        size = sum(path.stat().st_size for path in (file, *beside(file)) if path.exists())
        faults = connection.execute(text("PRAGMA quick_check(1)")).scalars().all() if size < MUCH_TO_READ else None
    if faults not in (None, ["ok"]):
        return NOT_WELL, f"SQLite, damaged: {faults[0]}.", "Stop Courtside and restore the last backup: flask restore FILE."
    whole = "too large to check here; a backup checks it" if faults is None else "whole"
    return WELL, f"SQLite, {took}, {in_words(size)}, {whole}.", ""


def _since(began: float) -> str:
    return f"answers in {1000 * (perf_counter() - began):.1f} ms"


def _tables() -> State:
    found = revision_of(db.engine)
    if found == newest():
        return WELL, f"Revision {found}, the newest.", ""
    if found is None or found in revisions():
        return NOT_WELL, f"Revision {found or 'unknown'}, and this code wants {newest()}.", "Stop Courtside and start it with bin/run."
    return NOT_WELL, f"Revision {found}, which this code does not know.", "Start the newer Courtside that was here before."


def _worker() -> State:
    with reading() as session:
        seen, waits = worker.last_seen(session), worker.waiting(session)
    fact = f"Last seen {_when(seen)}." if seen else "It was never seen."
    fact += f" Jobs waiting: {waits:,}."
    return (LOOK, fact, "Large imports wait for it. bin/run starts it; by hand it is flask worker.") if worker.missed(seen, at=now()) else (WELL, fact, "")


def _letters() -> State:
    with reading() as session:
        goes = session.execute(how_sending_goes(now())).one()
    fact = f"{goes.waiting:,} waiting{f' since {_when(goes.since)}' if goes.since else ''}; " \
           f"the last one went {_when(goes.sent_at) if goes.sent_at else 'never'}."
    if not (current_app.config["MAIL_SERVER"] or current_app.config["DEMO"]):
        return LOOK, f"No mail server is set. {fact}", "Set SMTP_URL and MAIL_FROM, see the README; until then flask sign-in-link prints links."
    if goes.problem:
        return NOT_WELL, f"{fact} {goes.problem}", "Mend that; what waits goes by itself within a quarter of an hour."
    if goes.refused or goes.in_doubt:
        return LOOK, f"{fact} Refused: {goes.refused:,}. Perhaps not gone out: {goes.in_doubt:,}.", "See the page Letters, and send them again there."
    return WELL, fact, ""


def _disk() -> State:
    file = file_of(current_app)
    folder = file.parent if file else Path(current_app.instance_path)
    if not folder.exists():
        return NOT_KNOWN, "There is no folder instance/.", ""
    disk = shutil.disk_usage(folder)
    state, todo = room(disk.free, disk.total)
    return state, f"{in_words(disk.free)} of {in_words(disk.total)} free{'' if file else ' here; PostgreSQL has a disk of its own'}.", todo


def room(free: int, total: int) -> tuple[str, str]:
    """Whether that is room enough, and what to do when it is not."""
    if free < LITTLE_ROOM:
        return NOT_WELL, "Make room now. On a full disk nothing can be written; what is written stays."
    return (LOOK, "Make room, or move the database to a larger disk.") if free < LITTLE_SHARE * total else (WELL, "")


def _backup() -> State:
    file = file_of(current_app)
    if file is None:
        return NOT_KNOWN, "By pg_dump: not known here.", ""
    if current_app.config["DEMO"]:
        return WELL, "The demo needs none.", ""
    return since_backup(last_backup(file), now())


def since_backup(last: LastBackup | None, at: datetime) -> State:
    """Whether the last backup is young enough."""
    todo = "Run flask backup FILE, and let the machine do it every night; the README has the line."
    if last is None:
        return LOOK, "None was made of this database here.", todo
    fact = f"{_when(last.at)}, {in_words(last.size)}, checked, as {last.name}."
    return (WELL, fact, "") if at - last.at < BACKUP_LASTS else (LOOK, fact, todo)


def _pdf() -> State:
    if not ctypes.util.find_library("pango-1.0"):
        return NOT_WELL, "Pango, which sets the pages, is not on this machine.", "Start with bin/run, which installs it or says how."
    if fault := last_fault():
        return LOOK, f"The last page could not be made ({fault}).", "Open the PDF of a plan once more; the log says what was the matter."
    return WELL, "Ready.", ""


def _time_zones() -> State:
    zones = len(available_timezones())
    if zones < 2:
        return NOT_WELL, "There are none.", "Install requirements.txt once more; tzdata brings them."
    return WELL, f"{zones} known.", ""


def _version() -> State:
    with db.engine.connect() as connection:
        server = connection.dialect.name == "postgresql" and connection.scalar(text("SHOW server_version"))
    kind = f"PostgreSQL {server}" if server else f"SQLite {sqlite3.sqlite_version}"
    return WELL, f"Courtside {version()}; Python {platform.python_version()}, {kind}.", ""


def _when(at: datetime) -> str:
    return f"{day(at)}, {clock(at)}"


LOOKS: dict[str, Callable[[], State]] = {
    "Database": _database, "Tables": _tables, "Last backup": _backup, "Disk": _disk, "Worker": _worker, "Letters": _letters,
    "PDF": _pdf, "Time zones": _time_zones, "Version": _version,
}
