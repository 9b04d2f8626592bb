"""What passes on when a team gets another manager or facilitator, and when somebody has another address or leaves.

Meetings and plans that are not closed go to the new people: somebody has to lead them, publish them, look at them
and close them. What somebody wrote goes to nobody: an observation keeps the readers it named (law 7).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session, object_session

from reviews import commitments, ending, feeds, people, signing_in
from reviews.checkins import coach_becomes
from reviews.commitments import Commitment
from reviews.departures import Departure
from reviews.errors import Refused
from reviews.holding import hold
from reviews.imports import ObservationsImport
from reviews.meetings import Meeting, Review
from reviews.people import Person, Team, end_membership, keep_an_admin, team_of
from reviews.plans import Plan, active_plan, today_of
from reviews.rooms import Room, step_down


def pass_on(team: Team, *, manager: Person, facilitator: Person) -> None:
    """Give what is under way in the team to these two, save a meeting or a plan in which they are the rep. The new manager also
    gets the plans that the old one had of reps who came into the team on a plan of another's meeting."""
    session = object_session(team)
    for meeting in session.scalars(select(Meeting).where(Meeting.team_id == team.id, Meeting.closed_at.is_(None))):
        under_review = {review.rep_id for review in meeting.reviews}
        if manager.id not in under_review | {meeting.manager_id}:
            _no_manager_any_more(meeting)
            meeting.manager = manager
        if facilitator.id not in under_review | {meeting.facilitator_id}:
            meeting.facilitator = facilitator
            _throw_away_files(session, meeting)
    of_the_team = select(Plan).join(Plan.review).join(Review.meeting).where(Meeting.team_id == team.id)
    for plan in session.scalars(of_the_team.where(Plan.closed_at.is_(None))):
        if manager.id != team.manager_id:
            _give(plan, _manager_of(plan.rep, but=team) or manager)
        if facilitator.id not in (plan.rep_id, plan.facilitator_id):
            _take_back_goal(plan)
            plan.facilitator = facilitator
    if manager.id != team.manager_id:
        for plan in session.scalars(select(Plan).where(Plan.manager_id == team.manager_id, Plan.closed_at.is_(None)).order_by(Plan.id)):
            if team_of(plan.rep) is team:
                _give(plan, manager)


def change(person: Person, *, at: datetime, **facts) -> Person:
    """Write what is known of a person, see `people.change`. With another address than before, the links that went to that one
    are void: it may have been somebody else's."""
    before = person.email
    people.change(person, **facts, at=at)
    if before and person.email != before:
        signing_in.void_links(object_session(person), person, at=at)
    return person


def leave(person: Person, *, at: datetime) -> None:
    """The person leaves: no more signing in and no new reviews; everything they wrote and were given stays.

    What they still owed as a coach is dropped, and the check-ins of plans they coach go back to the manager, who is asked to
    whom both go; the plans that they managed go to who manages the rep now, and the one that they were on ends. A team is not
    left without its manager or facilitator.
    """
    session = object_session(person)
    keep_an_admin(session, person)
    hold(person)
    if person.left_at:
        return
    _leave_no_team_alone(person)
    _leave_no_plan_alone(person)
    end_membership(session, person, at)
    signing_in.end_all(session, person, at=at)
    feeds.stop(session, person)
    promised = or_(Commitment.owner_id == person.id, Commitment.owed_to_id == person.id)
    helps = or_(Plan.coach_id == person.id, Plan.commitments.any(promised))
    for plan in session.scalars(select(Plan).where(helps, Plan.closed_at.is_(None), Plan.rep_id != person.id).order_by(Plan.id)):
        _leave_open(plan, person, at)
        _stand_in(plan, person, plan.manager)
    if own := active_plan(session, person.id):
        ending.end_of_leaver(own, at=at)
    for room in session.scalars(select(Room).where(Room.lead_id == person.id).order_by(Room.meeting_id)):
        step_down(room.meeting, person.id)
    person.left_at = at


def come_back(person: Person) -> None:
    """A leaver is back; a team is given to them again by hand, and they sign in anew. What they left open on plans stays with
    the managers, who may give it back to them."""
    hold(person)
    person.left_at = None


def _no_manager_any_more(meeting: Meeting) -> None:
    """Who was it leads the room no more, unless they are also asked."""
    if meeting.manager_id not in {one.person_id for one in meeting.contributors}:
        step_down(meeting, meeting.manager_id)


def _throw_away_files(session: Session, meeting: Meeting) -> None:
    """What the old facilitator was about to bring in, nobody has promised to the new one."""
    session.execute(delete(ObservationsImport).where(
        ObservationsImport.meeting_id == meeting.id, ObservationsImport.confirmed_at.is_(None)))


def _give(plan: Plan, manager: Person) -> None:
    """The plan is this manager's from now on; nobody's own is."""
    if manager.id not in (plan.rep_id, plan.manager_id):
        _stand_in(plan, plan.manager, manager)
        _take_back_goal(plan)
        plan.manager = manager


def _take_back_goal(plan: Plan) -> None:
    """What the rep said before the meeting stands as the goal of her draft until the talk, for those whom its field named (law 7).
    Whoever comes after them hears it from her."""
    voice = plan.review.voice
    if voice and not plan.published_at and plan.talk is None and plan.goal == voice.wants:
        plan.goal = ""


def _manager_of(rep: Person, but: Team | None = None) -> Person | None:
    """Who manages the team that the rep is in now, unless it is this one."""
    team = team_of(rep)
    return team.manager if team and team is not but else None


def _leave_no_plan_alone(person: Person) -> None:
    """The plans that they manage, of teams that are theirs no more, go to somebody who can publish them and give the verdict."""
    theirs = select(Plan).where(Plan.manager_id == person.id, Plan.closed_at.is_(None)).order_by(Plan.id)
    for plan in object_session(person).scalars(theirs):
        team = plan.review.meeting.team
        here = [one for one in (_manager_of(plan.rep), team.manager, team.facilitator) if one and one.id not in (plan.rep_id, person.id)]
        if not here:
            raise Refused(f"{person.name} manages the plan of {plan.rep.name}, and nobody else can take it over. Put {plan.rep.first} "
                          "into a team with another manager first.")
        _give(plan, here[0])


def _stand_in(plan: Plan, old: Person, new: Person) -> None:
    """Somebody else coaches from now on, and is owed what the old coach was owed."""
    if plan.coach_id == old.id:
        coach_becomes(plan, new)
    for commitment in plan.commitments:
        if commitment.owed_to_id == old.id and commitment.owner_id != new.id:
            commitment.owed_to = new


def _leave_open(plan: Plan, person: Person, at: datetime) -> None:
    """Nobody waits for what a leaver promised and has not kept; the manager is asked what becomes of it, and of the check-ins."""
    theirs = [one for one in plan.commitments if plan.published_at and one.owner_id == person.id]
    dropped = [one for one in theirs if commitments.is_open(one, today_of(plan, at))]
    for commitment in dropped:
        commitments.drop(commitment, why=f"{person.name} has left.", by=person, at=at)
    checked_in = plan.published_at is not None and plan.coach_id == person.id
    if dropped or checked_in:
        plan.departures.append(Departure(person=person, at=at, checked_in=checked_in))


def _leave_no_team_alone(person: Person) -> None:
    runs = or_(Team.manager_id == person.id, Team.facilitator_id == person.id)
    if team := object_session(person).scalar(select(Team).where(runs).order_by(Team.id).limit(1)):
        does = "manages" if team.manager_id == person.id else "facilitates"
        raise Refused(f"{person.name} {does} the team {team.name}. Give it to somebody else first, on the team’s page.")
