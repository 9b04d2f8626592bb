"""A database as it is before anything has happened, for the next test."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.engine import Connection

from reviews import Base

LARGE = 128 * 1024  # bytes; a hundred tests leave as much, or one that brings a thousand people


def empty(connection: Connection) -> None:
    """No rows, and numbers from 1 on again. PostgreSQL truncates fifty tables ten times as slowly; but where a thousand people are to be
    deleted, it looks for each of them, once for every column that points to people, through all of them."""
    names = [table.name for table in reversed(Base.metadata.sorted_tables)]
    emptying = [f'DELETE FROM "{name}"' for name in names]
    if connection.dialect.name == "postgresql":
        emptying = [_truncating(names) if _is_large(connection) else "; ".join([*emptying, _from_one_on(names)])]
    for statement in emptying:
        connection.exec_driver_sql(statement)


def _is_large(connection: Connection) -> bool:
    return connection.scalar(text("SELECT pg_relation_size('person')")) > LARGE


def _truncating(names: list[str]) -> str:
    tables = ", ".join(f'"{name}"' for name in names)
    return f"TRUNCATE {tables} RESTART IDENTITY"


def _from_one_on(names: list[str]) -> str:
    numbers = ", ".join(f"'{name}_id_seq'" for name in names)
    return f"SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relname IN ({numbers})"
