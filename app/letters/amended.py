"""That a plan was amended, in a letter: who did it and when. What changed, and why, stands on its page alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import object_session

from app.letters.on_plan import may_open
from app.letters.parts import Part, address_of
from reviews.acknowledging import Acknowledgement
from reviews.days import in_words
from reviews.letters import Matter
from reviews.plans import present_number, today_of


def needed(matter: Matter, at: datetime) -> bool:
    """As long as it is the version that holds, and the rep has not said that she has it."""
    version = matter.plan_version
    plan = version.plan
    if not may_open(matter) or plan.closed_at or version.number != present_number(plan):
        return False
    read = select(Acknowledgement.id).where(Acknowledgement.plan_id == plan.id, Acknowledgement.number == version.number)
    return matter.person_id != plan.rep_id or object_session(matter).scalar(read) is None


def part(matter: Matter, at: datetime) -> Part:
    version = matter.plan_version
    plan = version.plan
    own = matter.person_id == plan.rep_id
    whose, day = "Your plan" if own else f"{plan.rep.name}’s plan", in_words(today_of(plan, version.published_at))
    return Part(
        subject=f"{whose} was amended on {day}", title=f"{whose}, version {version.number}",
        lines=(f"{matter.by.name} amended it on {day}. Its page says why, and what changed.",
               "Please say there that you have received and read it. That is not to agree." if own
               else "What you have taken on may be worded anew: it then asks you to take it on again."),
        label="Read what changed", address=address_of("plans.version", id=plan.id, number=version.number))
