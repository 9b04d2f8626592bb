"""What handouts cost: one plan's PDF, cold and warm, and a batch, each beside WeasyPrint alone on the same HTML in the same run.

    .venv/bin/python -m bench.handouts [--plans 50] [--rounds 3]

The batch is the worker's whole job, from the database to the bound file in it. Alone is one process that sets the same plans one
after the other and binds nothing. Wall beside CPU says how many cores were at work. Figures are medians over the rounds.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median

from flask import Flask
from sqlalchemy import Select, delete, func, select

from app.batch_jobs import make_batch
from app.clock import now
from app.db import writing
from app.pdf.press import Press
from bench.place import company
from reviews import batches
from reviews.batches import Batch
from reviews.meetings import Meeting, Review
from reviews.plans import Paper, Plan, PlanVersion

SET, ALONE = "app.pdf.typesetter:set_plan", "bench.press:set_alone"
WARM = 15
LINE = "{:<34} {:>9} {:>9} {:>9} {:>9} {:>7} {:>7}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--plans", type=int, default=50)
    asked.add_argument("--rounds", type=int, default=3)
    asked = asked.parse_args()
    print(LINE.format("", "CPU s", "wall s", "alone CPU", "alone wall", "× CPU", "× wall"))
    with company("sqlite", teams=1, reps=asked.plans, months=1) as app, app.app_context():
        plans = _plans()
        _say("One plan, cold", asked.rounds, lambda: _cold(SET, plans[0], "a4"), lambda: _cold(ALONE, plans[0]))
        _say(f"One plan, warm ({WARM})", asked.rounds, *_warm(plans[0]))
        _say(f"A batch of {len(plans)}", asked.rounds, lambda: _batch(app), lambda: _cold(ALONE, *plans, each=True))


def _say(name: str, rounds: int, ours: Callable, alone: Callable) -> None:
    """Both in turn, so that they see the same machine."""
    taken = [(*_spent(ours), *_spent(alone)) for _ in range(rounds)]
    cpu, wall, alone_cpu, alone_wall = (median(row[n] for row in taken) for n in range(4))
    times = [median(row[n] / row[n + 2] for row in taken) for n in (0, 1)]
    print(LINE.format(name, *(f"{figure:.2f}" for figure in (cpu, wall, alone_cpu, alone_wall, *times))), flush=True)


def _spent(job: Callable) -> tuple[float, float]:
    """Seconds of CPU, of this process and of those it began and ended or, where the job says so itself, what it says; seconds of wall."""
    before, began = _cpu(), time.perf_counter()
    said = job()
    return said if said is not None else _cpu() - before, time.perf_counter() - began


def _cpu() -> float:
    return sum(used.ru_utime + used.ru_stime for used in (getrusage(RUSAGE_SELF), getrusage(RUSAGE_CHILDREN)))


def _cold(job: str, *given, each: bool = False) -> None:
    """In a process that begins and ends with it."""
    press = Press()
    for one in given if each else [given]:
        press.run(job, *([one] if each else one))
    press.end()


def _warm(plan: dict) -> tuple[Callable, Callable]:
    """The same plan again and again in one process, whose CPU is asked for over there."""
    press = Press()

    def again(job: str, *given) -> float:
        press.run(job, *given)
        before = press.run("time:process_time")
        for _ in range(WARM):
            press.run(job, *given)
        return press.run("time:process_time") - before

    return lambda: again(SET, plan, "a4"), lambda: again(ALONE, plan)


def _batch(app: Flask) -> None:
    """Asked for and made, with no PDF kept from before."""
    with writing() as session:
        session.execute(delete(Paper))
        session.execute(delete(Batch))
        meeting = session.scalar(_the_meeting())
        id = batches.ask(meeting, by=meeting.facilitator, at=now()).id
    make_batch(id)
    with writing() as session:
        if not session.get(Batch, id).made_at:
            raise SystemExit(session.get(Batch, id).trouble or "the batch was not made")


def _the_meeting() -> Select:
    """The one with the most published plans."""
    return (select(Meeting).join(Meeting.reviews).join(Plan, Plan.review_id == Review.id).join(Plan.versions)
            .group_by(Meeting.id).order_by(func.count().desc()).limit(1))


def _plans() -> Sequence[dict]:
    with writing() as session:
        meeting = session.scalar(_the_meeting())
        versions = batches.present_versions(session, meeting, meeting.facilitator)
        return session.scalars(select(PlanVersion.content).where(PlanVersion.id.in_(versions))).all()


if __name__ == "__main__":
    main()
