"""The room's dots in the browser: one's own alone, the hands that who leads counts, and all of them once they are shown."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from reviews import choosing, leading, presence, themes
from reviews.board import Theme
from reviews.dots import Dots, ShowOfHands
from reviews.leading import Place
from reviews.rooms import CHOOSE
from tests.on_the_table import DATES, HANDOVER, QUOTES, table, theme
from tests.reading import words_of
from tests.statements import counted

EARLY, DATE, HALF = "Quotes too early", "No date", "Half the story"


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock())
    for told, title in ((QUOTES, EARLY), (DATES, DATE), (HANDOVER, HALF)):
        theme(session, review, told, title, cast, at=clock())
    leading.go(review.meeting, Place(review.id, CHOOSE), early=True, by=cast.marc, at=clock())
    session.commit()
    return review


def key_of(session, title: str) -> int:
    return session.scalar(select(Theme.id).where(Theme.title == title))


@pytest.fixture
def press(session, review):
    """`press(priya, EARLY, 1)` is the plus beside the theme, in the room."""

    def pressed(browser, title: str, step: int = 1, **more):
        return browser.post(f"/reviews/{review.id}/dots?room={review.id}-choose", data={"theme_id": key_of(session, title), "step": step} | more)

    return pressed


@pytest.fixture
def room(review):
    """The room as somebody reads it."""
    address = f"/meetings/{review.meeting_id}/room"
    return lambda browser: browser.get(address).text


def dots_on(page: str) -> dict[str, tuple[str, str]]:
    """Of each theme one's own dots, and the room's where they are shown."""
    found = re.findall(r'<span dir="auto">([^<]*)</span>.*?<title>(\d) of your dots</title>(.*?)</li>', page, re.S)
    return {title: (own, "".join(re.findall(r'room-dots"><b>(\d+)</b>', rest))) for title, own, rest in found}


def test_each_sees_their_own_until_who_leads_shows_all(desk, session, cast, review, press, room):
    priya, dustin, marc = desk(cast.priya), desk(cast.dustin), desk(cast.marc)
    for title in (DATE, DATE, HALF):
        answer = press(priya, title)
        assert (answer.status_code, answer.location) == (303, f"/meetings/{review.meeting_id}/room")
    press(dustin, EARLY)
    assert dots_on(room(priya)) == {EARLY: ("0", ""), DATE: ("2", ""), HALF: ("1", "")}
    assert dots_on(room(marc)) == {EARLY: ("0", ""), DATE: ("0", ""), HALF: ("0", "")}
    assert "Yours are placed." in words_of(room(priya)) and "You have 2 left." in words_of(room(dustin))
    assert "Show the dots" in words_of(room(marc)) and "Show the dots" not in words_of(room(priya))
    assert desk(cast.priya).post(f"/reviews/{review.id}/reveal").status_code == 404
    marc.post(f"/reviews/{review.id}/reveal?room={review.id}-choose")
    assert dots_on(room(dustin)) == {EARLY: ("1", "1"), DATE: ("0", "2"), HALF: ("0", "1")}
    assert "The room’s dots put “No date” first, the evidence “Quotes too early”. Say in the reason why." in words_of(room(priya))
    press(dustin, EARLY, -1)
    assert dots_on(room(marc))[EARLY] == ("0", "0")


def test_the_wall_shows_how_many_have_placed_and_no_dot_before_they_are_shown(desk, session, cast, review, press, room):
    priya, wall = desk(cast.priya), f"/meetings/{review.meeting_id}/wall"
    presence.come(review.meeting, cast.priya, at=review.taken_up_at)
    for title in (DATE, DATE, HALF):
        press(priya, title)
    page = priya.get(wall).text
    assert "1 of 1 has placed all three." in words_of(page) and "Yours are placed" not in page
    assert "of your dots" not in page and "<button" not in page and "room-dots" not in page
    desk(cast.marc).post(f"/reviews/{review.id}/reveal")
    page = priya.get(wall).text
    assert re.findall(r'room-dots"><b>(\d+)</b>', page) == ["0", "2", "1"] and "of your dots" not in page


def test_a_fourth_dot_is_refused_in_a_sentence(desk, session, cast, press):
    priya = desk(cast.priya)
    for title in (DATE, DATE, HALF):
        press(priya, title)
    answer = press(priya, EARLY)
    assert (answer.status_code, "Your three dots are placed. Take one back first." in words_of(answer.text)) == (422, True)
    assert sum(session.scalars(select(Dots.count))) == 3


@pytest.mark.parametrize("sent", [{"step": "2"}, {"step": ""}, {"step": "x"}, {"theme_id": ""}, {"theme_id": "9" * 30}, {"theme_id": "999"}])
def test_what_is_no_dot_is_refused_and_places_nothing(desk, session, cast, press, sent):
    assert press(desk(cast.priya), EARLY, **sent).status_code == 422
    assert session.scalars(select(Dots)).all() == []


def test_who_leads_counts_hands_and_shows_all_in_one_go(desk, session, cast, clock, review, press, room):
    marc = desk(cast.marc)
    assert 'name="hands-0-count"' not in room(marc)
    presence.note_here(review.meeting, [cast.tomasz.id, cast.ingrid.id], by=cast.marc, at=clock())
    press(desk(cast.priya), EARLY)
    page, keys = room(marc), [key_of(session, title) for title in (EARLY, DATE, HALF)]
    assert re.findall(r'name="(hands-\d-theme_id)" value="(\d+)"', page) == [(f"hands-{i}-theme_id", str(key)) for i, key in enumerate(keys)]
    hands = {f"hands-{i}-theme_id": key for i, key in enumerate(keys)} | {"hands-0-count": "1", "hands-1-count": "6", "hands-2-count": ""}
    answer = marc.post(f"/reviews/{review.id}/reveal?room={review.id}-choose", data=hands)
    assert (answer.status_code, "so there are 6 dots to count at most." in words_of(answer.text)) == (422, True)
    assert 'value="6"' in answer.text and "room-dots" not in answer.text
    marc.post(f"/reviews/{review.id}/reveal?room={review.id}-choose", data=hands | {"hands-1-count": "5"})
    assert [count for _, count in dots_on(room(marc)).values()] == ["2", "5", "0"]
    assert "Count the hands again" in words_of(room(marc)) and "Count the hands" not in room(desk(cast.priya))
    assert session.execute(select(ShowOfHands.count, ShowOfHands.noted_by_id).order_by(ShowOfHands.theme_id)).all() == [(1, cast.marc.id), (5, cast.marc.id)]


def test_a_theme_that_was_joined_meanwhile_gives_its_dots_back(desk, session, cast, clock, review, press, room):
    priya = desk(cast.priya)
    for title in (DATE, DATE, HALF):
        press(priya, title)
    gone = key_of(session, DATE)
    themes.join(session.get_one(Theme, gone), into=session.get_one(Theme, key_of(session, EARLY)), by=cast.marc, at=clock())
    assert "You have 2 left." in words_of(room(priya))
    answer = press(priya, EARLY, theme_id=gone)
    assert "This theme is not on the board any more." in words_of(answer.text)


def test_outside_the_room_the_page_of_the_decision_is_the_place(desk, session, cast, review):
    priya, address = desk(cast.priya), f"/reviews/{review.id}/decision"
    answer = priya.post(f"/reviews/{review.id}/dots", data={"theme_id": key_of(session, EARLY), "step": 1})
    assert answer.location == address and dots_on(priya.get(address).text)[EARLY] == ("1", "")


def test_after_the_choice_there_are_no_dots_to_place(desk, session, cast, clock, review, press, room):
    choosing.decide(review, theme_id=key_of(session, EARLY), item_from="a", item_to="b", reason="c", present=[cast.marc.id],
                    by=cast.marc, at=clock())
    answer = press(desk(cast.priya), DATE)
    assert (answer.status_code, "The item is decided. Dots are placed before that." in words_of(answer.text)) == (422, True)
    assert 'class="court"' in answer.text


def test_the_room_costs_as_much_with_many_dots_as_with_none(desk, session, cast, review, press):
    marc, costs, address = desk(cast.marc), [], f"/meetings/{review.meeting_id}/room"
    for person in (None, cast.priya, cast.dustin, cast.tomasz):
        for title in (EARLY, DATE, HALF) if person else ():
            press(desk(person), title)
        with counted(session.get_bind()) as said:
            marc.get(address, headers={"HX-Request": "true"})
        costs.append(len(said))
    assert len(set(costs)) == 1 and costs[0] <= 13
