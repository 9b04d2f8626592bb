"""Whether a database is whole: its file, its references, its schema."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from app.db import migrate
from reviews import Base


def faults(engine: Engine) -> list[str]:
    """What is wrong with it, nothing when all is well."""
    with engine.connect() as connection:
        found = _of_the_file(connection) if engine.dialect.name == "sqlite" else []
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        head = ScriptDirectory(migrate.directory).get_current_head()
        if context.get_current_revision() != head:
            found.append(f"the schema is at {context.get_current_revision()} and not at {head}")
        return found + [str(difference) for difference in compare_metadata(context, Base.metadata)]


def _of_the_file(connection) -> list[str]:
    said = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    orphans = connection.execute(text("PRAGMA foreign_key_check")).all()
    return [line for line in said if line != "ok"] + [f"an orphan: {tuple(row)}" for row in orphans]
