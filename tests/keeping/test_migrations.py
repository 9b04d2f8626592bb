"""The migrations lead from nothing to exactly the tables that the code knows, on both databases, and back to nothing."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app.db import db
from reviews import Base


def test_the_migrations_make_what_the_code_knows(migrated):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_coming_up_a_second_time_changes_nothing(migrated):
    before = sorted(inspect(db.engine).get_table_names())
    upgrade()
    assert sorted(inspect(db.engine).get_table_names()) == before


def test_going_down_leaves_nothing(migrated):
    downgrade(revision="base")
    assert inspect(db.engine).get_table_names() == ["alembic_version"]
