"""The worker: a process beside the web that says when it was here, and ends when it is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import delete, func, select

from app.db import writing
from reviews import worker
from reviews.worker import WorkerSeen
from tests.worker_process import until, worker_for

THREADS, ROUNDS = 4, 5


def test_the_worker_is_seen_and_ends_when_told(app, session, clock):
    assert worker.last_seen(session) is None and worker.is_missing(session, at=clock())
    session.commit()

    def seen():
        at = worker.last_seen(session)
        session.commit()  # else it would hold the lock for which the worker waits
        return at

    with worker_for(app.config["SQLALCHEMY_DATABASE_URI"]) as process:
        at = until(seen)
        process.terminate()
        assert process.wait(30) == 0
        assert process.stdout.read() == "The worker is here, and does what takes long.\n"
    assert (worker.is_missing(session, at=at), worker.is_missing(session, at=at + worker.MISSED_AFTER * 2)) == (False, True)


def test_all_threads_of_a_worker_say_at_once_that_it_is_here_for_the_first_time(app, session, clock):
    together = Barrier(THREADS)

    def say(_) -> None:
        with app.app_context(), writing() as own:
            own.connection()  # its transaction has begun, and nobody has said anything
            if own.get_bind().dialect.name == "postgresql":  # SQLite lets one write at a time as it is
                together.wait(30)
            worker.sign_on(own, at=clock())

    for _ in range(ROUNDS):
        session.execute(delete(WorkerSeen))
        session.commit()
        with ThreadPoolExecutor(THREADS) as threads:
            list(threads.map(say, range(THREADS)))
        assert session.scalar(select(func.count()).select_from(WorkerSeen)) == 1
        session.commit()
