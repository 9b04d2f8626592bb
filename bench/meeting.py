"""Meetings to measure rooms with: seven reps, twelve observations about each, the first rep on the table in the merge phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy.orm import Session

from app.db import db
from bench.house import TEXTS
from reviews import leading, meetings, observations, people
from reviews.leading import Place
from reviews.meetings import Meeting, Review
from reviews.people import Person, Team
from reviews.rooms import MERGE
from tests.world import cookie_of

REPS, CARDS = 7, 12
FUNCTIONS = ("sales ops", "enablement", "service", "specialist coach", "peer manager")
FEWEST_ASKED = 6  # to each: a board has the words of as many people, however many of them are in the room


@dataclass(frozen=True)
class Room:
    """A meeting's room: its address, the cards of the rep on the table, a cookie for each who is in it, first who leads."""

    path: str
    cards: list[int]
    cookies: list[dict[str, str]]


def rooms(app: Flask, sizes: list[int]) -> list[Room]:
    """A room for each number of people, held at this moment."""
    at = datetime.now(UTC)
    with app.app_context():
        everybody = _people(db.session, max(*sizes, FEWEST_ASKED), at)
        return [_room(app, _meeting(db.session, everybody[:max(size, FEWEST_ASKED)], at), everybody[:size], at) for size in sizes]


def _room(app: Flask, meeting: Meeting, people: list[Person], at: datetime) -> Room:
    name = app.config["SESSION_COOKIE_NAME"]
    return Room(f"/meetings/{meeting.id}/room", [card.id for card in meeting.reviews[0].observations],
                [{name: cookie_of(app, db.session, person, at=at)} for person in people])


def _people(session: Session, number: int, at: datetime) -> list[Person]:
    """First who facilitates all meetings, then their manager."""
    functions = ["enablement", "manager", *(FUNCTIONS * number)][:number]
    return [people.add(session, name=f"Priya {n}", email=f"priya{n}@example.com", function=function, at=at - timedelta(200))
            for n, function in enumerate(functions)]


def _meeting(session: Session, asked: list[Person], at: datetime) -> Meeting:
    marc, dustin = asked[:2]
    team = people.make_team(session, name=f"Team of {len(asked)}", manager_id=dustin.id, facilitator_id=marc.id)
    session.flush()
    meeting = meetings.make(
        session, team, period=f"{at:%Y-%m}", due_at=at - timedelta(days=1), meets_at=at - timedelta(hours=1),
        reps=[(rep.id, 12) for rep in _reps(session, team, at)],
        contributors=[(one.id, one.function) for one in asked[1:]], by=marc, at=at - timedelta(14))
    meetings.open(meeting, by=marc, at=at - timedelta(8))
    session.flush()
    for review in meeting.reviews:
        _write_about(review, asked[1:], at - timedelta(3))
    leading.go(meeting, Place(meeting.reviews[0].id, MERGE), by=marc, at=at)
    session.commit()
    return meeting


def _reps(session: Session, team: Team, at: datetime) -> list[Person]:
    return [people.add(session, name=f"Ana {team.id} {number}", team_id=team.id, at=at - timedelta(200)) for number in range(REPS)]


def _write_about(review: Review, authors: list[Person], at: datetime) -> None:
    """What is seen of a rep: four gains, eight opportunities, no two of them in the same words."""
    for number in range(CARDS):
        observations.write(
            review, authors[number % len(authors)], kind="opportunity" if number % 3 else "gain", basis="first-hand",
            text=f"{TEXTS[number % 6]}, case {number}.", effect="The order came a week later." if number % 2 else "",
            occasion="The visit in Lyon", hand_in=True, at=at)
