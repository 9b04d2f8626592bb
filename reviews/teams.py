"""Making a team, also with a manager who is not here yet, and changing it, which passes on what is under way."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from reviews import handover, people
from reviews.days import check_zone
from reviews.errors import Refused
from reviews.holding import unchanged
from reviews.people import MANAGER, Membership, Person, Team, free_name, somebody_here


def make(session: Session, *, manager_id: int, manager_name: str = "", at: datetime, **facts) -> Team:
    """A new team. Its manager is somebody who is here, or somebody new by name."""
    if manager_name and manager_id:
        raise Refused("Either choose the manager above, or write the name of somebody new here.", "manager_name")
    if manager_name:
        free_name(session, facts["name"])
        manager_id = people.add(session, name=manager_name, function=MANAGER, at=at).id
    if not manager_id:
        raise Refused("Choose who manages the team, or write the name of somebody new below.", "manager_id")
    return people.make_team(session, manager_id=manager_id, **facts)


def change(team: Team, *, name: str, manager_id: int, facilitator_id: int, cadence: str, time_zone: str, paper: str,
           seen: int | None = None) -> Team:
    """Write what is known of a team. Its meetings and plans under way go to a new manager and a new facilitator."""
    session = object_session(team)
    manager = _not_a_rep(team, somebody_here(session, manager_id, "manager_id"))
    facilitator = somebody_here(session, facilitator_id, "facilitator_id")
    facts = {"name": free_name(session, name, but=team), "cadence": cadence, "time_zone": check_zone(time_zone),
             "paper": paper}
    unchanged(team, seen, **facts, manager_id=manager.id, facilitator_id=facilitator.id)
    if (manager.id, facilitator.id) != (team.manager_id, team.facilitator_id):
        handover.pass_on(team, manager=manager, facilitator=facilitator)
        team.manager, team.facilitator = manager, facilitator
    for fact, value in facts.items():
        setattr(team, fact, value)
    return team


def _not_a_rep(team: Team, manager: Person) -> Person:
    rep = select(Membership.id).where(
        Membership.team_id == team.id, Membership.person_id == manager.id, Membership.ended_at.is_(None))
    if object_session(team).scalar(rep):
        raise Refused(f"{manager.name} is a rep of this team, and nobody is their own manager.", "manager_id")
    return manager
