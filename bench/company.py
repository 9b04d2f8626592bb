"""A company to measure with: teams that have met every month, with everything a meeting leaves behind.

One house is some teams with the same facilitator and the same specialists. It is written down row by row; the next houses
are copies of it, made inside the database, so that a thousand teams take minutes and no memory. What is where follows from
the tables themselves: a key moves on by as many as the first house has, and what points at it moves with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Integer, String, Table, cast, func, insert, literal, select, text

from bench.house import House
from reviews import Base
from reviews.people import Person

NAMES = {("person", "name"), ("person", "email"), ("team", "name")}  # each is given once
LEADER, ADMIN = "lea@example.com", "ada@example.com"


def fill(connection: Connection, *, teams: int, reps: int = 7, months: int = 24, per_house: int = 5) -> None:
    """Write a company of so many teams down, with so many months behind it; `teams` come in houses of `per_house`."""
    house = House(teams=per_house, reps=reps, months=months)
    for table in Base.metadata.sorted_tables:
        if rows := house.rows.get(table.name):
            connection.execute(insert(table), rows)
    connection.commit()
    spans = {name: len(rows) for name, rows in house.rows.items()}
    for number in range(1, teams // per_house):
        _copy(connection, spans, number)
    _add_who_sees_all(connection)
    _settle(connection)


def _copy(connection: Connection, spans: dict[str, int], number: int) -> None:
    """One more house, as a copy of the first."""
    for table in Base.metadata.sorted_tables:
        if table.name in spans:
            columns = [_moved(table, column, spans, number) for column in table.columns]
            connection.execute(insert(table).from_select(list(table.columns), select(*columns).where(_first(table, spans))))
    connection.commit()


def _moved(table: Table, column, spans: dict[str, int], number: int):
    if (table.name, column.name) in NAMES:
        return cast(literal(f"{number} "), String) + column
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return column + number * spans.get(key.column.table.name, 0)
    if column.primary_key and isinstance(column.type, Integer):
        return column + number * spans[table.name]
    return column


def _first(table: Table, spans: dict[str, int]):
    """Whether a row is the first house's: by its own number, or by that of what it belongs to."""
    number = next(iter(table.primary_key.columns))
    belongs_to = [key.column.table.name for key in number.foreign_keys] or [table.name]
    return number <= spans[belongs_to[0]]


def _add_who_sees_all(connection: Connection) -> None:
    """Who leads, and who keeps people and teams."""
    last = connection.scalar(select(func.max(Person.id)))
    common = {"version": 1, "office": "", "left_at": None, "function": None, "is_leader": False, "is_admin": False}
    connection.execute(insert(Person), [
        common | {"id": last + 1, "name": "Lea Brandt", "email": LEADER, "is_leader": True},
        common | {"id": last + 2, "name": "Ada Admin", "email": ADMIN, "is_admin": True}])
    connection.commit()


def _settle(connection: Connection) -> None:
    """Let the database know what it holds, as it comes to know by itself over two years."""
    if connection.dialect.name == "postgresql":
        for name in _counted():
            connection.execute(text(f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), "
                                    f"(SELECT coalesce(max(id), 1) FROM \"{name}\"))"))
        connection.execute(text("ANALYZE"))
    connection.commit()


def _counted() -> Iterator[str]:
    return (table.name for table in Base.metadata.sorted_tables if "id" in table.columns)
