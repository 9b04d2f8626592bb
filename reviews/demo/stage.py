"""Who and what the story is played with: its people by name, its teams, its calendar."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from reviews import people
from reviews.days import local_day, moment, next_working_day, period_of, previous_working_day
from reviews.people import Person, Team
from reviews.queries.people import reps_of

HERE = Path(__file__).parent
LONG_AGO = timedelta(days=200)


def words(name: str) -> dict:
    """One of the story's files."""
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass
class Stage:
    """The people and teams by name, and the moment from which the story's days are counted."""

    session: Session
    now: datetime
    people: dict[str, Person]
    teams: dict[str, Team]

    @classmethod
    def of_people(cls, session: Session, now: datetime) -> Stage:
        """Write down the people and teams."""
        stage, story = cls(session, now, {}, {}), words("people")
        for facts in story["person"]:
            stage.people[facts["name"]] = people.add(session, **facts, at=now - LONG_AGO)
        for facts in story["team"]:
            stage._make_team(**facts)
        return stage

    def _make_team(self, *, name: str, manager: str, facilitator: str, time_zone: str, reps: list[str]) -> None:
        team = people.make_team(self.session, name=name, manager_id=self.people[manager].id,
                                facilitator_id=self.people[facilitator].id, time_zone=time_zone)
        self.session.flush()
        self.teams[name] = team
        for rep in reps:
            address = rep.split()[0].lower().translate(str.maketrans("áéíóú", "aeiou")) + "@example.com"
            self.people[rep] = people.add(self.session, name=rep, email=address, office=team.manager.office,
                                          team_id=team.id, at=self.now - LONG_AGO)

    def reps(self, team: Team) -> list[Person]:
        """The team's reps, by name."""
        return list(self.session.scalars(reps_of(team)))

    def at(self, team: Team, day: date, hour: int, minute: int = 0) -> datetime:
        """A time of day where the team is, but never later than now: the story knows no future."""
        told = moment(datetime(day.year, day.month, day.day, hour, minute), team.time_zone)
        return min(told, self.now)

    def ahead(self, team: Team, days: int, hour: int) -> datetime:
        """A time on a working day some days from today, which may lie in the future: for when something is due."""
        move = previous_working_day if days < 0 else next_working_day
        day = move(self.today(team) + timedelta(days))
        return moment(datetime(day.year, day.month, day.day, hour), team.time_zone)

    def today(self, team: Team) -> date:
        return local_day(self.now, team.time_zone)

    def back(self, team: Team, days: int) -> date:
        """The working day that many days ago, or the one before it."""
        return previous_working_day(self.today(team) - timedelta(days))

    def period(self, team: Team, back: int = 0) -> str:
        """The team's period of now, or that many periods ago."""
        day = self.today(team).replace(day=1)
        for _ in range(back):
            day = (day - timedelta(1)).replace(day=1)
        return period_of(day, team.cadence)
