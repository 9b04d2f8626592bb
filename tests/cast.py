"""The standing cast: one team of three reps with everybody who coaches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from reviews.people import Membership, Person, Team


@dataclass
class Cast:
    dustin: Person  # manages the team
    marc: Person  # facilitates
    ana: Person  # a rep
    farid: Person  # a rep
    greta: Person  # a rep
    priya: Person  # sales ops
    tomasz: Person  # enablement
    ingrid: Person  # service
    lea: Person  # leads sales
    ada: Person  # admin
    olaf: Person  # from elsewhere: nothing here is his
    team: Team


def make_cast(session: Session, *, at: datetime) -> Cast:
    """The people and their team, written down in one go: every test begins with them."""
    def person(name: str, function: str | None = None, **roles) -> Person:
        return Person(name=name, email=f"{name.split()[0].lower()}@example.com", function=function, **roles)

    dustin, marc = person("Dustin Brinkmann", "manager"), person("Marc Oduya", "enablement")
    team = Team(name="Mid-market North", manager=dustin, facilitator=marc, time_zone="Europe/Berlin")
    cast = Cast(
        dustin=dustin, marc=marc, ana=person("Ana Kovač"), farid=person("Farid Haddad"), greta=person("Greta Lindqvist"),
        priya=person("Priya Raman", "sales ops"), tomasz=person("Tomasz Wilk", "enablement"),
        ingrid=person("Ingrid Solheim", "service"), lea=person("Lea Brandt", "leader", is_leader=True),
        ada=person("Ada Admin", is_admin=True), olaf=person("Olaf Fremd"), team=team)
    session.add_all(vars(cast).values())
    session.add_all(Membership(team=team, person=rep, began_at=at) for rep in (cast.ana, cast.farid, cast.greta))
    session.commit()
    return cast
