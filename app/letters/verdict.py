"""That the verdict on a plan was given, in a letter, and what became of the plan. What it came to, and why, stands on its page alone."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.letters.on_plan import may_open
from app.letters.parts import Part, address_of
from reviews.days import in_words
from reviews.letters import Matter
from reviews.plans import last_day, today_of

LASTS = timedelta(days=7)


def needed(matter: Matter, at: datetime) -> bool:
    """For a week; then everybody has seen it on its page."""
    return may_open(matter) and at - matter.made_at < LASTS


def part(matter: Matter, at: datetime) -> Part:
    plan = matter.plan_version.plan
    whose = "your plan" if matter.person_id == plan.rep_id else f"{plan.rep.name}’s plan"
    became = "It is closed." if plan.closed_at else f"It runs on until {in_words(last_day(plan))}, with its own check-ins."
    day = in_words(today_of(plan, matter.made_at))
    return Part(subject=f"The verdict on {whose}, {day}", title=f"The verdict on {whose}",
                lines=(f"{matter.by.name} gave it on {day}. {became}", "What it came to, and why, stands on its page."),
                label="Read the verdict", address=address_of("plans.show", id=plan.id))
