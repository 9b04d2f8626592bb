"""Another way to the same item: a verdict leads back to the diagnosis, and from there to the plan's next version.

Until then the plan waits for its manager, and what it says goes on to hold. No cause leaves this file but for the page of the
diagnosis (law 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ForeignKey, Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from reviews import diagnosis
from reviews.base import Base
from reviews.errors import Refused
from reviews.holding import hold, unchanged
from reviews.outcomes import Verdict
from reviews.people import Person
from reviews.plans import LENGTH, Plan, PlanVersion, is_manager

REASON = "Another way"


class AnotherWay(Base):
    """What a verdict asked for: why it is not done yet, thought through anew (`diagnosed_at`), then the version of the plan in
    which the new way is written. `cause` and `cause_note` are the diagnosis until then."""

    __tablename__ = "another_way"

    verdict_id: Mapped[int] = mapped_column(ForeignKey("verdict.id"), primary_key=True)
    cause: Mapped[str | None] = mapped_column(String(12))
    cause_note: Mapped[str] = mapped_column(Text)
    diagnosed_at: Mapped[datetime | None]
    diagnosed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_version.id"), index=True)

    verdict: Mapped[Verdict] = relationship()
    version: Mapped[PlanVersion | None] = relationship()


@dataclass(frozen=True)
class Until:
    """A diagnosis that was thought through anew, with the days it held."""

    cause: str | None
    note: str
    first: date
    last: date


def look_for(verdict: Verdict) -> AnotherWay:
    """Begin to look for one; the diagnosis as it stands is kept."""
    way = AnotherWay(verdict=verdict, cause=verdict.plan.cause, cause_note=verdict.plan.cause_note)
    object_session(verdict).add(way)
    return way


def diagnose(plan: Plan, *, cause: str | None, cause_note: str, seen: str | None = None, by: Person, at: datetime) -> AnotherWay:
    """Say anew why it is not done yet. It can be said again until the new way is in the plan."""
    hold(plan)
    way = open_way(plan)
    if way is None:
        raise Refused("No other way is being looked for on this plan, so its diagnosis stays as it is.")
    diagnosis.check(cause, instead_of=plan.cause, manager=plan.manager.name, by_manager=is_manager(plan, by), talked=True)
    unchanged(plan, seen, cause=cause, cause_note=cause_note)
    plan.cause, plan.cause_note = cause, cause_note
    way.diagnosed_at, way.diagnosed_by_id = at, by.id
    return way


def found(version: PlanVersion) -> None:
    """A new version is the new way, once the diagnosis has been written anew; any before that is an amendment like others."""
    way = open_way(version.plan)
    if way and way.diagnosed_at:
        way.version = version


def open_way(plan: Plan) -> AnotherWay | None:
    """The way that is being looked for: asked for by the last verdict, and in no version yet."""
    return None if plan.closed_at else object_session(plan).scalar(
        _ways(plan).where(Verdict.length == plan.length - LENGTH, AnotherWay.version_id.is_(None)))


def diagnoses_until_now(plan: Plan) -> list[Until]:
    """The diagnoses before the present one, with their days; the one that still stands until another is written is none."""
    first, past = plan.starts_on, []
    for way in object_session(plan).scalars(_ways(plan).order_by(Verdict.length)):
        if way.diagnosed_at:
            past.append(Until(way.cause, way.cause_note, first, way.verdict.given_on))
            first = way.verdict.given_on
    return past


def _ways(plan: Plan) -> Select[tuple[AnotherWay]]:
    return select(AnotherWay).join(AnotherWay.verdict).where(Verdict.plan_id == plan.id)
