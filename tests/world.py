"""Ana's review in one of its states, a team that has nothing to do with hers, and everybody signed in: for those who try doors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from flask import Flask
from sqlalchemy.orm import Session

from app.guards import COOKIE
from reviews import imports, meetings, observations, people, signing_in, themes
from reviews.imports import OBSERVATIONS
from reviews.people import Person
from tests.cast import Cast
from tests.gathering import DUE, MEETS, review_of
from tests.kept import Rows

AT_THE_DOOR = "a stranger"


@dataclass
class World:
    """What is there: the id of each kind of thing of Ana's team and of the other, a cookie for each person, the rows."""

    things: dict[str, int]
    others: dict[str, int]
    cookies: dict[str, str]
    about: dict[str, str | None]  # the kind of thing that each route is about
    forms: dict[str, list[dict[str, list[str]]]] = field(default_factory=dict)
    rows: Rows = field(default_factory=dict)
    numbers: tuple[int, ...] = (1, 2, 3, 4)

    def ids(self, endpoint: str) -> list[int]:
        """Ids that such a route is asked for: three times out of four of Ana's team."""
        kind = self.about.get(endpoint)
        own = self.things.get(kind) or self.others.get(kind) or 1
        return [own, own, own, self.others.get(kind) or 1]


def another_team(session: Session, cast: Cast, *, at: datetime) -> tuple[dict[str, Person], dict[str, int]]:
    """Nadia's team in the south: Sam is on the table there, and what she saw of him is personal."""
    def person(name: str, function: str | None = None, **roles) -> Person:
        return people.add(session, name=name, email=f"{name.split()[0].lower()}@example.com", function=function, at=at, **roles)

    nadia, kemal = person("Nadia South", "manager"), person("Kemal South", "enablement")
    team = people.make_team(session, name="South", manager_id=nadia.id, facilitator_id=kemal.id, time_zone="America/Chicago")
    session.flush()
    sam = person("Sam South", team_id=team.id)
    meeting = meetings.make(session, team, period="2026-11", due_at=DUE, meets_at=MEETS, reps=[(sam.id, 12)],
                            contributors=[(nadia.id, "manager")], by=kemal, at=at)
    meetings.open(meeting, by=kemal, at=at)
    session.flush()
    review = review_of(meeting, sam)
    said = observations.write(review, nadia, kind="opportunity", text="Sent the quote to nobody.", hand_in=True, at=at)
    observations.write(review, nadia, kind="opportunity", text="His back hurts.", personal=True, hand_in=True, at=at)
    session.flush()
    theme = themes.make(review, [said.id], title="Quotes", by=kemal, at=at)
    file = imports.start(session, kind=OBSERVATIONS, file_name="s.csv", data=b"rep,text\nSam,x", by=kemal, at=at, meeting=meeting)
    meetings.take_up(review, by=kemal, at=at)
    session.flush()
    things = (team, sam, meeting, review, said, theme, file)
    return {"nadia": nadia, "sam": sam}, {type(thing).__name__: thing.id for thing in things}


def cookie_of(app: Flask, session: Session, person: Person, *, at: datetime) -> str:
    """The cookie of a browser in which the person is signed in."""
    token = signing_in.begin(session, person, at=at)
    session.commit()
    return app.session_interface.get_signing_serializer(app).dumps({COOKIE: token})
