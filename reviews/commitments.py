"""What the rep and each coach will do: one action each, with an owner and somebody it is owed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from reviews.base import Base, Versioned, some
from reviews.became import CommitmentMove, HandingOn, Rewording, Tick
from reviews.days import day_of, in_words, previous_working_day
from reviews.errors import Refused
from reviews.holding import fingerprint, hold, unchanged
from reviews.people import Person
from reviews.plan_people import owed_to, owners
from reviews.plans import LENGTH, Plan, hold_draft, today_of

WEEK = 7


class Commitment(Versioned, Base):
    """One action, to be done by `due_on`, or every week until the plan's last day (`weekly`; `due_on` is empty).

    One that somebody else typed for its owner is not accepted until the owner says so. A weekly one that came with an
    amendment is due from the week of `begins_on` on.
    """

    __tablename__ = "commitment"
    __table_args__ = (some("ix_commitment_due", "due_on", where="dropped_at IS NULL"),)

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    owed_to_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    due_on: Mapped[date | None]
    weekly: Mapped[bool] = mapped_column(default=False)
    begins_on: Mapped[date | None]
    noted_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    noted_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    dropped_why: Mapped[str] = mapped_column(Text, default="")

    plan: Mapped[Plan] = relationship(back_populates="commitments")
    owner: Mapped[Person] = relationship(foreign_keys=owner_id)
    owed_to: Mapped[Person] = relationship(foreign_keys=owed_to_id)
    noted_by: Mapped[Person] = relationship(foreign_keys=noted_by_id)
    moves: Mapped[list[CommitmentMove]] = relationship(order_by=CommitmentMove.id)
    rewordings: Mapped[list[Rewording]] = relationship(order_by=Rewording.id)
    handed_on: Mapped[HandingOn | None] = relationship()
    ticks: Mapped[list[Tick]] = relationship(back_populates="commitment", order_by=Tick.due_on)

    @property
    def wording(self) -> str:
        """A fingerprint of what is promised, by whom and by when."""
        return fingerprint(self.owner_id, self.text, self.due_on, self.weekly)


@dataclass(frozen=True)
class Turn:
    """One time that a commitment is to be kept: the day, whether its week has begun, the tick when it was kept, and
    whether that was today, when it can still be taken back."""

    due_on: date
    begun: bool
    tick: Tick | None = None
    ticked_today: bool = False
    late_days: int = 0


def note(plan: Plan, *, owner_id: int, owed_to_id: int | None = None, text: str, due_on: date | None = None,
         weekly: bool = False, by: Person, at: datetime) -> Commitment:
    """Put a commitment into a draft. Owed to the rep by a coach, and to the manager by the rep, unless said otherwise."""
    hold_draft(plan)
    facts = _facts(plan, owner_id, owed_to_id, text, due_on, weekly, at)
    commitment = Commitment(plan=plan, **facts, **noted(owner_id, by, at))
    object_session(plan).add(commitment)
    return commitment


def reword(commitment: Commitment, *, owner_id: int, owed_to_id: int | None = None, text: str, due_on: date | None = None,
           weekly: bool = False, seen: int | None = None, by: Person, at: datetime) -> Commitment:
    """Write a draft's commitment anew; who had accepted the old one is asked again."""
    hold_draft(commitment.plan)
    hold(commitment)
    facts = _facts(commitment.plan, owner_id, owed_to_id, text, due_on, weekly, at)
    unchanged(commitment, seen, **facts)
    if any(getattr(commitment, fact) != value for fact, value in facts.items()):
        for fact, value in (facts | noted(owner_id, by, at)).items():
            setattr(commitment, fact, value)
    return commitment


def remove(commitment: Commitment, *, seen: str | None = None) -> None:
    """Take a commitment out of a draft; `seen` is its `wording` as the person saw it."""
    hold_draft(commitment.plan)
    hold(commitment)
    _check_wording(commitment, seen)
    commitment.plan.commitments.remove(commitment)
    object_session(commitment).delete(commitment)


def accept(commitment: Commitment, *, seen: str | None = None, at: datetime) -> None:
    """The owner takes on what somebody else noted for them, in the room already or once the plan is published; `seen` is
    its `wording` as they saw it."""
    _hold_promised(commitment)
    _check_wording(commitment, seen)
    commitment.accepted_at = commitment.accepted_at or at


def tick(commitment: Commitment, *, due_on: date, by: Person, at: datetime) -> Tick:
    """It was kept, once or for one of its weeks. Keeping what somebody else noted accepts it."""
    hold_under_way(commitment)
    turn = _turn(commitment, due_on, today_of(commitment.plan, at))
    if turn.tick:
        return turn.tick
    if not turn.begun:
        raise Refused("That week has not begun yet.")
    commitment.accepted_at = commitment.accepted_at or at
    made = Tick(commitment=commitment, due_on=due_on, ticked_by_id=by.id, ticked_at=at)
    object_session(commitment).add(made)
    return made


def untick(commitment: Commitment, *, due_on: date, by: Person, at: datetime) -> None:
    """Take back a tick that was a mistake, on the day it was made."""
    hold_under_way(commitment)
    turn = _turn(commitment, due_on, today_of(commitment.plan, at))
    if turn.tick is None:
        return
    if not turn.ticked_today:
        ticked_on = in_words(today_of(commitment.plan, turn.tick.ticked_at))
        raise Refused(f"It was ticked off on {ticked_on}. That can be taken back on the same day only.")
    commitment.ticks.remove(turn.tick)
    object_session(commitment).delete(turn.tick)


def drop(commitment: Commitment, *, why: str, by: Person, at: datetime) -> None:
    """The owner does not do it after all; why stays on the record, and so does what was kept until then."""
    if commitment.dropped_at and commitment.dropped_why == why:
        return
    hold_under_way(commitment)
    if not why:
        raise Refused("Say why it is dropped. It stands beside the commitment from now on.", "why")
    if not is_open(commitment, today_of(commitment.plan, at)):
        raise Refused("This was kept; there is nothing left to drop.")
    commitment.dropped_at, commitment.dropped_why = at, why


def dues(commitment: Commitment) -> list[date]:
    """The days it is due on: one, or the end of each full week of the plan, on a working day. None while it is a draft."""
    return dues_of(commitment.plan, commitment.due_on, commitment.begins_on)


def dues_of(plan: Plan, due_on: date | None, begins_on: date | None = None) -> list[date]:
    """The days that something on this plan is due on: one, or every week when it has no day of its own."""
    if plan.starts_on is None:
        return []
    if due_on is not None:
        return [due_on]
    ends = [previous_working_day(day_of(plan.starts_on, WEEK * week)) for week in range(1, plan.length // WEEK + 1)]
    return [day for day in ends if begins_on is None or day >= begins_on]


def turns(commitment: Commitment, today: date) -> list[Turn]:
    """Each time it is to be kept, in order, with what became of it by today."""
    made, plan = {tick.due_on: tick for tick in commitment.ticks}, commitment.plan
    found = []
    for due_on in dues(commitment):
        begun = not commitment.weekly or (today - plan.starts_on).days // WEEK >= (due_on - plan.starts_on).days // WEEK
        if tick := made.get(due_on):
            found.append(Turn(due_on, begun, tick, ticked_today=today_of(plan, tick.ticked_at) == today))
        else:
            found.append(Turn(due_on, begun, late_days=max((today - due_on).days, 0)))
    return found


def is_open(commitment: Commitment, today: date) -> bool:
    """Whether something of it is still to be kept."""
    return commitment.dropped_at is None and any(turn.tick is None for turn in turns(commitment, today))


def noted(owner_id: int, by: Person, at: datetime) -> dict[str, object]:
    """What is kept of who typed it; it is accepted where that is its owner."""
    return {"noted_by_id": by.id, "noted_at": at, "accepted_at": at if owner_id == by.id else None}


def check_one_of_two(due_on: date | None, weekly: bool, field: str = "due_on") -> None:
    """Refuse what is due both on a day and every week, or neither."""
    if weekly == (due_on is not None):
        raise Refused("Choose one of the two: a day, or every week." if weekly else "Say by when, or choose every week.", field)


def hold_under_way(commitment: Commitment) -> None:
    """Hold it in a plan that nobody closes meanwhile; refuse when it is kept no more."""
    plan = commitment.plan
    hold(plan, shared=True)
    hold(commitment)
    if not plan.published_at:
        raise Refused("This plan is not published yet.")
    if plan.closed_at:
        raise Refused(f"This plan was closed on {in_words(today_of(plan, plan.closed_at))}; what was kept stays as it is.")
    if commitment.dropped_at:
        raise Refused(f"This was dropped on {in_words(today_of(plan, commitment.dropped_at))}.")


def _turn(commitment: Commitment, due_on: date, today: date) -> Turn:
    for turn in turns(commitment, today):
        if turn.due_on == due_on:
            return turn
    raise Refused("This commitment is not due on that day.")


def _check_wording(commitment: Commitment, seen: str | None) -> None:
    if seen not in (None, commitment.wording):
        raise Refused(f"This commitment was reworded since you opened it. It says now: “{commitment.text}”")


def _hold_promised(commitment: Commitment) -> None:
    """Hold it in a plan that is a draft or under way, and stays so."""
    if commitment.plan.published_at:
        hold_under_way(commitment)
    else:
        hold_draft(commitment.plan)
        hold(commitment)


def _facts(plan: Plan, owner_id: int, owed_to_id: int | None, text: str, due_on: date | None, weekly: bool,
           at: datetime) -> dict[str, object]:
    """A commitment as it is kept, or a refusal at the field that is wrong."""
    may_own = {person.id for person, _ in owners(plan) if not person.left_at}
    if owner_id not in may_own:
        raise Refused("Choose somebody who is in this meeting.", "owner_id")
    if not text:
        raise Refused("Write what will be done.", "text")
    _check_when(due_on, weekly, today_of(plan, at))
    owed_to_id = owed_to_id or owed_to(plan, owner_id)
    if owed_to_id not in may_own:
        raise Refused("Choose somebody who is in this meeting.", "owed_to_id")
    return {"owner_id": owner_id, "owed_to_id": owed_to_id, "text": text, "due_on": due_on, "weekly": weekly}


def _check_when(due_on: date | None, weekly: bool, today: date) -> None:
    """A day or every week; the day in the thirty that begin within a week: the plan itself begins when it is published."""
    check_one_of_two(due_on, weekly)
    latest = day_of(today, LENGTH) + timedelta(WEEK)
    if due_on and not today <= due_on <= latest:
        raise Refused(f"A plan has {LENGTH} days: choose a day from {in_words(today)} to {in_words(latest)}.", "due_on")
