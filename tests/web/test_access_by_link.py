"""Every route, with a session that was begun by a link to one page: what it opens, and that it opens no other door."""

from __future__ import annotations

import pytest
from flask import g
from werkzeug.exceptions import NotFound

from app.db import db
from app.guards import fetch
from reviews import meetings
from reviews.meetings import Meeting
from reviews.page_links import OnePage
from reviews.people import Person
from tests.access_table import GATHERING, ON_THE_TABLE, PUBLISHED
from tests.by_link import let_in
from tests.web.test_access import finds, story, walk
from tests.world import another_team

ONE_DATABASE = True  # who stands how is asked on both by test_access.py; this is about what the guard makes of it

# Priya, who writes; Ana, the rep; and those who are something besides: Dustin manages, Marc facilitates, Lea leads, Ada is
# the admin, and all four are asked to write.
WHO = ("priya", "ana", "dustin", "marc", "lea", "ada")
ALL, WRITES = " ".join(WHO), "priya dustin marc lea ada"

# By hand: what a link opens, to whom. All else is not found.
TABLE = {
    "today.show": ALL,  # leads to their page
    "about.who_sees_what": ALL,
    "signing_in.sign_out": ALL,
    "declining.create": WRITES,
    "declining.withdraw": WRITES,
    "observations.index": WRITES,
    "observations.create": WRITES,
    "observations.say_nothing_to_add": WRITES,
    "observations.edit": "priya",
    "drafts.create": WRITES,
    "drafts.edit": "priya",
    "observations.hand_in": "priya",
    "observations.take_back": "priya",
    "observations.discard": "priya",
    "observations.confirm": "priya",
    "observations.mark_personal": "priya",
    "said.correct": "priya",
    "voices.show": "ana",
    "voices.write": "ana",
    "voices.save": "ana",
    "voices.take_back": "ana",
}



def asked(state, session, cast, clock) -> dict[str, int]:
    things = story(session, cast, state, clock())
    meeting = session.get(Meeting, things["Meeting"])
    closed_at, meeting.closed_at = meeting.closed_at, None
    for person, function in ((cast.marc, "enablement"), (cast.lea, "leader"), (cast.ada, "sales ops")):
        meetings.ask(meeting, person, function, by=cast.marc, at=clock())
    session.commit()
    return things | {"closed_at": closed_at}


def guard_lets_in(app, person: Person, one_page: OnePage, endpoint: str, id: int | None) -> bool:
    """Whether the guard of the route gives them its thing, in by the link. Nothing is carried out."""
    with app.test_request_context():
        g.person, g.one_page = db.session.get(Person, person.id), one_page
        try:
            fetch(app.view_functions[endpoint].rule, id)
        except NotFound:
            return False
        return True


@pytest.mark.parametrize("state", [GATHERING, ON_THE_TABLE, PUBLISHED])
def test_a_link_opens_its_page_and_no_other_door(state, app, session, cast, desk, clock):
    things = asked(state, session, cast, clock)
    meeting, closed_at = session.get(Meeting, things["Meeting"]), things.pop("closed_at")
    people = {name: getattr(cast, name) for name in WHO}
    desks = {name: let_in(desk(), person, meeting, at=clock()) for name, person in people.items()}
    meeting.closed_at = closed_at
    session.commit()
    wrong = {}
    for endpoint, method, address, id in list(walk(app, things)):
        may = set(TABLE.get(endpoint, "").split())
        asking = may if method == "POST" else set()
        opens = {name for name in asking if guard_lets_in(app, people[name], OnePage(meeting.id), endpoint, id)}
        opens |= {name for name in people.keys() - asking if finds(desks[name], method, address)}
        if opens != may:
            wrong[f"{method} {endpoint}"] = sorted(opens), sorted(may)
    assert wrong == {}


def test_a_link_to_one_meeting_opens_nothing_of_another_to_which_they_are_asked_too(app, session, cast, desk, clock):
    things = story(session, cast, ON_THE_TABLE, clock())
    _, others = another_team(session, cast, at=clock())
    other = session.get(Meeting, others["Meeting"])
    meetings.ask(other, cast.priya, "sales ops", by=other.facilitator, at=clock())
    priya = let_in(desk(), cast.priya, session.get(Meeting, things["Meeting"]), at=clock())
    opened = {endpoint for endpoint, method, address, id in list(walk(app, others)) if id and finds(priya, method, address)}
    assert opened == set()
    assert finds(desk(cast.priya), "GET", f"/meetings/{other.id}/observations")
    assert "open its link in your mail again" in priya.get(f"/meetings/{other.id}/observations").text
    let_in(priya, cast.priya, other, at=clock())
    assert finds(priya, "GET", f"/meetings/{other.id}/observations") and not finds(priya, "GET", f"/reviews/{things['Review']}/observations")
