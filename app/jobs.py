"""Work beside the web: the queue that wakes the worker, its jobs, and the worker itself, `flask worker`.

The queue is a file of its own beside the SQLite database, or tables of its own in the PostgreSQL. It only wakes: what
waits is read off the things themselves, at the worker's start and every few seconds, so that a word lost on the way
comes late and is not lost. A job is called by its name and carries ids. One that was killed is begun again.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from contextlib import closing
from functools import partial, wraps

import click
import psycopg
from flask import Flask, after_this_request, current_app, has_request_context
from flask.cli import with_appcontext
from huey import Huey, PostgresHuey, SqliteHuey
from huey.api import Task
from huey.consumer import Consumer, Scheduler
from huey.registry import Message
from huey.serializer import Serializer
from huey.signals import SIGNAL_ERROR
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from app.batch_jobs import give_up_batch, make_batch
from app.clock import now
from app.db import WebSession, writing
from app.import_jobs import carry_on_import, give_up_import
from app.keeping import in_use
from app.letters.round import go_round
from reviews import batches, imports
from reviews.letters import ASKED_FOR, Matter
from reviews.worker import sign_on

LOOK_EVERY = 10  # seconds
THREADS = 3  # a large file and a batch of plans, which take minutes, keep no letter waiting
MOST_SECONDS_TO_FINISH = 20  # after TERM; what is cut off then is begun again at the next start

WAITING = {"carry_on_import": imports.waiting, "make_batch": batches.waiting}  # what waits for each job, by id
GIVING_UP = {"carry_on_import": give_up_import, "make_batch": give_up_batch}

log = logging.getLogger("courtside.jobs")


class AsJson(Serializer):
    """A job as it is written down: plain to read, and nothing runs by being read."""

    def _serialize(self, data):
        return json.dumps(data).encode()

    def _deserialize(self, data):
        return Message(*json.loads(bytes(data)))


class Looking(Scheduler):
    """Says every few seconds that it is time to look what waits."""

    periodic_task_seconds = LOOK_EVERY


class Worker(Consumer):
    scheduler_class = Looking


def queue_of(app: Flask) -> Huey:
    """The queue beside this app's database, with every job that there is."""
    queue = _empty_queue(app)

    def in_the_app(act):
        @wraps(act)
        def run(*given):
            with app.app_context():
                act(*given)
        return run

    queue.carry_on_import = queue.task(name="carry_on_import")(in_the_app(carry_on_import))
    queue.make_batch = queue.task(name="make_batch")(in_the_app(make_batch))
    queue.send_letters = queue.task(name="send_letters")(in_the_app(wraps(send_letters)(partial(send_letters, queue))))
    look_for_work = in_the_app(wraps(look)(partial(look, queue)))
    queue.on_startup("look")(look_for_work)
    queue.periodic_task(lambda at: True, name="look")(look_for_work)
    queue.signal(SIGNAL_ERROR)(in_the_app(give_up))
    return queue


def look(queue: Huey) -> None:
    """Say that the worker is here, and put what waits into the queue, unless it is there."""
    with writing() as session:
        sign_on(session, at=now())
        imports.throw_away_old(session, at=now())
        batches.throw_away_old(session, at=now())
        waiting = [(job, id) for job, ids in WAITING.items() for id in session.scalars(ids())]
    pending = queue.pending()
    queued = {(task.name, *task.args) for task in pending}
    for job, id in waiting:
        if (job, id) not in queued:
            getattr(queue, job)(id)
    if "send_letters" not in {task.name for task in pending}:
        queue.send_letters()


def send_letters(queue: Huey) -> None:
    """A round of letters, and another one when there is more: in between the worker can end, when it is told to."""
    if go_round():
        queue.send_letters()


def give_up(signal: str, task: Task, error: Exception | None = None) -> None:
    """A job has failed: what it was about says so to people, and is not tried for ever. To look is tried again."""
    if task.args and not isinstance(error, OperationalError):  # without a database there is nobody to tell; it waits
        GIVING_UP[task.name](*task.args)


def wake(job: str, *ids: int) -> None:
    """After this request, tell the worker that a job waits. When that cannot be told, the worker finds it later."""
    @after_this_request
    def tell(answer):
        try:
            queue = queue_of(current_app._get_current_object())
            with closing(queue.storage):
                getattr(queue, job)(*ids)
        except (sqlite3.Error, psycopg.Error) as problem:
            log.warning("The worker could not be woken; it will find what waits by itself.", exc_info=problem)
        return answer


@event.listens_for(WebSession, "after_flush")
def _note_what_is_told(session, context):
    kept = [new for new in session.new if isinstance(new, Matter)]
    session.info["goes at once"] = session.info.get("goes at once") or any(
        current_app.config["DEMO"] or matter.kind in ASKED_FOR for matter in kept)


@event.listens_for(WebSession, "after_commit")
def _wake_for_letters(session):
    """Somebody waits for it: a letter that was asked for, and in the demo each."""
    if session.info.pop("goes at once", False) and has_request_context():
        wake("send_letters")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Send letters and do what takes long, such as reading large files, until Ctrl-C."""
    in_use.serve(current_app)
    consumer = Worker(queue_of(current_app._get_current_object()), workers=THREADS, max_delay=1, graceful_signal="TERM",
                      shutdown_timeout=MOST_SECONDS_TO_FINISH)
    click.echo("The worker is here, and does what takes long.")
    consumer.run()


def _empty_queue(app: Flask) -> Huey:
    if database := in_use.file_of(app):
        return SqliteHuey("courtside", filename=f"{database}.jobs", results=False, serializer=AsJson())
    address = make_url(app.config["SQLALCHEMY_DATABASE_URI"]).set(drivername="postgresql")
    dsn = address.render_as_string(hide_password=False)
    return PostgresHuey("courtside", dsn=dsn, results=False, serializer=AsJson())
