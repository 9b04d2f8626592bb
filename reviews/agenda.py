"""The agenda of a meeting: what is proposed for the next one, and the order of its reps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from reviews.contributors import Contributor
from reviews.days import local_day, moment, next_working_day, period_of, previous_working_day
from reviews.errors import Refused
from reviews.holding import hold
from reviews.meetings import Meeting, Review, revise
from reviews.people import MANAGER, Person, Team
from reviews.queries.people import reps_of

NOTICE = timedelta(days=7)
MEETS, DUE = time(10), time(12)


@dataclass(frozen=True)
class Proposal:
    """What the next meeting could be: all of it can be changed before it is made."""

    period: str
    due_at: datetime
    meets_at: datetime
    reps: list[Person]
    contributors: list[tuple[Person, str]]


def propose(session: Session, team: Team, *, at: datetime) -> Proposal:
    """The first period without a meeting, a week's notice, the team's reps, and those who were asked last time."""
    earlier = session.scalars(select(Meeting).where(Meeting.team_id == team.id).order_by(Meeting.made_at.desc())).all()
    last = earlier[0] if earlier else None
    period, first = _free_period(team, {meeting.period for meeting in earlier}, local_day(at, team.time_zone))
    meets_on = next_working_day(max(local_day(at + NOTICE, team.time_zone), first))
    due_on = previous_working_day(meets_on - timedelta(1))
    reps = [rep for rep in session.scalars(reps_of(team)) if rep.id not in (team.manager_id, team.facilitator_id)]
    return Proposal(
        period=period, due_at=moment(datetime.combine(due_on, DUE), team.time_zone),
        meets_at=moment(datetime.combine(meets_on, MEETS), team.time_zone),
        reps=_in_order(reps, last), contributors=_asked_last_time(session, last) or [(team.manager, MANAGER)])


def move(review: Review, *, to: int, seen: str | None = None, by: Person, at: datetime) -> None:
    """Put a review at this place of its agenda, counted from 1; `seen` is the `order` that the person saw."""
    meeting = review.meeting
    hold(meeting)
    if seen not in (None, order([other.rep_id for other in meeting.reviews])):
        raise Refused("The agenda was changed since you opened this page. Nothing was moved: look at it as it stands now.")
    reps = [(other.rep_id, other.minutes) for other in meeting.reviews if other is not review]
    reps.insert(min(max(to - 1, 0), len(reps)), (review.rep_id, review.minutes))
    if reps != meeting.agenda:
        revise(meeting, due_at=meeting.due_at, meets_at=meeting.meets_at, reps=reps, by=by, at=at)


def order(rep_ids: Iterable[int]) -> str:
    """Stands for the order of these reps in the forms that change it."""
    return "-".join(map(str, rep_ids))


def _free_period(team: Team, taken: set[str], day: date) -> tuple[str, date]:
    """The period of this day or the first one after it that has no meeting, and the day from which it can be."""
    while (period := period_of(day, team.cadence)) in taken:
        day = (day.replace(day=1) + timedelta(31)).replace(day=1)
    return period, day


def _in_order(reps: list[Person], last: Meeting | None) -> list[Person]:
    """Those of last time in their order, then whoever is new."""
    places = {review.rep_id: review.position for review in last.reviews} if last else {}
    return sorted(reps, key=lambda rep: places.get(rep.id, len(places) + 1))


def _asked_last_time(session: Session, last: Meeting | None) -> list[tuple[Person, str]]:
    if last is None:
        return []
    asked = (select(Contributor).join(Contributor.person).options(joinedload(Contributor.person))
             .where(Contributor.meeting_id == last.id, Person.left_at.is_(None)).order_by(Contributor.id))
    return [(one.person, one.function) for one in session.scalars(asked)]
