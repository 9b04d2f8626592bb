"""A database as it is before anything has happened, for the next test."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from reviews import Base


def empty(connection: Connection) -> None:
    """No rows, and numbers from 1 on again. PostgreSQL truncates fifty tables ten times as slowly."""
    emptying = [f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables)]
    if connection.dialect.name == "postgresql":
        names = ", ".join(f"'{table.name}_id_seq'" for table in Base.metadata.sorted_tables)
        emptying = ["; ".join([*emptying, f"SELECT setval(oid, 1, false) FROM pg_class WHERE relkind = 'S' AND relname IN ({names})"])]
    for statement in emptying:
        connection.exec_driver_sql(statement)
