"""What bin/run does before it serves: the tables, then the demo's story or the first admin's code."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from app import create_app
from app.db import db
from reviews import signing_in
from reviews.people import Person


@pytest.fixture
def fresh(tmp_path):
    """An app whose database file does not exist yet."""
    def make(**settings):
        return create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'fresh.sqlite'}", SECRET_KEY="k" * 32, **settings)
    return make


def get_ready(app) -> str:
    answer = app.test_cli_runner().invoke(args=["get-ready"])
    assert answer.exit_code == 0, answer.output
    return answer.output


def test_an_empty_database_gets_its_tables_and_a_code_that_opens_the_first_page(fresh, clock):
    app = fresh()
    code = re.search(r"type this code: ([0-9A-F]{4}-[0-9A-F]{4})", get_ready(app))[1]
    with app.app_context():
        ada = signing_in.make_first_admin(db.session, code=code, name="Ada Admin", email="ada@example.com",
                                          at=app.config["CLOCK"]())
        db.session.commit()
        assert ada.is_admin


def test_the_second_start_leaves_everything_as_it_is(fresh):
    app = fresh(DEMO=True)
    assert "the people of the story" in get_ready(app)
    again = get_ready(app)
    assert "Courtside is at http://" in again and "code" not in again
    with app.app_context():
        assert db.session.scalar(select(func.count(Person.id))) == 23


def test_a_code_that_was_printed_before_is_void(fresh):
    app = fresh()
    first, second = (re.search(r"code: (\S+)", get_ready(app))[1] for _ in range(2))
    assert first != second
    with app.app_context():
        assert db.session.scalar(select(func.count(signing_in.FirstAdminCode.id))) == 1
