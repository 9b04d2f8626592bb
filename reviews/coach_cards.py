"""The card of each coach on a plan: what they do for the rep, what to look for, what to ask. One a coach and version, kept."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, object_session

from reviews import commitments
from reviews.base import Base
from reviews.commitments import Commitment
from reviews.people import Person
from reviews.plan_people import functions_of
from reviews.plans import Plan, PlanVersion
from reviews.publishing import kept_first


class CoachCard(Base):
    """The exact bytes of a coach's card that people were given with a version. Written once."""

    __tablename__ = "coach_card"

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


def holders(plan: Plan) -> list[Person]:
    """Who has a card on a published plan as it is now: who checks in with the rep, then each coach who does something for them."""
    owning = [one.owner for one in plan.commitments if not one.dropped_at and one.owner_id != plan.rep_id]
    return list({person.id: person for person in (plan.coach, *owning)}.values())


def content(version: PlanVersion, person_id: int) -> dict | None:
    """One coach's card as plain data: the version with their commitments alone. None for who coaches nobody on it.

    Neither why the item was chosen nor what the rep said is on it, and no cause (law 8): a card lies about on desks.
    """
    plan, said = version.plan, version.content
    coach = object_session(version).get(Person, person_id)
    own = {one.id: one for one in plan.commitments if one.owner_id == person_id}
    promised = [one | {"times": _times(own[one["id"]], said)} for one in said["commitments"] if one.get("id") in own]
    checks_in = coach is not None and (plan.coach_id == person_id or said.get("coach") == coach.name)
    if person_id == plan.rep_id or not (promised or checks_in):
        return None
    function = promised[0]["function"] if promised else functions_of(plan).get(person_id, "")
    plain = said | {"commitments": promised, "why": {"text": "", "seen_by": []}, "goal": "", "gains": ""}
    return {"plan": plain, "coach": {"name": coach.name, "first": coach.first, "function": function, "checks_in": checks_in}}


def keep(version: PlanVersion, person_id: int, pdf: bytes, *, at: datetime) -> bytes:
    """The bytes of a card: those that were kept first, from whoever made them."""
    made = CoachCard(version_id=version.id, person_id=person_id, pdf=pdf, made_at=at)
    return kept_first(version, made, (version.id, person_id))


def _times(commitment: Commitment, said: dict) -> int:
    """How often it is to be kept in the days that this version speaks of."""
    return sum(due <= date.fromisoformat(said["ends_on"]) for due in commitments.dues(commitment)) or 1
