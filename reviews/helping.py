"""Asking for help: the rep asks one coach of her plan. It is open until the two have talked, or she takes it back."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Select, String, Text, select
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from reviews.base import Base, some
from reviews.days import in_words, working_days_between
from reviews.errors import Refused
from reviews.holding import hold
from reviews.letters import HELP, tell
from reviews.people import Person, check_line
from reviews.plan_people import coaching_on
from reviews.plans import Plan, latest_version, today_of

if TYPE_CHECKING:
    from datetime import date

    from reviews.coaching import CoachingSession

TALKED, COACHED, TAKEN_BACK = "talked", "coached", "taken back"  # how it ended
OPEN, LONG_OPEN, GONE = "open", "long open", "gone"  # how it stands until then
LONG = 2  # working days


class HelpRequest(Base):
    """That the rep asked this coach, about what if she said it. One that has not ended is open as long as the plan is under way
    and the coach is on it: who leaves, or owes nothing on it any more, answers nothing."""

    __tablename__ = "help_request"
    __table_args__ = (
        some("uq_help_request_one_open", "plan_id", "coach_id", where="ended_at IS NULL", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    coach_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    words: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    how: Mapped[str] = mapped_column(String(12), default="")

    plan: Mapped[Plan] = relationship()
    coach: Mapped[Person] = relationship()


def ask(plan: Plan, *, coach_id: int, words: str = "", by: Person, at: datetime) -> HelpRequest:
    """The rep asks a coach of her plan, who is told by mail that she did. As long as it is open she does not ask them again."""
    hold(plan)
    if sentence := why_not(plan):
        raise Refused(sentence)
    words, coach = check_line(words, "words"), next((one for one in coaching_on(plan) if one.id == coach_id), None)
    if coach is None:
        raise Refused("Choose whom you ask: somebody who coaches you on this plan.", "coach_id")
    session = object_session(plan)
    if before := session.scalar(_not_ended(plan.id, coach_id)):
        if words not in ("", before.words):
            raise Refused(f"You asked {coach.first} on {in_words(today_of(plan, before.asked_at))}, and it is open. Take that back "
                          "first, then ask in other words.", "words")
        return before
    asked = HelpRequest(plan=plan, coach=coach, words=words, asked_at=at)
    session.add(asked)
    session.flush()
    tell(session, coach, HELP, key=f"help:{asked.id}", plan_version=latest_version(plan), by=by, at=at)
    return asked


def why_not(plan: Plan) -> str | None:
    """Why nobody is asked for help on this plan, in a sentence; None as long as it is under way."""
    if plan.closed_at:
        return f"This plan was closed on {in_words(today_of(plan, plan.closed_at))}. Ask {plan.manager.first} in person."
    return None if plan.published_at else "This plan is not published yet. Help on it is asked for from its first day on."


def take_back(asked: HelpRequest, *, at: datetime) -> None:
    """The rep needs it no more."""
    _end(asked, TAKEN_BACK, at)


def answer(asked: HelpRequest, *, at: datetime) -> None:
    """The coach says that the two have talked."""
    _end(asked, TALKED, at)


def coached(held: CoachingSession) -> None:
    """Coaching by the coach who was asked, on the day on which they were or later, answers it."""
    asked = object_session(held).scalar(_not_ended(held.plan.id, held.coach_id).with_for_update())
    if asked and held.held_on >= today_of(held.plan, asked.asked_at):
        asked.ended_at, asked.how = held.logged_at, COACHED


def not_coached(held: CoachingSession) -> None:
    """That session is taken back: what it answered is open again, unless the same coach was asked anew since."""
    session = object_session(held)
    answered = select(HelpRequest).where(
        HelpRequest.plan_id == held.plan_id, HelpRequest.coach_id == held.coach_id, HelpRequest.how == COACHED,
        HelpRequest.ended_at == held.logged_at)
    asked = session.scalar(answered.with_for_update())
    if asked and session.scalar(_not_ended(held.plan_id, held.coach_id)) is None:
        asked.ended_at, asked.how = None, ""


def stands(asked: HelpRequest, today: date) -> str:
    """How it ended; or open, open for long, or gone: the coach is not on the plan any more."""
    if asked.ended_at:
        return asked.how
    if asked.coach_id not in {person.id for person in coaching_on(asked.plan)}:
        return GONE
    waits = working_days_between(today_of(asked.plan, asked.asked_at), today)
    return LONG_OPEN if waits >= LONG else OPEN


def waits_for(plan: Plan, coach: Person) -> bool:
    """Whether something that the rep asked this coach is open."""
    on_it = not plan.closed_at and coach.id in {person.id for person in coaching_on(plan)}
    return on_it and object_session(plan).scalar(_not_ended(plan.id, coach.id)) is not None


def _not_ended(plan_id: int, coach_id: int) -> Select[tuple[HelpRequest]]:
    return select(HelpRequest).where(
        HelpRequest.plan_id == plan_id, HelpRequest.coach_id == coach_id, HelpRequest.ended_at.is_(None))


def _end(asked: HelpRequest, how: str, at: datetime) -> None:
    """End it in this way, unless it has ended in another meanwhile: that one stands."""
    hold(asked.plan, shared=True)
    hold(asked)
    if asked.plan.closed_at:
        raise Refused(why_not(asked.plan))
    if not asked.ended_at:
        asked.ended_at, asked.how = at, how
