"""Courtside as bin/run serves it, by two processes on an empty database; or in its place an app that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bench.place import address_of
from tests.faults.serving import ROOT, Server, free_port

PROCESSES = 2
AT_REST = 0.02  # of a core


class Meter:
    """CPU of a process and of those that it starts; of one that has ended, too."""

    def __init__(self, root: int, *, alone: bool = False):
        self._root, self._alone = psutil.Process(root), alone
        self._began, self._before = time.perf_counter(), self._spent()

    def share(self) -> float:
        """Of one core, since this was made."""
        return (self._spent() - self._before) / (time.perf_counter() - self._began)

    def _spent(self) -> float:
        if self._alone:
            return sum(self._root.cpu_times()[:2])
        ended = sum(self._root.cpu_times()[:4])  # its own, and that of those that have ended
        return ended + sum(sum(child.cpu_times()[:2]) for child in self._root.children(recursive=True))


@dataclass(frozen=True)
class Served:
    """The server, and the first process of its PostgreSQL, if it has one."""

    server: Server
    database: int | None

    def start(self) -> None:
        """Start, and wait until all is quiet: a process loads its language model at first, while nobody waits for it."""
        self.server.start()
        _until_at_rest(self.server.process)

    def meters(self) -> dict[str, Meter]:
        """For the server, its database, and this process, which plays the people."""
        database = {"database": Meter(self.database)} if self.database else {}
        return {"server": Meter(self.server.process)} | database | {"those who ask": Meter(os.getpid(), alone=True)}


@contextmanager
def courtside(kind: str) -> Iterator[Served]:
    """A server that is brought up to date and not yet started."""
    with tempfile.TemporaryDirectory(prefix="courtside-bench-") as folder:
        server = Server(address_of(kind, Path(folder)), WEB_PROCESSES=str(PROCESSES))
        server.run("get-ready")
        said = Path(folder, "postgresql", "postmaster.pid")
        try:
            yield Served(server, int(said.read_text().split()[0]) if said.exists() else None)
        finally:
            if server.runs:
                server.stop()


@contextmanager
def bare() -> Iterator[tuple[int, int]]:
    """The port and the first process of as many processes and threads that answer 304 and do nothing else."""
    port = free_port()
    served = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--worker-class", "gthread", "--workers", str(PROCESSES), "--threads", "8", "--keep-alive", "5",
         "--bind", f"127.0.0.1:{port}", "--log-level", "error", "--no-control-socket", "bench.bare:unchanged_app()"], cwd=ROOT)
    _until_at_rest(served.pid)
    try:
        yield port, served.pid
    finally:
        served.terminate()
        served.wait()


def _until_at_rest(root: int) -> None:
    """Come back when a server and its processes have begun, all of them, and have nothing left to do."""
    meter = None
    while meter is None or meter.share() > AT_REST:
        time.sleep(2)
        meter = Meter(root)
        time.sleep(2)
