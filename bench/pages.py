"""What pages cost, beside a bare Flask page with five column queries in the same run.

    .venv/bin/python -m bench.pages [--database sqlite|postgresql]

CPU is that of the process that answers (on PostgreSQL the database's own is not in it), the median over many, warm. The
company: five teams with eight reps and the same facilitator, so that forty plans are under way, with half a year behind them.
"""

from __future__ import annotations

import argparse

from bench import cost, visits
from bench.bare import bare_app, question
from bench.cost import Cost
from bench.place import KINDS, company, engine_of
from bench.press import figures_of_the_press

LINE = "{:<30} {:>7} {:>7} {:>7} {:>11} {:>7}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--database", choices=KINDS, default=KINDS[0])
    kind = asked.parse_args().database
    with company(kind, teams=5, reps=8, months=6) as app:
        print(LINE.format(kind, "CPU ms", "× bare", "ms", "statements", "KB"))
        bare = bare_app(engine_of(app))
        _say("A bare page of forty rows", cost.of(bare.wsgi_app, question, bare))
        for visit in visits.of_a_team(app):
            _say(visit.name, cost.of(app.wsgi_app, visit.questions, bare, status=visit.status))
        print(figures_of_the_press(app))


def _say(name: str, one: Cost) -> None:
    print(LINE.format(name, f"{one.cpu:.1f}", f"{one.times:.2f}", f"{one.wall:.1f}", one.statements,
                      f"{one.size / 1024:.0f}"), flush=True)


if __name__ == "__main__":
    main()
