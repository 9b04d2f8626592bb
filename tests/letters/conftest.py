"""A post office: a real mail server in a process of its own, and the worker's round as it is."""

from __future__ import annotations

from datetime import datetime

import pytest
from sqlalchemy import select

from app.letters.round import go_round
from app.letters.server import MailServer
from reviews import letters
from reviews.letters import SIGN_IN, Letter
from reviews.people import Person
from tests.letters.post_office import FROM, PostOffice


@pytest.fixture(scope="session")
def whole_office(tmp_path_factory):
    office = PostOffice(tmp_path_factory.mktemp("office"))
    yield office
    office.kill()


@pytest.fixture
def office(whole_office, app):
    """The post office, which the app of the test hands its letters to."""
    whole_office.empty()
    app.config |= {"MAIL_SERVER": MailServer("127.0.0.1", whole_office.port, False), "MAIL_FROM": FROM}
    yield whole_office
    app.config |= {"MAIL_SERVER": None, "MAIL_FROM": None}


@pytest.fixture
def round(app, session):
    """`round()` is a round of the worker; rounds go on as long as there is more to do."""
    def go() -> None:
        session.commit()
        with app.app_context():
            while go_round():
                pass
        session.expire_all()
    return go


@pytest.fixture
def worker_at(round, clock):
    """`worker_at(moment)` is the worker from then on, until the letters it opened have gone."""
    def work(at: datetime) -> None:
        clock.at = at
        round()
        clock.forward(minutes=10)
        round()
    return work


@pytest.fixture
def written(session, clock):
    """`written(priya, …)` are the letters of these people, whose links were just asked for."""
    def write(*people: Person) -> list[Person]:
        for person in people:
            letters.tell(session, person, SIGN_IN, key=f"{person.id} at {clock()}", at=clock())
        session.commit()
        return list(people)
    return write


@pytest.fixture
def found(session):
    """`found()` are all letters, in the order in which they were made."""
    return lambda: session.scalars(select(Letter).order_by(Letter.id)).all()
