"""Who reads what: the one SQL question and the table of rules say the same, for every role in every state."""

from itertools import product

import pytest

from reviews import meetings, observations, rules, standing
from reviews.observations import Observation
from reviews.queries.observations import readable
from tests.gathering import gathering, review_of

STATES = ("draft", "handed in", "personal", "personal, without the manager", "personal draft", "imported",
          "imported as personal", "imported and confirmed", "taken back", "marked personal by the facilitator")


@pytest.fixture
def review(session, cast, clock):
    """Ana's, in a meeting in which Farid, Dustin, Marc and Lea write as well, and Ana herself is asked."""
    meeting = gathering(session, cast, at=clock())
    for person, function in ((cast.ana, "peer manager"), (cast.farid, "peer manager"), (cast.marc, "enablement"), (cast.lea, "leader")):
        meetings.ask(meeting, person, function, by=cast.marc, at=clock())
    session.commit()
    return review_of(meeting, cast.ana)


def write_in_every_state(review, cast, clock, author) -> None:
    at, by = clock(), {"by": cast.marc, "at": clock()}

    def facts(state, **more):
        return {"kind": "gain", "text": f"{author.name}: {state}"} | more

    def write(state, **more):
        return observations.write(review, author, **facts(state, **more), at=at)

    write("draft")
    write("handed in", hand_in=True)
    write("personal", personal=True, hand_in=True)
    write("personal, without the manager", personal=True, without_manager=True, hand_in=True)
    write("personal draft", personal=True)
    observations.note(review, author, **facts("imported"), **by)
    observations.note(review, author, **facts("imported as personal", personal=True), **by)
    observations.confirm(observations.note(review, author, **facts("imported and confirmed"), **by), at=at)
    observations.take_back(write("taken back", hand_in=True), at=at)
    observations.mark_personal(write("marked personal by the facilitator", hand_in=True), **by)


def by_the_rules(session, person) -> set[str]:
    every = session.query(Observation).all()
    return {one.text for one in every if rules.holds(rules.sight_of(one), standing.of(session, person, one))}


def by_the_database(session, person, review) -> set[str]:
    return {one.text for one in session.scalars(readable(person, review))}


def everybody(cast):
    return [cast.ana, cast.farid, cast.greta, cast.dustin, cast.marc, cast.priya, cast.tomasz, cast.ingrid, cast.lea, cast.ada, cast.olaf]


@pytest.mark.parametrize("taken_up, closed, new", list(product([False, True], [False, True], ["nobody", "manager", "facilitator", "both"])))
def test_table_and_database_say_the_same(session, cast, clock, review, taken_up, closed, new):
    for author in (cast.priya, cast.dustin, cast.marc):
        write_in_every_state(review, cast, clock, author)
    session.commit()
    review.taken_up_at = clock() if taken_up else None
    review.meeting.closed_at = clock() if closed else None
    if new in ("manager", "both"):
        review.meeting.manager = cast.tomasz
    if new in ("facilitator", "both"):
        review.meeting.facilitator = cast.dustin if new == "both" else cast.ada
    session.commit()
    said = {person.first: by_the_database(session, person, review) for person in everybody(cast)}
    assert said == {person.first: by_the_rules(session, person) for person in everybody(cast)}
    assert said["Ana"] == set() and len(said["Priya"]) >= len(STATES)


def read_of_priya(session, cast, review):
    return {person.first: {text.removeprefix("Priya Raman: ") for text in by_the_database(session, person, review)}
            for person in everybody(cast)}


def test_before_the_rep_is_on_the_table(session, cast, clock, review):
    write_in_every_state(review, cast, clock, cast.priya)
    session.commit()
    personal = {"personal", "imported as personal", "marked personal by the facilitator"}
    nothing = {name: set() for name in ("Ana", "Farid", "Greta", "Tomasz", "Ingrid", "Lea", "Ada", "Olaf")}
    assert read_of_priya(session, cast, review) == nothing | {
        "Priya": set(STATES), "Dustin": personal | {"imported"},
        "Marc": personal | {"handed in", "personal, without the manager", "imported", "imported and confirmed"}}


def test_on_the_table_and_after_the_meeting(session, cast, clock, review):
    write_in_every_state(review, cast, clock, cast.priya)
    meetings.take_up(review, by=cast.marc, at=clock())
    session.commit()
    open_to_all, personal = {"handed in", "imported and confirmed"}, {"personal", "imported as personal", "marked personal by the facilitator"}
    few = {"Priya": set(STATES), "Dustin": open_to_all | personal | {"imported"},
           "Marc": open_to_all | personal | {"imported", "personal, without the manager"}}
    asked = {name: open_to_all for name in ("Farid", "Tomasz", "Ingrid", "Lea")}
    nobody = {name: set() for name in ("Ana", "Greta", "Ada", "Olaf")}
    assert read_of_priya(session, cast, review) == few | asked | nobody
    review.meeting.closed_at = clock()
    session.commit()
    assert read_of_priya(session, cast, review) == few | nobody | {name: set() for name in asked}
