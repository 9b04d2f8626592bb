"""Received and read: what a rep says of each version of her plan, once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Text, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from reviews.base import Base
from reviews.days import in_words
from reviews.errors import Refused
from reviews.holding import hold
from reviews.plans import Plan, present_number, today_of


class Acknowledgement(Base):
    """That the rep has received and read a version of her plan (not: agreed), with her own words if she likes."""

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    number: Mapped[int]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime]


def acknowledge(plan: Plan, *, words: str = "", number: int | None = None, at: datetime) -> Acknowledgement:
    """The rep has received and read the present version, which is not to agree. Said once for each version.

    `number` is the version that she had before her: she does not say it of one that she has not seen.
    """
    hold(plan)
    if not plan.published_at or plan.closed_at:
        raise Refused("This plan is closed." if plan.closed_at else "This plan is not published yet.")
    session, present = object_session(plan), present_number(plan)
    if number not in (None, present):
        raise Refused(f"The plan has changed since you opened it: this is version {present}. Read it, then say so.")
    said = session.scalar(select(Acknowledgement).filter_by(plan_id=plan.id, number=present))
    if said and words not in ("", said.words):
        raise Refused(f"You said on {in_words(today_of(plan, said.at))} that you have read it, and those words stay.", "words")
    if not said:
        said = Acknowledgement(plan_id=plan.id, number=present, words=words, at=at)
        session.add(said)
    return said

