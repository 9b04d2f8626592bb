"""Two servers that start at the same moment on one database: it is brought up once, and both go on to serve."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import make_url

from app.db import db
from app.keeping.migrating import newest, revision_of, revisions
from tests.keeping import rows
from tests.keeping.test_migrations_keep_rows import ALL_MEANT

ROOT = Path(__file__).parents[2]


def start(url: str) -> subprocess.Popen:
    """What bin/run does before serving, in a process of its own."""
    env = os.environ | {"DATABASE_URL": url.replace("+psycopg", ""), "COURTSIDE_DEMO": "0", "SECRET_KEY": "k" * 32}
    return subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", "get-ready"], cwd=ROOT, env=env, text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def test_both_get_ready_and_the_tables_are_changed_once(bare, fresh):
    upgrade(revision=revisions()[-1])
    with db.engine.begin() as connection:
        rows.fill(connection)
        before = rows.kept(connection)
    db.engine.dispose()
    said = [(starting.communicate()[0], starting.returncode) for starting in [start(fresh) for _ in range(2)]]
    assert [code for _, code in said] == [0, 0], said
    assert revision_of(db.engine) == newest()
    with db.engine.connect() as connection:
        assert rows.lost(before, rows.kept(connection), ALL_MEANT) == []
    if make_url(fresh).get_backend_name() == "sqlite":
        assert sum("As it was" in text for text, _ in said) == 1
