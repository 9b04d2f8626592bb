"""Coaching that took place: who coached, on which day of the plan, for how long, in which way, with one line about it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from reviews import helping
from reviews.base import Base, Versioned
from reviews.days import in_words
from reviews.errors import Refused
from reviews.holding import hold
from reviews.people import Person, check_line
from reviews.plan_people import coaching_on
from reviews.plans import Plan, is_manager, last_day, today_of

ONE_TO_ONE = "one-to-one"
KINDS = (ONE_TO_ONE, "role-play", "joint call", "watched a call", "shadowing a peer")
USUAL, MOST = 30, 480  # minutes


class CoachingSession(Versioned, Base):
    """One session. Whoever coached logs it, or the rep does and names them; `held_on` is a day where the team is."""

    __tablename__ = "coaching_session"
    __table_args__ = (
        CheckConstraint(f"minutes BETWEEN 1 AND {MOST}", name="minutes"),
        Index(None, "plan_id", "held_on"),
    )

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    coach_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    held_on: Mapped[date]
    minutes: Mapped[int]
    kind: Mapped[str] = mapped_column(String(20))
    line: Mapped[str] = mapped_column(Text, default="")
    logged_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    logged_at: Mapped[datetime]

    plan: Mapped[Plan] = relationship()
    coach: Mapped[Person] = relationship(foreign_keys=coach_id)


def log(plan: Plan, *, coach_id: int | None = None, held_on: date | None, minutes: int | None = USUAL, kind: str = ONE_TO_ONE,
        line: str = "", by: Person, at: datetime) -> CoachingSession:
    """Note a session that took place. A coach logs their own; the rep says who it was (`coach_id`)."""
    hold(plan, shared=True)  # nobody closes it meanwhile
    if sentence := why_not(plan):
        raise Refused(sentence)
    held = CoachingSession(
        plan=plan, coach_id=_coach(plan, coach_id, by), held_on=check_day(plan, held_on, today_of(plan, at)), minutes=_minutes(minutes),
        kind=_kind(kind), line=check_line(line, "line"), logged_by_id=by.id, logged_at=at)
    object_session(plan).add(held)
    helping.coached(held)
    return held


def take_back(held: CoachingSession, *, at: datetime) -> None:
    """A session that was logged by mistake goes, on the day on which it was logged."""
    plan = held.plan
    hold(plan, shared=True)
    hold(held)
    if sentence := why_not(plan):
        raise Refused(sentence)
    if not is_of_today(held, today_of(plan, at)):
        raise Refused(f"It was logged on {in_words(today_of(plan, held.logged_at))}. That can be taken back on the same day only.")
    helping.not_coached(held)
    object_session(held).delete(held)


def why_not(plan: Plan) -> str | None:
    """Why this plan's sessions stay as they are, in a sentence; None as long as it is under way."""
    if plan.closed_at:
        return f"This plan was closed on {in_words(today_of(plan, plan.closed_at))}. Its coaching sessions stay as they are."
    return None if plan.published_at else "This plan is not published yet. Coaching on it is logged from its first day on."


def is_of_today(held: CoachingSession, today: date) -> bool:
    """Whether it was logged today, and can still be taken back."""
    return today_of(held.plan, held.logged_at) == today


def usual_day(plan: Plan, today: date) -> date | None:
    """The day that a form proposes: today, or none once the plan is past its days."""
    return today if today <= last_day(plan) else None


def check_day(plan: Plan, held_on: date | None, today: date) -> date:
    """The day of a session: one of the plan, and one that has come."""
    if held_on is None:
        raise Refused("Say on which day it was.", "held_on")
    latest = min(today, last_day(plan))
    if not plan.starts_on <= held_on <= latest:
        raise Refused(f"Choose a day of this plan that has come: from {in_words(plan.starts_on)} to {in_words(latest)}.", "held_on")
    return held_on


def _coach(plan: Plan, coach_id: int | None, by: Person) -> int:
    """Who coached: for the rep somebody on the plan, for everybody on it themselves."""
    on_it = {person.id for person in coaching_on(plan)}
    if by.id == plan.rep_id:
        if coach_id not in on_it:
            raise Refused("Choose who coached: somebody who is on this plan.", "coach_id")
        return coach_id
    if coach_id not in (None, by.id) or by.id not in on_it and not is_manager(plan, by):
        raise Refused("Coaching is logged by whoever coached and is on this plan, or by the rep.")
    return by.id


def _minutes(minutes: int | None) -> int:
    if minutes is None or not 1 <= minutes <= MOST:
        raise Refused(f"Write the minutes as a number from 1 to {MOST}.", "minutes")
    return minutes


def _kind(kind: str) -> str:
    if kind not in KINDS:
        raise Refused("Choose what kind of coaching it was.", "kind")
    return kind
