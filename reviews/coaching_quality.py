"""How the coaching of a plan was: five statements, which its rep answers once, if at all, when the plan is closed.

Nobody but her sees an answer. They are kept without a moment; what others are told, they are told of closed batches.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from reviews import in_a_word
from reviews.base import INSERTS, Base
from reviews.days import in_words, local_day
from reviews.errors import Refused
from reviews.holding import hold
from reviews.in_a_word import SAID
from reviews.people import Person
from reviews.plans import Plan, today_of

STATEMENTS = {
    "watched": "My coach watched me do it at least once",
    "asked": "My coach asked before telling",
    "concrete": "My coach said one concrete thing to change",
    "kept": "My coach kept what was promised",
    "came_back": "My coach came back to see whether it worked",
}
ASKED_FOR = timedelta(30)


class QualityBatch(Base):
    """Three answers about one coach by three different reps. Closed when it is made, and never changed. Three batches of three
    different coaches are a block, named by the first of them: only of blocks are sales leaders told."""

    __tablename__ = "quality_batch"
    __table_args__ = (UniqueConstraint("block_id", "coach_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    coach_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    block_id: Mapped[int | None] = mapped_column(ForeignKey("quality_batch.id"))


class QualityAnswer(Base):
    """What a rep said of the coaching of one plan; a statement that she left out is None. Waits until it has a batch."""

    __tablename__ = "quality_answer"
    __table_args__ = (
        *(CheckConstraint(f"{statement} IN ('yes', 'partly', 'no')", name=statement) for statement in STATEMENTS),
        UniqueConstraint("batch_id", "rep_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), unique=True)
    rep_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    coach_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    watched: Mapped[str | None] = mapped_column(String(6))
    asked: Mapped[str | None] = mapped_column(String(6))
    concrete: Mapped[str | None] = mapped_column(String(6))
    kept: Mapped[str | None] = mapped_column(String(6))
    came_back: Mapped[str | None] = mapped_column(String(6))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("quality_batch.id"))

    coach: Mapped[Person] = relationship(foreign_keys=coach_id)

    @property
    def said(self) -> dict[str, str | None]:
        """What she said, by statement."""
        return {statement: getattr(self, statement) for statement in STATEMENTS}


class QualityPutAway(Base):
    """That a rep does not want to be asked about this plan on Today any more."""

    __tablename__ = "quality_put_away"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)


def answer(plan: Plan, *, by: Person, at: datetime, **said: str | None) -> QualityAnswer:
    """The rep answers some or all of the statements, once: an answer that could be changed could be told from the others."""
    hold(plan.coach)  # whoever else answers about this coach waits here, so that each answer comes into one batch
    hold(plan)
    said = {statement: said.get(statement) or None for statement in STATEMENTS}
    if given := answer_of(plan):
        if given.said == said and by.id == given.rep_id:
            return given
        raise Refused("You have answered this already, and that stands: a change would show which answer is yours.")
    if sentence := why_not(plan, by, at=at):
        raise Refused(sentence)
    _check(said)
    session, given = object_session(plan), QualityAnswer(plan_id=plan.id, rep_id=by.id, coach_id=plan.coach_id, **said)
    session.add(given)
    session.flush()
    _close_batch(session, plan.coach_id)
    return given


def put_away(plan: Plan) -> None:
    """Ask no more on Today. The page of the plan still leads to the statements."""
    session = object_session(plan)
    row = INSERTS[session.get_bind().dialect.name](QualityPutAway).values(plan_id=plan.id)
    session.execute(row.on_conflict_do_nothing())


def answer_of(plan: Plan) -> QualityAnswer | None:
    """What the rep has answered about this plan."""
    return object_session(plan).scalar(select(QualityAnswer).where(QualityAnswer.plan_id == plan.id))


def why_not(plan: Plan, person: Person, *, at: datetime) -> str | None:
    """Why this person cannot answer now, in a sentence; None when they can."""
    if person.id != plan.rep_id or plan.coach_id == plan.rep_id:
        return "The coaching of a plan is for its rep to judge, when somebody else was the coach."
    if not plan.closed_at:
        return "This plan is not closed yet. You are asked about its coaching when it is."
    if plan.ended_why:
        return "This plan ended without a verdict. You are asked about the coaching of one that had its verdict."
    if plan.coach.left_at:
        return f"{plan.coach.name} has left. There is nobody any more who would learn from it."
    if today_of(plan, at) > last_day(plan):
        return f"This could be answered until {in_words(last_day(plan))}."
    return None


def last_day(plan: Plan) -> date:
    """Until when the rep of a closed plan may answer: thirty days later, while she remembers."""
    return local_day(plan.closed_at + ASKED_FOR, plan.review.meeting.team.time_zone)


def _check(said: Mapping[str, str | None]) -> None:
    for statement, answered in said.items():
        if answered not in (None, *SAID):
            raise Refused("Choose yes, partly or no, or leave it out.", statement)
    if not any(said.values()):
        raise Refused("Nothing is ticked. Answer at least one of the five, or leave this page: you need not answer at all.")


def _close_batch(session: Session, coach_id: int) -> None:
    waiting = select(QualityAnswer).where(QualityAnswer.coach_id == coach_id, QualityAnswer.batch_id.is_(None)).order_by(QualityAnswer.id)
    if three := in_a_word.closing(session.scalars(waiting), lambda given: given.rep_id):
        batch = QualityBatch(coach_id=coach_id)
        session.add(batch)
        session.flush()
        for given in three:
            given.batch_id = batch.id
        _close_block(session)


def _close_block(session: Session) -> None:
    """Of two batches that close at the same moment, the second waits for the first: no batch is in two blocks."""
    waiting = select(QualityBatch).where(QualityBatch.block_id.is_(None)).order_by(QualityBatch.id).with_for_update()
    three = in_a_word.closing(session.scalars(waiting), lambda batch: batch.coach_id)
    for batch in three:
        batch.block_id = three[0].id
