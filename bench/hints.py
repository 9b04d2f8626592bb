"""How many texts of a file get which hint, and a draw of them to judge by hand.

    .venv/bin/python -m bench.hints TEXTS.csv [--judge]

The file has a column `feedback`, the text, and `person_name`, whom it is about. Fifty are drawn with a seed that is kept;
the figures are told for them and for the others, on which the rules may be improved. `--judge` prints the fifty, each
with all its hints.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections import Counter
from pathlib import Path

from reviews.hints import Hint, on

SEED, DRAWN, ALL = 4, 50, 99


def main() -> None:
    rows = list(csv.DictReader(Path(sys.argv[1]).read_text(encoding="utf-8-sig").splitlines(keepends=True)))
    drawn = set(random.Random(SEED).sample(range(len(rows)), DRAWN))
    judged = [row for number, row in enumerate(rows) if number in drawn]
    others = [row for number, row in enumerate(rows) if number not in drawn]
    _tell("drawn to be judged", judged)
    _tell("the others", others)
    if "--judge" in sys.argv:
        for row in judged:
            print(f"\n{row['id']}  {row['feedback']}")
            print("".join(f"    {hint.rule}: {hint.words}\n" for hint in _hints(row)), end="")


def _tell(title: str, rows: list[dict]) -> None:
    started = time.perf_counter()
    hints = [_hints(row) for row in rows]
    each = (time.perf_counter() - started) * 1000 / len(rows)
    print(f"{title}: {len(rows)} texts, {sum(map(bool, hints))} with a hint, {each:.2f} ms a text")
    for rule, texts in Counter(rule for found in hints for rule in {hint.rule for hint in found}).most_common():
        print(f"  {rule:24} {texts:4} texts, {texts / len(rows):4.0%}")


def _hints(row: dict) -> list[Hint]:
    return on(row["feedback"], about=row["person_name"], most=ALL)


if __name__ == "__main__":
    main()
