"""An app as it is served, protected forms and all, on a database that can be taken away; and Ada at her laptop."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from app import create_app
from app.db import db
from app.guards import COOKIE
from reviews import Base, people, signing_in
from reviews.people import Person
from tests.faults.browsing import Form, forms_of


class Laptop:
    """Ada, an admin, in a browser without a network between; somebody else sits down by `sign_in`."""

    def __init__(self, app):
        self.app, self.client = app, app.test_client()
        with app.app_context():
            Base.metadata.create_all(db.engine)
            self.sign_in(people.add(db.session, name="Ada Admin", is_admin=True, at=app.config["CLOCK"]()))

    def sign_in(self, person: Person) -> None:
        token = signing_in.begin(db.session, person, at=self.app.config["CLOCK"]())
        db.session.commit()
        with self.client.session_transaction() as cookie:
            cookie[COOKIE] = token

    def get(self, path: str):
        return self.client.get(path)

    def form(self, path: str, **typed: str) -> Form:
        """The form of this page, filled in."""
        return forms_of(self.client.get(path).text, path)[0].typed(**typed)

    def send(self, form: Form):
        return self.client.post(form.action, data=form.fields)

    def names(self) -> list[str]:
        """Who is kept."""
        with self.app.app_context():
            return list(db.session.scalars(select(Person.name).order_by(Person.id)))

    def in_use(self) -> int:
        """How many connections are held while nobody asks for anything."""
        with self.app.app_context():
            return db.engine.pool.checkedout()


@pytest.fixture
def laptop_on():
    """`laptop_on(url)` is Ada's, at an app on that database."""
    opened = []

    def on(url: str, **settings) -> Laptop:
        opened.append(Laptop(create_app(SQLALCHEMY_DATABASE_URI=url, SECRET_KEY="k" * 32, **settings)))
        return opened[-1]

    yield on
    for laptop in opened:
        with laptop.app.app_context():
            db.engine.dispose()
