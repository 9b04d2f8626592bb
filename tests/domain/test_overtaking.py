"""Two at one board: the later one wins, and the earlier one is told what became of it."""

from __future__ import annotations

import pytest

from reviews import themes
from reviews.overtaking import overtaken
from tests.on_the_table import DATES, QUOTES, SINGLE, cards, standing, table, theme


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock())
    theme(session, review, QUOTES, "Too early", cast, at=clock())
    theme(session, review, DATES, "No date", cast, at=clock())
    clock.forward(minutes=5)
    return review


@pytest.fixture
def titled(session, review):
    return {found.title: found for found in session.query(themes.Theme)}


@pytest.fixture
def put(session, review, cast, clock, titled):
    """`put("priya", SINGLE, "No date")`: somebody moves cards to a theme, or on their own (None), ten seconds later."""

    def move(name, told, to):
        theme = titled[to] if to else None
        themes.place(review, cards(session, review, told), theme=theme, by=getattr(cast, name), at=clock.forward(seconds=10))

    return move


@pytest.fixture
def told(session, review, cast, clock):
    def tell(name):
        session.commit()
        return overtaken(session, review, getattr(cast, name), at=clock())

    return tell


def test_the_later_of_two_moves_wins_and_the_earlier_one_is_told(session, review, put, told):
    put("ingrid", SINGLE, "Too early")
    put("priya", SINGLE, "No date")
    assert standing(session, review)["No date"] == ["Brunnhofer", "They", "6", "Discovery"]
    assert told("ingrid") == ("You moved the card of Tomasz Wilk to “Too early”; after that Priya Raman moved the card of "
                              "Tomasz Wilk to “No date”. That is how it stands.")
    assert told("priya") == told("marc") == ""


def test_nobody_is_told_of_other_cards(put, told):
    put("ingrid", SINGLE, "Too early")
    put("priya", QUOTES[:1], "No date")
    assert told("ingrid") == ""


def test_who_moved_it_again_is_not_told_of_what_was_before(put, told):
    put("ingrid", SINGLE, "Too early")
    put("priya", SINGLE, "No date")
    put("ingrid", SINGLE, None)
    assert told("ingrid") == ""
    assert told("priya").endswith("after that Ingrid Solheim left the card of Tomasz Wilk on its own. That is how it stands.")


def test_who_stepped_in_and_took_it_back_has_changed_nothing(review, cast, clock, put, told):
    put("ingrid", SINGLE, "Too early")
    put("priya", SINGLE, "No date")
    themes.undo(review, by=cast.priya, at=clock.forward(seconds=5))
    assert told("ingrid") == told("priya") == ""


def test_who_is_undone_by_another_is_told_and_who_undoes_it_themselves_is_not(review, cast, clock, put, told):
    put("ingrid", SINGLE, "Too early")
    themes.undo(review, by=cast.marc, at=clock.forward(seconds=5))
    assert told("ingrid") == "Marc Oduya took back that you moved the card of Tomasz Wilk to “Too early”."
    put("priya", SINGLE, "No date")
    themes.undo(review, by=cast.priya, at=clock.forward(seconds=5))
    assert told("priya") == ""


def test_a_title_that_was_renamed_again_is_told(session, review, cast, clock, titled, told):
    themes.rename(titled["No date"], title="No next step", seen=None, by=cast.ingrid, at=clock.forward(seconds=5))
    themes.rename(titled["Too early"], title="Quotes too early", seen=None, by=cast.priya, at=clock.forward(seconds=5))
    assert told("ingrid") == ""
    themes.rename(titled["No date"], title="Ends without a date", seen=None, by=cast.priya, at=clock.forward(seconds=5))
    assert told("ingrid") == ("You renamed “No date” to “No next step”; after that Priya Raman renamed “No next step” to "
                              "“Ends without a date”. That is how it stands.")


def test_what_is_two_minutes_old_is_told_no_more(clock, put, told):
    put("ingrid", SINGLE, "Too early")
    put("priya", SINGLE, "No date")
    clock.forward(seconds=100)
    assert told("ingrid")
    clock.forward(seconds=20)
    assert told("ingrid") == ""
