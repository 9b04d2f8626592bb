"""Work beside the web: the queue that wakes the worker, its jobs, and the worker itself, `flask worker`.

The queue is a file of its own beside the SQLite database, or tables of its own in the PostgreSQL. It only wakes: what
waits is read off the things themselves, at the worker's start and every few seconds, so that a word lost on the way
comes late and is not lost. A job is called by its name and carries ids. One that was killed is begun again.
"""

from __future__ import annotations

import json
import logging
import traceback
from functools import wraps

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from huey import Huey, PostgresHuey, SqliteHuey
from huey.consumer import Consumer, Scheduler
from huey.registry import Message
from huey.serializer import Serializer
from sqlalchemy.engine import make_url

from app import in_use
from app.clock import now
from app.config import ROOT
from app.db import writing
from reviews.worker import sign_on

LOOK_EVERY = 10  # seconds
MOST_SECONDS_TO_FINISH = 20  # after TERM; what is cut off then is begun again at the next start


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


class WithoutWords(logging.Formatter):
    """Tells of an error its kind and its place. What it says itself may be what somebody wrote."""

    def formatException(self, ei):
        ours = [frame for frame in traceback.extract_tb(ei[2]) if frame.filename.startswith(str(ROOT))]
        place = f" in {ours[-1].name}, line {ours[-1].lineno} of {ours[-1].filename}" if ours else ""
        return f"{ei[0].__name__}{place}"


def queue_of(app: Flask) -> Huey:
    """The queue beside this app's database, with every job that there is."""
    queue = _empty_queue(make_url(app.config["SQLALCHEMY_DATABASE_URI"]))

    def in_the_app(act):
        @wraps(act)
        def run(*ids):
            with app.app_context():
                act(*ids)
        return run

    queue.on_startup()(in_the_app(look))
    queue.periodic_task(lambda at: True, name="look")(in_the_app(look))
    return queue


def look() -> None:
    """Say that the worker is here."""
    with writing() as session:
        sign_on(session, at=now())


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do what takes long, such as reading large files, until Ctrl-C."""
    _speak_without_words(logging.getLogger("huey"))
    in_use.serve(current_app)
    consumer = Worker(queue_of(current_app._get_current_object()), workers=1, max_delay=1, graceful_signal="TERM",
                      shutdown_timeout=MOST_SECONDS_TO_FINISH)
    click.echo("The worker is here, and does what takes long.")
    consumer.run()


def _empty_queue(url) -> Huey:
    if url.get_backend_name() == "postgresql":
        address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return PostgresHuey("courtside", dsn=address, results=False, serializer=AsJson())
    return SqliteHuey("courtside", filename=f"{url.database}.jobs", results=False, serializer=AsJson())


def _speak_without_words(log: logging.Logger) -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutWords("%(asctime)s worker: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.WARNING)
    log.propagate = False
