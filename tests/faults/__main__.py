"""The longer run: python -m tests.faults KILLS [sqlite | postgresql | power]

Kills the server KILLS times under writing load, on a fresh database every 25 times, and says what it found. On PostgreSQL
"postgresql" kills the server's processes, and "power" those of PostgreSQL itself, which is then started again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from time import monotonic

from tests.faults.own_postgres import OwnPostgres
from tests.faults.rounds import Rounds
from tests.faults.serving import Server

A_DATABASE = 25


def run(kills: int, kind: str) -> int:
    """How many faults there were."""
    began, saved, resent, faults = monotonic(), 0, 0, 0
    for start in range(0, kills, A_DATABASE):
        with tempfile.TemporaryDirectory(prefix="courtside-faults-") as folder:
            rounds, kill = prepared(Path(folder), kind, seed=start)
            for _ in range(min(A_DATABASE, kills - start)):
                for fault in rounds.go(kill):
                    faults += 1
                    print(fault, flush=True)
            saved, resent = saved + rounds.saved, resent + rounds.resent
            rounds.end()
        print(f"{min(start + A_DATABASE, kills)} kills, {saved} acts answered as saved, {resent} sent again because no answer "
              f"came, {faults} faults, {monotonic() - began:.0f} s", flush=True)
    return faults


def prepared(folder: Path, kind: str, *, seed: int):
    """The rounds on a fresh database, and how they end."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'courtside.sqlite'}"
        rounds = Rounds(Server(url), url, drafts=60, seed=seed)
        return rounds, rounds.server.kill
    postgres = OwnPostgres(folder)
    url = postgres.address
    rounds = Rounds(Server(url, **({"WEB_PROCESSES": "2"} if kind == "postgresql" else {})), url, drafts=60, seed=seed)
    return rounds, rounds.server.kill if kind == "postgresql" else lambda: (postgres.kill(), postgres.start())


if __name__ == "__main__":
    sys.exit(bool(run(int(sys.argv[1]) if sys.argv[1:] else A_DATABASE, (sys.argv[2:] or ["sqlite"])[0])))
