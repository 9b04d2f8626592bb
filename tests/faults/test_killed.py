"""The server is killed in the middle of everything: what was answered "saved" is there, and nothing is half there."""

from __future__ import annotations

import pytest

from tests.faults.rounds import Rounds
from tests.faults.serving import Server

KILLS = 5


@pytest.fixture
def rounds(tmp_path):
    url = f"sqlite:///{tmp_path / 'courtside.sqlite'}"
    rounds = Rounds(Server(url), url, drafts=12, seed=1)
    yield rounds
    rounds.end()


def test_what_was_answered_outlives_the_server(rounds):
    found = [fault for _ in range(KILLS) for fault in rounds.go(rounds.server.kill)]

    assert found == []
    assert (rounds.killed, rounds.saved > 3 * KILLS, rounds.resent > 0) == (KILLS, True, True)
