"""Many rows written in one go. Everything about them was checked before; a column that they do not name gets its default."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ARRAY, JSON, Integer, Text, bindparam, cast, column, func, insert, literal, select, update
from sqlalchemy.orm import Session

from reviews.base import Base

Rows = Sequence[Mapping[str, object]]


def add_all(session: Session, kind: type[Base], rows: Rows) -> list[int]:
    """The ids of the rows that were added, in their order. All rows name the same columns.

    Ids are taken first, which is faster than asking for them afterwards. PostgreSQL is sent all rows as one text: with a
    statement for each it takes five times as long, and others wait for as long as that takes.
    """
    if not rows:
        return []
    ids = _free_ids(session, kind, len(rows))
    rows = [{"id": id, **row} for id, row in zip(ids, rows, strict=True)]
    if _is_postgresql(session):
        given = _told(kind, rows)
        session.connection().execute(insert(kind.__table__).from_select(list(rows[0]), select(*given.c)))
    else:
        session.connection().execute(insert(kind.__table__), rows)
    return ids


def change_all(session: Session, kind: type[Base], rows: Rows) -> None:
    """Write what the rows say over those that have their `id`, and count the version up where there is one."""
    if not rows:
        return
    table, names = kind.__table__, [name for name in rows[0] if name != "id"]
    counted = {"version": table.c.version + 1} if "version" in table.c else {}
    if _is_postgresql(session):
        given = _told(kind, rows)
        values = {name: given.c[name] for name in names} | counted
        session.connection().execute(update(table).where(table.c.id == given.c.id).values(values))
    else:
        values = {name: bindparam(f"new_{name}") for name in names} | counted
        session.connection().execute(update(table).where(table.c.id == bindparam("new_id")).values(values), [
            {f"new_{name}": value for name, value in row.items()} for row in rows])


def _told(kind: type[Base], rows: Rows):
    """The rows as a table that a statement for PostgreSQL can select from."""
    table = kind.__table__
    columns = [column(name, table.c[name].type) for name in rows[0]]
    text = literal(json.dumps(rows, default=datetime.isoformat), Text)
    return func.json_to_recordset(cast(text, JSON)).table_valued(*columns).render_derived("given", with_types=True)


def _free_ids(session: Session, kind: type[Base], many: int) -> list[int]:
    """So many ids that nothing has. On SQLite the lock keeps them free, on PostgreSQL the sequence."""
    if _is_postgresql(session):
        sequence = func.pg_get_serial_sequence(f'"{kind.__tablename__}"', "id")
        ids = func.array_agg(func.nextval(sequence), type_=ARRAY(Integer))
        return session.scalar(select(ids).select_from(func.generate_series(1, many)))
    last = session.scalar(select(func.max(kind.id))) or 0
    return list(range(last + 1, last + 1 + many))


def _is_postgresql(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"
