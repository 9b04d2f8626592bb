"""Parked themes come back, and who wrote them is asked whether they still see it; nobody else learns who they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import closing, meetings, observations, still_seen
from reviews.board import ParkedTheme
from reviews.errors import Refused
from reviews.meetings import NOTHING_TO_CHANGE, Review
from reviews.parking import NOT_MERGED
from reviews.queries.parked import own_words_in
from reviews.still_seen import StillSeen
from tests.gathering import DUE, MEETS, gathering, review_of
from tests.on_the_table import DATES, QUOTES, SINGLE, cards, table, theme


@pytest.fixture
def parked(session, cast, clock):
    """Of November: a theme of Priya, Ingrid, Dustin and Tomasz, and what nobody merged, of Tomasz, Dustin and Priya."""
    review = table(session, cast, at=clock(), seen=(*QUOTES, *DATES, *SINGLE), gains=())
    theme(session, review, QUOTES, "Too early", cast, at=clock())
    closing.close_without_item(review, why=NOTHING_TO_CHANGE, by=cast.marc, at=clock())
    session.commit()
    return {one.title: one for one in session.scalars(select(ParkedTheme))}


@pytest.fixture
def review(session, cast, clock, parked) -> Review:
    """Ana's in December, on the table."""
    meeting = gathering(session, cast, at=clock(), period="2026-12", due_at=DUE + timedelta(28), meets_at=MEETS + timedelta(28))
    clock.at = MEETS + timedelta(28)
    review = review_of(meeting, cast.ana)
    meetings.take_up(review, by=cast.marc, at=clock())
    session.commit()
    return review


def own(session, parked, person) -> dict[str, int]:
    """How many words of their own somebody is reminded of, by the title."""
    titles = {one.id: title for title, one in parked.items()}
    rows = session.execute(own_words_in(list(titles), person)).all()
    return {title: sum(titles[id] == title for id, _ in rows) for title in sorted({titles[id] for id, _ in rows})}


def test_each_author_finds_their_own_words_and_nobody_elses(session, cast, parked):
    assert own(session, parked, cast.tomasz) == {NOT_MERGED: 2, "Too early": 1}
    assert own(session, parked, cast.ingrid) == {"Too early": 1}
    assert own(session, parked, cast.marc) == {}
    rows = session.execute(own_words_in([parked["Too early"].id], cast.priya)).all()
    assert [text for _, text in rows] == [QUOTES[0][1]]


def test_what_became_personal_asks_nobody_any_more(session, cast, clock, parked):
    card = session.get(observations.Observation, cards(session, parked["Too early"].review, [QUOTES[1]])[0])
    observations.mark_personal(card, by=cast.ingrid, at=clock())
    session.commit()
    assert own(session, parked, cast.ingrid) == {}


def test_the_last_answer_counts(session, cast, clock, review, parked):
    for person, still in ((cast.priya, True), (cast.ingrid, True), (cast.ingrid, False), (cast.tomasz, False)):
        still_seen.answer(parked["Too early"], review, still=still, by=person, at=clock())
        session.commit()
    answers = session.execute(select(StillSeen.person_id, StillSeen.still).order_by(StillSeen.person_id)).all()
    assert answers == [(cast.priya.id, True), (cast.tomasz.id, False), (cast.ingrid.id, False)]


@pytest.mark.parametrize("who, title", [("marc", "Too early"), ("ingrid", NOT_MERGED)])
def test_only_an_author_answers(session, cast, clock, review, parked, who, title):
    with pytest.raises(Refused, match="Only who wrote about this"):
        still_seen.answer(parked[title], review, still=True, by=getattr(cast, who), at=clock())


def test_the_rep_answers_nothing_and_neither_does_who_has_left_the_meeting(session, cast, clock, review, parked):
    session.delete(next(one for one in review.meeting.contributors if one.person is cast.ingrid))
    session.commit()
    for person in (cast.ana, cast.ingrid):
        with pytest.raises(Refused, match="is not in this meeting"):
            still_seen.answer(parked["Too early"], review, still=True, by=person, at=clock())


def test_only_what_was_parked_before_about_this_rep_is_asked(session, cast, clock, review, parked):
    other = review_of(review.meeting, cast.farid)
    meetings.take_up(other, by=cast.marc, at=clock())
    one = parked["Too early"]
    for about, theme_ in ((other, one), (one.review, one), (review, None)):
        about.meeting.closed_at = None
        with pytest.raises(Refused, match="Only who wrote about this"):
            still_seen.answer(theme_, about, still=True, by=cast.priya, at=clock())
    one.unparked_at = clock()
    session.commit()
    with pytest.raises(Refused, match="Only who wrote about this"):
        still_seen.answer(one, review, still=True, by=cast.priya, at=clock())
