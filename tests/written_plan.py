"""Ana's plan as it is kept with a version: the plain data that the PDF is made from."""

from __future__ import annotations

import copy
from datetime import date, timedelta

from reviews.days import check_in_dates

START = date(2026, 11, 23)


def commitment(owner, function, what, due_on, weekly=False):
    return {"owner": owner, "function": function, "what": what, "due_on": due_on, "weekly": weekly}


PLAN = {
    "plan": 9, "version": 1, "rep": {"name": "Ana Kovač", "first": "Ana"},
    "starts_on": "2026-11-23", "ends_on": "2026-12-22", "length": 30,
    "item": {
        "from": "presenting the product in the first ten minutes",
        "to": "leaving the first half of the call to the customer and naming the problem in their words "
              "before showing anything"},
    "why": {
        "text": "In four of the five discovery calls we sat in on, the product was on the screen before minute ten.",
        "seen_by": ["manager", "sales ops", "enablement"]},
    "goal": "I want customers to tell me what is wrong before I tell them what we have.", "gains": "",
    "measure": {"what": "How often she does it", "kind": "frequency", "before": "now and then", "target": "usually",
                "note": ""},
    "commitments": [
        commitment("Ana", "", "Write three opening questions the day before every call.", "2026-11-25"),
        commitment("Ana", "", "Listen to one of my own calls and time the first slide.", "2026-12-22", weekly=True),
        commitment("Dustin", "manager", "Sit in on two discovery calls and say nothing.", "2026-12-03"),
        commitment("Priya", "sales ops", "Add “the problem in their words” to the discovery stage.", "2026-12-01")],
    "check_ins": [
        {"day": 7, "on": "2026-11-30", "who": "Ana with Dustin"},
        {"day": 14, "on": "2026-12-07", "who": "Ana with Priya"},
        {"day": 21, "on": "2026-12-14", "who": "Ana with Dustin"},
        {"day": 30, "on": "2026-12-22", "who": "Ana, Dustin, Priya"}],
    "arrangement": {"name": "Division of labour", "line": "Dustin listens in, Priya keeps the numbers."},
    "published": {"by": "Dustin Brinkmann", "as": "manager", "on": "2026-11-23"},
}


def written_plan(**changes) -> dict:
    """Ana's plan with some of its parts changed."""
    return copy.deepcopy(PLAN) | changes


def extended_plan(length: int) -> dict:
    """Ana's plan, extended: each thirty days have their own check-ins."""
    plan = written_plan(length=length, ends_on=str(START + timedelta(length - 1)))
    for days in range(30, length, 30):
        for (day, on), before in zip(check_in_dates(START, offset=days), PLAN["check_ins"]):
            plan["check_ins"].append({"day": day, "on": str(on), "who": before["who"]})
    return plan


def saying_everywhere(text: str) -> dict:
    """Ana's plan with this text in every place where somebody may have typed one."""
    kept = {"starts_on", "ends_on", "due_on", "on", "kind"}

    def said(value, key=""):
        if isinstance(value, dict):
            return {inner: said(part, inner) for inner, part in value.items()}
        if isinstance(value, list):
            return [said(part) for part in value]
        return text if isinstance(value, str) and key not in kept else value

    return said(PLAN)
