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

from app.config import processes

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
        """Start to serve; comes back when it does, with all its processes."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:app.server", "--log-level", "info", "wsgi:app"],
            cwd=ROOT, env=self._env, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        missing = processes(self._env)
        while missing:
            line = self._process.stderr.readline()
            self.said.append(line)
            assert line, "the server did not start: " + "".join(self.said)
            missing -= "Booting worker" in line
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

    def has_taken_a_request(self) -> bool:
        """Whether a request is in the hands of a process that answers."""
        open_ = [one for worker in self.workers() for one in psutil.Process(worker).net_connections("tcp")]
        return any(one.laddr.port == self.port and one.status == psutil.CONN_ESTABLISHED for one in open_)

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
