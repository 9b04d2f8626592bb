"""Whether a server is at work on a SQLite file, told by a lock on a file beside it.

The system itself lets go of such a lock when its process ends, however it ends; so it is never left behind by a crash.
Servers share it. What must have the file to itself, a restore or a migration, takes it alone.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flask import Flask
from sqlalchemy import make_url

from reviews.errors import Refused

_held = []  # a file that is closed, also by the collector of garbage, lets go of its lock


def file_of(app: Flask) -> Path | None:
    """The SQLite file that the app works on; None on PostgreSQL."""
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    inside = url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:")
    return Path(app.instance_path, url.database) if inside else None


def serve(app: Flask) -> None:
    """From now until this process ends, it is at work on the app's file. Waits while somebody has it alone."""
    if database := file_of(app):
        lock = _opened(_lock_of(database))
        fcntl.flock(lock, fcntl.LOCK_SH)
        _held.append(lock)


@contextmanager
def alone(database: Path) -> Iterator[None]:
    """Have the file to oneself. Refused while a server is at work on it."""
    with taken(_lock_of(database)) as is_alone:
        if not is_alone:
            raise Refused(f"Courtside is running on {database.name}. Stop it first, then run this again.")
        yield


@contextmanager
def taken(path: Path) -> Iterator[bool]:
    """Whether nobody else holds the lock that this file stands for; it is held until the end."""
    with _opened(path) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _lock_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.lock")


def _opened(path: Path) -> IO:
    """The file of a lock. To be read is enough, so that it does not matter whose command made it."""
    return os.fdopen(os.open(path, os.O_RDONLY | os.O_CREAT, 0o644))
