"""The pages that are measured: each with who asks for it, at the one house or in the midst of many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select

from app.db import db
from bench.company import ADMIN, LEADER
from bench.desk import Desk
from bench.house import SPECIALISTS
from reviews.meetings import Meeting, Review
from reviews.people import Membership, Person, Team
from reviews.plans import Plan


@dataclass(frozen=True)
class Visit:
    """A page or a form, and the questions that ask for it."""

    name: str
    questions: Callable[[], dict]
    status: HTTPStatus = HTTPStatus.OK


class Around(NamedTuple):
    """The ids of a team of the first house: who is in it, its meeting now, the review on the table and one that waits."""

    facilitator: int
    contributor: int
    manager: int
    rep: int
    team: int
    meeting: int
    review: int
    waiting: int
    plan: int


def around(app: Flask) -> Around:
    """Where the people of one team are."""
    with app.app_context():
        ask = db.session.scalar
        team = ask(select(Team).order_by(Team.id))
        rep = ask(select(Membership.person_id).where(Membership.team_id == team.id).order_by(Membership.id))
        meeting = ask(select(Meeting.id).where(Meeting.team_id == team.id, Meeting.closed_at.is_(None)))
        review, waiting = list(db.session.scalars(
            select(Review.id).where(Review.meeting_id == meeting).order_by(Review.position).limit(2)))
        contributor = ask(select(Person.id).where(Person.function == SPECIALISTS[0]).order_by(Person.id))
        plan = ask(select(Plan.id).where(Plan.rep_id == rep, Plan.closed_at.is_(None)))
        return Around(team.facilitator_id, contributor, team.manager_id, rep, team.id, meeting, review, waiting, plan)


def of_a_team(app: Flask) -> list[Visit]:
    """What the people of one team open every day."""
    at = around(app)
    rep, manager, contributor, facilitator = (
        Desk(app, person) for person in (at.rep, at.manager, at.contributor, at.facilitator))
    writing = f"/reviews/{at.waiting}/observations"
    return [
        Visit("Today, of a rep", rep.get("/")),
        Visit("Today, of a manager", manager.get("/")),
        Visit("Today, of a contributor", contributor.get("/")),
        Visit("Today, of a facilitator", facilitator.get("/")),
        Visit("Follow-up, of a facilitator", facilitator.get("/plans")),
        Visit("The board of a review", facilitator.get(f"/reviews/{at.review}/board")),
        Visit("The page of a review", facilitator.get(f"/reviews/{at.review}")),
        Visit("Choosing", facilitator.get(f"/reviews/{at.review}/decision")),
        Visit("Writing about a rep", contributor.get(writing)),
        Visit("Posting an observation", contributor.post(writing, writing, _seen), HTTPStatus.SEE_OTHER),
        Visit("A rep’s plan", rep.get(f"/plans/{at.plan}")),
        Visit("The page of a meeting", facilitator.get(f"/meetings/{at.meeting}")),
        Visit("Meetings, of a facilitator", facilitator.get("/meetings")),
        Visit("Meetings, of a contributor", contributor.get("/meetings")),
        Visit("A team", manager.get(f"/teams/{at.team}")),
    ]


def of_the_company(app: Flask) -> list[Visit]:
    """What those open who see all teams."""
    at = around(app)
    with app.app_context():
        seeing_all = [db.session.scalar(select(Person.id).where(Person.email == email)) for email in (LEADER, ADMIN)]
    leader, admin = (Desk(app, person) for person in seeing_all)
    return [
        Visit("Today, of a leader", leader.get("/")),
        Visit("Follow-up, of a leader", leader.get("/plans")),
        Visit("The same, all that are silent", leader.get("/plans?state=silent")),
        Visit("Meetings, of a leader", leader.get("/meetings")),
        Visit("Today, of an admin", admin.get("/")),
        Visit("People, of an admin", admin.get("/people")),
        Visit("Changing a person", admin.get(f"/people/{at.rep}/edit")),
        Visit("Teams, of an admin", admin.get("/teams")),
        Visit("Changing a team", admin.get(f"/teams/{at.team}/edit")),
        Visit("Calling a meeting", Desk(app, at.facilitator).get(f"/teams/{at.team}/meetings/new")),
    ]


def _seen(key: str) -> dict[str, str]:
    """Something new about the rep."""
    return {"kind": "opportunity", "text": f"Sends the quote before she knows who else decides, case {key}.", "effect": "",
            "occasion": "The visit in Lyon", "basis": "first-hand", "personal": "all", "then": "another"}
