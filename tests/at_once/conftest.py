"""Several people at the same moment: the app really served, by threads, each person in a browser of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from app.guards import COOKIE
from reviews import signing_in
from tests.reading import words_of


@dataclass(frozen=True)
class Answer:
    status: int
    location: str
    page: str

    @property
    def said(self) -> str:
        """What a person reads on it."""
        return words_of(self.page)


@dataclass(frozen=True)
class Window:
    """One window of a signed-in person. Nothing it asks for may break."""

    port: int
    cookie: str

    def get(self, path: str) -> Answer:
        return self._ask("GET", path)

    def post(self, path: str, **form: object) -> Answer:
        return self._ask("POST", path, urlencode(form, doseq=True))

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        server = HTTPConnection("127.0.0.1", self.port, timeout=30)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        try:
            server.request(method, path, body or None, kind | {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"})
            got = server.getresponse()
            answer = Answer(got.status, got.headers.get("Location", ""), got.read().decode())
        finally:
            server.close()
        assert answer.status < 500, f"{method} {path}: {answer.said}"
        return answer


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    def log_request(self, *args):
        pass


@pytest.fixture
def window(app, session):
    """`window(ana)` is one in which Ana is signed in, at the app that is served for this test."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    server.daemon_threads = False  # an answer is there before its connection is back: the end waits for that, else nobody closes it
    serving = threading.Thread(target=server.serve_forever)
    serving.start()

    def open_for(person) -> Window:
        token = signing_in.begin(session, person, at=app.config["CLOCK"]())
        session.commit()
        signed = app.session_interface.get_signing_serializer(app).dumps({COOKIE: token})
        return Window(server.port, f"{app.config['SESSION_COOKIE_NAME']}={signed}")

    yield open_for
    server.shutdown()
    serving.join()
    server.server_close()


@pytest.fixture
def together(session):
    """Run these acts in parallel, from one moment on; gives their answers in the same order."""

    def run(*acts: Callable[[], Answer]) -> list[Answer]:
        session.commit()
        start = threading.Barrier(len(acts))

        def at_the_start(act):
            start.wait(30)
            return act()

        with ThreadPoolExecutor(len(acts)) as people:
            answers = list(people.map(at_the_start, acts))
        session.expire_all()
        return answers

    return run
