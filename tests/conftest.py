"""What every test stands on: a real database of each kind, a clock that can be set, the cast, browsers for them."""

from __future__ import annotations

import gc
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from app import Courtside, create_app
from app.db import db
from app.guards import COOKIE
from reviews import Base, signing_in
from tests import told_once
from tests.cast import Cast, make_cast
from tests.compiled import Compiled
from tests.emptied import empty
from tests.one_database import PAGES
from tests.postgres import postgres_url

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
Courtside.jinja_options = Courtside.jinja_options | {"bytecode_cache": Compiled()}


class Clock:
    """The time of a test: stands still until it is told."""

    def __init__(self):
        self.at = MONDAY

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> datetime:
        """Move on by days, hours, minutes; gives the new moment."""
        self.at += timedelta(**by)
        return self.at


class Desk(FlaskClient):
    """A signed-in client. It lets go of the test's own transaction first, as another process would have to find it."""

    session: Session

    def open(self, *args, **kwargs):
        self.session.commit()
        answer = super().open(*args, **kwargs)
        self.session.expire_all()
        return answer


def pytest_addoption(parser):
    parser.addoption("--database", choices=("sqlite", "postgresql", "both"), default="both",
                     help="which databases the domain and web tests run on")
    parser.addoption("--requests", type=int, default=0, help="how many requests the fuzz run sends; few unless said")


def pytest_collection_finish():
    """What the modules hold stays to the end: the collector need not look through it again each time."""
    gc.collect()
    gc.freeze()


def pytest_generate_tests(metafunc):
    if "database" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("database")
        kinds = ("sqlite", "postgresql") if chosen == "both" else (chosen,)
        *_, folder, file = metafunc.definition.path.parts
        about_a_page = folder == "web" and file[len("test_"):-len(".py")] in PAGES
        if folder == "house" or about_a_page or getattr(metafunc.module, "ONE_DATABASE", False):
            kinds = kinds[:1]  # it is about the code, the pages or a long job, whatever keeps the rows
        metafunc.parametrize("database", kinds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def database(request, tmp_path_factory) -> str:
    """The address of an empty database of the kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'test.sqlite'}"
    return postgres_url(tmp_path_factory)


@pytest.fixture(scope="session")
def whole_app(database):
    app = create_app(SQLALCHEMY_DATABASE_URI=database, WTF_CSRF_ENABLED=False, TESTING=True, SECRET_KEY="k" * 32, DEMO=False)
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        Base.metadata.create_all(db.engine)
    yield app  # outside of the context: a request of a test makes its own, and ends its session with it
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def app(whole_app, clock):
    """The app on an empty database, at the test's time."""
    whole_app.config["CLOCK"] = clock
    with whole_app.app_context():
        with db.engine.begin() as connection:
            empty(connection)
    return whole_app


@pytest.fixture
def session(app):
    """The database itself, to make a story in and to look at what is kept."""
    with app.app_context():
        engine = db.engine
    with Session(engine) as session:
        yield session


@pytest.fixture
def cast(session, clock) -> Cast:
    """Ana, Dustin, Marc, Priya, Lea and the others, in their team."""
    made = make_cast(session, at=clock())
    told_once.begins(session, clock())
    return made


@pytest.fixture
def desk(app, session):
    """`desk(ana)` is Ana at her laptop; `desk()` is a stranger."""

    def open_as(person=None) -> Desk:
        client = Desk(app)
        client.session = session
        if person is not None:
            token = signing_in.begin(session, person, at=app.config["CLOCK"]())
            session.commit()
            with client.session_transaction() as cookie:
                cookie[COOKIE] = token
        return client

    return open_as
