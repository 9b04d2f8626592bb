"""What is done on a board, and how it is undone."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import meetings, observations, themes
from reviews.board import BoardStep, Theme
from reviews.cards import board
from reviews.errors import Refused, Stale
from reviews.observations import GAIN, OPPORTUNITY, Observation
from tests.gathering import review_of
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, SINGLE, cards, saw, standing, table, theme


@pytest.fixture
def review(session, cast, clock):
    return table(session, cast, at=clock())


def steps(session) -> list[str]:
    return list(session.scalars(select(BoardStep.what).where(BoardStep.undone_at.is_(None)).order_by(BoardStep.id)))


def test_cards_become_a_theme_and_are_moved(session, review, cast, clock):
    quotes = theme(session, review, QUOTES[:2], "The quote goes out too early", cast, at=clock())
    themes.place(review, cards(session, review, QUOTES[2:3]), theme=quotes, by=cast.marc, at=clock.forward(minutes=1))
    assert standing(session, review) == {"The quote goes out too early": ["Halden", "Orsted", "Kessler"]}
    assert steps(session) == ["made “The quote goes out too early” of 2 cards",
                              "moved the card of Dustin Brinkmann to “The quote goes out too early”"]


def test_a_theme_without_a_title_is_called_by_what_its_cards_say(session, review, cast, clock):
    made = themes.make(review, cards(session, review, HANDOVER), by=cast.marc, at=clock())
    assert made.title == "The handover of Orsted came without a go-live date"


def test_moving_there_twice_is_one_step(session, review, cast, clock):
    dates = theme(session, review, DATES[:2], "No date", cast, at=clock())
    for _ in range(2):
        themes.place(review, cards(session, review, DATES), theme=dates, by=cast.marc, at=clock())
    assert steps(session)[1:] == ["moved the card of Priya Raman to “No date”"]


def test_making_a_theme_of_the_same_cards_again_is_the_same_theme(session, review, cast, clock):
    first, second = (themes.make(review, cards(session, review, DATES), by=cast.marc, at=clock()) for _ in range(2))
    assert first is second
    assert len(steps(session)) == 1


def test_a_theme_is_split_by_making_another_of_some_of_its_cards(session, review, cast, clock):
    theme(session, review, [*QUOTES, *DATES], "Too early", cast, at=clock())
    theme(session, review, DATES, "No date", cast, at=clock())
    assert standing(session, review) == {
        "Too early": ["Halden", "Orsted", "Kessler", "Two"], "No date": ["Brunnhofer", "They", "6"]}


def test_an_emptied_theme_leaves_the_board_and_undo_brings_it_back(session, review, cast, clock):
    dates = theme(session, review, DATES, "No date", cast, at=clock())
    themes.place(review, cards(session, review, DATES), theme=None, by=cast.marc, at=clock.forward(minutes=1))
    assert standing(session, review) == {"": ["Brunnhofer", "They", "6"]}
    assert dates.dropped_at == clock()
    assert themes.undo(review, by=cast.marc, at=clock()) == "left 3 cards on their own"
    assert (standing(session, review), dates.dropped_at) == ({"No date": ["Brunnhofer", "They", "6"]}, None)


def test_two_themes_are_joined_and_parted_again(session, review, cast, clock):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    dates = theme(session, review, DATES, "No date", cast, at=clock())
    themes.join(dates, into=quotes, by=cast.marc, at=clock())
    themes.join(dates, into=quotes, by=cast.marc, at=clock())
    assert standing(session, review) == {"Too early": ["Halden", "Orsted", "Kessler", "Two", "Brunnhofer", "They", "6"]}
    assert themes.undo(review, by=cast.marc, at=clock()) == "joined “No date” into “Too early”"
    assert standing(session, review) == {
        "Too early": ["Halden", "Orsted", "Kessler", "Two"], "No date": ["Brunnhofer", "They", "6"]}


def test_a_theme_is_renamed_and_both_of_two_writers_see_what_the_other_wrote(session, review, cast, clock):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    seen = quotes.version
    themes.rename(quotes, title="  Quotes   before names ", seen=seen, by=cast.marc, at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        themes.rename(quotes, title="Nobody knows who signs", seen=seen, by=cast.marc, at=clock())
    assert stale.value.theirs == {"title": "Quotes before names"}
    assert themes.undo(review, by=cast.marc, at=clock()) == "renamed “Too early” to “Quotes before names”"
    assert quotes.title == "Too early"


@pytest.mark.parametrize("title, sentence", [("   ", "Write a title"), ("x" * 121, "120 letters at most")])
def test_a_title_is_a_title(session, review, cast, clock, title, sentence):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    with pytest.raises(Refused, match=sentence):
        themes.rename(quotes, title=title, seen=None, by=cast.marc, at=clock())


def test_every_step_can_be_undone_down_to_the_empty_board(session, review, cast, clock):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    dates = theme(session, review, DATES, "No date", cast, at=clock())
    themes.place(review, cards(session, review, SINGLE), theme=None, by=cast.marc, at=clock())
    themes.rename(quotes, title="Quotes", seen=None, by=cast.marc, at=clock())
    themes.join(dates, into=quotes, by=cast.marc, at=clock())
    said = [themes.undo(review, by=cast.marc, at=clock()) for _ in range(5)]
    assert said[0] == "joined “No date” into “Quotes”"
    assert (standing(session, review), steps(session)) == ({}, [])
    with pytest.raises(Refused, match="nothing to undo"):
        themes.undo(review, by=cast.marc, at=clock())


def test_undo_takes_back_what_the_person_saw_and_nothing_else(session, review, cast, clock):
    theme(session, review, QUOTES, "Too early", cast, at=clock())
    seen = themes.last_step(session, review).id
    theme(session, review, DATES, "No date", cast, at=clock())
    with pytest.raises(Refused, match="Since then Marc Oduya made “No date” of 3 cards"):
        themes.undo(review, step_id=seen, by=cast.marc, at=clock())
    last = themes.last_step(session, review).id
    for _ in range(2):
        assert themes.undo(review, step_id=last, by=cast.marc, at=clock()) == "made “No date” of 3 cards"
    assert list(standing(session, review)) == ["Too early"]


def test_gains_and_opportunities_never_mix(session, review, cast, clock):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    gains = cards(session, review, GAINS)
    with pytest.raises(Refused, match="do not mix"):
        themes.place(review, gains, theme=quotes, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="do not mix"):
        themes.make(review, [*gains, *cards(session, review, DATES)], by=cast.marc, at=clock())
    with pytest.raises(Refused, match="do not mix"):
        themes.join(theme(session, review, GAINS, "CRM", cast, at=clock()), into=quotes, by=cast.marc, at=clock())


def test_only_cards_of_this_board_are_moved(session, review, cast, clock):
    farid = review_of(review.meeting, cast.farid)
    other = saw(farid, cast.priya, "Late", at=clock())
    draft = observations.write(review, cast.priya, kind=OPPORTUNITY, text="Not ready", at=clock())
    personal = saw(review, cast.priya, "Tired", personal=True, at=clock())
    session.commit()
    for card in (other.id, draft.id, personal.id, 9999):
        with pytest.raises(Refused, match="no longer on the board"):
            themes.make(review, [*cards(session, review, DATES), card], by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Choose at least one card"):
        themes.make(review, [], by=cast.marc, at=clock())
    assert standing(session, review) == {}


def test_a_theme_of_another_review_is_refused(session, review, cast, clock):
    farid = review_of(review.meeting, cast.farid)
    late = saw(farid, cast.priya, "Late", at=clock())
    his = themes.make(farid, [late.id], title="Late", by=cast.marc, at=clock())
    with pytest.raises(Refused, match="no longer on the board"):
        themes.place(review, cards(session, review, DATES), theme=his, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="no longer on the board"):
        themes.join(his, into=theme(session, review, DATES, "No date", cast, at=clock()), by=cast.marc, at=clock())


def test_a_closed_meeting_keeps_its_board(session, review, cast, clock):
    for each in review.meeting.reviews:
        each.closed_at = clock()
    meetings.close(review.meeting, by=cast.marc, at=clock())
    session.commit()
    with pytest.raises(Refused, match="closed"):
        theme(session, review, QUOTES, "Too early", cast, at=clock())
    assert session.scalars(select(Theme)).all() == []


def test_all_suggestions_are_taken_in_one_step_and_what_was_proposed_is_kept(session, review, cast, clock):
    seen = board(session, review, cast.marc)
    themes.take(review, list(seen.suggestion.groups), by=cast.marc, at=clock(), proposed=seen.proposal)
    session.commit()
    after, step = board(session, review, cast.marc), themes.last_step(session, review)
    assert [column.joining for side in after.sides for column in side.columns] == [()] * len(seen.suggestion.groups)
    assert step.what == f"took {len(seen.suggestion.groups)} suggestions"
    assert step.proposed == [{"cards": list(group.members), "theme": None, "title": group.title}
                             for group in seen.suggestion.groups]
    themes.undo(review, by=cast.marc, at=clock())
    assert standing(session, review) == {}


def test_what_is_weak_is_not_among_those_that_are_taken_at_once(session, review, cast):
    seen = board(session, review, cast.marc)
    weak = "weak, please check"
    assert sorted(group.why.strength for group in seen.suggestion.groups) == ["strong", weak, weak]
    assert [group.why.strength for group in seen.suggested("all")] == ["strong"]


def test_a_suggestion_is_not_taken_twice(session, review, cast, clock):
    groups = board(session, review, cast.marc).suggested("all")
    themes.take(review, groups[:1], by=cast.marc, at=clock())
    with pytest.raises(Refused, match="changed since this was suggested"):
        themes.take(review, groups[:1], by=cast.marc, at=clock())
    assert len(session.scalars(select(Theme)).all()) == 1


def test_no_title_quotes_what_is_not_confirmed_as_long_as_something_is(session, cast, clock):
    review = table(session, cast, at=clock(), seen=(), gains=())
    text = "Handover for Vestby was two lines, and we asked the customer for the number of sites again."
    saw(review, cast.ingrid, text, at=clock())
    observations.note(review, cast.tomasz, by=cast.marc, kind=OPPORTUNITY, at=clock(),
                      text="Handover for Vestby: two lines.")
    session.commit()
    seen = board(session, review, cast.marc)
    assert [group.title for group in seen.suggestion.groups] == ["Handover for Vestby was two lines"]
    made = themes.make(review, sorted(seen.ids), by=cast.marc, at=clock())
    assert made.title == "Handover for Vestby was two lines"


def test_what_becomes_personal_leaves_the_board_and_every_title(session, review, cast, clock):
    made = themes.make(review, cards(session, review, HANDOVER), by=cast.marc, at=clock())
    told = session.get(Observation, cards(session, review, HANDOVER[1:])[0])
    assert made.title == "The handover of Orsted came without a go-live date"
    observations.mark_personal(told, by=cast.marc, at=clock())
    session.commit()
    assert standing(session, review) == {"Handover for Vestby was two lines": ["Handover"]}
    assert steps(session) == ["made “Handover for Vestby was two lines” of 2 cards"]
    themes.undo(review, by=cast.marc, at=clock())
    assert standing(session, review) == {}


def test_what_was_taken_back_is_suggested_anew(session, cast, clock):
    review = table(session, cast, at=clock(), taken_up=False)
    theme(session, review, DATES, "No date", cast, at=clock())
    told = session.get(Observation, cards(session, review, DATES[:1])[0])
    observations.take_back(told, at=clock())
    observations.change(told, kind=GAIN, text="Brunnhofer: a date before the call ended.", hand_in=True, at=clock())
    session.commit()
    assert standing(session, review) == {"No date": ["They", "6"]}
