"""Plans that are over, and what their reps say of the coaching."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy.orm import Session

from reviews import coaching_quality, verdicts
from reviews.coaching_quality import STATEMENTS, QualityAnswer
from reviews.people import Person, Team
from reviews.plans import Plan
from tests.thirty_days import draft_of, noon, plan_of

AUTUMN = date(2026, 10, 12)
CLOSED_ON = AUTUMN + timedelta(29)
TICKED = tuple(STATEMENTS)


def closed_plan(session: Session, rep: Person, team: Team, *, coach: Person, begins: date = AUTUMN) -> Plan:
    """A plan of that month that was closed on its thirtieth day, at noon. Nothing else was written on it."""
    plan = draft_of(session, rep, team, on=begins)
    plan.coach, plan.starts_on, plan.published_at = coach, begins, noon(begins)
    plan.closed_at = noon(begins + timedelta(29))
    session.flush()
    return plan


def judged_plan(session: Session, rep: Person, team: Team, *, coach: Person, begins: date = AUTUMN) -> Plan:
    """The same with all that a plan has, closed by the verdict of its manager."""
    plan = plan_of(session, rep, team, begins=begins, coach=coach)
    verdicts.give(plan, outcome="moved", then="close", reason="Seen.", by=team.manager, at=noon(begins + timedelta(29)))
    session.commit()
    return plan


def said(*answers: str | None) -> dict[str, str | None]:
    """What was said, in the order of the statements; the last word holds for all that follow."""
    return {statement: answers[min(nth, len(answers) - 1)] for nth, statement in enumerate(TICKED)}


def judge(session: Session, plan: Plan, *answers: str | None) -> QualityAnswer:
    """The rep answers on the day after."""
    given = coaching_quality.answer(plan, by=plan.rep, at=plan.closed_at + timedelta(1), **said(*answers))
    session.flush()
    return given
