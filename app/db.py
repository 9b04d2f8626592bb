"""The database as the web uses it. SQLite is told to keep its promises; nothing else differs from PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import has_request_context, request
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from reviews import Base

READS = frozenset({"GET", "HEAD", "OPTIONS"})
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=5000")

db = SQLAlchemy(metadata=Base.metadata)
migrate = Migrate(directory=str(Path(__file__).parent / "migrations"))


def reads_only() -> bool:
    """Whether the request under way may only look; what is no request (a command, a test) may write."""
    return has_request_context() and request.method in READS


@contextmanager
def writing() -> Iterator[Session]:
    """A short transaction of its own that may write, for what a look at a page has to keep; committed at its end."""
    with Session(db.engine.execution_options(writes=True)) as session, session.begin():
        yield session


@event.listens_for(Engine, "connect")
def _prepare(connection, record):
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None  # SQLAlchemy says when a transaction begins, below
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection):
    """A write takes its lock at once: one that first reads and then writes would lose updates or be refused."""
    if connection.dialect.name == "sqlite":
        writes = not reads_only() or connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
