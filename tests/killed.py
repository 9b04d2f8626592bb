"""A process that takes a file in and is killed by the system at a chosen moment of it."""

from __future__ import annotations

import os
import signal
from multiprocessing import get_context

from sqlalchemy import event, text
from sqlalchemy.orm import Session

from app import create_app
from app.db import db
from app.import_jobs import carry_on_import

COMMIT, AFTER_COMMIT = "commit", "after the commit"
PROCESSES = get_context("forkserver")  # what is imported here is imported once for all of them
PROCESSES.set_forkserver_preload([__name__])


def carry_on_until(moment: str, url: str, id: int) -> int:
    """The exit code of a worker that is killed when it sends a statement that begins so, or commits what it has written."""
    process = PROCESSES.Process(target=_carry_on, args=(moment, url, id))
    process.start()
    process.join(60)
    return process.exitcode


def let_go(session: Session) -> bool:
    """Whether the database has noticed that the worker is dead: PostgreSQL keeps what it held until its end of the line has."""
    if session.get_bind().dialect.name != "postgresql":
        return True
    at_work = session.scalar(text(AT_WORK))
    session.commit()
    return at_work == 0


AT_WORK = """
    SELECT count(*) FROM pg_stat_activity AS one
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
      AND (xact_start IS NOT NULL OR EXISTS (SELECT FROM pg_locks WHERE pg_locks.pid = one.pid AND locktype = 'advisory'))"""


def _carry_on(moment: str, url: str, id: int) -> None:
    app, wrote = create_app(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY="k" * 32, DEMO=False), []

    def look(connection, cursor, statement, parameters, context, executemany):
        wrote.extend(["people"] * statement.startswith("INSERT INTO person"))
        if wrote and statement.startswith(moment):
            _die()

    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", look)
        event.listen(db.engine, "commit", lambda connection: wrote and moment == COMMIT and _die())
        event.listen(Session, "after_commit", lambda session: wrote and moment == AFTER_COMMIT and _die())
        carry_on_import(id)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
