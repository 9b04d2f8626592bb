"""The board as the facilitator works on it: plain forms, no script."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from reviews import observations, themes
from reviews.board import BoardStep, Theme
from reviews.cards import board
from reviews.observations import OPPORTUNITY
from tests.gathering import review_of
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, SINGLE, cards, saw, standing, table, theme
from tests.reading import value_in, words_of


@pytest.fixture
def review(session, cast, clock):
    return table(session, cast, at=clock())


@pytest.fixture
def marc(desk, cast):
    return desk(cast.marc)


def at(review, what: str = "board") -> str:
    return f"/reviews/{review.id}/{what}"


def members(ids: list[int]) -> str:
    return "-".join(map(str, ids))


def fingerprint(session, review, person, asked: str = "all") -> str:
    seen = board(session, review, person)
    session.commit()
    return seen.mark(seen.suggested(asked))


def test_chosen_cards_become_a_theme_of_their_own(marc, session, review):
    ids = cards(session, review, DATES)
    answer = marc.post(at(review, "placements"), data={"observation": ids, "to": "new"})
    assert (answer.status_code, answer.location) == (303, f"{at(review)}#card-{ids[0]}")
    assert list(standing(session, review).values()) == [["Brunnhofer", "They", "6"]]
    assert "made by Marc" in words_of(marc.get(at(review)).text)


def test_a_card_moves_by_its_own_menu_whatever_else_is_chosen(marc, session, review, cast, clock):
    quotes = theme(session, review, QUOTES[:3], "Too early", cast, at=clock())
    card, *others = cards(session, review, [QUOTES[3], *DATES])
    page = marc.get(at(review)).text
    act = f'form="moves" formaction="{at(review, "placements")}/{card}"'
    assert f'<button name="to" value="{quotes.id}" {act} data-key="1">Too early</button>' in page
    marc.post(at(review, f"placements/{card}"), data={"observation": others, "to": quotes.id})
    assert standing(session, review) == {"Too early": ["Halden", "Orsted", "Kessler", "Two"]}


def test_one_of_several_that_are_chosen_takes_the_others_along(marc, session, review, cast, clock):
    quotes = theme(session, review, QUOTES, "Too early", cast, at=clock())
    card, *others = cards(session, review, DATES)
    marc.post(at(review, f"placements/{card}"), data={"observation": [card, *others], "to": quotes.id})
    assert standing(session, review) == {"Too early": ["Halden", "Orsted", "Kessler", "Two", "Brunnhofer", "They", "6"]}


def test_a_card_is_set_aside_and_stands_under_not_a_pattern(marc, session, review):
    card = cards(session, review, SINGLE)[0]
    marc.post(at(review, f"placements/{card}"), data={"to": "aside"})
    words = words_of(marc.get(at(review)).text)
    assert "Marc set the card of Tomasz Wilk aside as not a pattern" in words
    assert "Not a pattern Kept, and counted for nothing. Discovery guide untouched since the workshop." in words


def test_a_card_goes_beside_another_into_its_theme_or_into_a_new_one(marc, session, review, cast, clock):
    theme(session, review, QUOTES[:2], "Too early", cast, at=clock())
    halden, kessler = cards(session, review, [QUOTES[0], QUOTES[2]])
    marc.post(at(review, f"placements/{kessler}"), data={"to": f"with-{halden}"})
    assert standing(session, review) == {"Too early": ["Halden", "Orsted", "Kessler"]}
    first, second = cards(session, review, HANDOVER)
    marc.post(at(review, f"placements/{first}"), data={"to": f"with-{second}"})
    assert list(standing(session, review).values())[1] == ["Handover", "The"]


def test_a_card_is_left_on_its_own_and_no_longer_suggested(marc, session, review, cast):
    ids = cards(session, review, DATES)
    marc.post(at(review, "placements"), data={"observation": ids, "to": "alone"})
    assert standing(session, review) == {"": ["Brunnhofer", "They", "6"]}
    suggestion = board(session, review, cast.marc).suggestion
    assert not {key for group in suggestion.groups for key in group.members} & set(ids)


@pytest.mark.parametrize("to", ["999", "with-999", "99999999999999999999", "nowhere", "-1", ""])
def test_a_place_that_is_none_is_refused_and_the_choice_kept(marc, session, review, to):
    ids = cards(session, review, DATES)
    answer = marc.post(at(review, "placements"), data={"observation": ids, "to": to})
    assert answer.status_code == 422
    assert "Please look at this again" in words_of(answer.text)
    ticked = re.findall(r'name="observation" value="(\d+)" form="moves" id="pick-\d+"\s+checked', answer.text)
    assert sorted(map(int, ticked)) == ids
    assert standing(session, review) == {}


def test_foreign_cards_are_not_moved(marc, session, review, cast, clock):
    farid = review_of(review.meeting, cast.farid)
    other = saw(farid, cast.priya, "Late", at=clock())
    draft = observations.write(review, cast.priya, kind=OPPORTUNITY, text="Not ready", at=clock())
    own = saw(review, cast.priya, "Tired", personal=True, at=clock())
    session.commit()
    for card in (other.id, draft.id, own.id, 10**12):
        chosen = [*cards(session, review, DATES), card]
        answer = marc.post(at(review, "placements"), data={"observation": chosen, "to": "new"})
        assert (answer.status_code, "no longer on the board" in answer.text) == (422, True)
    assert standing(session, review) == {}


def test_nothing_chosen_and_two_kinds_are_said(marc, session, review):
    none = marc.post(at(review, "placements"), data={"to": "new"})
    mixed = cards(session, review, [*GAINS, *DATES])
    both = marc.post(at(review, "placements"), data={"observation": mixed, "to": "new"})
    assert "Choose at least one card." in words_of(none.text)
    assert "Gains and opportunities do not mix." in words_of(both.text)


def test_a_suggestion_is_taken_as_it_stands_whatever_others_do_elsewhere(marc, session, review, cast, clock):
    seen = board(session, review, cast.marc)
    first, second = seen.suggestion.groups[:2]
    themes.take(review, [second], by=cast.marc, at=clock())
    taken = {"take": members(first.members), "fingerprint": seen.mark([first])}
    session.commit()
    assert marc.post(at(review, "suggestions"), data=taken).status_code == 303
    assert [members(cards) for cards in _ids_by_theme(session)] == [members(second.members), members(first.members)]
    assert members(themes.last_step(session, review).proposed[0]["cards"]) == members(first.members)


def test_a_suggestion_that_has_changed_is_not_taken(marc, session, review, cast, clock):
    seen = board(session, review, cast.marc)
    group = seen.suggestion.groups[0]
    themes.place(review, group.members[:1], theme=None, by=cast.marc, at=clock())
    session.commit()
    for sent in ({"take": members(group.members), "fingerprint": seen.mark([group])},
                 {"take": members(group.members[1:]), "fingerprint": seen.mark([group])}, {"take": "all"}, {}):
        stale = marc.post(at(review, "suggestions"), data=sent)
        assert stale.status_code == 422
        assert "The board has changed since this was suggested." in words_of(stale.text)
    assert _ids_by_theme(session) == []


def test_the_likely_suggestions_are_taken_at_once_and_undone_at_once(marc, session, review, cast):
    count = len(board(session, review, cast.marc).likely)
    assert "Take the likely one" in words_of(marc.get(at(review)).text)
    marc.post(at(review, "suggestions"), data={"take": "all", "fingerprint": fingerprint(session, review, cast.marc)})
    assert len(standing(session, review)) == count == 1
    page = marc.get(at(review)).text
    assert "Marc took the suggestion “" in words_of(page)
    marc.post(at(review, "undoing"), data={"other": value_in(page, "other")})
    assert standing(session, review) == {}


def test_a_suggestion_is_left_apart(marc, session, review, cast):
    group = board(session, review, cast.marc).suggestion.groups[0]
    made_from = fingerprint(session, review, cast.marc, members(group.members))
    marc.post(at(review, "suggestions"), data={"apart": members(group.members), "fingerprint": made_from})
    assert standing(session, review).keys() == {""}


def test_what_comes_later_is_suggested_into_a_theme_and_moves_nothing(marc, session, review, cast, clock):
    dates = theme(session, review, DATES, "The call ends without a date for the next call", cast, at=clock())
    before = standing(session, review)
    late = saw(review, cast.ingrid, "Vestby: the call ended without a date for the next call.", at=clock())
    session.commit()
    page = marc.get(at(review)).text
    assert "Suggested to join: Vestby" in words_of(page)
    assert standing(session, review) == before
    made_from = fingerprint(session, review, cast.marc, str(late.id))
    marc.post(at(review, "suggestions"), data={"take": str(late.id), "fingerprint": made_from})
    assert standing(session, review)[dates.title] == ["Brunnhofer", "They", "6", "Vestby"]


def test_undo_says_whose_act_it_takes_back_and_refuses_what_was_overtaken(marc, session, review, cast, clock):
    theme(session, review, QUOTES, "Too early", cast, at=clock())
    page = marc.get(at(review)).text
    assert "Marc made “Too early” of 4 cards Undo that Marc Oduya made “Too early” of 4 cards" in words_of(page)
    theme(session, review, DATES, "No date", cast, at=clock())
    answer = marc.post(at(review, "undoing"), data={"other": value_in(page, "other")})
    assert (answer.status_code, "Since then Marc Oduya made “No date” of 3 cards" in answer.text) == (422, True)
    assert list(standing(session, review)) == ["Too early", "No date"]


def _ids_by_theme(session) -> list[list[int]]:
    themes_made = session.scalars(select(Theme).order_by(Theme.id))
    return [[place.observation_id for place in found.placements] for found in themes_made]
