"""The worker: a process beside the web that says when it was here, and ends when it is told."""

from reviews import worker
from tests.worker_process import until, worker_for


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
