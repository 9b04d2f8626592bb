"""How fast a meeting room is, and what it costs to watch one: people in it, one of whom acts, at two web processes.

    .venv/bin/python -m bench.room [--database sqlite|postgresql] [--people 2 12 30] [--acts 60] [--every 2] [--idle 60] [--browsers]

A delay is from the moment at which somebody acts until somebody else has the room as it then is, to the last byte. CPU is that of
all processes of a kind together, as a share of one core. docs/room.md says what the figures mean.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import time
from statistics import median, quantiles

from app import create_app
from bench import browsers, looks, meeting, watchers
from bench.meeting import Room
from bench.place import KINDS
from bench.served import Meter, Served, bare, courtside
from bench.visitor import Visitor
from bench.watchers import PAUSE, QUIET_AFTER, Watcher
from tests.faults.serving import SECRET

UNTIL_QUIET = QUIET_AFTER * (PAUSE + .1)  # seconds; then they look less often
DELAYS, LOOKS = "{:>6} {:>6} {:>8} {:>6} {:>7} {:>9}  {}", "{:<26} {:>7} {:>12} {:>11} {:>7}"


def main() -> None:
    said = _asked()
    with courtside(said.database) as served:
        app = create_app(SQLALCHEMY_DATABASE_URI=served.server.database, SECRET_KEY=SECRET, DEMO=False)
        rooms = meeting.rooms(app, said.people)
        served.start()
        print(f"{said.database}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", flush=True)
        print(DELAYS.format("people", "acts", "median s", "p95", "longest", "actor's", "CPU meanwhile"))
        for room in rooms:
            asyncio.run(_act(room, served, times=said.acts, every=said.every))
        if said.browsers:
            _act_in_browsers(rooms[0], served, said.acts)
        asyncio.run(_idle(rooms[-1], served, said.idle))
        served.server.stop()
        _say_what_looks_cost(served.server.database, rooms[-1])
    with bare() as (port, process):
        asyncio.run(_idle_at_a_bare_one(len(rooms[-1].cookies), port, process, said.idle))


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--database", choices=KINDS, default=KINDS[0])
    asked.add_argument("--people", type=int, nargs="+", default=[2, 12, 30], help="in each room")
    asked.add_argument("--acts", type=int, default=60)
    asked.add_argument("--every", type=float, default=2, help="seconds from one act to the next, in the mean")
    asked.add_argument("--idle", type=int, default=60, help="seconds in which nobody acts")
    asked.add_argument("--browsers", action="store_true", help="let two real browsers act and see as well")
    return asked.parse_args()


async def _act(room: Room, served: Served, *, times: int, every: float) -> None:
    """One acts, the others see it."""
    lead, *others = people = _people(room, served.server.port)
    tasks = await watchers.gathered(people)
    meters = served.meters()
    done = await watchers.acts(lead, room.cards, times=times, every=every)
    spent = _shares(meters)
    await asyncio.sleep(4 * PAUSE)
    await watchers.disperse(people, tasks)
    _say_delays(len(people), watchers.delays(others, done), watchers.delays([lead], done), spent)


def _act_in_browsers(room: Room, served: Served, times: int) -> None:
    meters = served.meters()
    seen, own = browsers.delays(room, served.server.port, times=times)
    _say_delays("real 2", seen, own, _shares(meters))


def _say_delays(people: int | str, seen: list[float], own: list[float], spent: str) -> None:
    told = median(seen), quantiles(seen, n=20, method="inclusive")[-1], max(seen), median(own)
    print(DELAYS.format(people, len(own), *(f"{seconds:.2f}" for seconds in told), spent), flush=True)


async def _idle(room: Room, served: Served, seconds: int) -> None:
    """Nobody acts; all look, and say that they are here."""
    people = _people(room, served.server.port)
    tasks = await watchers.gathered(people)
    await asyncio.sleep(UNTIL_QUIET)
    print(f"{len(people)} idle: {await _asked_meanwhile(people, served.meters(), seconds)}", flush=True)
    await watchers.disperse(people, tasks)


async def _idle_at_a_bare_one(number: int, port: int, process: int, seconds: int) -> None:
    """As many look at what does nothing, as fast as that answers."""
    people = [Watcher(Visitor(port, {}), "/") for _ in range(number)]
    tasks = [asyncio.create_task(one.watch()) for one in people]
    await asyncio.sleep(UNTIL_QUIET)
    print(f"{number} at a bare one: {await _asked_meanwhile(people, {'server': Meter(process)}, seconds)}", flush=True)
    await watchers.disperse(people, tasks)


async def _asked_meanwhile(people: list[Watcher], meters: dict[str, Meter], seconds: int) -> str:
    """How often they ask, and what that costs."""
    def asked() -> int:
        return sum(one.visitor.asked for one in people)

    def news() -> int:
        return sum(len(one.heard) for one in people)

    before, known = asked(), news()
    await asyncio.sleep(seconds)
    return f"{(asked() - before) / seconds:.1f} requests a second, {news() - known} of them with news; {_shares(meters)}"


def _people(room: Room, port: int) -> list[Watcher]:
    return [Watcher(Visitor(port, cookies), room.path) for cookies in room.cookies]


def _shares(meters: dict[str, Meter]) -> str:
    return ", ".join(f"{name} {meter.share():.1%}" for name, meter in meters.items())


def _say_what_looks_cost(database: str, room: Room) -> None:
    print(LOOKS.format("", "CPU ms", "× a bare 304", "statements", "KB"))
    for name, one in looks.costs(database, room).items():
        print(LOOKS.format(name, f"{one.cpu:.2f}", f"{one.times:.1f}", one.statements, f"{one.size / 1024:.0f}"), flush=True)


if __name__ == "__main__":
    main()
