"""Questions about people and teams."""

from __future__ import annotations

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from reviews.people import Membership, Person, Team


def everybody() -> Select:
    """Rows of (id, name, email, function, office, is_admin, is_leader, left_at, team name): those here, then leavers."""
    return (
        select(Person.id, Person.name, Person.email, Person.function, Person.office, Person.is_admin, Person.is_leader,
               Person.left_at, Team.name.label("team"))
        .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.ended_at.is_(None)))
        .outerjoin(Team).order_by(Person.left_at.is_not(None), func.lower(Person.name), Person.id))


def team_choices() -> Select:
    """(id, name) of every team."""
    return select(Team.id, Team.name).order_by(func.lower(Team.name))


def person_choices() -> Select:
    """(id, name) of everybody who is here."""
    return select(Person.id, Person.name).where(Person.left_at.is_(None)).order_by(func.lower(Person.name), Person.id)


def teams_of(person: Person) -> Select:
    """Rows of (id, name, cadence, manager, facilitator, number of reps): an admin's are all, others' those they run."""
    manager, facilitator = aliased(Person), aliased(Person)
    reps = (select(func.count()).where(Membership.team_id == Team.id, Membership.ended_at.is_(None)).scalar_subquery())
    rows = (
        select(Team.id, Team.name, Team.cadence, manager.name.label("manager"), facilitator.name.label("facilitator"),
               reps.label("reps"))
        .join(manager, Team.manager_id == manager.id).join(facilitator, Team.facilitator_id == facilitator.id)
        .order_by(func.lower(Team.name)))
    mine = or_(Team.manager_id == person.id, Team.facilitator_id == person.id)
    return rows if person.is_admin else rows.where(mine)


def reps_of(team: Team) -> Select:
    """The people who are reps of the team now, by name."""
    return (select(Person).join(Membership).where(Membership.team_id == team.id, Membership.ended_at.is_(None))
            .order_by(func.lower(Person.name), Person.id))


def people_of_the_story() -> Select:
    """Rows of (id, name, function, team) that the demo's sign-in page offers: whoever runs or helps first, then reps."""
    return (
        select(Person.id, Person.name, Person.function, Team.name.label("team"), Person.is_leader, Person.is_admin)
        .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.ended_at.is_(None))).outerjoin(Team)
        .where(Person.left_at.is_(None)).order_by(Team.name.is_not(None), Team.name, Person.id))


def by_email(email: str) -> Select:
    """The person with this address."""
    return select(Person).where(Person.email == email.strip().lower())
