"""A real worker beside a database: `flask worker` as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_SECONDS = 120


@contextmanager
def worker_for(url: str, **settings: str):
    """`with worker_for(url) as process:` runs a worker on the database and ends it, if it still runs, at the end."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "worker"]
    address = url.replace("postgresql+psycopg://", "postgresql://", 1)
    env = os.environ | {"DATABASE_URL": address, "SECRET_KEY": "k" * 32, "OPENBLAS_NUM_THREADS": "1", "COURTSIDE_DEMO": "0"} | settings
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(MOST_SECONDS)
        process.stdout.close()


def until(holds: Callable[[], object]):
    """What `holds` gives, as soon as it is something; a test that waits for longer than two minutes has failed."""
    pause = threading.Event()
    for _ in range(MOST_SECONDS * 20):
        if found := holds():
            return found
        pause.wait(0.05)
    raise AssertionError("it did not come")
