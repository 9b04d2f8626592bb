"""That a coach left a plan while it ran, and what they left open on it: what they owed, and the check-ins with its rep."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from reviews.base import Base
from reviews.checkins import coach_becomes
from reviews.commitments import Commitment
from reviews.people import Person
from reviews.plan_people import check_coach

if TYPE_CHECKING:
    from reviews.plans import Plan


class Departure(Base):
    """One that left something open. What they owed is dropped in this very moment. Where it was they who `checked_in`, the manager
    does until somebody is named (`named_at`, by whom). That they come back later changes nothing about it."""

    __tablename__ = "departure"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime]
    checked_in: Mapped[bool]
    named_at: Mapped[datetime | None]
    named_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    plan: Mapped[Plan] = relationship("Plan", back_populates="departures")
    person: Mapped[Person] = relationship(foreign_keys=person_id)


def left_behind(commitment: Commitment) -> bool:
    """Whether it was dropped because its owner left, not by the owner."""
    return any(one.person_id == commitment.owner_id and one.at == commitment.dropped_at for one in commitment.plan.departures)


def who_checked_in(plan: Plan) -> Departure | None:
    """The last one whose check-ins nobody was named for yet."""
    return next((one for one in reversed(plan.departures) if one.checked_in and not one.named_at), None)


def name_coach(plan: Plan, coach_id: int, *, by: Person, at: datetime) -> None:
    """Its manager says who checks in from now on; that of nobody who left waits for it any more."""
    check_coach(plan, coach_id)
    session = object_session(plan)
    coach_becomes(plan, session.get(Person, coach_id))
    session.refresh(plan, ["departures"])
    while one := who_checked_in(plan):
        one.named_at, one.named_by_id = at, by.id
