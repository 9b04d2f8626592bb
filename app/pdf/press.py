"""The press: one process of its own in which all PDFs are set.

WeasyPrint brings a process down when two threads share its fonts, and leaks when they do not. So it lives alone, keeps
its fonts and style sheets, and sets one document at a time. The web process never loads it, and starts without Pango.
"""
from __future__ import annotations

import logging
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from pkgutil import resolve_name

SECONDS = 60
PAPERS = ("a4", "letter")

log = logging.getLogger(__name__)


class PdfUnavailable(Exception):
    """There is no PDF just now; the message is for the person who asked for it."""


def plan_pdf(plan: dict, paper: str = "a4") -> bytes:
    """The plan as a tagged PDF on A4 or Letter. The same plan gives the same bytes on the same machine."""
    return _set("plan", plan, paper)


def card_pdf(card: dict, paper: str = "a4") -> bytes:
    """A coach's card as a tagged PDF on A4 or Letter. The same card gives the same bytes on the same machine."""
    return _set("card", card, paper)


def minutes_pdf(minutes: dict, paper: str = "a4") -> bytes:
    """The minutes of a meeting as a tagged PDF on A4 or Letter, as many pages as it takes."""
    return _set("minutes", minutes, paper)


def last_fault() -> str | None:
    """The kind of error that the last PDF asked for in this process ended with; None when it was made."""
    return _press.fault


def _set(what: str, said: dict, paper: str) -> bytes:
    if paper not in PAPERS:
        raise ValueError(f"no such paper: {paper!r}")
    return _press.run(f"app.pdf.typesetter:set_{what}", said, paper)


class Press:
    """Hands jobs to the process one by one, so that a crash breaks the job that caused it and no other."""

    def __init__(self, seconds: float = SECONDS):
        self.seconds = seconds
        self.fault: str | None = None
        self.stand_ready()

    def stand_ready(self) -> None:
        """With nothing begun; also how a forked web process starts, since its parent's press is not its own."""
        self.turn = threading.Lock()
        self._pool = None

    def run(self, job: str, *args):
        """What the function named "package.module:function" gives for `args`, found and called over there."""
        if not self.turn.acquire(timeout=self.seconds):
            raise PdfUnavailable("Many PDFs are being made just now. Nothing is lost; try again in a minute.")
        try:
            return self._result(self._begun(job, *args))
        finally:
            self.turn.release()

    def end(self) -> None:
        """Let the process go. The next job begins another."""
        if self._pool is not None:
            self._pool.shutdown()
            self._pool = None

    def _begun(self, job, *args):
        try:
            return self._started().submit(_do, self.seconds, job, *args)
        except BrokenProcessPool:               # it died between two jobs: nobody has lost anything
            self._pool = None
            return self._started().submit(_do, self.seconds, job, *args)

    def _started(self):
        if self._pool is None:
            self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_wake)
        return self._pool

    def _result(self, future):
        """Whatever goes wrong over there, here it is one thing: no PDF now. The log has what it was."""
        error = future.exception()
        self.fault = type(error).__name__ if error else None
        if error is None:
            return future.result()
        log.error("The press could not set a PDF", exc_info=error)
        if isinstance(error, BrokenProcessPool):
            self._pool.shutdown(wait=False)
            self._pool = None
        raise PdfUnavailable("The PDF could not be made just now. Nothing is lost; try again in a minute.") from error


def _wake():
    """In the press: Ctrl-C is the web's to answer; and when the web process is gone, nobody waits for pages."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent():
    parent_process().join()
    os._exit(0)


def _do(seconds, job, *args):
    """In the press: the alarm ends the whole process, in the middle of C code too."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return resolve_name(job)(*args)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


_press = Press()
os.register_at_fork(after_in_child=_press.stand_ready)
