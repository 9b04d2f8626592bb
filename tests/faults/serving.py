"""Courtside as bin/run serves it: gunicorn with its own processes, which can be stopped, killed, and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from threading import Thread

import psutil

ROOT = Path(__file__).parents[2]
SECRET = "k" * 32


class Server:
    """A server on a database, in a process group of its own; it always serves on the same port."""

    def __init__(self, database: str, **settings: str):
        self.database, self.port = database, free_port()
        self.said: list[str] = []
        self._env = os.environ | {"DATABASE_URL": database, "PORT": str(self.port), "SECRET_KEY": SECRET,
                                  "OPENBLAS_NUM_THREADS": "1"} | settings
        self._process = None

    def run(self, *command: str) -> str:
        """What a command of ours says, like `get-ready`."""
        done = subprocess.run([sys.executable, "-m", "flask", "--app", "wsgi", *command], cwd=ROOT, env=self._env,
                              capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        """Start to serve; comes back when it does."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:app.server", "--log-level", "info", "wsgi:app"],
            cwd=ROOT, env=self._env, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for line in self._process.stderr:
            self.said.append(line)
            if "Booting worker" in line:
                break
        else:
            raise AssertionError("the server did not start: " + "".join(self.said))
        Thread(target=self._listen, args=[self._process.stderr], daemon=True).start()

    def kill(self) -> None:
        """End every process of it at once, in the middle of whatever they do."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self) -> int:
        """Ask it to end, as a machine that goes down does; gives its exit status."""
        self._process.terminate()
        return self._process.wait(60)

    def workers(self) -> list[int]:
        """The processes that answer."""
        return [worker.pid for worker in psutil.Process(self._process.pid).children()]

    @property
    def process(self) -> int:
        """The process that has started them."""
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _listen(self, stream) -> None:
        with stream:
            for line in stream:
                self.said.append(line)


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]
