"""What a person is told about how the coaching was: a coach about their own, a sales leader about all, each over closed batches."""

from __future__ import annotations

from sqlalchemy import Row, Select
from sqlalchemy.orm import Session

from reviews import in_a_word, rules
from reviews.in_a_word import Told
from reviews.coaching_quality import STATEMENTS
from reviews.people import Person
from reviews.plans import Plan
from reviews.queries.coaching_quality import about, about_all
from reviews.standing import COACH, LEADER


def of_coach(session: Session, coach: Person) -> Told | None:
    """About their own coaching; nothing while no batch is closed."""
    return _told(session, about(coach))


def of_all(session: Session, reader: Person) -> Told | None:
    """About the coaching of everybody, for a sales leader; nothing while no block is closed."""
    return _told(session, about_all(reader))


def readers(plan: Plan) -> str:
    """Who will see what of the rep's answers, as the rule has it: what she reads before she answers."""
    cells = rules.COACHING_QUALITY.cells
    return (f"Only you see your answers. {plan.coach.name} sees {cells[COACH]}. Sales leaders see {cells[LEADER]}. "
            "Nobody else sees anything.")


def _told(session: Session, rows: Select) -> Told | None:
    return in_a_word.tell(((row[0], _said(row)) for row in session.execute(rows)), tuple(STATEMENTS))


def _said(row: Row) -> dict[str, str | None]:
    return dict(zip(STATEMENTS, row[1:], strict=True))
