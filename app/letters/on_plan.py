"""Whether a letter about a plan still leads its reader somewhere."""

from __future__ import annotations

from sqlalchemy.orm import object_session

from reviews import rules, standing
from reviews.letters import Matter


def may_open(matter: Matter) -> bool:
    """Whether the plan is theirs to open: they have not left, nor has the plan passed on to others before the letter went."""
    plan = matter.plan_version.plan
    return matter.person.left_at is None and rules.holds(rules.PLAN, standing.of(object_session(matter), matter.person, plan))
