"""A database as it stood at a moment, to be put back as often as a test likes."""

from __future__ import annotations

from sqlalchemy import Engine, delete, insert, select

from reviews import Base

Rows = dict[str, list[dict]]


def rows_of(engine: Engine) -> Rows:
    """Every row of every table."""
    with engine.connect() as connection:
        return {table.name: [dict(row) for row in connection.execute(select(table)).mappings()]
                for table in Base.metadata.sorted_tables}


def put_back(engine: Engine, rows: Rows) -> None:
    """Make the database hold these rows and no others."""
    with engine.begin() as connection:
        for table in reversed(Base.metadata.sorted_tables):
            connection.execute(delete(table))
        for table in Base.metadata.sorted_tables:
            if rows[table.name]:
                connection.execute(insert(table), rows[table.name])
