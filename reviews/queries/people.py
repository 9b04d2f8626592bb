"""Questions about people and teams."""

from __future__ import annotations

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, literal, or_, select, true
from sqlalchemy.orm import aliased

from reviews.built import built_once
from reviews.people import Membership, Person, Team

MOST_OF_A_STORY = 60


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


def people_found(typed: str) -> Select[tuple[int]]:
    """The ids of the people whose name or address holds what was typed, in the order of the list: leavers stand last."""
    found = or_(holds(Person.name, typed), holds(Person.email, typed)) if typed else true()
    return select(Person.id).where(found).order_by(Person.left_at.is_not(None), func.lower(Person.name), Person.id)


def how_many_people() -> Select:
    """One row: how many are here, how many have left."""
    here = Person.left_at.is_(None)
    return select(func.count().filter(here).label("here"), func.count().filter(~here).label("gone")).select_from(Person)


def manager_now(rep_id: ColumnElement[int]) -> ScalarSelect[int]:
    """The id of who manages the team that a person is a rep of now, inside of another question."""
    team, member = aliased(Team), aliased(Membership)
    return (select(team.manager_id).join(member, member.team_id == team.id)
            .where(member.person_id == rep_id, member.ended_at.is_(None)).scalar_subquery())


def people_named() -> Select:
    """Rows of (id, name, what tells them apart) of everybody who is here, in no order."""
    return select(Person.id, Person.name, Person.email.label("apart")).where(Person.left_at.is_(None))


def teams_named() -> Select:
    """Rows of (id, name, nothing) of every team, in no order: no two share a name."""
    return select(Team.id, Team.name, literal("").label("apart"))


def usual_facilitators() -> Select[tuple[int]]:
    """The ids of the ten who facilitate the most teams."""
    return select(Team.facilitator_id).group_by(Team.facilitator_id).order_by(func.count().desc(), Team.facilitator_id).limit(10)


def teams_found(person: Person, typed: str) -> Select[tuple[int]]:
    """The ids of the teams an admin keeps or others run, whose name holds what was typed, by name."""
    mine = true() if person.is_admin else or_(Team.manager_id == person.id, Team.facilitator_id == person.id)
    return select(Team.id).where(mine, holds(Team.name, typed) if typed else true()).order_by(func.lower(Team.name))


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

    The names of the teams they manage, facilitate or are a rep of; reps stand last, by team. Those who came first, so that
    a large file that somebody takes into the demo does not fill its first page.
    """
    own, first = aliased(Team), select(Person.id).where(Person.left_at.is_(None)).order_by(Person.id).limit(MOST_OF_A_STORY)
    return (
        select(Person.id, Person.name, Person.function, Person.is_admin, Person.is_leader,
               _teams_by(Team.manager_id).label("manages"), _teams_by(Team.facilitator_id).label("facilitates"),
               own.name.label("team"))
        .outerjoin(Membership, and_(Membership.person_id == Person.id, Membership.ended_at.is_(None)))
        .outerjoin(own, Membership.team_id == own.id)
        .where(Person.id.in_(first.subquery().select())).order_by(own.name.is_not(None), own.name, Person.id))


def admins() -> Select:
    """The admins who are here, first come first."""
    return select(Person).where(Person.is_admin, Person.left_at.is_(None)).order_by(Person.id)


def by_email(email: str) -> Select:
    """The person with this address."""
    return select(Person).where(Person.email == email.strip().lower())


def holds(column: ColumnElement, typed: str) -> ColumnElement[bool]:
    """Whether a text holds what was typed, whatever the capitals; SQLite alone knows those of plain letters only."""
    return or_(*(column.icontains(form, autoescape=True) for form in dict.fromkeys((typed, typed.lower(), typed.title()))))


def _teams_by(runs: ColumnElement) -> ColumnElement:
    """The names of the teams that a person runs in this way."""
    return select(func.aggregate_strings(Team.name, ", ")).where(runs == Person.id).correlate(Person).scalar_subquery()
