"""Every form says how it stands to a second writer; what has to carry what was seen does so on every page it stands on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from app import create_app
from reviews import observations, said
from reviews.meetings import Review
from tests.access_table import DECIDED, GATHERING, ON_THE_TABLE, PUBLISHED, STATES, those_who_may
from tests.gathering import SAW
from tests.page_forms import forms_on
from tests.second_table import CARRIES, KINDS
from tests.web.test_access import story, walk

WHO = ("priya", "ana", "dustin", "marc", "ada")
ALWAYS = {"contributors.give_time", "people.edit", "teams.edit", "imports.confirm_people", "notes.create", "notes.discard"}
IN_MEETING = ALWAYS | {"rooms.go", "agenda.move", "meetings.edit", "observations.confirm", "observations.discard", "observations.edit",
                       "observations.hand_in"}
BOARD = {"themes.answer", "themes.rename", "themes.undo"}
# Where each of them stands, by the state of the review.
STANDS = {
    GATHERING: IN_MEETING | BOARD | {"observations.edit", "voices.write"},
    ON_THE_TABLE: IN_MEETING | BOARD | {"decisions.create", "said.correct", "voices.write"},
    DECIDED: IN_MEETING | {"voices.write", "themes.rename", "decisions.dissent", "decisions.withdraw", "plans.revise", "talks.note", "plans.diagnose", "plans.publish",
                           "commitments.accept", "commitments.edit", "commitments.remove"},
    PUBLISHED: ALWAYS | {"themes.rename", "meetings.edit", "plans.acknowledge", "commitments.accept", "commitments.move", "commitments.tick",
                         "commitments.untick",
                         "checkins.show", "verdicts.create", "amendments.create"},
}


def test_every_route_that_writes_has_one_row():
    app = create_app(SQLALCHEMY_DATABASE_URI="sqlite://", SECRET_KEY="k" * 32)
    writes = {route.endpoint for route in app.url_map.iter_rules() if "POST" in route.methods}
    assert sorted(endpoint for kind in KINDS for endpoint in kind) == sorted(writes)
    assert set().union(*STANDS.values()) == CARRIES.keys() - {
        "imports.confirm_observations", "another_way.diagnose"}  # the story's file has no row for it, and no verdict was given


@pytest.mark.parametrize("state", STATES)
def test_a_form_carries_what_was_seen_on_every_page(state, app, session, cast, desk, clock):
    things = story(session, cast, state, clock())
    _write_more(session, cast, things, clock)
    if state == PUBLISHED:
        clock.forward(days=7)
        tick(desk(cast.priya), things)
    forms = [found for page in _pages(app, cast, desk, state, things) for found in _forms(app, page)]
    without = {endpoint for endpoint, fields in forms if endpoint in CARRIES and CARRIES[endpoint] not in fields}
    assert (without, {endpoint for endpoint, _ in forms} & CARRIES.keys()) == (set(), STANDS[state])


def tick(priya, things: dict[str, int]) -> None:
    """Priya has kept her commitment for its first week."""
    due = re.search(r'action="/commitments/\d+/ticks">.*?name="due_on" value="([^"]+)"', priya.get(f"/plans/{things['Plan']}").text)
    assert priya.post(f"/commitments/{things['Commitment']}/ticks", data={"due_on": due[1]}).status_code == 303


def _write_more(session, cast, things: dict[str, int], clock) -> None:
    """A draft of Priya's, and something that Marc typed in her name."""
    review = session.get(Review, things["Review"])
    if not review.meeting.closed_at:
        observations.write(review, cast.priya, **SAW | {"text": "A draft."}, at=clock())
        observations.note(review, cast.priya, **SAW | {"text": "Typed for her."}, by=cast.marc, at=clock())
    if review.taken_up_at and not review.decided_at:
        things["said"] = said.say(review, cast.priya, **SAW | {"text": "Said in the room."}, by=cast.marc, at=clock()).id
    session.commit()


def _pages(app: Flask, cast, desk, state: str, things: dict[str, int]) -> Iterator[str]:
    """Every page, as each of those who may see it."""
    for name in WHO:
        person = desk(getattr(cast, name))
        for endpoint, method, address, _ in list(walk(app, things)):
            if method == "GET" and name in those_who_may(endpoint, state) and "paper" not in endpoint:
                yield person.get(address).text
        if name == "priya" and "said" in things:
            yield person.get(f"/observations/{things['said']}/correction").text
        if name == "ana" and state == PUBLISHED:  # what Priya owes is due every week, and cannot be moved
            yield person.get(re.search(r"/commitments/\d+/move", person.get(f"/plans/{things['Plan']}").text)[0]).text


def _forms(app: Flask, page: str) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """(endpoint, fields) of each form of a page that writes."""
    adapter = app.url_map.bind("localhost")
    for form in forms_on(page, ""):
        try:
            yield adapter.match(re.sub("[?#].*", "", form.action), method="POST")[0], form.fields
        except HTTPException:
            raise AssertionError(f"a form leads nowhere: {form.action}") from None
