"""No file of the server may grow any more: it says so, reads on, and writes again when there is room, without a restart."""

from __future__ import annotations

import resource

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.faults import wholeness
from tests.faults.browsing import Browser
from tests.faults.serving import Server
from tests.faults.story import tell
from tests.faults.writers import Contributor

ROOM = resource.RLIM_INFINITY


@pytest.fixture
def server(tmp_path):
    server = Server(f"sqlite:///{tmp_path / 'courtside.sqlite'}")
    server.run("get-ready")
    yield server
    if server.runs:
        server.kill()


def leave(server: Server, room: int) -> None:
    """How large a file of the processes that answer may become."""
    for worker in server.workers():
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (room, ROOM))


def test_without_room_nothing_is_half_written_and_with_room_the_same_forms_are_saved(server):
    engine = create_engine(server.database)
    with Session(engine) as session:
        story = tell(session, drafts=1)
    server.start()
    priya = Contributor("Priya", Browser(server.port), story)
    priya.browser.sign_in(story.links["Priya"].pop())
    assert priya.send(next(priya.acts))

    form = next(priya.acts)
    leave(server, room=0)
    answers = [priya.browser.send(form) for _ in range(2)]
    page = priya.browser.get(form.action)
    with Session(engine) as session:
        without = priya.faults(session)
    leave(server, room=ROOM)

    assert [(answer.status, "send it again" in answer.text) for answer in answers] == [(503, True)] * 2
    assert (page.status, without) == (200, [])
    assert priya.send(form)
    with Session(engine) as session:
        assert priya.faults(session) == []
    assert wholeness.faults(engine) == []
    engine.dispose()
