"""What passes on when a team gets another manager or facilitator, and when somebody leaves.

Meetings that are not closed and plans that are not closed go to the new people: somebody has to lead them, publish them,
look at them and close them. What somebody wrote goes to nobody: an observation keeps the readers it named (law 7).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import object_session

from reviews import signing_in
from reviews.errors import Refused
from reviews.meetings import Meeting, Review
from reviews.people import Person, Team, end_membership, keep_an_admin
from reviews.plans import Plan


def pass_on(team: Team, *, manager: Person, facilitator: Person) -> None:
    """Give what is under way in the team to these two, save a meeting in which, or a plan by which, they are coached."""
    session = object_session(team)
    for meeting in session.scalars(select(Meeting).where(Meeting.team_id == team.id, Meeting.closed_at.is_(None))):
        under_review = {review.rep_id for review in meeting.reviews}
        meeting.manager = meeting.manager if manager.id in under_review else manager
        meeting.facilitator = meeting.facilitator if facilitator.id in under_review else facilitator
    plans = select(Plan).join(Plan.review).join(Review.meeting).where(Meeting.team_id == team.id, Plan.closed_at.is_(None))
    for plan in session.scalars(plans):
        if plan.rep_id != manager.id:
            plan.coach = manager if plan.coach_id == plan.manager_id else plan.coach
            plan.manager = manager
        if plan.rep_id != facilitator.id:
            plan.facilitator = facilitator


def leave(person: Person, *, at: datetime) -> None:
    """The person leaves: no more signing in and no new reviews; everything they wrote and were given stays.

    The plans they coach go back to the manager. A team is not left without its manager or facilitator.
    """
    session = object_session(person)
    if person.left_at:
        return
    if person.is_admin:
        keep_an_admin(session, person)
    _leave_no_team_alone(person)
    end_membership(session, person, at)
    signing_in.end_all(session, person, at=at)
    for plan in session.scalars(select(Plan).where(Plan.coach_id == person.id, Plan.closed_at.is_(None))):
        plan.coach = plan.manager
    person.left_at = at


def come_back(person: Person) -> None:
    """A leaver is back; a team is given to them again by hand, and they sign in anew."""
    person.left_at = None


def _leave_no_team_alone(person: Person) -> None:
    runs = or_(Team.manager_id == person.id, Team.facilitator_id == person.id)
    if team := object_session(person).scalar(select(Team).where(runs).order_by(Team.id).limit(1)):
        does = "manages" if team.manager_id == person.id else "facilitates"
        raise Refused(f"{person.name} {does} the team {team.name}. Give it to somebody else first, on the team’s page.")
