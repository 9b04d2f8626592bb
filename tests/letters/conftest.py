"""A post office: a real mail server in a process of its own, and the worker's round as it is."""

from __future__ import annotations

import subprocess
import sys
from email.headerregistry import Address
from pathlib import Path

import pytest
from fast_mail_parser import PyMail, parse_email
from sqlalchemy import select

from app.letters.round import go_round
from app.letters.server import MailServer
from reviews import letters
from reviews.letters import SIGN_IN, Letter
from reviews.people import Person

ROOT = Path(__file__).parents[2]
FROM = Address("Courtside", "courtside", "example.com")


class PostOffice:
    """The server: its mood, what it has accepted, and whether it is there at all."""

    def __init__(self, folder: Path, *how: str):
        self.folder, self.how, self.port = folder, how, 0
        self.open()

    def open(self) -> None:
        """Start it, on the same port as before."""
        self._process = subprocess.Popen([sys.executable, "-m", "tests.letters.mail_server", str(self.folder), str(self.port), *self.how],
                                         cwd=ROOT, stdout=subprocess.PIPE, text=True)
        self.port = int(self._process.stdout.readline())

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def mood(self, said: str = "") -> None:
        """What it does from now on instead of accepting, as in `mail_server`."""
        (self.folder / "mood").write_text(said)

    def empty(self) -> None:
        self.mood()
        for kept in [*self.folder.glob("*.eml"), *self.folder.glob("connections")]:
            kept.unlink()

    @property
    def connections(self) -> int:
        """How many it had since it was started."""
        return int((self.folder / "connections").read_text())

    @property
    def letters(self) -> list[PyMail]:
        """What it has accepted, read by a parser that is not the one that wrote it."""
        found = sorted(self.folder.glob("*.eml"), key=lambda path: int(path.stem))
        return [parse_email(path.read_bytes()) for path in found]

    @property
    def ids(self) -> list[str]:
        return self.said("Message-ID")

    def said(self, header: str) -> list[str]:
        """A header of each letter, which it has once."""
        return [value for letter in self.letters for value, in [letter.headers[header]]]


@pytest.fixture(scope="session")
def whole_office(tmp_path_factory):
    office = PostOffice(tmp_path_factory.mktemp("office"))
    yield office
    office.kill()


@pytest.fixture
def office(whole_office, app):
    """The post office, which the app of the test hands its letters to."""
    whole_office.empty()
    app.config |= {"MAIL_SERVER": MailServer("127.0.0.1", whole_office.port, False, patience=1, patience_at_the_end=1), "MAIL_FROM": FROM}
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
