"""How long merging takes, and how well it groups when a file of labelled problems is given.

    .venv/bin/python -m bench.merging [PROBLEMS.json]

A problem is {"texts": [...], "labels": [...]}: texts of one review, and for each the number of the group it belongs to.
Printed is the adjusted Rand index, 1 for the same grouping and 0 for chance, as a mean for each "source" of problems.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter, defaultdict
from math import comb
from pathlib import Path

from reviews.encoding import is_available
from reviews.merging import Note, group_texts, suggest, warm

WHAT = ("calls back within the hour", "sends quotes with wrong prices", "knows what the competition offers",
        "lets the buyer talk", "forgets to log visits", "asks for the order", "arrives late at the customer",
        "hands projects over in good order")
WHEN = ("since spring", "nearly each week", "at the fair in Lyon", "on all three joint visits", "after the holidays")


def main() -> None:
    started = time.perf_counter()
    warm().join()
    print(f"{'encoder ready' if is_available() else 'no encoder, by words only'}: {_since(started):.0f} ms")
    for count in (12, 40):
        notes = [_note(number, count) for number in range(count)]
        print(f"{count} observations: {_timed(notes):.0f} ms the first time, {_timed(notes):.0f} ms again")
    for file in sys.argv[1:]:
        _judge(json.loads(Path(file).read_text(encoding="utf-8")))
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def _note(number: int, count: int) -> Note:
    text = f"{WHAT[number % 8]} {WHEN[number % 5]}, case {count}{number}"
    return Note(number, text, author=number % 6, function="service", kind="opportunity")


def _timed(notes: list[Note]) -> float:
    started = time.perf_counter()
    suggest(notes)
    return _since(started)


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def _judge(problems: list[dict]) -> None:
    scores, times = defaultdict(list), []
    for problem in problems:
        started = time.perf_counter()
        found = group_texts(problem["texts"])
        times.append(_since(started))
        scores[problem.get("source", "all")].append(adjusted_rand(problem["labels"], found))
    for source, each in scores.items():
        print(f"{source}: {sum(each) / len(each):.3f} over {len(each)} problems")
    times.sort()
    print(f"{times[len(times) // 2]:.0f} ms in the median, {times[int(0.95 * (len(times) - 1))]:.0f} ms at 95 %")


def adjusted_rand(labels: list[int], found: list[int]) -> float:
    together = sum(comb(n, 2) for n in Counter(zip(labels, found, strict=True)).values())
    in_labels, in_found = (sum(comb(n, 2) for n in Counter(each).values()) for each in (labels, found))
    by_chance = in_labels * in_found / max(comb(len(labels), 2), 1)
    most = (in_labels + in_found) / 2
    return 1.0 if most == by_chance else (together - by_chance) / (most - by_chance)


if __name__ == "__main__":
    main()
