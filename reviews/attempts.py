"""How often a door may be tried, from one address and by one person, before it asks to wait.

What these limits are for, and what they are not:

- The token of a link has 256 bits. No speed of guessing finds one; the limit only keeps the noise down.
- The first admin's code is short, because it is typed: 32 bits, for a day. Ten wrong ones in ten minutes from one address,
  and two hundred a day from all addresses together, leave a guesser a chance of one in twenty million. A new code, which
  whoever runs Courtside prints at any time, starts the count anew, so that nobody can keep the right person out.
- From an address only what went wrong is counted: an office of two hundred behind one address comes in at nine o'clock and
  nobody waits. A colleague who fails ten times makes nobody wait who has a good link, and the others ten minutes at most.
- Asking for a link by mail is counted whoever is asked for, right or wrong: the limit must not tell whose address is here.
- A calendar goes on asking for an address that was made void, from an office maybe a hundred of them. That is counted apart, so
  that it keeps nobody from signing in, and only what is wrong is refused: a good address always answers.
- What went well is counted for its person: links made, sessions begun. Far above what anybody needs, and low enough that a
  mailbox somebody else reads, or a script gone wild, stands out and comes to a stop within the hour.

A count may run over by as many as try in the same moment. Rows are kept for a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Index, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from reviews.base import Base
from reviews.errors import Refused

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Limit:
    """What is counted, and how many of it are let be within a time."""

    door: str
    most: int
    within: timedelta


WRONG_LINKS = Limit("wrong link", 20, timedelta(minutes=10))
WRONG_FEEDS = Limit("wrong feed", 60, timedelta(minutes=10))
WRONG_CODES = Limit("wrong code", 10, timedelta(minutes=10))
WRONG_CODES_OF_ALL = Limit("wrong code of all", 200, timedelta(days=1))
LINKS_ASKED = Limit("link asked for", 100, timedelta(minutes=10))
LINKS_MADE = Limit("link made", 20, timedelta(hours=1))
LINKS_RENEWED = Limit("page link renewed", 5, timedelta(hours=1))
ASKED_BY_ADDRESS = Limit("page link asked for", 30, timedelta(hours=1))
SESSIONS_BEGUN = Limit("session begun", 20, timedelta(hours=1))
DEMO_ENTRIES = Limit("demo entry", 200, timedelta(minutes=10))


class Attempt(Base):
    """Somebody tried a door: which, who by person or address, and when."""

    __tablename__ = "attempt"
    __table_args__ = (Index(None, "door", "who", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    door: Mapped[str] = mapped_column(String(20))
    who: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(index=True)


class TooMany(Refused):
    """The door is shut for a while; `wait` says for how long."""

    def __init__(self, wait: timedelta):
        self.wait = wait
        minutes = -(-wait.total_seconds() // 60)
        super().__init__(f"That was tried too often. Come back in {minutes:.0f} minute{'s' if minutes > 1 else ''}.")


def check(session: Session, limit: Limit, who: str = "", *, at: datetime) -> None:
    """Refuse with `TooMany` when this was tried as often as the limit lets it be."""
    tried = session.scalars(
        select(Attempt.at).where(Attempt.door == limit.door, Attempt.who == who, Attempt.at > at - limit.within)
        .order_by(Attempt.at.desc()).limit(limit.most)).all()
    if len(tried) == limit.most:
        raise TooMany(tried[-1] + limit.within - at)


def note(session: Session, limit: Limit, who: str = "", *, at: datetime) -> None:
    """Count one more try, and sweep out what no limit looks at any more."""
    session.execute(delete(Attempt).where(Attempt.at <= at - KEPT))
    session.add(Attempt(door=limit.door, who=who, at=at))


def enter(session: Session, limit: Limit, who: str, *, at: datetime) -> None:
    """Check, then count."""
    check(session, limit, who, at=at)
    note(session, limit, who, at=at)


def forget(session: Session, *limits: Limit) -> None:
    """Start counting anew, for everybody."""
    session.execute(delete(Attempt).where(Attempt.door.in_([limit.door for limit in limits])))
