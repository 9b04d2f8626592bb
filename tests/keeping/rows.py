"""Rows for every table of a database as it is, whatever its revision: made from the tables alone, no code of ours asked."""

from __future__ import annotations

import datetime
import re

from sqlalchemy import Column, Connection, MetaData, Table, func, insert, inspect, select, text
from sqlalchemy.types import JSON, Date, DateTime, LargeBinary

FULL, SPARSE = (1, 2), 3  # the third row has nothing where nothing may stand
COLUMNS = """SELECT table_name, column_name, data_type, is_nullable, column_default, character_maximum_length
    FROM information_schema.columns WHERE table_schema = 'public'"""
CONSTRAINTS = """SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace"""
Rows = dict[str, dict[tuple, dict]]


def fill(connection: Connection) -> None:
    """See to it that every table has three rows; each refers to the row of the same number in other tables."""
    for table in tables(connection):
        there = connection.scalar(select(func.count()).select_from(table))
        literals = _literals(connection, table)
        for number in (*FULL, SPARSE)[there:]:
            connection.execute(insert(table).values(_row(connection, table, number, literals)))


def tables(connection: Connection) -> list[Table]:
    """Every table but Alembic's own, parents first."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def kept(connection: Connection) -> Rows:
    """All rows of all tables, by table and primary key, as they are kept there."""
    keys = inspect(connection).get_multi_pk_constraint()
    return {table: {tuple(row[name] for name in key["constrained_columns"]): dict(row)
                    for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"').mappings()}
            for (_, table), key in keys.items() if table != "alembic_version"}


def shape(connection: Connection) -> list[str]:
    """What the database itself says of its tables: columns, keys, indices."""
    if connection.dialect.name == "sqlite":
        return sorted(map(str, connection.execute(text("SELECT name, sql FROM sqlite_master"))))
    return sorted(map(str, [*connection.execute(text(COLUMNS)), *connection.execute(text(CONSTRAINTS)),
                            *connection.execute(text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"))]))


def lost(before: Rows, after: Rows, allowed: frozenset[str] = frozenset()) -> list[str]:
    """In words, what of `before` is not in `after`: tables, rows, and contents of columns that are in both."""
    found = [table for table in before if table not in after]
    for table in before.keys() & after.keys():
        found += [f"{table} {key}" for key in before[table] if key not in after[table]]
        found += [f"{table}.{name}" for key, row in before[table].items() for name, value in row.items()
                  if name in after[table].get(key, {}) and after[table][key][name] != value]
    return sorted(set(found) - allowed)


def _row(connection: Connection, table: Table, number: int, literals: dict[str, str]) -> dict[str, object]:
    own_key = {column.name for column in table.primary_key if column is table.autoincrement_column}
    one, *others = _one_of_them(connection, table, number) or [None]
    filled = [column for column in table.c if column.name not in (*own_key, *others)
              and (number != SPARSE or not column.nullable or column.name == one)]
    return {column.name: _value(connection, column, number, literals) for column in filled}


def _one_of_them(connection: Connection, table: Table, number: int) -> list[str]:
    """Of columns of which one is filled and no other, as a check says: all of them, first the one that is in this row."""
    for check in inspect(connection).get_check_constraints(table.name):
        if names := re.findall(r"(\w+) IS NULL", check["sqltext"]):
            return names[number % len(names):] + names[:number % len(names)]
    return []


def _value(connection: Connection, column: Column, number: int, literals: dict[str, str]) -> object:
    for key in column.foreign_keys:
        if key.column.table is column.table:
            return None
        parent = select(key.column).order_by(*key.column.table.primary_key).offset(number - 1).limit(1)
        return connection.scalar(parent)
    if column.name in literals:
        return literals[column.name]
    return _plain(column, number)


def _plain(column: Column, number: int) -> object:
    if isinstance(column.type, JSON):
        return {"number": number}
    if isinstance(column.type, DateTime):
        return datetime.datetime(2026, 11, number, 9, 30, tzinfo=datetime.UTC)
    if isinstance(column.type, Date):
        return datetime.date(2026, 11, number)
    if isinstance(column.type, LargeBinary):
        return b"%d" % number
    kind = column.type.python_type
    return f"{number} {column.name}"[:column.type.length] if kind is str else kind(number % 2 if kind is bool else number)


def _literals(connection: Connection, table: Table) -> dict[str, str]:
    """Of a column that may hold a few words alone, as a check says, the first of them."""
    checks = [check["sqltext"] for check in inspect(connection).get_check_constraints(table.name)]
    return {column.name: words[0] for check in checks for column in table.c
            if re.search(rf"\b{column.name}\b", check) and (words := re.findall(r"'([^']*)'", check))}
