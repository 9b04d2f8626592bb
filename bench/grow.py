"""How each page grows with the number of teams: the same people, in the midst of 10, 100 and 1,000 teams with two years behind them.

    .venv/bin/python -m bench.grow [--database sqlite|postgresql] [--teams 10 100 1000] [--months 24]

A team has seven reps and six who are asked to its meeting, which has twelve observations a review. Each cell says how often the
CPU of the bare page asked in turn with it, the milliseconds waited, the statements and the KB.
"""

from __future__ import annotations

import argparse
import time

from bench import cost, visits
from bench.bare import bare_app
from bench.place import KINDS, company, engine_of, size_of

NAME, CELL = "{:<30}", "{:>34}"


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--database", choices=KINDS, default=KINDS[0])
    asked.add_argument("--teams", type=int, nargs="+", default=[10, 100, 1000])
    asked.add_argument("--months", type=int, default=24)
    said = asked.parse_args()
    columns = [_column(said.database, teams, said.months) for teams in said.teams]
    print(NAME.format(said.database) + "".join(CELL.format(f"{teams:,} teams") for teams in said.teams))
    for name in columns[0]:
        print(NAME.format(name) + "".join(CELL.format(column[name]) for column in columns))


def _column(kind: str, teams: int, months: int) -> dict[str, str]:
    """What each page costs with so many teams, by its name."""
    began = time.perf_counter()
    with company(kind, teams=teams, months=months) as app:
        rows, megabytes = size_of(app)
        print(f"{teams:,} teams: {rows:,} rows, {megabytes:,.0f} MB, filled in {time.perf_counter() - began:.0f} s", flush=True)
        bare = bare_app(engine_of(app))
        return {visit.name: _cell(cost.of(app.wsgi_app, visit.questions, bare, status=visit.status))
                for visit in (*visits.of_a_team(app), *visits.of_the_company(app))}


def _cell(one: cost.Cost) -> str:
    return f"{one.times:.1f} ×, {one.wall:,.0f} ms, {one.statements} st., {one.size / 1024:,.0f} KB"


if __name__ == "__main__":
    main()
