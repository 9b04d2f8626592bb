"""The people of a room, each as static/js/room has their browser behave: they look every 0.8 seconds after the last answer, say
every 15 that they are here, and one of them acts."""

from __future__ import annotations

import asyncio
import itertools
import random
import re
import time
from collections.abc import Iterator

from bench.visitor import HTMX, Answer, Visitor

PAUSE, QUIET_PAUSE, HERE_EVERY = 0.8, 1.2, 15  # seconds
QUIET_AFTER = 40  # looks without news
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
PLACE = re.compile(r'data-place="([^"]*)"')


class Watcher:
    """One person's browser in the room. `heard` holds what it was told and when: the room's stamp, once all of it had come."""

    def __init__(self, visitor: Visitor, path: str):
        self.visitor, self.path = visitor, path
        self.token, self.place, self.tag = "", "", ""
        self.heard: list[tuple[int, float]] = []

    async def come_in(self) -> None:
        """Open the page, as far as it differs from person to person."""
        page = await self.visitor.get(self.path)
        self.token = TOKEN.search(page.text)[1]
        self._hear(page)
        await self.say_here()

    async def watch(self) -> None:
        """Look and look again."""
        await asyncio.sleep(random.uniform(0, PAUSE))  # people come at different moments
        self.tag, quiet = "", 0
        while True:
            answer = await self.visitor.get(self.path, **HTMX, **{"If-None-Match": self.tag} if self.tag else {})
            quiet = 0 if answer.status == 200 else quiet + 1
            if answer.status == 200:
                self._hear(answer)
            await asyncio.sleep(PAUSE if quiet < QUIET_AFTER else QUIET_PAUSE)

    async def stay(self) -> None:
        """Say again and again that one is here."""
        await asyncio.sleep(random.uniform(0, HERE_EVERY))
        while True:
            await self.say_here()
            await asyncio.sleep(HERE_EVERY)

    async def say_here(self) -> None:
        await self.visitor.post(f"{self.path}/presence", {"csrf_token": self.token}, **HTMX)

    async def act(self, path: str, **facts: str) -> int:
        """Send a form of the room; gives the stamp of the room as it then is."""
        self._hear(await self.visitor.post(path, facts | {"csrf_token": self.token}, **HTMX))
        return self.heard[-1][0]

    def _hear(self, answer: Answer) -> None:
        self.tag, self.place = answer.tag, PLACE.search(answer.text)[1]
        self.heard.append((stamp_of(answer.tag), time.perf_counter()))


def stamp_of(tag: str) -> int:
    """The room's stamp, which a tag begins with."""
    return int(tag.strip('"').split("-")[0])


async def gathered(watchers: list[Watcher]) -> list[asyncio.Task]:
    """Let them all come in, and watch from now on; comes back when each has seen the others."""
    for watcher in watchers:
        await watcher.come_in()
    tasks = [asyncio.create_task(does()) for watcher in watchers for does in (watcher.watch, watcher.stay)]
    await asyncio.sleep(4 * PAUSE)
    return tasks


async def disperse(watchers: list[Watcher], tasks: list[asyncio.Task]) -> None:
    """End it; what went wrong for one of them is raised here."""
    for task in tasks:
        task.cancel()
    for ended in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(ended, asyncio.CancelledError):
            raise ended
    for watcher in watchers:
        watcher.visitor.close()


async def acts(lead: Watcher, cards: list[int], *, times: int, every: float) -> list[tuple[int, float]]:
    """Act so many times: two cards moved, then on to the next phase, then back. Gives when each began and what stamp it led to."""
    done = []
    for path, facts in itertools.islice(_script(lead, cards), times):
        began = time.perf_counter()
        done.append((await lead.act(path, **facts), began))
        await asyncio.sleep(every * random.uniform(0.5, 1.5))
    return done


def _script(lead: Watcher, cards: list[int]) -> Iterator[tuple[str, dict[str, str]]]:
    merge = lead.place
    choose = merge.replace("merge", "choose")
    for turn in itertools.count():
        for move in (0, 1):
            card = cards[(2 * turn + move) % len(cards)]
            to = "new" if turn * 2 // len(cards) % 2 == 0 else "alone"
            yield f"/reviews/{merge.split('-')[0]}/placements/{card}?room={merge}", {"to": to}
        yield f"{lead.path}/place", {"to": choose, "seen": merge}
        yield f"{lead.path}/place", {"to": merge, "seen": choose}


def delays(watchers: list[Watcher], done: list[tuple[int, float]]) -> list[float]:
    """How many seconds it took from each act until each of them had the room as it then was."""
    return [next(at for stamp, at in watcher.heard if stamp >= after) - began for after, began in done for watcher in watchers]
