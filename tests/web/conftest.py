"""The app as it is served, for tests of its edge: with its protection against forged forms, and its pages for errors."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, select

from app import create_app
from app.db import db
from app.guards import COOKIE
from app.import_jobs import carry_on_import
from reviews import Base, people, signing_in
from reviews.people import Person

OURS = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class House:
    """A served Courtside in which Ada is the admin and signed in."""

    app: Flask
    ada: FlaskClient

    def names(self) -> list[str]:
        """Who is on the list of people, first come first."""
        with self.app.app_context():
            return list(db.session.scalars(select(Person.name).order_by(Person.id)))

    def form(self, path: str = "/people/new", **typed: str) -> dict[str, str]:
        """A form as its page gives it, with what is typed into it."""
        page = self.ada.get(path).text
        main = page[page.index("<main"):]
        return dict(re.findall(r'type="hidden" name="(csrf_token|_once)" value="([^"]+)"', main)) | typed

    def newcomer(self, name: str) -> dict[str, str]:
        """The form by which Ada adds somebody."""
        return self.form(name=name, email="", office="", team_id="0", function="")

    def break_next(self, error: BaseException, when: str = "INSERT INTO person"):
        """The next statement that begins so ends in this error, as the driver would raise it. Once."""
        with self.app.app_context():
            engine = db.engine

        def fail(connection, cursor, statement, parameters, context, executemany):
            if statement.startswith(when):
                event.remove(engine, "before_cursor_execute", fail)
                raise error

        event.listen(engine, "before_cursor_execute", fail)


@pytest.fixture
def house(tmp_path, clock) -> House:
    app = create_app(SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path / 'edge.sqlite'}", SECRET_KEY="k" * 32, CLOCK=clock,
                     PRODUCTION=True)
    with app.app_context():
        Base.metadata.create_all(db.engine)
        ada = people.add(db.session, name="Ada Admin", is_admin=True, at=clock())
        token = signing_in.begin(db.session, ada, at=clock())
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie[COOKIE] = token
    yield House(app, client)
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def work(app, session):
    """`work(id)` is what the worker does about a file."""
    def carry_on(id: int) -> None:
        session.commit()
        with app.app_context():
            carry_on_import(id)
        session.expire_all()
    return carry_on
