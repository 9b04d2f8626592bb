"""The migrations lead from nothing to exactly the tables that the code knows, on both databases, and back to nothing."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import create_engine, inspect, text

from app import create_app
from app.db import db
from reviews import Base
from tests.postgres import postgres_url


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, tmp_path, tmp_path_factory) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'fresh.sqlite'}"
    url = postgres_url(tmp_path_factory)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS fresh"))
        connection.execute(text("CREATE DATABASE fresh"))
    address = engine.url.set(database="fresh").render_as_string(hide_password=False)
    engine.dispose()
    return address


@pytest.fixture
def migrated(fresh):
    """The app on a database that has come all the way up."""
    app = create_app(SQLALCHEMY_DATABASE_URI=fresh, SECRET_KEY="k" * 32)
    with app.app_context():
        upgrade()
        yield app
        db.session.remove()
        db.engine.dispose()


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
