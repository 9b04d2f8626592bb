"""Check-ins: a look at the plan on days 7, 14, 21 and 30, by the rep and by the coach named on the plan."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from math import isfinite

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, false, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from reviews.base import Base, some
from reviews.days import check_in_dates, in_words
from reviews.errors import Refused
from reviews.holding import agree, fingerprint, hold
from reviews.measures import FREQUENCIES, LARGEST, NUMBER
from reviews.people import Person
from reviews.plans import LENGTH, Plan, present_number, today_of

REP, COACH = "rep", "coach"
SIDES = (REP, COACH)
EARLY_DAYS = 3


class CheckIn(Base):
    """One of the plan's check-ins: `day` as people say it, `due_on` the working day it falls on.

    The verdict on its days closes it: what nobody wrote by then is not owed any more, and cannot be written. Where it
    became another coach's to answer after the rep had written, that `coach_could_read` it: others on the plan read it at once.
    """

    __tablename__ = "check_in"
    __table_args__ = (UniqueConstraint("plan_id", "day"), some("ix_check_in_due", "due_on", where="closed_at IS NULL"))

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    day: Mapped[int]
    due_on: Mapped[date]
    closed_at: Mapped[datetime | None]
    coach_could_read: Mapped[bool] = mapped_column(default=False, server_default=false())

    plan: Mapped[Plan] = relationship()
    entries: Mapped[list[Entry]] = relationship(back_populates="check_in", order_by="Entry.id")


class Entry(Base):
    """What one side says at a check-in. `frequency` is how often it happened, 0 never … 4 always; `version` is that of the
    plan that it is about."""

    __tablename__ = "entry"
    __table_args__ = (UniqueConstraint("check_in_id", "side"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    check_in_id: Mapped[int] = mapped_column(ForeignKey("check_in.id", ondelete="CASCADE"), index=True)
    side: Mapped[str] = mapped_column(String(5))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    frequency: Mapped[int]
    value: Mapped[float | None]
    happened: Mapped[str] = mapped_column(Text, default="")
    next: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    check_in: Mapped[CheckIn] = relationship(back_populates="entries")
    person: Mapped[Person] = relationship()

    @property
    def late_days(self) -> int:
        """How many days after its day it was written."""
        return max((today_of(self.check_in.plan, self.at) - self.check_in.due_on).days, 0)

    @property
    def read_first(self) -> Entry | None:
        """What the other side had written, when that could be read before this was written: after its day, or by who became the
        coach since."""
        could = self.late_days or (self.side == COACH and self.check_in.coach_could_read)
        return next((entry for entry in self.check_in.entries if could and entry.at < self.at), None)


def schedule(plan: Plan) -> list[CheckIn]:
    """Make the check-ins of the plan's present thirty days: 7, 14, 21 and 30 days on, moved off weekends (law 10)."""
    session = object_session(plan)
    made = [CheckIn(plan=plan, day=day, due_on=due_on)
            for day, due_on in check_in_dates(plan.starts_on, plan.length - LENGTH)]
    session.add_all(made)
    return made


def enter(check_in: CheckIn, *, side: str, frequency: int, value: float | None = None, happened: str = "",
          next: str = "", seen: str | None = None, by: Person, at: datetime) -> Entry:
    """What one side saw, once. It may be made up late, and put right on the same day until the other has written.

    `seen` is the fingerprint of what stood there of this side when the form was opened, see `said`.
    """
    if side_of(check_in.plan, by) != side:
        raise Refused(f"This side of the check-in is for {_whose(check_in.plan, side)} to write.")
    hold(check_in.plan)  # nobody closes it meanwhile, and of two windows one is told of the other
    hold(check_in)
    if sentence := why_not(check_in, side, today_of(check_in.plan, at)):
        raise Refused(sentence)
    facts = {"frequency": _check_frequency(frequency), "value": _check_value(check_in.plan, value),
             "happened": happened.strip(), "next": next.strip()}
    agree(now := said(entry_of(check_in, side)), facts, seen, fingerprint(now))
    facts["version"] = present_number(check_in.plan)
    entry = entry_of(check_in, side) or Entry(check_in=check_in, side=side)
    for fact, value in facts.items():
        setattr(entry, fact, value)
    entry.person, entry.at = by, at
    object_session(check_in).add(entry)
    return entry


def coach_becomes(plan: Plan, coach: Person) -> None:
    """Somebody checks in with the rep from now on. Where she alone has written, they could read that before it was theirs to answer."""
    if coach.id == plan.coach_id:
        return
    alone = select(CheckIn).where(
        CheckIn.plan_id == plan.id, CheckIn.entries.any(Entry.side == REP), ~CheckIn.entries.any(Entry.side == COACH))
    for check_in in object_session(plan).scalars(alone):
        check_in.coach_could_read = True
    plan.coach = coach


def why_not(check_in: CheckIn, side: str, today: date) -> str | None:
    """Why this side cannot write now, in a sentence; None when it can."""
    plan = check_in.plan
    if plan.closed_at:
        return f"This plan was closed on {in_words(today_of(plan, plan.closed_at))}. Its check-ins stay as they are."
    if check_in.closed_at:
        return (f"The verdict on these days was given on {in_words(today_of(plan, check_in.closed_at))}. "
                "This check-in stays as it is.")
    if not plan.published_at:
        return "This plan is not published yet. Its check-ins begin with it."
    if today < check_in.due_on - timedelta(EARLY_DAYS):
        return (f"This check-in is on {in_words(check_in.due_on)}. "
                f"Write it from {in_words(check_in.due_on - timedelta(EARLY_DAYS))} on.")
    return _why_not_again(check_in, side, today)


def side_of(plan: Plan, person: Person) -> str | None:
    """Which side of the plan's check-ins a person writes, if any."""
    if person.id == plan.rep_id:
        return REP
    return COACH if person.id == plan.coach_id else None


def to_write(session: Session, person: Person, *, at: datetime) -> list[CheckIn]:
    """The check-ins of plans under way that this person can write now and has not, the oldest first."""
    theirs = (select(CheckIn).join(CheckIn.plan)
              .where(Plan.published_at.is_not(None), Plan.closed_at.is_(None), CheckIn.closed_at.is_(None),
                     or_(Plan.rep_id == person.id, Plan.coach_id == person.id)).order_by(CheckIn.due_on, CheckIn.id))
    return [one for one in session.scalars(theirs) if _waits_for(one, side_of(one.plan, person), today_of(one.plan, at))]


def entry_of(check_in: CheckIn, side: str) -> Entry | None:
    """What this side has written."""
    return next((entry for entry in check_in.entries if entry.side == side), None)


def said(entry: Entry | None) -> dict[str, object]:
    """What a side has said in words and figures, empty before it has."""
    return {fact: getattr(entry, fact, empty) for fact, empty in
            (("frequency", None), ("value", None), ("happened", ""), ("next", ""))}


def both_may_read(answers: int, due_on: date, closed: bool, today: date) -> bool:
    """Whether each side may read the other's answer of a check-in, and anything may count it: both are in, its day is over, or
    the verdict has closed it."""
    return answers == len(SIDES) or today > due_on or closed


def opens_on(check_in: CheckIn) -> date:
    """The day from which both may read, whoever has written."""
    return check_in.due_on + timedelta(1)


def readable(check_in: CheckIn, person: Person, today: date) -> list[Entry]:
    """What a reader of the plan's notes may read of a check-in on this day; of the two sides each its own until both may."""
    side, closed = side_of(check_in.plan, person), bool(check_in.closed_at or check_in.plan.closed_at)
    both = both_may_read(len(check_in.entries), check_in.due_on, closed, today)
    return sorted((entry for entry in check_in.entries if both or side in (None, entry.side)),
                  key=lambda entry: SIDES.index(entry.side))


def _waits_for(check_in: CheckIn, side: str, today: date) -> bool:
    return entry_of(check_in, side) is None and why_not(check_in, side, today) is None


def _why_not_again(check_in: CheckIn, side: str, today: date) -> str | None:
    entry = entry_of(check_in, side)
    if entry is None:
        return None
    written = today_of(check_in.plan, entry.at)
    if side_of(check_in.plan, entry.person) != side:
        return f"{entry.person.name} wrote this on {in_words(written)}, and words are changed by nobody else. It stays as it is."
    if len(check_in.entries) == len(SIDES):
        return f"You wrote this on {in_words(written)}, and both sides have been read since. It stays as it is."
    return None if written == today else f"You wrote this on {in_words(written)}. It stays as it is."


def _whose(plan: Plan, side: str) -> str:
    return {REP: plan.rep, COACH: plan.coach}[side].name if side in SIDES else "the rep and the coach"


def _check_frequency(frequency: int | None) -> int:
    if frequency not in range(len(FREQUENCIES)):
        raise Refused("Choose how often it happened.", "frequency")
    return frequency


def _check_value(plan: Plan, value: float | None) -> float | None:
    """The measure as this side knows it; a measure that is a frequency has no number."""
    if plan.measure_kind != NUMBER or value is None:
        return None
    if not isfinite(value) or abs(value) > LARGEST:
        raise Refused("Write a number that one can read out, like 6 or 37.5.", "value")
    return value
