"""The people around a plan: the rep, the manager, who was asked to the meeting, who leads it; each with a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import object_session

from reviews.errors import Refused
from reviews.contributors import Contributor
from reviews.people import MANAGER, Person

if TYPE_CHECKING:
    from reviews.plans import Plan


def owners(plan: Plan) -> list[tuple[Person, str]]:
    """Who may own a commitment, each with the function they see from; the rep comes first and has none."""
    asked = object_session(plan).execute(
        select(Person, Contributor.function).join(Contributor.person)
        .where(Contributor.meeting_id == plan.review.meeting_id).order_by(Contributor.id))
    leads = (plan.facilitator, plan.facilitator.function or "facilitator")
    found: dict[int, tuple[Person, str]] = {}
    for person, function in [(plan.rep, ""), (plan.manager, MANAGER), *asked, leads]:
        found.setdefault(person.id, (person, function))
    return list(found.values())


def functions_of(plan: Plan) -> dict[int, str]:
    """From which function each of them sees, by person."""
    return {person.id: function for person, function in owners(plan)}


def coaches(plan: Plan) -> list[tuple[Person, str]]:
    """Who of them may check in with the rep: everybody else who is still here."""
    return [(person, function) for person, function in owners(plan) if person.id != plan.rep_id and not person.left_at]


def coaching_on(plan: Plan) -> list[Person]:
    """Who coaches the rep on this plan and is still here: who checks in, the manager, each owner of a commitment that was
    not dropped."""
    owning = [commitment.owner for commitment in plan.commitments if not commitment.dropped_at]
    found = {person.id: person for person in (plan.coach, plan.manager, *owning)}
    return [person for person in found.values() if person.id != plan.rep_id and not person.left_at]


def owed_to(plan: Plan, owner_id: int) -> int:
    """Whom a commitment is owed to unless somebody else is said: the rep by a coach, the manager by the rep."""
    return plan.manager_id if owner_id == plan.rep_id else plan.rep_id


def check_coach(plan: Plan, coach_id: int) -> None:
    """Refuse a coach who is none of them."""
    if coach_id not in {person.id for person, _ in coaches(plan)}:
        raise Refused("Choose a coach who is in this meeting.", "coach_id")
