"""Where a person has something to do, for the way around the product."""

from __future__ import annotations

from sqlalchemy import Select, and_, exists, func, or_, select

from reviews.built import built_once
from reviews.commitments import Commitment
from reviews.contributors import Contributor
from reviews.meetings import Meeting
from reviews.people import Membership, Person, Team
from reviews.plans import Plan


@built_once
def places_of(person: Person) -> Select:
    """One row: the id of the person's own published plan, whether they lead or manage a team, coach on a plan, are
    asked to an open meeting, and the time zone of the team they belong to or run, else of the last they were asked to."""
    runs = or_(Team.manager_id == person.id, Team.facilitator_id == person.id)
    member = exists().where(Membership.team_id == Team.id, Membership.person_id == person.id, Membership.ended_at.is_(None))
    coaches = or_(
        exists().where(Commitment.owner_id == person.id, Commitment.dropped_at.is_(None), Plan.id == Commitment.plan_id,
                       Plan.rep_id != person.id),
        exists().where(Plan.coach_id == person.id))
    return select(
        select(func.max(Plan.id)).where(Plan.rep_id == person.id, Plan.published_at.is_not(None))
        .scalar_subquery().label("own_plan"),
        exists().where(runs).label("runs_a_team"),
        coaches.label("coaches"),
        exists().where(and_(Contributor.person_id == person.id, Contributor.meeting_id == Meeting.id,
                            Meeting.opened_at.is_not(None), Meeting.closed_at.is_(None))).label("is_asked"),
        func.coalesce(
            select(Team.time_zone).where(or_(runs, member)).order_by(Team.id).limit(1).scalar_subquery(),
            select(Team.time_zone).join(Meeting).join(Contributor).where(Contributor.person_id == person.id)
            .order_by(Contributor.id.desc()).limit(1).scalar_subquery()).label("zone"),
    )
