"""Questions about what the people of a meeting were told, and who is still waited for."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import aliased, joinedload

from reviews.built import built_once
from reviews.contributors import Contributor
from reviews.letters import INVITATION, Letter, Matter
from reviews.meetings import Meeting, Review
from reviews.people import Person, Team
from reviews.queries.observations import answered_by

NEAR = timedelta(days=4)  # a working day and a weekend, and some hours


@built_once
def told_in(meeting: Meeting) -> Select:
    """Rows of (kind, person id, and of the letter its id, moments and problem, all None while there is none) of everything that
    people are to be told of the meeting, in its order, without what need not be told any more. Never what a letter says."""
    return (select(Matter.kind, Matter.person_id, Matter.letter_id, Letter.sent_at, Letter.handed_over_at, Letter.refused_at,
                   Letter.dropped_at, Letter.next_try_at, Letter.problem)
            .outerjoin(Matter.letter).where(Matter.meeting_id == meeting.id, Matter.dropped_at.is_(None)).order_by(Matter.id))


def due_about_now(at: datetime) -> Select:
    """Rows of (contributor's id, until when they are asked, the clock of the team) in meetings that gather and are due about
    now: what is needed to see whose reminder's time it may be, and no more, since it is asked every few seconds."""
    return (select(Contributor.id, func.coalesce(Contributor.due_at, Meeting.due_at).label("due"), Team.time_zone)
            .join(Contributor.meeting).join(Meeting.team).where(Contributor.meeting_id.in_(_gathering_near(at))))


def waited_for(at: datetime, *, not_told: str | None = None) -> Select[tuple[Contributor, datetime]]:
    """Rows of (contributor, when a letter invited them): of meetings that gather and are due about now, those who have not
    finished, want reminders and have not declined; without those to whom a matter of this kind was written before."""
    other, due, told_at = aliased(Matter), func.coalesce(Contributor.due_at, Meeting.due_at), _invited_at()
    reminded = exists().where(other.kind == not_told, other.person_id == Contributor.person_id,
                              other.meeting_id == Contributor.meeting_id)
    return (
        select(Contributor, told_at.label("told_at")).join(Contributor.meeting).join(Contributor.person)
        .where(Contributor.meeting_id.in_(_gathering_near(at)), due.between(at - NEAR, at + NEAR),
               Contributor.declined_at.is_(None), Person.left_at.is_(None), Person.no_reminders_since.is_(None),
               told_at.is_not(None), ~reminded, _still_open())
        .options(joinedload(Contributor.person), joinedload(Contributor.meeting).joinedload(Meeting.team))
        .order_by(Contributor.id))


def _gathering_near(at: datetime) -> Select[tuple[int]]:
    """The ids of the meetings that gather and of which something may be due about now. Asked first: they are few, and those
    of all contributors to all meetings are not."""
    near = aliased(Meeting)
    return select(near.id).where(near.opened_at.is_not(None), near.began_at.is_(None), near.closed_at.is_(None),
                                 near.due_at <= at + NEAR, near.meets_at >= at - NEAR)


def _invited_at():
    """When a letter that invited them to this meeting went out first, as far as is known."""
    return (
        select(func.min(func.coalesce(Letter.sent_at, Letter.handed_over_at))).join(Matter, Matter.letter_id == Letter.id)
        .where(Matter.person_id == Contributor.person_id, Matter.meeting_id == Contributor.meeting_id,
               Matter.kind == INVITATION, Letter.refused_at.is_(None)).correlate(Contributor).scalar_subquery())


def _still_open():
    """Whether there is a rep whose turn has not come, about whom the contributor has said nothing yet."""
    return exists().where(
        Review.meeting_id == Contributor.meeting_id, Review.rep_id != Contributor.person_id, Review.taken_up_at.is_(None),
        Review.closed_at.is_(None), ~answered_by(Contributor.person_id)).correlate(Contributor)
