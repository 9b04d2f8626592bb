"""What people are to be told by mail, and the letters that tell it.

A `Matter` is one thing for one person. It is written in the transaction of what caused it, and its key is given once, so that
nothing is told twice. The worker puts what is due into a `Letter`, one a person and day, and sends it (`app.letters`). No
letter keeps what it says: it is put into words when it is sent, so that it quotes the dates that hold then.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, Index, Row, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from reviews.base import Base, some
from reviews.mornings import Morning
from reviews.people import Person

if TYPE_CHECKING:
    from reviews.checkins import CheckIn
    from reviews.meetings import Meeting
    from reviews.plans import PlanVersion

SIGN_IN, RENEWED = "sign-in", "link renewed"
INVITATION, REMINDER, LAST_REMINDER, NUDGE, MOVED, OWN_VOICE = (
    "invitation", "reminder", "last reminder", "nudge", "moved", "own voice")
PUBLISHED, AMENDED, VERDICT, OWED = "published", "amended", "verdict", "owed"
HELP, PLAN_NUDGE = "help", "plan nudge"
ASKED_FOR = frozenset({SIGN_IN, RENEWED})  # by the reader, who waits for it: goes at once, and counts as no mail of the day
ESSENTIAL = ASKED_FOR | {INVITATION, MOVED, NUDGE, OWN_VOICE, PUBLISHED, AMENDED, VERDICT, HELP, PLAN_NUDGE}  # also to who wants no reminders

WAITING, SENT, REFUSED, NOT_KNOWN, NOT_NEEDED = "waiting", "sent", "refused", "not known", "not needed any more"


class Letter(Base):
    """A mail to one person. Its state is read off the moments at which things happened to it.

    `handed_over_at` is when the server was about to be given its words. Without an answer after a crash nobody knows whether
    it took them: such a letter is not sent again by itself. One that waits has a `next_try_at`, and no other has. `text` and
    `html` are kept in the demo alone, which sends nothing.
    """

    __tablename__ = "letter"
    __table_args__ = (
        some("uq_letter_one_a_day", "person_id", "sent_on", where="at_once IS FALSE", unique=True),
        some("uq_letter_one_waiting", "person_id", where="at_once IS FALSE AND next_try_at IS NOT NULL", unique=True),
        Index("ix_letter_next_try_at", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    address: Mapped[str] = mapped_column(String(254))
    subject: Mapped[str] = mapped_column(String(200), default="")
    message_id: Mapped[str] = mapped_column(String(120), unique=True)
    at_once: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime]
    next_try_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    handed_over_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_on: Mapped[date | None]
    refused_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    problem: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text, default="")
    html: Mapped[str] = mapped_column(Text, default="")

    person: Mapped[Person] = relationship()
    matters: Mapped[list[Matter]] = relationship(back_populates="letter", order_by="Matter.id")

    @property
    def state(self) -> str:
        """waiting, sent, refused, not known (whether it went out), or not needed any more."""
        return state_of(self)

    @property
    def tells(self) -> list[Matter]:
        """What stands in it, without what need not be told any more."""
        return [matter for matter in self.matters if not matter.dropped_at]

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that it is about, the first of several."""
        return next((matter.meeting for matter in self.matters if matter.meeting), None)


class Matter(Base):
    """One thing that a person is to be told, `due_at` or later; `by` is who asked for it, where a person did. `plan_version` is
    the one that it is about, if it is about a plan; `check_in`, if it is a new link to one; `morning`, on
    which it was news that they owe something.

    One that says that a meeting has moved keeps what the person was told before. It is dropped when it need not be told any more: the reader has finished, the meeting is over.
    """

    __tablename__ = "matter"
    __table_args__ = (some("ix_matter_waiting", "due_at", where="letter_id IS NULL AND dropped_at IS NULL"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[str] = mapped_column(String(20))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    plan_version_id: Mapped[int | None] = mapped_column(ForeignKey("plan_version.id"), index=True)
    check_in_id: Mapped[int | None] = mapped_column(ForeignKey("check_in.id"), index=True)
    morning_id: Mapped[int | None] = mapped_column(ForeignKey("morning.id"), index=True)
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime]
    due_at: Mapped[datetime]
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)
    dropped_at: Mapped[datetime | None]
    was_due_at: Mapped[datetime | None]
    was_meets_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id)
    by: Mapped[Person | None] = relationship(foreign_keys=by_id)
    meeting: Mapped[Meeting | None] = relationship()
    plan_version: Mapped[PlanVersion | None] = relationship()
    check_in: Mapped[CheckIn | None] = relationship()
    morning: Mapped[Morning | None] = relationship()
    letter: Mapped[Letter | None] = relationship(back_populates="matters")

    @property
    def time_zone(self) -> str | None:
        """The clock of the team that it is about."""
        meeting = self.meeting or self.plan_version and self.plan_version.plan.review.meeting
        return meeting.team.time_zone if meeting else self.morning.time_zone if self.morning else None


def state_of(letter: Letter | Row) -> str:
    """The state of a letter, or of a row with its moments."""
    if letter.sent_at:
        return SENT
    if letter.refused_at:
        return REFUSED
    if letter.dropped_at:
        return NOT_NEEDED
    return WAITING if letter.next_try_at else NOT_KNOWN


def tell(session: Session, person: Person, kind: str, *, key: str, due_at: datetime | None = None, at: datetime,
         **about: Base | None) -> Matter:
    """Have the person told by mail, in a letter that goes at `due_at` or later. With a key that was given before it is the
    matter of then, told or not. Somebody without an address is told once they have one. `about` is the meeting, plan version or
    check-in that it is about, and `by` whom, where those are."""
    if known := session.scalar(select(Matter).where(Matter.key == key)):
        return known
    matter = Matter(key=key, kind=kind, person=person, made_at=at, due_at=due_at or at, **about)
    session.add(matter)
    return matter


def wants(person: Person, kind: str) -> bool:
    """Whether the person is told this: who wants no reminders gets what is essential."""
    return kind in ESSENTIAL or person.no_reminders_since is None


def no_reminders(person: Person, *, at: datetime) -> None:
    """From now on the person gets no reminders; what waits is dropped when its letter would go."""
    person.no_reminders_since = person.no_reminders_since or at


def reminders_again(person: Person) -> None:
    """The person wants reminders again."""
    person.no_reminders_since = None
