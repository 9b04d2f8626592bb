"""Questions about how the coaching was. Each gives closed batches alone, without people, days or order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, exists, select

from reviews.built import built_once
from reviews.coaching_quality import STATEMENTS, QualityAnswer, QualityBatch, QualityPutAway
from reviews.people import Person
from reviews.plans import Plan

_SAID = tuple(getattr(QualityAnswer, statement) for statement in STATEMENTS)


@built_once
def about(coach: Person) -> Select:
    """Rows of (batch, what was said of each statement) about a coach, of closed batches."""
    return select(QualityAnswer.batch_id, *_SAID).where(QualityAnswer.coach_id == coach.id, QualityAnswer.batch_id.is_not(None))


@built_once
def about_all(reader: Person) -> Select:
    """Rows of (block, what was said of each statement) about all coaches, of closed blocks. One in which the reader coached or
    answered is left out: they could take away what they know."""
    theirs = select(QualityBatch.block_id).join(QualityAnswer, QualityAnswer.batch_id == QualityBatch.id).where(
        QualityBatch.block_id.is_not(None), (QualityBatch.coach_id == reader.id) | (QualityAnswer.rep_id == reader.id))
    return (select(QualityBatch.block_id, *_SAID).join(QualityAnswer, QualityAnswer.batch_id == QualityBatch.id)
            .where(QualityBatch.block_id.is_not(None), QualityBatch.block_id.not_in(theirs)))


@built_once
def asked_about(rep: Person, closed_since: datetime) -> Select:
    """A row of (plan id, name of the coach): the plan of hers that was closed last since then, unless she has answered, or does
    not want to be asked, or there is nobody any more to answer about."""
    answered = exists().where(QualityAnswer.plan_id == Plan.id)
    put_away = exists().where(QualityPutAway.plan_id == Plan.id)
    return (select(Plan.id, Person.name).join(Plan.coach)
            .where(Plan.rep_id == rep.id, Plan.closed_at >= closed_since, Plan.ended_why.is_(None), ~answered, ~put_away,
                   Plan.coach_id != Plan.rep_id, Person.left_at.is_(None))
            .order_by(Plan.closed_at.desc(), Plan.id.desc()).limit(1))
