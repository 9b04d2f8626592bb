"""Letters in which one person asks another on a plan: a rep for help, whoever runs it for what is overdue. They name people, dates
and kinds of things, and never what anybody wrote or promised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.letters.parts import Part, address_of
from reviews import helping, nudging
from reviews.days import in_words
from reviews.letters import Matter
from reviews.plans import Plan, today_of
from reviews.readers import listed
from reviews.tracking import Owed


def help_needed(matter: Matter, at: datetime) -> bool:
    """As long as she waits for it."""
    return not matter.person.left_at and helping.waits_for(matter.plan_version.plan, matter.person)


def help_part(matter: Matter, at: datetime) -> Part:
    plan = matter.plan_version.plan
    name, day = plan.rep.name, in_words(today_of(plan, matter.made_at))
    return Part(
        subject=f"{name} asks you for help", title=f"{name} asks you for help",
        lines=(f"Asked on {day}, on the page of the plan. If there are words to it, they stand there, and you alone read them.",
               "When you have talked, say so there, or log the coaching. Then it is off your page."),
        label="To the plan", address=f"{_page(plan)}#help")


def still_owed(matter: Matter, at: datetime) -> bool:
    """As long as something of theirs is overdue."""
    return not matter.person.left_at and bool(_owed(matter, at))


def nudge_part(matter: Matter, at: datetime) -> Part:
    """Who asks, on whose plan, for what kinds of things, since when."""
    plan, who = matter.plan_version.plan, matter.by.name
    whose = "your plan" if matter.person_id == plan.rep_id else f"{plan.rep.name}’s plan"
    return Part(
        subject=f"{who} asks: what is overdue on {whose}", title=f"{who} asks about {whose}",
        lines=(f"Overdue is {listed(_kinds(_owed(matter, at)))}.",
               "Do it, tick it off or, if it cannot be done, move or drop it with a reason. Everything is on the page of the plan."),
        label="To the plan", address=_page(plan))


def _owed(matter: Matter, at: datetime) -> list[Owed]:
    plan = matter.plan_version.plan
    return nudging.owed_by(plan, matter.person_id, today_of(plan, at))


def _kinds(owed: Sequence[Owed]) -> list[str]:
    """Check-ins by their day; of what somebody promised no more than how many, and since when."""
    promised = [one for one in owed if one.said]
    count = "a commitment" if len(promised) == 1 else f"{len(promised)} commitments, the first"
    return [f"the {one.what}, since {in_words(one.on)}" for one in owed if not one.said] + (
        [f"{count} since {in_words(promised[0].on)}"] if promised else [])


def _page(plan: Plan) -> str:
    return address_of("plans.show", id=plan.id)
