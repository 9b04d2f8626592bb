"""Databases that come up through the revisions, with rows in every table, and a revision of the test's own."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from app import create_app
from app.db import db, migrate
from app.keeping.migrating import newest
from tests.cast import make_cast
from tests.conftest import MONDAY
from tests.on_the_table import QUOTES, table, theme
from tests.postgres import postgres_url

OWN = '''
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{after}", None, None


def upgrade():
    rebuild = "always" if op.get_bind().dialect.name == "sqlite" else "auto"
{body}
'''


@pytest.fixture(scope="session")
def a_postgresql(tmp_path_factory) -> str:
    """The address of a PostgreSQL in which these tests may make databases."""
    return postgres_url(tmp_path_factory)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, tmp_path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'fresh.sqlite'}"
    engine = create_engine(request.getfixturevalue("a_postgresql"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS fresh WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE fresh"))
    address = engine.url.set(database="fresh").render_as_string(hide_password=False)
    engine.dispose()
    return address


@pytest.fixture
def bare(fresh):
    """The app on a database without any table."""
    app = create_app(SQLALCHEMY_DATABASE_URI=fresh, SECRET_KEY="k" * 32, DEMO=False)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def migrated(bare):
    """The app on a database that has come all the way up."""
    upgrade()
    return bare


@pytest.fixture
def one_more(tmp_path, monkeypatch):
    """`one_more(body)` adds a revision with this body to those that there are, for this test alone."""

    def add(body: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(migrate.directory, folder)
        indented = "\n".join(f"    {line}" for line in body.strip().splitlines())
        (folder / "versions" / "the_tests_own.py").write_text(OWN.format(after=newest(), body=indented))
        monkeypatch.setattr(migrate, "directory", str(folder))

    return add


@pytest.fixture(scope="session")
def a_story(tmp_path_factory) -> Path:
    """A whole SQLite database with the cast and what they wrote of Ana; to be copied, not to be touched."""
    file = tmp_path_factory.mktemp("story") / "courtside.sqlite"
    app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{file}", SECRET_KEY="k" * 32, DEMO=False)
    with app.app_context():
        upgrade()
        with Session(db.engine) as session:
            cast = make_cast(session, at=MONDAY)
            theme(session, table(session, cast, at=MONDAY), QUOTES, "Quotes too early", cast, at=MONDAY)
            session.commit()
        db.engine.dispose()
    return file


@pytest.fixture
def place(a_story, tmp_path):
    """A Courtside with that story in it, in a folder of its own: the app, its file, and its commands."""
    place = Place(tmp_path / "instance" / "courtside.sqlite")
    shutil.copyfile(a_story, place.file)
    yield place
    place.close()


@pytest.fixture
def another_place(tmp_path):
    """A Courtside on another machine, where nothing is yet."""
    place = Place(tmp_path / "elsewhere" / "courtside.sqlite")
    yield place
    place.close()


class Place:
    """A Courtside on a SQLite file."""

    def __init__(self, file: Path):
        self.file = file
        file.parent.mkdir()
        self.app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{file}", SECRET_KEY="k" * 32, DEMO=False,
                              CLOCK=lambda: MONDAY)

    def run(self, *words: object, typed: str = "") -> tuple[int, str]:
        """What a command answers: its exit code, and all that it printed."""
        answer = self.app.test_cli_runner().invoke(args=[str(word) for word in words], input=typed)
        self.close()  # as a command's process does at its end
        return answer.exit_code, answer.output

    def sql(self, statement: str) -> list[tuple]:
        """What the statement gives, kept."""
        with closing(sqlite3.connect(self.file)) as connection, connection:
            return connection.execute(statement).fetchall()

    def names(self) -> set[str]:
        """The files that are there."""
        return {path.name for path in self.file.parent.iterdir()}

    def close(self) -> None:
        with self.app.app_context():
            db.engine.dispose()
