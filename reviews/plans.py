"""The written plan: one item, why, a goal, a cause, a measure; a draft first, then active for thirty days, then closed."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from reviews import board, diagnosis, measures
from reviews.base import Base, Versioned, only_one, some
from reviews.days import day_of, local_day
from reviews.decisions import Decision
from reviews.errors import Refused
from reviews.holding import hold, unchanged
from reviews.measures import FREQUENCY
from reviews.meetings import Meeting, Review
from reviews.people import Person
from reviews.plan_people import check_coach
from reviews.voices import first_goal

if TYPE_CHECKING:
    from reviews.commitments import Commitment
    from reviews.departures import Departure

DRAFT, ACTIVE, CLOSED = "draft", "active", "closed"
LENGTH, LONGEST, LAST_DAYS = 30, 90, 10
LEFT = "left"
MEASURE = ("measure_kind", "measure_unit", "baseline", "target")
FACTS = frozenset((*MEASURE, "measure_what", "measure_note", "goal", "gains", "witness", "cause", "cause_note", "coach_id"))


class Plan(Versioned, Base):
    """The plan of one decision. It belongs to the rep and her manager; `coach` looks at the check-ins from the other side.

    Days count from `starts_on`, day 1, the day of publishing. `length` is 30, or 60 or 90 after an extension. One that was
    closed without a verdict says why (`ended_why`): the rep has left.
    A measure is a number, or how often the behaviour is seen: 0 never … 4 always.
    """

    __tablename__ = "plan"
    __table_args__ = (
        only_one("uq_plan_one_active", "rep_id", where="published_at IS NOT NULL AND closed_at IS NULL"),
        Index("ix_plan_closed_at", "closed_at", "starts_on", "id"),
        some("ix_plan_under_way", "starts_on", "id", where="closed_at IS NULL AND starts_on IS NOT NULL"),
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
    ended_why: Mapped[str | None] = mapped_column(String(20))

    review: Mapped[Review] = relationship()
    decision: Mapped[Decision] = relationship()
    rep: Mapped[Person] = relationship(foreign_keys=rep_id)
    manager: Mapped[Person] = relationship(foreign_keys=manager_id)
    facilitator: Mapped[Person] = relationship(foreign_keys=facilitator_id)
    coach: Mapped[Person] = relationship(foreign_keys=coach_id)
    talk: Mapped[Talk | None] = relationship(back_populates="plan")
    versions: Mapped[list[PlanVersion]] = relationship(back_populates="plan", order_by="PlanVersion.number")
    commitments: Mapped[list[Commitment]] = relationship(
        "Commitment", back_populates="plan", order_by="Commitment.id")
    departures: Mapped[list[Departure]] = relationship("Departure", back_populates="plan", order_by="Departure.id")

    @property
    def state(self) -> str:
        """draft, active or closed."""
        if self.closed_at:
            return CLOSED
        return ACTIVE if self.published_at else DRAFT

    @property
    def talked_on(self) -> date | None:
        """The day on which the draft was talked through with the rep."""
        return self.talk.held_on if self.talk else None


class Talk(Base):
    """The talk, from its first word on: what she says against the item, if anything; her goal stands on the plan. It was held
    when the manager has noted its day (`held_on`). `tab` is the window that saved it last, see `reviews.windows`."""

    __tablename__ = "talk"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    held_on: Mapped[date | None]
    rep_says: Mapped[str] = mapped_column(Text, default="")
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]
    tab: Mapped[str] = mapped_column(String(40), default="", server_default="")
    version: Mapped[int] = mapped_column(server_default="1")

    plan: Mapped[Plan] = relationship(back_populates="talk")

    __mapper_args__ = {"version_id_col": version}


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


def draft(decision: Decision, *, by: Person, at: datetime) -> Plan:
    """The plan of a decision, begun now or before: there is one. Its coach is the manager until another is named, its goal what
    the rep said before the meeting until the talk."""
    session, meeting = board.hold(decision.review), decision.review.meeting
    session.refresh(decision, ["withdrawn_at"])
    if plan := session.scalar(select(Plan).where(Plan.decision_id == decision.id)):
        return plan
    if decision.withdrawn_at:
        raise Refused("This decision was withdrawn, so there is nothing to plan. Decide on an item first.")
    manager, facilitator = (_here(meeting, role, decision.review.rep) for role in ("manager", "facilitator"))
    plan = Plan(review=decision.review, decision=decision, rep=decision.review.rep, manager=manager, facilitator=facilitator,
                coach=manager, goal=first_goal(decision.review), drafted_at=at)
    session.add(plan)
    session.flush()
    return plan


def _here(meeting: Meeting, role: str, rep: Person) -> Person:
    """Who holds the meeting; when they have left, since its new manager was under review in it, who the team has now."""
    held, now = getattr(meeting, role), getattr(meeting.team, role)
    return now if held.left_at and now.id != rep.id else held


def revise(plan: Plan, *, by: Person, at: datetime, seen: int | None = None, **facts) -> Plan:
    """Write some or all of `FACTS` into a draft; `seen` is the version that the writer saw."""
    if unknown := facts.keys() - FACTS:
        raise TypeError(f"a plan has no {', '.join(sorted(unknown))}")
    hold_draft(plan)
    measures.check(**{fact: facts.get(fact, getattr(plan, fact)) for fact in MEASURE})
    if facts.keys() & {"cause", "cause_note"}:
        diagnosis.check(facts.get("cause", plan.cause), instead_of=plan.cause, manager=plan.manager.name,
                        by_manager=is_manager(plan, by), talked=plan.talked_on is not None)
    if "coach_id" in facts:
        check_coach(plan, facts["coach_id"])
    unchanged(plan, seen, **facts)
    for fact, value in facts.items():
        setattr(plan, fact, value)
    return plan


def hold_draft(plan: Plan) -> None:
    """Refuse unless the plan is an open draft, and see to it that it stays one until the commit."""
    hold(plan)
    check_draft(plan)


def check_draft(plan: Plan) -> None:
    """Refuse unless the plan is a draft that can still be published."""
    if plan.published_at:
        raise Refused("This plan is published, and a published plan is not edited.")
    if plan.decision.withdrawn_at:
        raise Refused("The decision behind this draft was withdrawn. Begin the plan again from the new one.")


def is_manager(plan: Plan, person: Person) -> bool:
    """Whether the plan is this manager's to talk through and publish."""
    return person.id in run_by(plan, "manager") - {plan.rep_id}


def run_by(plan: Plan, *roles: str) -> set[int]:
    """The ids of its "manager" or "facilitator": the plan's own, and until its meeting is closed that meeting's, who may be another.
    Whoever comes after them has the plan alone."""
    held = [] if plan.review.meeting.closed_at else [plan.review.meeting]
    return {getattr(one, f"{role}_id") for one in (plan, *held) for role in roles}


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


def present_number(plan: Plan) -> int:
    """The number of a published plan's latest version."""
    return object_session(plan).scalar(select(func.max(PlanVersion.number)).where(PlanVersion.plan_id == plan.id))


def latest_version(plan: Plan) -> PlanVersion:
    """The version of a published plan that holds now."""
    versions = select(PlanVersion).where(PlanVersion.plan_id == plan.id).order_by(PlanVersion.number.desc()).limit(1)
    return object_session(plan).scalars(versions).one()


def active_plan(session: Session, rep_id: int) -> Plan | None:
    """The plan that a rep is on now. There is one at most (law 2)."""
    return session.scalar(
        select(Plan).where(Plan.rep_id == rep_id, Plan.published_at.is_not(None), Plan.closed_at.is_(None)))
