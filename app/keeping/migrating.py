"""Bringing a database up to the tables that this code knows: once, even when two servers start at the same moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache, partial

from alembic import command
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import SQLAlchemyError

from app.db import migrate
from reviews.errors import Refused

Before = Callable[[Connection, str], None]


def bring_up(engine: Engine | None = None, *, before: Before | None = None) -> None:
    """Bring the database to the newest revision; the app's own, unless another is given.

    `before` is called with the revision found, once it is certain that something will be changed and nobody else does
    it. Raises `Refused` with a sentence; then everything is as it was.
    """
    config = migrate.get_config()
    config.attributes.update(engine=engine, before=partial(_check, then=before))
    try:
        command.upgrade(config, "head")
    except (sqlite3.Error, SQLAlchemyError, RuntimeError, CommandError) as error:
        raise Refused(_what_went_wrong(error)) from error


def _check(connection: Connection, found: str, *, then: Before | None) -> None:
    if found not in revisions():
        raise Refused(newer(found))
    if then:
        then(connection, found)


def newer(found: str) -> str:
    """What to say of a database that is ahead of this code."""
    return (f"This database was last used by a newer Courtside: it is at revision {found}, and this one knows "
            f"{newest()} at most. Start the newer one, or restore a backup that this one can read.")


def revision_of(engine: Engine) -> str | None:
    """The revision that the database is at; None when it has no tables yet."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.scalar(text("SELECT version_num FROM alembic_version"))


def newest() -> str:
    """The newest revision that this code knows."""
    return revisions()[0]


def revisions() -> tuple[str, ...]:
    """The revisions that this code knows, newest first."""
    return _revisions(migrate.directory)


@cache
def _revisions(folder: str) -> tuple[str, ...]:
    return tuple(script.revision for script in ScriptDirectory(folder).walk_revisions())


def _what_went_wrong(error: Exception) -> str:
    """Its first line alone: the lines after it can hold what people wrote."""
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    said = said.splitlines()[0].rstrip(".")
    if isinstance(error, sqlite3.Error) or getattr(error, "statement", "") is None:
        return f"The database cannot be opened: {said}. See that it is there and running, and that DATABASE_URL names it."
    return (f"The database could not be brought up to date, and is as it was before: {said}. Delete nothing; start the "
            "version that ran before, and report this line.")
