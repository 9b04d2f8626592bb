"""What the table of all plans costs, beside a bare csv.writer on the same rows, asked in turn with it.

    .venv/bin/python -m bench.exported [--database sqlite|postgresql] [--teams 10 50 250] [--months 24]

A team leaves seven plans a month; those of the last month are under way. CPU is of the answering process; memory is what it held
at most above what it held before. The beginning is when the first of the file has come.
"""

from __future__ import annotations

import argparse
import csv
import io
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import select

from app.db import db
from bench.company import LEADER
from bench.desk import Desk
from bench.place import KINDS, company
from bench.tables import peak
from reviews.people import Person

ROUNDS = 5
LINE = "{:>8} {:>7} {:>8} {:>8} {:>8} {:>10} {:>9} {:>9}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--database", choices=KINDS, default=KINDS[0])
    asked.add_argument("--teams", type=int, nargs="+", default=[10, 50, 250])
    asked.add_argument("--months", type=int, default=24)
    asked = asked.parse_args()
    print(LINE.format("plans", "MB", "CPU s", "bare s", "× bare", "rows/s", "begins s", "MB held"))
    for teams in asked.teams:
        with company(asked.database, teams=teams, months=asked.months) as app:
            _say(app)


def _say(app: Flask) -> None:
    with app.app_context():
        leader = db.session.scalar(select(Person.id).where(Person.email == LEADER))
    question = Desk(app, leader).get("/plans.csv")
    _taken(app, question)
    Path("/proc/self/clear_refs").write_text("5")  # the peak counts from here
    before = peak()
    size, begins = _taken(app, question)
    held = peak() - before
    rows = list(csv.reader(io.StringIO(b"".join(app.wsgi_app(question(), _heard)).decode("utf-8-sig"), newline="")))
    taken = [(_spent(lambda: _taken(app, question)), _spent(lambda: _bare(rows))) for _ in range(ROUNDS)]
    ours, bare = (median(column) for column in zip(*taken, strict=True))
    times = median(one / plain for one, plain in taken)
    print(LINE.format(f"{len(rows) - 1:,}", f"{size / 1e6:.1f}", f"{ours:.2f}", f"{bare:.2f}", f"{times:.1f}",
                      f"{(len(rows) - 1) / ours:,.0f}", f"{begins:.2f}", f"{held:.0f}"), flush=True)


def _taken(app: Flask, question: Callable[[], dict]) -> tuple[int, float]:
    """Bytes, and seconds until the first of them; each piece is forgotten as it comes."""
    began, begins, size = time.perf_counter(), 0.0, 0
    answer = app.wsgi_app(question(), _heard)
    for piece in answer:
        begins = begins or time.perf_counter() - began
        size += len(piece)
    answer.close()
    return size, begins


def _heard(line: str, headers: list, error=None) -> None:
    """The status and the headers, which nobody asks for here."""


def _bare(rows: list[list[str]]) -> None:
    csv.writer(io.StringIO(), quoting=csv.QUOTE_ALL).writerows(rows)


def _spent(job: Callable) -> float:
    began = time.process_time()
    job()
    return time.process_time() - began


if __name__ == "__main__":
    main()
