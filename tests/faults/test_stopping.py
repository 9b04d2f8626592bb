"""The server is asked to end: what was begun is answered. And who stops in the middle of a request holds nobody up."""

from __future__ import annotations

import socket
from threading import Thread

import pytest
from sqlalchemy import create_engine, text

from app.server import give_up_on_silence
from tests.faults.browsing import Browser
from tests.faults.serving import Server
from tests.worker_process import until


@pytest.fixture
def server(tmp_path):
    url = f"sqlite:///{tmp_path / 'courtside.sqlite'}"
    server = Server(url)
    server.url, server.code = url, server.run("get-ready").rsplit(maxsplit=1)[-1]
    server.start()
    yield server
    if server.runs:
        server.kill()


def test_a_form_under_way_is_saved_and_answered_before_the_end(server):
    ada, answers, engine = Browser(server.port), [], create_engine(server.url)
    form = ada.get("/first-admin").form("/first-admin").typed(code=server.code, name="Ada Admin", email="ada@example.com")
    with engine.begin():  # somebody else writes, so that the form has to wait while the server is asked to end
        sending = Thread(target=lambda: answers.append(ada.send(form)))
        sending.start()
        until(server.has_taken_a_request)
        ended = Thread(target=lambda: answers.append(server.stop()))
        ended.start()
        ended.join(1)
        assert (answers, server.runs) == ([], True)
    sending.join()
    ended.join()

    assert [getattr(answer, "status", answer) for answer in answers] == [303, 0]
    with engine.connect() as after:
        assert after.execute(text("SELECT name FROM person")).scalars().all() == ["Ada Admin"]
    engine.dispose()


def test_a_request_that_stops_in_the_middle_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        give_up_on_silence(listener, seconds=1)
        with socket.create_connection(listener.getsockname()) as silent:
            silent.sendall(b"GET / HT")
            accepted, _ = listener.accept()
            with accepted:
                assert accepted.recv(100) == b"GET / HT"
                with pytest.raises(BlockingIOError):
                    accepted.recv(100)
