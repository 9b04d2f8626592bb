"""What every table shares: names of constraints, aware times, versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import DateTime, Index, MetaData, TypeDecorator, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column

INSERTS = {"postgresql": postgresql.insert, "sqlite": sqlite.insert}

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Refuses naive values and always gives aware ones, in UTC: SQLite alone forgets the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {datetime: UtcDateTime()}


class Versioned:
    """Something that two people may have open at once: every change counts its version up, and `seen` is compared.

    SQLAlchemy puts the version into each UPDATE, so that of two writers at the same moment one is refused even where
    the database lets both read first.
    """

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
    version: Mapped[int] = mapped_column(sort_order=99)

    @declared_attr.directive
    def __mapper_args__(cls):
        return {"version_id_col": cls.version}


def only_one(name: str, column: str, *, where: str) -> Index:
    """A unique index over the rows for which `where` holds: how the database itself keeps a law such as "one active"."""
    return some(name, column, where=where, unique=True)


def some(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """An index over the rows for which `where` holds, where they are few among many or have an order of their own."""
    return Index(name, *columns, unique=unique, sqlite_where=text(where), postgresql_where=text(where))


def put(session: Session, kind: type[Base], key: Mapping[str, object], **facts: object) -> None:
    """Write the facts into the row with this primary key, and make it when it is not there: of two at the same moment, both may."""
    row = INSERTS[session.get_bind().dialect.name](kind).values(**key, **facts)
    session.execute(row.on_conflict_do_update(index_elements=[kind.__table__.c[name] for name in key], set_=facts))
