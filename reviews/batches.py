"""All plans of a meeting as one PDF, which the worker makes for whoever asked, and which is thrown away after some days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, Select, Text, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from reviews.base import Base
from reviews.errors import Refused
from reviews.meetings import Meeting, Review
from reviews.people import Person
from reviews.plans import Plan, PlanVersion
from reviews.queries.running import run_by

KEPT = timedelta(days=7)
NOTHING = "No plan of this meeting is published yet that you may read, so there is nothing to print."


class Batch(Base):
    """The versions that somebody asked for at one moment, in the order in which they stand in the file. It waits for the worker
    until it is made, or until `trouble` says why it could not be."""

    __tablename__ = "batch"
    __table_args__ = (Index(None, "meeting_id", "asked_by_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_at: Mapped[datetime]
    versions: Mapped[list] = mapped_column(JSON)
    begun: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    trouble: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()

    @property
    def waits(self) -> bool:
        """Whether it is the worker's."""
        return self.made_at is None and not self.trouble


class BatchFile(Base):
    """The file itself, apart from what its page asks for."""

    __tablename__ = "batch_file"

    batch_id: Mapped[int] = mapped_column(ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True)
    pdf: Mapped[bytes] = mapped_column(LargeBinary)


def ask(meeting: Meeting, *, by: Person, at: datetime) -> Batch:
    """Have all plans of the meeting that are published made into one file; the one that is being made already, if there is one."""
    session = object_session(meeting)
    before = latest(session, meeting, by)
    if before and before.waits:
        return before
    versions = present_versions(session, meeting, by)
    if not versions:
        raise Refused(NOTHING)
    batch = Batch(meeting=meeting, asked_by_id=by.id, asked_at=at, versions=versions)
    session.add(batch)
    session.flush()
    return batch


def latest(session: Session, meeting: Meeting, person: Person) -> Batch | None:
    """What this person asked for last."""
    return session.scalar(select(Batch).where(Batch.meeting_id == meeting.id, Batch.asked_by_id == person.id)
                          .order_by(Batch.id.desc()).limit(1))


def present_versions(session: Session, meeting: Meeting, person: Person) -> Sequence[int]:
    """The ids of what each plan of the meeting says now, by the names of the reps. One's own plan is not among them (law 9), nor
    one that has passed on to somebody else."""
    newest = (select(func.max(PlanVersion.id).label("id")).join(PlanVersion.plan).join(Plan.review).join(Review.meeting)
              .where(Review.meeting_id == meeting.id, Plan.rep_id != person.id, run_by(person))
              .group_by(PlanVersion.plan_id).subquery())
    return session.scalars(
        select(newest.c.id).join(PlanVersion, PlanVersion.id == newest.c.id).join(PlanVersion.plan).join(Plan.rep)
        .order_by(func.lower(Person.name), Plan.id)).all()


def file_of(batch: Batch) -> bytes | None:
    """The file, when it is made."""
    return object_session(batch).scalar(select(BatchFile.pdf).where(BatchFile.batch_id == batch.id))


def finish(batch: Batch, pdf: bytes, *, at: datetime) -> None:
    """It is made. What the same person asked for before goes."""
    session = object_session(batch)
    session.execute(delete(Batch).where(Batch.meeting_id == batch.meeting_id, Batch.asked_by_id == batch.asked_by_id,
                                        Batch.id < batch.id))
    session.add(BatchFile(batch_id=batch.id, pdf=pdf))
    batch.made_at, batch.done = at, len(batch.versions)


def waiting() -> Select:
    """The ids of those that wait for the worker, the longest waiting first."""
    return select(Batch.id).where(Batch.made_at.is_(None), Batch.trouble == "").order_by(Batch.id)


def throw_away_old(session: Session, *, at: datetime) -> None:
    """Forget the files of days ago. What is in them is kept with the plans, and can be asked for again."""
    session.execute(delete(Batch).where(Batch.asked_at < at - KEPT))
