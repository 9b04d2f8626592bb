"""How many statements a page asks of the database."""

from __future__ import annotations

from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine

QUIET = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def counted(engine: Engine | type[Engine]):
    """`with counted(engine) as said:` collects the statements sent meanwhile; by all engines, when given their class."""
    said: list[str] = []

    def keep(connection, cursor, statement, parameters, context, executemany):
        if not statement.startswith(QUIET):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", keep)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", keep)
