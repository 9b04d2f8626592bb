"""Cards that are set aside as not a pattern: kept, neither suggested nor ranked nor parked, and undone like every step."""

from __future__ import annotations

import pytest

from reviews import meetings, parking, themes
from reviews.board import BoardStep, Placement
from reviews.cards import board, ranking
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, SINGLE, cards, standing, table, theme


@pytest.fixture
def review(session, cast, clock):
    return table(session, cast, at=clock())


def aside(session, review, person) -> list[list[str]]:
    """What stands aside, by kind: the first word of each card."""
    session.commit()
    return [[card.words.split()[0].strip(":,") for card in side.aside] for side in board(session, review, person).sides]


def test_a_card_is_set_aside_and_comes_back(session, review, cast, clock):
    theme(session, review, DATES, "No date", cast, at=clock())
    chosen = cards(session, review, [*DATES[:1], *SINGLE])
    themes.place(review, chosen, theme=None, aside=True, by=cast.marc, at=clock())
    assert aside(session, review, cast.marc) == [["Brunnhofer", "Discovery"], []]
    themes.place(review, chosen[1:], theme=None, by=cast.marc, at=clock())
    themes.place(review, chosen[:1], theme=None, by=cast.marc, at=clock())
    assert aside(session, review, cast.marc) == [[], []]
    said = [themes.undo(review, by=cast.marc, at=clock()) for _ in range(2)]
    assert said == ["left the card of Tomasz Wilk on its own"] * 2
    assert aside(session, review, cast.marc) == [["Brunnhofer", "Discovery"], []]
    assert themes.undo(review, by=cast.marc, at=clock()) == "set 2 cards aside as not a pattern"
    assert standing(session, review) == {"No date": ["Brunnhofer", "They", "6"]}


def test_what_stands_aside_is_on_its_own_no_longer_and_in_no_suggestion(session, review, cast, clock):
    ids = cards(session, review, [*HANDOVER, *GAINS[:1]])
    for kind in (ids[:2], ids[2:]):
        themes.place(review, kind, theme=None, aside=True, by=cast.marc, at=clock())
    seen = board(session, review, cast.marc)
    assert not {key for group in seen.suggestion.groups for key in group.members} & set(ids)
    assert not {card.id for side in seen.sides for card in side.singles} & set(ids)
    assert not {near.id for side in seen.sides for card in side.singles for near in card.near} & set(ids)
    assert [side.count for side in seen.sides] == [10, 3]


def test_what_stands_aside_is_neither_ranked_nor_parked(session, review, cast, clock):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    themes.place(review, cards(session, review, QUOTES[:1]), theme=None, aside=True, by=cast.marc, at=clock())
    assert [len(place.seen.sights) for place in ranking(session, review, cast.marc).places] == [3]
    parked = parking.park_rest(review, but=quotes, at=clock())
    assert parked == []
    rest = parking.park_rest(review, but=None, at=clock())
    assert [(each.title, each.count) for each in rest] == [("Too early", 3), (parking.NOT_MERGED, 6)]


def test_setting_aside_twice_is_one_step(session, review, cast, clock):
    for _ in range(2):
        themes.place(review, cards(session, review, SINGLE), theme=None, aside=True, by=cast.marc, at=clock())
    assert session.query(BoardStep).count() == 1


def test_a_step_that_was_kept_before_anything_could_be_set_aside_is_taken_back(session, review, cast, clock):
    theme(session, review, DATES, "No date", cast, at=clock())
    themes.place(review, cards(session, review, DATES[:1]), theme=None, by=cast.marc, at=clock())
    step = themes.last_step(session, review)
    step.before = {**step.before, "cards": {key: place[:3] for key, place in step.before["cards"].items()}}
    themes.undo(review, by=cast.marc, at=clock())
    assert standing(session, review) == {"No date": ["Brunnhofer", "They", "6"]}
    assert {place.aside for place in session.query(Placement)} == {False}


def test_a_closed_meeting_keeps_what_stands_aside(session, review, cast, clock):
    themes.place(review, cards(session, review, SINGLE), theme=None, aside=True, by=cast.marc, at=clock())
    for each in review.meeting.reviews:
        each.closed_at = clock()
    meetings.close(review.meeting, by=cast.marc, at=clock())
    assert aside(session, review, cast.marc) == [["Discovery"], []]
