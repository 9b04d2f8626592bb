"""Mornings: once on each working day, where a team is, it is looked through who owes something that is news on that day.

A thing is news twice: on its day, or on the Friday before where that is a weekend; and on the working day after. Then there is
silence about it. What became overdue while nobody looked, since the worker was away, is news on the first morning after.

The day of a thing is that of its plan's team, as on Today, and its news wait for a morning there. Who owes in teams on both sides of
an ocean is told by date, once: the first morning of a date in any of their teams on which there is news tells what is due by
that date in all of them, and calls late or due today what is that where its team is. The mornings of that date elsewhere tell
them nothing more.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from reviews.base import Base
from reviews.days import next_working_day, previous_working_day

LOOKS_BACK = timedelta(7)


class Morning(Base):
    """One that was looked through: its `day`, and the day of the one before it, a week back at most."""

    __tablename__ = "morning"
    __table_args__ = (UniqueConstraint("time_zone", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    time_zone: Mapped[str] = mapped_column(String(60))
    day: Mapped[date]
    since: Mapped[date]
    at: Mapped[datetime]

    @property
    def last_due(self) -> date:
        """The last day of what it tells."""
        return last_due(self.day)

    def is_news(self, due_on: date) -> bool:
        """Whether something that is due on that day is said on this morning."""
        return previous_working_day(due_on) == self.day or self.since < next_working_day(due_on + timedelta(1)) <= self.day

    @property
    def news_of(self) -> list[date]:
        """The days of which that holds."""
        first = self.since - LOOKS_BACK
        days = (first + timedelta(n) for n in range((self.last_due - first).days + 1))
        return [day for day in days if self.is_news(day)]


def last_due(day: date) -> date:
    """The last day of what is told on a day: itself, on a Friday the Sunday after it."""
    return next_working_day(day + timedelta(1)) - timedelta(1)
