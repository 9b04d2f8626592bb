"""The written plan: one item, why, a goal, a cause, a measure; a draft first, then active for thirty days, then closed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from reviews.base import Base, Versioned, only_one
from reviews.days import day_of, local_day
from reviews.decisions import Decision
from reviews.meetings import Review
from reviews.people import Person

DRAFT, ACTIVE, CLOSED = "draft", "active", "closed"
LENGTH, LONGEST, LAST_DAYS = 30, 90, 10
FREQUENCY, NUMBER = "frequency", "number"
FREQUENCIES = ("never", "now and then", "half the time", "usually", "always")
KNOWLEDGE, SKILL, WILL, CAPACITY, OBSTACLE, PERSONAL = (
    "knowledge", "skill", "will", "capacity", "obstacle", "personal")
CAUSES = (OBSTACLE, KNOWLEDGE, SKILL, WILL, CAPACITY, PERSONAL)


class Plan(Versioned, Base):
    """The plan of one decision. It belongs to the rep and her manager; `coach` looks at the check-ins from the other side.

    Days count from `starts_on`, day 1, the day of publishing. `length` is 30, or 60 or 90 after an extension.
    A measure is a number, or how often the behaviour is seen: 0 never … 4 always.
    """

    __tablename__ = "plan"
    __table_args__ = (
        only_one("uq_plan_one_active", "rep_id", where="published_at IS NOT NULL AND closed_at IS NULL"),
    )

    review_id: Mapped[int] = mapped_column(ForeignKey("review.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    manager_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    coach_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    goal: Mapped[str] = mapped_column(Text, default="")
    gains: Mapped[str] = mapped_column(Text, default="")
    witness: Mapped[str] = mapped_column(Text, default="")
    cause: Mapped[str | None] = mapped_column(String(12))
    cause_note: Mapped[str] = mapped_column(Text, default="")
    measure_what: Mapped[str] = mapped_column(Text, default="")
    measure_kind: Mapped[str] = mapped_column(String(10), default=FREQUENCY)
    measure_unit: Mapped[str] = mapped_column(String(20), default="")
    measure_note: Mapped[str] = mapped_column(Text, default="")
    baseline: Mapped[float | None]
    target: Mapped[float | None]
    drafted_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    starts_on: Mapped[date | None]
    length: Mapped[int] = mapped_column(default=LENGTH)
    closed_at: Mapped[datetime | None]

    review: Mapped[Review] = relationship()
    decision: Mapped[Decision] = relationship()
    rep: Mapped[Person] = relationship(foreign_keys=rep_id)
    manager: Mapped[Person] = relationship(foreign_keys=manager_id)
    facilitator: Mapped[Person] = relationship(foreign_keys=facilitator_id)
    coach: Mapped[Person] = relationship(foreign_keys=coach_id)
    versions: Mapped[list[PlanVersion]] = relationship(back_populates="plan", order_by="PlanVersion.number")

    @property
    def state(self) -> str:
        """draft, active or closed."""
        if self.closed_at:
            return CLOSED
        return ACTIVE if self.published_at else DRAFT


class Talk(Base):
    """That the manager talked the draft through with the rep, and what she says against the item, if anything."""

    __tablename__ = "talk"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    held_on: Mapped[date]
    rep_says: Mapped[str] = mapped_column(Text, default="")
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]


class PlanVersion(Base):
    """What was published, as plain data, never changed afterwards; from it the page and the PDF can be made again."""

    __tablename__ = "plan_version"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    number: Mapped[int]
    content: Mapped[dict] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")
    published_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime]

    plan: Mapped[Plan] = relationship(back_populates="versions")


class Paper(Base):
    """The exact bytes of a version's PDF that people were given. Written once."""

    __tablename__ = "paper"

    version_id: Mapped[int] = mapped_column(ForeignKey("plan_version.id"), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]


class Acknowledgement(Base):
    """That the rep has received and read a version of her plan (not: agreed), with her own words if she likes."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]


def day_number(plan: Plan, today: date) -> int | None:
    """Which day of the plan it is: 1 on the day of publishing, more than `length` when it is over, None for a draft."""
    return (today - plan.starts_on).days + 1 if plan.starts_on else None


def last_day(plan: Plan) -> date:
    """The last day of a published plan, by its present length."""
    return day_of(plan.starts_on, plan.length)


def verdict_may_be_given(plan: Plan, today: date) -> bool:
    """Whether a look back may give the verdict without being asked why so early: in the last ten days or later (law 2)."""
    return day_number(plan, today) > plan.length - LAST_DAYS


def today_of(plan: Plan, at: datetime) -> date:
    """The calendar day of a moment where the plan's team is."""
    return local_day(at, plan.review.meeting.team.time_zone)


def active_plan(session: Session, rep_id: int) -> Plan | None:
    """The plan that a rep is on now. There is one at most (law 2)."""
    return session.scalar(
        select(Plan).where(Plan.rep_id == rep_id, Plan.published_at.is_not(None), Plan.closed_at.is_(None)))
