"""Two at one board: the second finds what the first did, and nothing lands where nobody looks."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from reviews import themes
from reviews.board import Theme
from reviews.errors import Refused
from reviews.meetings import Review
from reviews.people import Person
from tests.on_the_table import DATES, QUOTES, SINGLE, cards, standing, table, theme


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock())
    theme(session, review, QUOTES, "Too early", cast, at=clock())
    theme(session, review, DATES, "No date", cast, at=clock())
    return review


@pytest.fixture
def stale(session, review, cast):
    """Another browser's session, which has read review and themes and knows nothing of what happens since."""
    ids = review.id, cast.marc.id
    session.commit()
    with Session(session.get_bind(), expire_on_commit=False) as other:
        other.seen = {found.title: found for found in other.scalars(select(Theme))}
        other.review, other.marc = other.get_one(Review, ids[0]), other.get_one(Person, ids[1])
        other.commit()
        yield other


def test_nothing_is_moved_into_a_theme_that_was_joined_meanwhile(session, stale, review, cast, clock):
    dates = session.scalar(select(Theme).where(Theme.title == "No date"))
    themes.join(dates, into=session.scalar(select(Theme).where(Theme.title == "Too early")), by=cast.marc, at=clock())
    card = cards(session, review, SINGLE)
    session.commit()
    with pytest.raises(Refused, match="no longer on the board"):
        themes.place(stale.review, card, theme=stale.seen["No date"], by=stale.marc, at=clock())
    stale.rollback()
    assert list(standing(session, review)) == ["Too early"]


def test_nothing_is_moved_once_it_is_decided(session, stale, review, cast, clock):
    review.decided_at = clock()
    card = cards(session, review, SINGLE)
    session.commit()
    with pytest.raises(Refused, match="The item is decided"):
        themes.place(stale.review, card, theme=None, by=stale.marc, at=clock())
    stale.rollback()


def test_two_join_the_same_theme_once(session, stale, review, cast, clock):
    dates = session.scalar(select(Theme).where(Theme.title == "No date"))
    themes.join(dates, into=session.scalar(select(Theme).where(Theme.title == "Too early")), by=cast.marc, at=clock())
    session.commit()
    themes.join(stale.seen["No date"], into=stale.seen["Too early"], by=stale.marc, at=clock())
    stale.commit()
    assert themes.last_step(session, review).what == "joined “No date” into “Too early”"
    themes.undo(review, by=cast.marc, at=clock())
    assert list(standing(session, review)) == ["Too early", "No date"]
