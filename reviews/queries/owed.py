"""Who owes something that falls on certain days: found by the day, not by looking through all plans."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, union

from reviews.became import Tick
from reviews.checkins import COACH, REP, CheckIn, Entry
from reviews.commitments import Commitment, dues_of
from reviews.meetings import Meeting, Review
from reviews.people import Person, Team
from reviews.plans import LENGTH, LONGEST, Plan
from reviews.queries.today import ACTIVE

LENGTHS = range(LENGTH, LONGEST + 1, LENGTH)


def owing(zone: str, days: Collection[date]) -> Select[tuple[Person]]:
    """Those who can be reminded and owe, on a plan under way in this time zone, something that is due on one of these days: a
    check-in that their side has not written, a commitment that is not kept, a verdict."""
    there = select(Review.id).join(Review.meeting).join(Meeting.team).where(Team.time_zone == zone)
    plans = and_(ACTIVE, Plan.review_id.in_(there))
    asked = (*_looks(days), _promises(Commitment.due_on.in_(days), ~_kept_on(Commitment.due_on)),
             *(_promises(Commitment.weekly, _ends_a_week_on(day), ~_kept_on(day)) for day in days),
             select(Plan.manager_id).where(Plan.manager_id != Plan.rep_id, _ends_on(days)))
    return (select(Person).where(Person.id.in_(union(*(one.where(plans) for one in asked))), Person.email.is_not(None),
                                 Person.left_at.is_(None), Person.no_reminders_since.is_(None)).order_by(Person.id))


def _looks(days: Collection[date]) -> Iterator[Select]:
    """Of each side, who has not written."""
    for side, person_id in ((REP, Plan.rep_id), (COACH, Plan.coach_id)):
        written = exists().where(Entry.check_in_id == CheckIn.id, Entry.side == side)
        yield select(person_id).join(CheckIn, CheckIn.plan_id == Plan.id).where(
            CheckIn.due_on.in_(days), CheckIn.closed_at.is_(None), ~written)


def _promises(*which: ColumnElement[bool]) -> Select:
    return (select(Commitment.owner_id).join(Plan, Plan.id == Commitment.plan_id)
            .where(Commitment.dropped_at.is_(None), *which))


def _kept_on(day) -> ColumnElement[bool]:
    return exists().where(Tick.commitment_id == Commitment.id, Tick.due_on == day)


def _ends_a_week_on(day: date) -> ColumnElement[bool]:
    """Whether a week of the plan ends on this day, for what is due every week."""
    begun = or_(Commitment.begins_on.is_(None), Commitment.begins_on <= day)
    return and_(begun, or_(*(and_(Plan.length == length, Plan.starts_on.in_(starts)) for length, starts in _with_a_week_to(day))))


def _with_a_week_to(day: date) -> Iterator[tuple[int, list[date]]]:
    """Of each length, the first days of plans of which a week ends on this day."""
    for length in LENGTHS:
        first_days = (day - timedelta(n) for n in range(length))
        yield length, [first for first in first_days if day in dues_of(SimpleNamespace(starts_on=first, length=length), None)]


def _ends_on(days: Collection[date]) -> ColumnElement[bool]:
    return or_(*(and_(Plan.length == length, Plan.starts_on.in_([day - timedelta(length - 1) for day in days])) for length in LENGTHS))
