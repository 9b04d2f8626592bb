"""How often the hints on wording speak up on a file of reviews that people wrote: bench.hints FILE [--column feedback].

`--read` prints the fifty that are set apart for judging, with what each gets; the rules are improved on the others alone.
"""

from __future__ import annotations

import argparse
import csv
import random
from collections import Counter
from pathlib import Path

from reviews import hints
from reviews.hints.rules import found, without_quotations

SEED, APART = 2026, 50


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("file", type=Path)
    ask.add_argument("--column", default="feedback")
    ask.add_argument("--about", default="person_name", help="the column with the name of who is written about")
    ask.add_argument("--read", action="store_true", help="print the fifty and their hints")
    told = ask.parse_args()
    texts = _texts(told.file, told.column, told.about)
    apart = sorted(random.Random(SEED).sample(range(len(texts)), min(APART, len(texts))))
    if told.read:
        _print(texts, apart)
    else:
        _count(f"all {len(texts)}", texts)
        _count(f"the {len(apart)} set apart", [texts[at] for at in apart])


def _texts(file: Path, column: str, about: str) -> list[tuple[str, str]]:
    """What each text says, and whom it is about."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [(row[column], row.get(about, "")) for row in csv.DictReader(lines)]


def _count(title: str, texts: list[tuple[str, str]]) -> None:
    """How many texts get a hint of each sort, before and after the limit of three."""
    ruled, shown = Counter(), Counter()
    for text, about in texts:
        ruled.update({one.rule.sort for one in found(without_quotations(text))})
        told = hints.on(text, about=about)
        shown.update({hint.why for hint in told})
        shown[f"{len(told)} hints"] += 1
    print(f"\n{title}\n")
    for name, count in [*ruled.most_common(), *shown.most_common()]:
        print(f"{count:5} {count / len(texts):5.0%}  {name}")


def _print(texts: list[tuple[str, str]], apart: list[int]) -> None:
    for at in apart:
        text, about = texts[at]
        print(f"\n{at}: {' '.join(text.split())}")
        for hint in hints.on(text, about=about):
            print(f"    - {hint.words or '(missing)'}: {hint.why}")


if __name__ == "__main__":
    main()
