"""What an answer costs: CPU of this process, time on the clock, statements, bytes; each a median over many, warm."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from statistics import median

from flask import Flask
from sqlalchemy.engine import Engine

from bench.bare import question
from tests.statements import counted

WARM, TIMES, FEWEST, SECONDS = 8, 60, 5, 4


@dataclass(frozen=True)
class Cost:
    """Of one answer: milliseconds of CPU and of waiting, statements, bytes; and how often the CPU of the bare page."""

    cpu: float
    wall: float
    statements: int
    size: int
    bare: float

    @property
    def times(self) -> float:
        return self.cpu / self.bare


def of(wsgi, questions: Callable[[], dict], bare: Flask, *, status: HTTPStatus = HTTPStatus.OK,
       bare_status: HTTPStatus = HTTPStatus.OK) -> Cost:
    """The cost of what the application answers, asked again and again: so often at most, and not much longer than so long.

    The bare page is asked in turn with it, so that both see the same machine.
    """
    until = time.perf_counter() + SECONDS
    for number in range(WARM):
        if not number or time.perf_counter() < until:
            size, _ = answered(wsgi, questions(), status)[2], _plain(bare, bare_status)
    with counted(Engine) as said:  # of any database
        answered(wsgi, questions(), status)
    gc.collect()
    until, taken, plain = time.perf_counter() + SECONDS, [], []
    while len(taken) < TIMES and (len(taken) < FEWEST or time.perf_counter() < until):
        taken.append(answered(wsgi, questions(), status)[:2])
        plain.append(_plain(bare, bare_status))
    return Cost(cpu=median(cpu for cpu, _ in taken), wall=median(wall for _, wall in taken), statements=len(said), size=size,
                bare=median(plain))


def _plain(bare: Flask, status: HTTPStatus) -> float:
    return answered(bare.wsgi_app, question(), status)[0]


def answered(wsgi, environment: dict, status: HTTPStatus) -> tuple[float, float, int]:
    """Milliseconds of CPU and on the clock, and bytes, of one answer; raises when it has another status."""
    lines: list[str] = []
    cpu, wall = time.process_time(), time.perf_counter()
    answer = wsgi(environment, lambda line, headers, error=None: lines.append(line))
    body = b"".join(answer)
    answer.close()
    spent = (time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000
    if int(lines[0][:3]) != status:
        raise RuntimeError(f"{environment['PATH_INFO']} answered {lines[0]}")
    return *spent, len(body)
