"""The standing cast: one team of three reps with everybody who coaches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from reviews import people
from reviews.people import Person, Team


@dataclass
class Cast:
    ana: Person  # a rep
    farid: Person  # a rep
    greta: Person  # a rep
    dustin: Person  # their manager
    marc: Person  # facilitates
    priya: Person  # sales ops
    tomasz: Person  # enablement
    ingrid: Person  # service
    lea: Person  # leads sales
    ada: Person  # admin
    olaf: Person  # from elsewhere: nothing here is his
    team: Team


def make_cast(session: Session, *, at: datetime) -> Cast:
    """The people and their team, written down."""
    def person(name: str, function: str | None = None, **roles) -> Person:
        return people.add(session, name=name, email=f"{name.split()[0].lower()}@example.com", function=function,
                          at=at, **roles)

    dustin, marc = person("Dustin Brinkmann", "manager"), person("Marc Oduya", "enablement")
    team = people.make_team(session, name="Mid-market North", manager_id=dustin.id, facilitator_id=marc.id,
                            time_zone="Europe/Berlin")
    session.flush()
    cast = Cast(
        ana=person("Ana Kovač", team_id=team.id), farid=person("Farid Haddad", team_id=team.id),
        greta=person("Greta Lindqvist", team_id=team.id), dustin=dustin, marc=marc,
        priya=person("Priya Raman", "sales ops"), tomasz=person("Tomasz Wilk", "enablement"),
        ingrid=person("Ingrid Solheim", "service"), lea=person("Lea Brandt", "leader", is_leader=True),
        ada=person("Ada Admin", is_admin=True), olaf=person("Olaf Fremd"), team=team)
    session.commit()
    return cast
