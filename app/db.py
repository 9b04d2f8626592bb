"""The database as the web uses it. SQLite is told to keep its promises, PostgreSQL how long anybody waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from reviews import Base

READS = frozenset({"GET", "HEAD", "OPTIONS"})

# What sorts or undoes stays in memory: a full /tmp breaks no page. Five seconds for a lock, then people are told.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000", "temp_store=MEMORY")

# A server that is away is noticed within seconds, also one whose machine went without a word. DATABASE_URL may say otherwise.
REACHING = {"connect_timeout": 5, "keepalives_idle": 30, "keepalives_interval": 5, "keepalives_count": 3,
            "tcp_user_timeout": 15_000}

# In a request somebody waits: five seconds for a lock, as on SQLite; no statement of ours takes longer than a moment;
# and a process that froze in the middle lets go of what it holds. Commands, migrations and the worker take their time.
PATIENCE = {"lock_timeout": "5s", "statement_timeout": "20s", "idle_in_transaction_session_timeout": "60s"}


class WebSession(FlaskSession):
    """Lets go of its transaction without a complaint when the connection is gone: the database has undone it by itself.

    A page that was read to its end stays a page, and one that says what happened is not broken by a second error.
    """

    def rollback(self) -> None:
        with _gone_is_undone():
            super().rollback()

    def close(self) -> None:
        with _gone_is_undone():
            super().close()


# A connection is tried before it is used, so that none from before a restart of the server ends in an error.
db = SQLAlchemy(metadata=Base.metadata, session_options={"class_": WebSession}, engine_options={"pool_pre_ping": True})
migrate = Migrate(directory=str(Path(__file__).parent / "migrations"))


def reads_only() -> bool:
    """Whether the request under way may only look; what is no request (a command, a test) may write."""
    return has_request_context() and request.method in READS


@contextmanager
def writing() -> Iterator[Session]:
    """A short transaction of its own that may write, for what a look at a page has to keep; committed at its end."""
    with Session(db.engine.execution_options(writes=True)) as session, session.begin():
        yield session


@contextmanager
def reading() -> Iterator[Session]:
    """A look at the database as it is now, however long it takes: on SQLite it holds no lock, and writes nothing."""
    with Session(db.engine.execution_options(reads=True)) as session:
        yield session


@contextmanager
def _gone_is_undone() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise


@event.listens_for(Engine, "do_connect")
def _reach(dialect, record, arguments, named):
    if dialect.name == "postgresql":
        named.update(REACHING | named)


@event.listens_for(Engine, "connect")
def _prepare(connection, record):
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # SQLAlchemy says when a transaction begins, below
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    elif has_request_context():
        for name, value in PATIENCE.items():
            connection.execute(f"SET {name} = '{value}'")
        connection.commit()


@event.listens_for(Engine, "begin")
def _begin(connection):
    """A write takes its lock at once: one that first reads and then writes would lose updates or be refused."""
    if connection.dialect.name == "sqlite":
        said = connection.get_execution_options()
        writes = said.get("writes") or not (reads_only() or said.get("reads"))
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
