"""Merge in the meeting room: everybody there works on one board, and every answer leads back to the room."""

from __future__ import annotations

import pytest

from reviews import leading, observations, seen_too, themes
from reviews.leading import Place
from reviews.observations import OPPORTUNITY, Observation
from reviews.rooms import MERGE
from tests.on_the_table import DATES, QUOTES, SINGLE, cards, saw, standing, table, theme
from tests.reading import value_in, words_of
from tests.statements import counted


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock(), taken_up=False)
    leading.go(review.meeting, Place(review.id, MERGE), early=True, by=cast.marc, at=clock())
    session.commit()
    return review


@pytest.fixture
def room(review):
    return f"/meetings/{review.meeting_id}/room"


@pytest.fixture
def act(review):
    """`act("placements")`: the address of an act, as the room has it."""
    return lambda what: f"/reviews/{review.id}/{what}?room={review.id}-merge"


def test_anybody_in_the_room_moves_a_card_and_is_back_in_the_room(desk, session, review, cast, clock, room, act):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    card = cards(session, review, SINGLE)[0]
    for person in (cast.priya, cast.dustin, cast.marc):
        page = desk(person).get(room).text
        assert f'formaction="{act(f"placements/{card}")}" data-key="1">Too early</button>' in page
    answer = desk(cast.priya).post(act(f"placements/{card}"), data={"to": quotes.id})
    assert (answer.status_code, answer.location) == (303, room)
    assert standing(session, review) == {"Too early": ["Halden", "Orsted", "Kessler", "Two", "Discovery"]}
    assert "Priya moved the card of Tomasz Wilk to “Too early” Undo that Priya Raman" in words_of(desk(cast.marc).get(room).text)


def test_who_is_overtaken_is_told_in_the_room(desk, session, review, cast, clock, room, act):
    quotes, dates = (theme(session, review, told, title, cast, at=clock())
                     for told, title in ((QUOTES, "Too early"), (DATES, "No date")))
    card = cards(session, review, SINGLE)[0]
    for person, to in ((cast.ingrid, quotes), (cast.priya, dates)):
        clock.forward(seconds=1)
        desk(person).post(act(f"placements/{card}"), data={"to": to.id})
    told = "after that Priya Raman moved the card of Tomasz Wilk to “No date”. That is how it stands."
    pages = {person.first: words_of(desk(person).get(room).text) for person in (cast.ingrid, cast.priya, cast.marc)}
    assert {name for name, words in pages.items() if told in words} == {"Ingrid"}


def test_a_card_says_that_it_was_said_in_the_room_and_how_many_saw_it_too(desk, session, review, cast, clock, room):
    theme(session, review, DATES, "No date", cast, at=clock())
    first, second = (session.get(Observation, id) for id in cards(session, review, DATES[:2]))
    first.said_at = clock()
    for card, person in ((first, cast.ingrid), (first, cast.priya), (second, cast.ingrid)):
        seen_too.say(card, person, by=person, at=clock())
    session.commit()
    words = words_of(desk(cast.priya).get(room).text)
    assert "Tomasz , enablement, said in the room, 2 saw it too" in words and "Dustin , manager, 1 saw it too" in words
    assert "3 × “I saw that too”" in words


def test_a_refused_move_comes_back_in_the_room_with_what_was_chosen(desk, session, review, cast, act):
    ids = cards(session, review, DATES)
    answer = desk(cast.priya).post(act("placements"), data={"observation": ids, "to": "999"})
    assert answer.status_code == 422
    assert "This theme is no longer on the board." in words_of(answer.text)
    assert answer.text.count(" checked>") == 3 and 'id="bar"' in answer.text


def test_of_two_who_rename_in_the_room_the_second_sees_both_titles_there(desk, session, review, cast, clock, room):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    address, priya = f"/themes/{quotes.id}/title?room={review.id}-merge", desk(cast.priya)
    form = {"version": value_in(priya.get(room).text, "version")}
    assert desk(cast.ingrid).post(address, data=form | {"title": "Before names"}).location == room
    answer = priya.post(address, data=form | {"title": "Who signs?"})
    assert (answer.status_code, 'id="bar"' in answer.text) == (422, True)
    assert ">Before names<" in answer.text and 'value="Who signs?"' in answer.text
    again = {"title": "Who signs?", "version": value_in(answer.text, "version")}
    assert priya.post(address, data=again).location == room
    assert list(standing(session, review)) == ["Who signs?"]


def test_the_wall_shows_the_board_without_controls_and_without_what_some_may_not_read(desk, session, review, cast, clock):
    theme(session, review, QUOTES[:2], "Too early", cast, at=clock())
    observations.note(review, cast.tomasz, by=cast.marc, kind=OPPORTUNITY, text="Skipped the guide again.", at=clock())
    saw(review, cast.priya, "Tired since her move.", personal=True, at=clock())
    session.commit()
    marc = desk(cast.marc)
    assert "Skipped the guide" in marc.get(f"/meetings/{review.meeting_id}/room").text
    wall = marc.get(f"/meetings/{review.meeting_id}/wall").text
    assert "Too early" in wall and "Orsted: the plant manager" in wall
    assert not [said for said in ("Skipped the guide", "Tired since", "formaction", "checkbox", "Undo") if said in wall]


def test_the_board_of_the_room_costs_the_same_for_one_card_and_for_forty(desk, session, cast, clock):
    review = table(session, cast, at=clock(), seen=SINGLE, gains=(), taken_up=False)
    leading.go(review.meeting, Place(review.id, MERGE), early=True, by=cast.marc, at=clock())
    session.commit()
    priya, counts = desk(cast.priya), []
    for number in range(1, 41):
        if number in (1, 40):
            with counted(session.get_bind()) as said:
                page = priya.get(f"/meetings/{review.meeting_id}/room").text
            counts.append(len(said))
            assert page.count('class="card') == number
        made = saw(review, (cast.priya, cast.ingrid)[number % 2], f"{QUOTES[number % 4][1]} {number}", at=clock())
        if number % 4 == 0:
            themes.make(review, [made.id], by=cast.marc, at=clock())
        session.commit()
    assert counts[0] == counts[1] <= 15


def test_once_it_is_decided_nothing_in_the_room_moves(desk, session, review, cast, clock, room, act):
    theme(session, review, QUOTES, "Too early", cast, at=clock())
    review.decided_at = clock()
    session.commit()
    words = desk(cast.priya).get(room).text
    assert "the board stays as it was then" in words_of(words) and "formaction" not in words
    answer = desk(cast.priya).post(act("placements"), data={"observation": cards(session, review, SINGLE), "to": "new"})
    assert answer.status_code == 422 and "Withdraw the decision first." in words_of(answer.text)
