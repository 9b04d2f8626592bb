"""The words of the plan page: from a plan's plain data to what stands on the paper."""
from __future__ import annotations

import json
import re
from datetime import date
from itertools import groupby
from unicodedata import bidirectional

from app.pdf.strip import day, strips

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
RUN = re.compile(r"\S{400,}")
PIECE = re.compile(r"\S{20}(?=[\w!-~])")
ONE_PAGE = 9000              # letters of JSON; more than this never fits
NUMBERS = "no one two three four five six seven eight nine ten eleven twelve".split()
RIGHT_TO_LEFT = {"R", "AL"}


def plan_page(plan: dict) -> dict:
    """Everything that the page says, ready to print. Dates come as ISO strings and leave as words."""
    plan = printable(plan)
    starts, ends = date.fromisoformat(plan["starts_on"]), date.fromisoformat(plan["ends_on"])
    due = {date.fromisoformat(c["due_on"]) for c in plan["commitments"]}
    marks = [(date.fromisoformat(c["on"]), shortened(c["who"], 120)) for c in plan["check_ins"]]
    return {
        "title": f"{plan['rep']['name'].inside}: plan for {plan['length']} days from {day(starts)} {starts.year}",
        "rep": plan["rep"], "first": shortened(plan["rep"]["first"], 40), "running": shortened(plan["rep"]["name"], 60),
        "may_fit_one": len(json.dumps(plan, ensure_ascii=False)) < ONE_PAGE,
        "length": plan["length"], "span": span(starts, ends), "last_day": day(ends),
        "item": plan["item"], "size": item_size(plan["item"]),
        "why": plan["why"]["text"], "seen_by": seen_by(plan["why"]["seen_by"]),
        "gains": plan["gains"], "goal": plan["goal"], "measure": plan["measure"], "expected": plan.get("expected", ""),
        "owners": owners(plan["commitments"]),
        "check_ins": counted(len(marks), "check-in").capitalize(), "arrangement": plan["arrangement"],
        "strips": strips(starts, plan["length"], sorted(marks), due),
        "published": plan["published"], "colophon": colophon(plan),
    }


class Words(str):
    """A text somebody wrote, that knows which way it reads."""

    @property
    def dir(self) -> str:
        strong = next((turn for turn in map(bidirectional, self) if turn in {"L", *RIGHT_TO_LEFT}), "L")
        return "ltr" if strong == "L" else "rtl"

    @property
    def inside(self) -> str:
        """The same inside a sentence of ours, whose order it must not turn around."""
        return f"\u2068{self}\u2069" if RIGHT_TO_LEFT.intersection(map(bidirectional, self)) else str(self)


def printable(value):
    """The data with every text tidied: what no font and no XML can hold becomes a visible replacement character, and
    the invisible ones that turn the order of all that follows are left out."""
    if isinstance(value, dict):
        return {key: printable(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [printable(inner) for inner in value]
    if isinstance(value, str):
        return Words(tidied(value))
    return value


def tidied(text: str) -> str:
    text = UNPRINTABLE.sub("\ufffd", TURNS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    return RUN.sub(breakable, re.sub(r"\n\s*\n", "\n\n", text).strip())


def breakable(run: re.Match) -> str:
    """A run of hundreds of letters without a blank takes a minute to set, unless it is told where it may break."""
    return PIECE.sub("\\g<0>\u200b", run[0])


def shortened(text: Words, most: int) -> Words:
    return text if len(text) <= most else Words(text[:most - 1].rstrip() + "…")


def span(starts: date, ends: date) -> str:
    year = f" {starts.year}" if starts.year != ends.year else ""
    return f"{day(starts)}{year} to {day(ends)} {ends.year}"


def item_size(item: dict) -> str:
    """How large the item can be set; the longest halves stand below each other, over the whole width."""
    if len(item["to"]) > 900 or len(item["from"]) > 400:
        return "longest"
    return "longer" if len(item["to"]) > 320 else "long" if len(item["to"]) > 160 else ""


def seen_by(functions: list[Words]) -> str:
    """Who saw it, counted; one function alone is no independent sight."""
    if not functions:
        return ""
    if len(functions) == 1:
        return f"Seen by one function: {functions[0].inside}."
    return f"Seen independently by {counted(len(functions), 'function')}: {listed(functions)}."


def listed(texts: list[Words]) -> str:
    *others, last = [text.inside for text in texts]
    return f"{', '.join(others)} and {last}" if others else last


def counted(number: int, noun: str) -> str:
    words = NUMBERS[number] if number < len(NUMBERS) else str(number)
    return f"{words} {noun}{'' if number == 1 else 's'}"


def owners(commitments: list[dict]) -> list[dict]:
    """The commitments in their order, those of one owner together."""
    whose = groupby(commitments, key=lambda c: (c["owner"], c["function"]))
    return [{"name": name, "function": function, "commitments": [
        {"what": c["what"], "due": "every week" if c["weekly"] else day(date.fromisoformat(c["due_on"]))}
        for c in theirs]} for (name, function), theirs in whose]


def colophon(plan: dict) -> str:
    by, on = plan["published"], date.fromisoformat(plan["published"]["on"])
    role = f", {shortened(by['as'], 40).inside}," if by["as"] else ""
    return (f"Version {plan['version']}, published by {shortened(by['by'], 60).inside}{role} on {day(on)} {on.year}. "
            f"Courtside, plan {plan['plan']}.")
