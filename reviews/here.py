"""The people and teams that are here, as plain rows: what a file of people or of observations is read against."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from reviews.people import Membership, Person, Team


@dataclass(slots=True, eq=False)
class Known:
    """A person who is here, or was. `team` is the one they are a rep of."""

    id: int
    name: str
    email: str | None
    function: str | None
    office: str
    left: bool
    membership_id: int | None
    team: KnownTeam | None = None

    @property
    def told_apart(self) -> str:
        """What tells them from others of their name."""
        team = f"rep of {self.team.name}" if self.team else ""
        return ", ".join(filter(None, (self.name, self.email or "no e-mail", self.function, team, self.office)))


@dataclass(slots=True, eq=False)
class KnownTeam:
    """A team that is here."""

    id: int
    name: str
    manager_id: int
    manager_name: str


@dataclass
class Here:
    """Everybody, and every team."""

    people: list[Known] = field(default_factory=list)
    teams: list[KnownTeam] = field(default_factory=list)


def look_around(session: Session) -> Here:
    """Who is here now, and every team."""
    teams = {id: KnownTeam(id, *rest) for id, *rest in session.execute(
        select(Team.id, Team.name, Team.manager_id, Person.name).join(Team.manager).order_by(Team.id))}
    return Here(_everybody(session, teams), list(teams.values()))


def people_here(session: Session) -> list[Known]:
    """Those who have not left."""
    return [person for person in _everybody(session, {}) if not person.left]


def _everybody(session: Session, teams: dict[int, KnownTeam]) -> list[Known]:
    """Everybody with the team they are a rep of, each team one thing."""
    now = and_(Membership.person_id == Person.id, Membership.ended_at.is_(None))
    manager = aliased(Person)
    rows = (select(Person.id, Person.name, Person.email, Person.function, Person.office, Person.left_at.is_not(None),
                   Membership.id, Team.id, Team.name, Team.manager_id, manager.name)
            .outerjoin(Membership, now).outerjoin(Team, Membership.team_id == Team.id)
            .outerjoin(manager, Team.manager_id == manager.id).order_by(Person.id))
    return [Known(*row[:7], teams.setdefault(row[7], KnownTeam(*row[7:])) if row[7] else None)
            for row in session.execute(rows)]


def stamp(session: Session) -> tuple[int | None, ...]:
    """The same numbers as long as no person, team or membership has come or changed; none of them is ever deleted."""
    counted = (select(number).scalar_subquery() for number in (
        func.count(Person.id), func.sum(Person.version), func.count(Team.id), func.sum(Team.version),
        func.count(Membership.id), func.count(Membership.ended_at)))
    return tuple(session.execute(select(*counted)).one())
