"""One worker at a time for one kind of work, on one database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from app.db import db
from app.keeping.in_use import taken


@contextmanager
def alone(work: str) -> Iterator[bool]:
    """Whether this worker alone is at this kind of work on the database. The system lets go of it when the process dies."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            try:
                yield bool(connection.scalar(text("SELECT pg_try_advisory_lock(hashtext(:work))"), {"work": f"courtside {work}"}))
            finally:
                connection.execute(text("SELECT pg_advisory_unlock_all()"))
        return
    with taken(Path(f"{db.engine.url.database}.{work}")) as is_alone:
        yield is_alone
