"""Rounds of writing, each ended by killing the server, after which what was answered is compared with what is there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event, Semaphore

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.faults import wholeness
from tests.faults.browsing import PATIENCE
from tests.faults.serving import Server
from tests.faults.story import tell
from tests.faults.writers import at_work

SAVED = (3, 15)  # acts in a round before its server is killed


class Rounds:
    """A server on a database with the story in it, and everybody at work."""

    def __init__(self, server: Server, url: str, *, drafts: int, seed: int):
        self.server, self.engine, self.random = server, create_engine(url, pool_pre_ping=True), Random(seed)
        self.killed = self.resent = 0
        server.run("get-ready")
        with Session(self.engine) as session:
            self.story = tell(session, drafts=drafts)
        server.start()
        self.saving = Semaphore(0)
        self.writers = at_work(server.port, self.story, self.saving)

    def go(self, kill) -> list[str]:
        """One round: write, `kill`, look, start again, send again what was not answered, and look once more."""
        self._write_and(kill)
        found = self.faults()
        if not self.server.runs:
            self.server.start()
        self.resent += sum(writer.unanswered is not None for writer in self.writers)
        for writer in self.writers:
            writer.send_again()
        return found + self.faults()

    def faults(self) -> list[str]:
        with Session(self.engine) as session:
            told = [fault for writer in self.writers for fault in writer.faults(session)]
        return told + wholeness.faults(self.engine)

    @property
    def told_away(self) -> int:
        return sum(writer.told_away for writer in self.writers)

    @property
    def saved(self) -> int:
        return sum(len(writer.saved) for writer in self.writers)

    def end(self) -> None:
        if self.server.runs:
            self.server.kill()
        self.engine.dispose()

    def _write_and(self, kill) -> None:
        enough = Event()
        with ThreadPoolExecutor(len(self.writers)) as pool:
            at = [pool.submit(writer.work, enough) for writer in self.writers]
            for _ in range(self.random.randint(*SAVED)):
                self.saving.acquire(timeout=PATIENCE)
            enough.wait(self.random.uniform(0, .1))  # a moment that nobody has chosen
            kill()
            self.killed += 1
            enough.set()
        for one in at:
            one.result()
