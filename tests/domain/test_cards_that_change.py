"""A card that becomes another thing while the board is being sorted: it leaves its theme, and no undoing brings it back."""

import pytest

from reviews import observations, themes
from reviews.observations import GAIN, Observation
from tests.on_the_table import DATES, cards, standing, table, theme


@pytest.mark.parametrize("becomes", ["a gain", "personal", "a draft"])
def test_undoing_brings_no_card_back_that_is_none_any_more(session, cast, clock, becomes):
    """Marc lays Tomasz's card aside; then it is another thing than what lay in the theme, and Marc undoes."""
    review = table(session, cast, at=clock(), taken_up=False)
    theme(session, review, DATES, "No date", cast, at=clock())
    told = session.get(Observation, cards(session, review, DATES[:1])[0])
    themes.place(review, [told.id], theme=None, by=cast.marc, at=clock())
    if becomes == "a gain":
        observations.change(told, kind=GAIN, text=told.text, at=clock())
    elif becomes == "personal":
        observations.mark_personal(told, by=cast.marc, at=clock())
    else:
        observations.take_back(told, at=clock())
    themes.undo(review, by=cast.marc, at=clock())
    session.commit()
    assert (standing(session, review), told.placement) == ({"No date": ["They", "6"]}, None)


def test_what_turns_out_a_gain_leaves_the_opportunities(session, cast, clock):
    review = table(session, cast, at=clock(), taken_up=False)
    theme(session, review, DATES, "No date", cast, at=clock())
    told = session.get(Observation, cards(session, review, DATES[:1])[0])
    observations.change(told, kind=GAIN, text="Brunnhofer: a date before the call ended.", at=clock())
    assert standing(session, review) == {"No date": ["They", "6"]}
