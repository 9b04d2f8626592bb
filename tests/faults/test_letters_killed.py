"""Workers are killed while they hand in letters: none is lost, and none is accepted twice."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from random import Random

import pytest
from sqlalchemy import func, select

from reviews import letters, people
from reviews.letters import NOT_KNOWN, SENT, SIGN_IN, Letter, Matter
from tests.faults.posting import hand_in
from tests.killed import let_go
from tests.letters.post_office import PostOffice
from tests.worker_process import until, worker_for

MANY, KILLS, WORKERS = 250, 5, 2
AT_MOST = 40  # letters between two kills: a quick machine would be done before


@pytest.fixture
def office(tmp_path):
    office = PostOffice(tmp_path)
    yield office
    office.kill()


def tell_many(session, count: int, at: datetime) -> None:
    for number in range(count):
        person = people.add(session, name=f"Rep Number{number}", email=f"rep{number}@example.com", at=at)
        letters.tell(session, person, SIGN_IN, key=f"link {number}", at=at)
    session.commit()


def test_killed_at_any_moment_none_is_lost_and_none_is_accepted_twice(app, session, clock, office):
    url, random = app.config["SQLALCHEMY_DATABASE_URI"], Random(4)
    tell_many(session, MANY, clock())
    struck = 0
    for _ in range(KILLS):
        before = office.accepted
        office.mood(f"mail silent {before + AT_MOST}")
        at_work = [hand_in(url, office.port, clock()) for _ in range(WORKERS)]
        until(lambda: office.accepted > before + random.randint(0, 9))  # they are in the middle of it
        at_work[0].join(random.uniform(0, .02))
        for worker in at_work:
            struck += worker.is_alive()
            worker.kill()
            worker.join()
        until(lambda: let_go(session))
        clock.forward(minutes=11)  # what the dead had claimed is free again
    office.mood()
    last = hand_in(url, office.port, clock())
    last.join(60)

    found, accepted = session.scalars(select(Letter)).all(), office.ids
    assert (last.exitcode, len(found), struck >= KILLS) == (0, MANY, True)
    assert len(accepted) == len(set(accepted))
    states = {letter.message_id: letter.state for letter in found}
    assert set(states.values()) <= {SENT, NOT_KNOWN}
    assert {id for id, state in states.items() if state == SENT} <= set(accepted)
    assert sum(state == NOT_KNOWN for state in states.values()) <= struck


def test_a_worker_that_is_killed_is_followed_by_one_that_goes_on(app, session, office):
    """The worker as bin/run starts it, by the true clock."""
    tell_many(session, MANY, datetime.now(UTC))
    url, how = app.config["SQLALCHEMY_DATABASE_URI"], {
        "SMTP_URL": f"smtp://127.0.0.1:{office.port}", "MAIL_FROM": "courtside@example.com"}
    with worker_for(url, **how) as process:
        until(lambda: office.accepted > 20)
        process.kill()
    with worker_for(url, **how) as process:
        until(lambda: _waiting(session) == 0)
        process.terminate()
        assert process.wait(30) == 0
        said = process.stdout.read()
    accepted = office.ids
    assert len(accepted) == len(set(accepted)) >= MANY - 2  # one was claimed at most, and one handed over
    assert re.findall("rep[0-9]+@|sign-in/|error", said) == []


def _waiting(session) -> int:
    """How much is still to be told now. The letter that was claimed when the worker was killed is tried later."""
    count = session.scalar(select(func.count()).select_from(Matter).outerjoin(Matter.letter).where(
        Matter.letter_id.is_(None) | (Letter.next_try_at <= datetime.now(UTC))))
    session.commit()  # else it would hold the lock for which the worker waits
    return count
