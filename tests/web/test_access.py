"""Every route, as everybody, in every state of a review: who is let in, and for whom there is nothing there."""

from __future__ import annotations


import pytest
from flask import g
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from app.db import db
from app.guards import fetch
from reviews import choosing, coaching, helping, imports, letters, meetings, plans, publishing, signing_in, talks
from reviews.checkins import CheckIn
from reviews.commitments import Commitment
from reviews.imports import OBSERVATIONS, PEOPLE
from reviews.letters import INVITATION, Letter
from reviews.noted import Note
from reviews.observations import Observation
from reviews.people import Person
from reviews.signing_in import SignIn
from tests import a_plan
from tests.access_table import DECIDED, GATHERING, ON_THE_TABLE, PEOPLE as CAST, PUBLISHED, STATES, TABLE, those_who_may
from tests.on_the_table import QUOTES, table, theme

AT_SIGN_IN = {"signing_in.show", "signing_in.first_admin", "signing_in.link", "signing_in.use_link", "signing_in.as_person",
              "signing_in.ask", "reminders.stop", "page_links.ask", "page_links.show", "page_links.open", "page_links.renew", "page_links.decline",
              "feeds.days", "health.show", "static"}
PARTS = {"part": "gains", "number": 1, "card": 1}


def story(session, cast, state: str, at) -> dict[str, int]:
    """Ana's review brought to the state; the id of each kind of thing in it, by the name of its class."""
    review = table(session, cast, at=at, taken_up=False)
    signing_in.begin(session, cast.priya, at=at)
    quotes = theme(session, review, QUOTES, "Quotes too early", cast, at=at)
    things = [cast.team, cast.farid, review.meeting, review, quotes,
              session.scalar(select(Observation).where(Observation.author == cast.priya).limit(1)),
              imports.start(session, kind=PEOPLE, file_name="p.csv", data=b"name,email\nZo\xc3\xab,\n,x@\n", by=cast.ada, at=at),
              imports.start(session, kind=OBSERVATIONS, file_name="o.csv", data=b"rep,text\nAna,x", by=cast.marc, at=at,
                            meeting=review.meeting),
              session.scalar(select(SignIn).where(SignIn.person == cast.priya)), noted(session, cast.priya, cast.greta, at),
              refused_letter(session, cast.priya, review.meeting, at)]
    if state != GATHERING:
        meetings.take_up(review, by=cast.marc, at=at)
    if state in (DECIDED, PUBLISHED):
        things += planned(session, cast, review, quotes, at)
    if state == PUBLISHED:
        publishing.publish(things[-2], by=cast.dustin, at=at)
        session.flush()
        things.append(session.scalar(select(CheckIn).order_by(CheckIn.day).limit(1)))
        things.append(coaching.log(things[-3], held_on=things[-3].starts_on, by=cast.priya, at=at))
        things.append(helping.ask(things[-4], coach_id=cast.priya.id, by=cast.ana, at=at))
        session.flush()
        for other in review.meeting.reviews:
            other.closed_at = other.closed_at or at
        meetings.close(review.meeting, by=cast.marc, at=at)
    session.commit()
    return {type(thing).__name__: thing.id for thing in things}


def noted(session, author, rep, at) -> Note:
    """A note that waits."""
    note = Note(author=author, rep=rep, text="Rang the plant first.", seen_on=at.date(), key="n", made_at=at, changed_at=at)
    session.add(note)
    session.flush()
    return note


def refused_letter(session, person, meeting, at) -> Letter:
    """A letter about the meeting that was not taken."""
    matter = letters.tell(session, person, INVITATION, key="asked", meeting=meeting, at=at)
    matter.letter = Letter(person=person, address="p@example.com", message_id="<1@x>", made_at=at, refused_at=at, problem="No.")
    session.flush()
    return matter.letter


def planned(session, cast, review, quotes, at) -> list:
    """A decision, and a draft that lacks nothing: the plan, and Priya's commitment on it."""
    decision = choosing.decide(review, theme_id=quotes.id, item_from=a_plan.FROM, item_to=a_plan.TO, reason=a_plan.REASON,
                               present=[cast.dustin.id], by=cast.marc, at=at)
    session.flush()
    plan = plans.draft(decision, by=cast.marc, at=at)
    session.flush()
    plans.revise(plan, **a_plan.FACTS, by=cast.dustin, at=at)
    a_plan.promise(plan, cast.ana, "Draw the decision map.", day=10, by=cast.marc, at=at)
    a_plan.promise(plan, cast.priya, "Send the open quotes.", by=cast.marc, at=at)
    talks.note(plan, held_on=at.date(), goal=a_plan.GOAL, rep_says="", by=cast.dustin, at=at)
    session.flush()
    return [plan, session.scalar(select(Commitment).where(Commitment.owner == cast.priya))]


def walk(app, things: dict[str, int]):
    """(endpoint, method, address, id) of every route about something that is there."""
    with app.test_request_context():
        for route in app.url_map.iter_rules():
            if route.endpoint in AT_SIGN_IN:
                continue
            about = app.view_functions[route.endpoint].rule.about
            if about is not None and about.__name__ not in things:
                continue
            values = {name: PARTS[name] for name in route.arguments if name in PARTS}
            if about is not None:
                values["id"] = things[about.__name__]
            if "person_id" in route.arguments:
                values["person_id"] = 1
            address = app.url_for(route.endpoint, **values)
            yield from ((route.endpoint, method, address, values.get("id"))
                        for method in sorted(route.methods & {"GET", "POST"}))


def finds(desk, method: str, address: str) -> bool:
    """Whether there is something for them at this address, asked as a browser asks."""
    answer = desk.open(address, method=method)
    assert answer.status_code != 500 and not (answer.location or "").startswith("/sign-in"), f"{method} {address}"
    return answer.status_code != 404


def guard_lets_in(app, person: Person, endpoint: str, id: int | None) -> bool:
    """Whether the guard of the route gives them its thing. Asks the guard alone, so that nothing is carried out."""
    with app.test_request_context():
        g.person = db.session.get(Person, person.id)
        try:
            fetch(app.view_functions[endpoint].rule, id)
        except NotFound:
            return False
        return True


@pytest.mark.parametrize("state", STATES)
def test_each_is_let_in_where_the_table_says_and_nowhere_else(state, app, session, cast, desk, clock):
    """Every GET as everybody; every POST as those who may not; and the guard of every POST for those who may. On PostgreSQL
    everybody asks the guard first, whose statement is what could differ there, and knocks when it lets them in."""
    things = story(session, cast, state, clock())
    people = {name: person for name, person in vars(cast).items() if name in CAST}
    desks = {name: desk(person) for name, person in people.items()}
    wrong, guard_first = {}, session.get_bind().dialect.name == "postgresql"
    for endpoint, method, address, id in list(walk(app, things)):
        may = those_who_may(endpoint, state)
        asking = people.keys() if guard_first else may if method == "POST" else set()
        guarded = {name for name in asking if guard_lets_in(app, people[name], endpoint, id)}
        knocking = people.keys() - asking | (guarded if method == "GET" else set())
        let_in = {name for name in knocking if finds(desks[name], method, address)} | guarded - knocking
        if let_in != may:
            wrong[f"{method} {endpoint}"] = sorted(let_in), sorted(may)
    assert wrong == {}


@pytest.mark.parametrize("state", [ON_THE_TABLE, PUBLISHED])
def test_a_stranger_is_asked_to_sign_in_everywhere(state, app, session, cast, desk, clock):
    stranger, things = desk(), story(session, cast, state, clock())
    answers = {(method, address): stranger.open(address, method=method) for _, method, address, _ in walk(app, things)}
    astray = [what for what, answer in answers.items()
              if answer.status_code != 303 or not answer.location.startswith("/sign-in")]
    assert astray == []


def test_the_table_has_every_route_and_no_other(app):
    assert set(TABLE) == {route.endpoint for route in app.url_map.iter_rules()} - AT_SIGN_IN
