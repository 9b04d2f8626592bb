"""Questions about people and teams."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from reviews.built import built_once
from reviews.people import Membership, Person, Team


def everybody() -> Select:
    """Rows of (id, name, email, function, office, is_admin, is_leader, left_at, team, manages): leavers stand last."""
    own = aliased(Team)
    return (
        select(Person.id, Person.name, Person.email, Person.function, Person.office, Person.is_admin, Person.is_leader,
               Person.left_at, own.name.label("team"), _teams_by(Team.manager_id).label("manages"))
        .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.ended_at.is_(None)))
        .outerjoin(own, Membership.team_id == own.id)
        .order_by(Person.left_at.is_not(None), func.lower(Person.name), Person.id))


def for_export() -> Select:
    """Rows of (name, email, function, office, team, manager, manager_email, manages) of everybody who is here."""
    own, manager = aliased(Team), aliased(Person)
    first = select(Team.name).where(Team.manager_id == Person.id).order_by(Team.id).limit(1).correlate(Person)
    return (
        select(Person.name, Person.email, Person.function, Person.office, own.name.label("team"),
               manager.name.label("manager"), manager.email.label("manager_email"),
               first.scalar_subquery().label("manages"))
        .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.ended_at.is_(None)))
        .outerjoin(own, Membership.team_id == own.id)
        .outerjoin(manager, and_(manager.id == own.manager_id, manager.left_at.is_(None)))
        .where(Person.left_at.is_(None)).order_by(func.lower(own.name), func.lower(Person.name), Person.id))


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


@built_once
def reps_of(team: Team) -> Select:
    """The people who are reps of the team now, by name."""
    return (select(Person).join(Membership).where(Membership.team_id == team.id, Membership.ended_at.is_(None))
            .order_by(func.lower(Person.name), Person.id))


def people_of_the_story() -> Select:
    """Rows of (id, name, function, is_admin, is_leader, manages, facilitates, team), which the demo offers to be.

    The names of the teams they manage, facilitate or are a rep of; reps stand last, by team.
    """
    own = aliased(Team)
    return (
        select(Person.id, Person.name, Person.function, Person.is_admin, Person.is_leader,
               _teams_by(Team.manager_id).label("manages"), _teams_by(Team.facilitator_id).label("facilitates"),
               own.name.label("team"))
        .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.ended_at.is_(None)))
        .outerjoin(own, Membership.team_id == own.id)
        .where(Person.left_at.is_(None)).order_by(own.name.is_not(None), own.name, Person.id))


def admins() -> Select:
    """The admins who are here, first come first."""
    return select(Person).where(Person.is_admin, Person.left_at.is_(None)).order_by(Person.id)


def by_email(email: str) -> Select:
    """The person with this address."""
    return select(Person).where(Person.email == email.strip().lower())


def _teams_by(runs: ColumnElement) -> ColumnElement:
    """The names of the teams that a person runs in this way."""
    return select(func.aggregate_strings(Team.name, ", ")).where(runs == Person.id).correlate(Person).scalar_subquery()
