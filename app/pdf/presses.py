"""Several presses at once, one a core and two at the most, for the worker: many plans set, then bound into one file."""
from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue

from app.pdf.press import Press

MOST = 2


class Presses:
    """Presses of one's own, so that no plan that somebody waits for stands behind many others."""

    def __init__(self, presses: Sequence[Press]):
        self.many = len(presses)
        self._free: SimpleQueue[Press] = SimpleQueue()
        for press in presses:
            self._free.put(press)

    def plans(self, plans: Sequence[dict], paper: str) -> Iterator[bytes]:
        """The PDF of each plan, in their order, one after the other as they are made."""
        with ThreadPoolExecutor(self.many) as hands:
            yield from hands.map(lambda plan: self._run("app.pdf.typesetter:set_plan", plan, paper), plans)

    def bound(self, parts: Sequence[bytes], names: Sequence[str], title: str) -> bytes:
        """All parts in one file under this title, each with its name as a bookmark."""
        return self._run("app.pdf.binding:bind", parts, names, title)

    def _run(self, job: str, *args):
        press = self._free.get()
        try:
            return press.run(job, *args)
        finally:
            self._free.put(press)


@contextmanager
def several() -> Iterator[Presses]:
    """As many as there are cores to run them; their processes end with it."""
    presses = [Press() for _ in range(min(MOST, len(os.sched_getaffinity(0))))]
    try:
        yield Presses(presses)
    finally:
        for press in presses:
            press.end()
