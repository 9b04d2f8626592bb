"""Long texts in every place at once: a plan flows to as many pages as it takes, and nothing is cut."""

from __future__ import annotations

from collections import Counter

import pytest

from app.pdf import plan_pdf
from tests.pdf_text import printed, spoken
from tests.written_plan import commitment, written_plan

LETTERS = 3_000  # of one text; as in tests/web/test_papers.py two of them may have 10,000
NAME = 200  # letters a name can have
TEXTS = {"words": "word " * (LETTERS // 5), "one word": "w" * (LETTERS // 3)}


def numbered(text: str, where: str) -> str:
    """The text between two words that are found nowhere else."""
    return f"begin-{where} {text} end-{where}"


def long_plan(text: str) -> dict:
    plan = written_plan(
        goal=numbered(text, "goal"), gains=numbered(text, "gains"), why={"text": numbered(text, "why"), "seen_by": ["manager"]},
        rep={"name": "N" * NAME, "first": "N" * NAME})
    plan["commitments"] = [commitment("Dustin", "manager", numbered(text, f"do{n}"), "2026-11-25") for n in range(2)]
    return plan


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_plan_of_the_longest_texts_has_every_word_on_numbered_pages(text):
    data = plan_pdf(long_plan(text))
    pages, said = printed(data), "".join(spoken(data)).replace("\u200b", "").replace(" ", "")
    assert [f"{edge}-{where}" for where in ("goal", "gains", "why", "do0", "do1") for edge in ("begin", "end") if f"{edge}-{where}" not in said] == []
    assert Counter(said)["w"] >= 5 * Counter(text)["w"]
    assert len(pages) > 2 and all(page.endswith(f"Page {n} of {len(pages)}") for n, page in enumerate(pages, 1))
