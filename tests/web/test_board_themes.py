"""Themes in the browser: naming and joining them; and who sees the board."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import meetings, observations, themes
from reviews.board import BoardStep, Theme
from reviews.observations import OPPORTUNITY
from tests.gathering import review_of
from tests.on_the_table import DATES, QUOTES, SINGLE, cards, saw, standing, table, theme
from tests.reading import value_in, words_of
from tests.statements import counted


@pytest.fixture
def review(session, cast, clock):
    return table(session, cast, at=clock())


@pytest.fixture
def marc(desk, cast):
    return desk(cast.marc)


def at(review, what: str = "board") -> str:
    return f"/reviews/{review.id}/{what}"


def test_themes_are_renamed_joined_and_titles_are_only_text(marc, session, review, cast, clock):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    dates = theme(session, review, DATES, "No date", cast, at=clock())
    evil = "<b onclick='x'>{{ 7*7 }}</b> \u202eesrever"
    marc.post(f"/themes/{quotes.id}/title", data={"title": evil, "version": quotes.version})
    page = marc.get(at(review)).text
    assert "<b onclick" not in page and "&lt;b onclick=&#39;x&#39;&gt;{{ 7*7 }}&lt;/b&gt;" in page
    marc.post(f"/themes/{dates.id}/joining", data={"other": quotes.id})
    assert standing(session, review) == {evil: ["Halden", "Orsted", "Kessler", "Two", "Brunnhofer", "They", "6"]}


def test_of_two_who_rename_the_second_sees_both_titles(marc, session, review, cast, clock):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    seen = quotes.version
    marc.post(f"/themes/{quotes.id}/title", data={"title": "Before names", "version": seen})
    answer = marc.post(f"/themes/{quotes.id}/title", data={"title": "Who signs?", "version": seen})
    assert answer.status_code == 422
    assert ">Before names<" in answer.text and 'value="Who signs?"' in answer.text
    again = {"title": "Who signs?", "version": value_in(answer.text, "version")}
    assert marc.post(f"/themes/{quotes.id}/title", data=again).status_code == 303
    assert list(standing(session, review)) == ["Who signs?"]


@pytest.mark.parametrize("title, sentence", [(" ", "Write a title"), ("x" * 10_000, "120 letters at most")])
def test_a_title_that_is_none_is_refused_at_its_field(marc, session, review, cast, clock, title, sentence):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    answer = marc.post(f"/themes/{quotes.id}/title", data={"title": title, "version": quotes.version})
    assert (answer.status_code, sentence in words_of(answer.text)) == (422, True)
    assert list(standing(session, review)) == ["Too early"]


def test_a_theme_of_another_review_is_not_joined(marc, session, review, cast, clock):
    farid = review_of(review.meeting, cast.farid)
    late = saw(farid, cast.priya, "Late", at=clock())
    his = themes.make(farid, [late.id], title="Late", by=cast.marc, at=clock())
    dates = theme(session, review, DATES, "No date", cast, at=clock())
    for other in (his.id, 999, "x", 10**15):
        assert marc.post(f"/themes/{dates.id}/joining", data={"other": other}).status_code == 422
    assert list(standing(session, review)) == ["No date"]


def test_a_form_sent_twice_moves_once(marc, session, review):
    form = {"observation": cards(session, review, DATES), "to": "new", "_once": "k"}
    first, second = (marc.post(at(review, "placements"), data=form) for _ in range(2))
    assert first.location == second.location
    assert len(session.scalars(select(Theme)).all()) == len(session.scalars(select(BoardStep)).all()) == 1


def test_only_the_facilitator_acts_until_it_is_time_and_then_everybody_in_the_meeting(desk, session, cast, clock):
    review = table(session, cast, at=clock(), taken_up=False)
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    assert desk(cast.priya).get(at(review)).status_code == 404
    assert desk(cast.priya).post(f"/themes/{quotes.id}/title", data={"title": "Mine"}).status_code == 404
    waiting = words_of(desk(cast.dustin).get(at(review)).text)
    assert "The board can be seen once Ana is on the table." in waiting and "Too early" not in waiting
    assert "You alone see this board until Ana is on the table." in words_of(desk(cast.marc).get(at(review)).text)
    meetings.take_up(review, by=cast.marc, at=clock())
    for person, title in ((cast.priya, "By Priya"), (cast.dustin, "By Dustin")):
        assert "formaction" in desk(person).get(at(review)).text
        assert desk(person).post(f"/themes/{quotes.id}/title", data={"title": title}).status_code == 303
    for person in (cast.ana, cast.lea, cast.ada, cast.olaf):
        assert desk(person).get(at(review)).status_code == 404
        assert desk(person).post(at(review, "placements"), data={"observation": 1, "to": "new"}).status_code == 404
        assert desk(person).post(f"/themes/{quotes.id}/title", data={"title": "Mine"}).status_code == 404
    assert list(standing(session, review)) == ["By Dustin"]


def test_what_its_author_has_not_confirmed_is_on_nobody_elses_board(desk, session, cast, clock, review):
    observations.note(review, cast.tomasz, by=cast.marc, kind=OPPORTUNITY, text="Skipped the guide again.", at=clock())
    saw(review, cast.priya, "Tired since her move.", personal=True, at=clock())
    session.commit()
    readers = (cast.marc, cast.dustin, cast.ingrid, cast.tomasz)
    pages = {person.first: desk(person).get(at(review)).text for person in readers}
    assert {name for name, page in pages.items() if "Skipped the guide" in page} == {"Marc", "Dustin", "Tomasz"}
    assert not [name for name, page in pages.items() if "Tired since" in page]
    assert "not confirmed, does not count" in words_of(pages["Marc"])


def test_forty_cards_cost_no_more_statements_than_one(desk, session, cast, clock):
    review = table(session, cast, at=clock(), seen=SINGLE, gains=())
    marc, address, counts = desk(cast.marc), at(review), []
    for number in range(1, 41):
        if number in (1, 40):
            with counted(session.get_bind()) as said:
                page = marc.get(address).text
            counts.append(len(said))
            assert page.count('class="card') == number
        saw(review, (cast.priya, cast.ingrid)[number % 2], f"{QUOTES[number % 4][1]} {number}", at=clock())
        session.commit()
    assert counts[0] == counts[1] <= 8
