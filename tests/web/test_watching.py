"""Watching a room costs one statement as long as nothing is new; and a tag opens nothing to anybody."""

import pytest
from sqlalchemy.engine import Engine

from reviews import leading, people, presence, sessions
from reviews.leading import Place
from reviews.rooms import MERGE, READ
from reviews.signing_in import SignIn
from tests.gathering import MEETS, gathering, review_of
from tests.statements import counted

LIVE = {"HX-Request": "true"}


@pytest.fixture
def meeting(session, cast, clock):
    """In session: the room reads about Ana."""
    meeting = gathering(session, cast, at=clock())
    clock.at = MEETS
    leading.go(meeting, Place(review_of(meeting, cast.ana).id, READ), by=cast.marc, at=clock())
    session.commit()
    return meeting


@pytest.fixture
def room(meeting):
    return f"/meetings/{meeting.id}/room"


def shown(desk, room):
    """The tag of what this desk is shown of the room."""
    answer = desk.get(room, headers=LIVE)
    assert answer.status_code == 200
    return answer.headers["ETag"]


def look(desk, room, tag):
    return desk.get(room, headers=LIVE | {"If-None-Match": tag})


def test_a_look_that_finds_nothing_new_is_one_statement_and_no_bytes(cast, desk, room):
    priya = desk(cast.priya)
    tag = shown(priya, room)
    with counted(Engine) as said:
        again = look(priya, room, tag)
    assert (again.status_code, again.data, again.headers["ETag"], len(said)) == (304, b"", tag, 1)
    assert again.headers["Cache-Control"] == "no-store"


def test_a_proxy_that_compresses_does_not_make_it_dear(cast, desk, room):
    priya = desk(cast.priya)
    assert look(priya, room, f"W/{shown(priya, room)}").status_code == 304


def test_what_happens_in_the_room_is_news_and_so_is_who_comes(session, cast, clock, desk, meeting, room):
    priya = desk(cast.priya)
    first = shown(priya, room)
    leading.go(meeting, Place(review_of(meeting, cast.ana).id, MERGE), by=cast.marc, at=clock())
    session.commit()
    second = look(priya, room, first)
    presence.come(meeting, cast.tomasz, at=clock())
    session.commit()
    third = look(priya, room, second.headers["ETag"])
    assert (second.status_code, third.status_code) == (200, 200)
    assert look(priya, room, third.headers["ETag"]).status_code == 304
    clock.forward(seconds=41)  # Tomasz’s browser has said nothing more
    assert look(priya, room, third.headers["ETag"]).status_code == 200


def test_a_tag_is_one_sessions_alone(cast, desk, room):
    priya, tag = desk(cast.priya), shown(desk(cast.marc), room)
    assert look(priya, room, tag).status_code == 200
    assert look(desk(cast.priya), room, shown(priya, room)).status_code == 200  # her other laptop
    assert look(desk(), room, tag).status_code == 401


def test_a_tag_is_good_for_the_address_and_the_part_it_was_given_for(cast, desk, room, session, meeting):
    priya = desk(cast.priya)
    tag = shown(priya, room)
    elsewhere = f"{room}?at={review_of(meeting, cast.ana).id}-look-back"
    assert look(priya, elsewhere, tag).status_code == 200
    assert priya.get(room, headers={"If-None-Match": tag}).text.startswith("<!doctype html>")


def test_who_is_not_of_the_meeting_finds_no_room_whatever_they_send(session, cast, clock, desk, room):
    nadia = people.add(session, name="Nadia South", email="nadia@example.com", function="manager", at=clock())
    tag, hers = shown(desk(cast.priya), room), desk(nadia)
    assert [look(hers, room, sent).status_code for sent in ("", tag, "*", f'W/{tag}')] == [404] * 4


def test_a_session_that_has_ended_watches_no_more(session, cast, clock, desk, room):
    priya = desk(cast.priya)
    tag = shown(priya, room)
    sessions.end(session.query(SignIn).filter_by(person_id=cast.priya.id).one(), at=clock())
    session.commit()
    assert look(priya, room, tag).status_code == 401


def test_now_and_then_a_look_notes_that_the_session_is_in_use(session, cast, clock, desk, room):
    priya = desk(cast.priya)
    tag = shown(priya, room)
    at = clock.forward(minutes=16)
    assert look(priya, room, tag).status_code == 200
    assert session.query(SignIn).filter_by(person_id=cast.priya.id).one().seen_at == at
    assert look(priya, room, tag).status_code == 304


def test_a_room_that_is_none_is_not_found(cast, desk, room):
    assert [desk(cast.priya).get(f"/meetings/{id}/room", headers=LIVE).status_code for id in (77, 2**31, 2**80)] == [404] * 3
