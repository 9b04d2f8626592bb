"""The draft as the room writes it: the cause, and what is still missing. The goal, the talk and what the rep says in it are
between her and her manager, and are not the room's."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from reviews import plans, publishing
from reviews.errors import Refused
from reviews.followup import talk_due_on
from reviews.meetings import Review
from reviews.people import Person
from reviews.plans import Plan, hold_draft, today_of
from reviews.publishing import TALK
from reviews.queries.plans import drafted_for

AFTER_THE_TALK = "{manager} has talked it through with {rep}, and why it is not done yet is between them now. Tell {manager} what " \
    "you would have written."


def plan_of(session: Session, review: Review) -> Plan | None:
    """The plan of the decision that stands, with all that is written in it; None before there is one. One statement."""
    return session.scalars(drafted_for(review)).unique().one_or_none()


def diagnose(plan: Plan, *, cause: str | None, cause_note: str, seen: str | None = None, by: Person, at: datetime) -> Plan:
    """Note the cause in the room, for all in it to read; once the talk was held it is the room's no more (law 8)."""
    hold_draft(plan)
    if plan.talked_on:
        raise Refused(AFTER_THE_TALK.format(manager=plan.manager.first, rep=plan.rep.first))
    return plans.revise(plan, cause=cause, cause_note=cause_note, seen=seen, by=by, at=at)


def lacks(plan: Plan, today: date) -> dict[str, str]:
    """What the draft still lacks, by part, without what only the talk brings."""
    return {part: sentence for part, sentence in publishing.missing(plan, today).items() if part != TALK}


def talk_by(plan: Plan) -> date:
    """By when the manager talks the draft through with the rep, or publishes what they have talked through."""
    return talk_due_on(plan.talked_on or today_of(plan, plan.drafted_at))
