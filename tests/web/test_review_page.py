"""The page of a review: what comes first, who reads what, taking up, closing without an item."""

from __future__ import annotations

from datetime import date

import pytest

from reviews import choosing, meetings, observations
from reviews.meetings import CLOSED, DECIDED, ON_THE_TABLE
from reviews.observations import OPPORTUNITY
from tests.gathering import DUE, MEETS, gathering, review_of
from tests.on_the_table import DATES, GAINS, HANDOVER, QUOTES, cards, saw, standing, table, theme
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import plan_of

ITEM = {"item_from": "a", "item_to": "b", "reason": "c"}


@pytest.fixture
def review(session, cast, clock):
    return table(session, cast, at=clock(), taken_up=False)


def at(review, what: str = "") -> str:
    return f"/reviews/{review.id}{what}"


def test_before_the_rep_is_on_the_table_the_facilitator_reads_and_the_others_do_not(desk, session, review, cast):
    marc = words_of(desk(cast.marc).get(at(review)).text)
    assert all(text.split("“")[0] in marc for _, text, _ in [*QUOTES, *GAINS]) and "Take Ana up" in marc
    dustin = words_of(desk(cast.dustin).get(at(review)).text)
    assert "What others wrote can be read once Ana is on the table." in dustin
    assert "Kessler, 9 Nov" in dustin and "Halden" not in dustin and "Take Ana up" not in dustin
    for person in (cast.priya, cast.ana, cast.lea, cast.ada, cast.olaf):
        assert desk(person).get(at(review)).status_code == 404


def test_the_facilitator_takes_the_rep_up_and_the_meeting_reads(desk, session, review, cast):
    marc = desk(cast.marc)
    for _ in range(2):
        assert marc.post(at(review, "/table")).location == f"/meetings/{review.meeting_id}/room"
    assert (review.state, review.meeting.state) == (ON_THE_TABLE, "in session")
    said = words_of(desk(cast.priya).get(at(review)).text)
    places = [said.index(words) for words in ("Gains", "Every deal has its amount", "Opportunities", "Halden: quote")]
    assert places == sorted(places)
    assert "Led to: Halden is back at zero." in said and "Tomasz Wilk , enablement heard" in said
    assert desk(cast.ana).get(at(review)).status_code == 404
    assert desk(cast.priya).post(at(review, "/table")).status_code == 404


def test_before_the_day_of_the_meeting_it_is_asked_first(desk, session, review, cast, clock):
    marc, here = desk(cast.marc), at(review, "/table")
    pages = at(review), f"/meetings/{review.meeting_id}"
    asks, acts = f'href="{here}"', f'action="{here}"'
    assert [(asks in page, acts in page) for page in (marc.get(path).text for path in pages)] == [(True, False)] * 2
    said = marc.get(here)
    assert "The meeting begins Tue 24 Nov, 10:00" in words_of(said.text) and acts in said.text
    assert review.taken_up_at is None, "looking changes nothing"
    clock.forward(days=7, hours=15)  # Tuesday, one past midnight in Berlin
    assert [(asks in page, acts in page) for page in (marc.get(path).text for path in pages)] == [(False, True)] * 2
    marc.post(here)
    assert marc.get(here).location == f"/meetings/{review.meeting_id}/room"


def test_what_is_personal_stands_apart_for_those_it_names(desk, session, review, cast, clock):
    meetings.take_up(review, by=cast.marc, at=clock())
    told = {"kind": OPPORTUNITY, "personal": True, "hand_in": True, "at": clock()}
    observations.write(review, cast.priya, text="Tired since her move.", **told)
    observations.write(review, cast.ingrid, text="It is about Dustin.", without_manager=True, **told)
    observations.write(review, cast.tomasz, kind=OPPORTUNITY, text="A draft of mine.", at=clock())
    session.commit()
    readers = (cast.marc, cast.dustin, cast.priya, cast.tomasz)
    pages = {person.first: words_of(desk(person).get(at(review)).text) for person in readers}
    assert {name for name, page in pages.items() if "Tired since" in page} == {"Marc", "Dustin", "Priya"}
    assert {name for name, page in pages.items() if "about Dustin" in page} == {"Marc"}
    assert not [name for name, page in pages.items() if "A draft of mine" in page]
    assert pages["Marc"].index("Not on the board, in no theme") < pages["Marc"].index("Tired since")


def test_the_facilitator_marks_something_personal(desk, session, review, cast, clock):
    meetings.take_up(review, by=cast.marc, at=clock())
    theme(session, review, DATES, "No date", cast, at=clock())
    page = desk(cast.marc).get(at(review)).text
    act = f"/observations/{cards(session, review, DATES[:1])[0]}/personal"
    assert act in page and act not in desk(cast.priya).get(at(review)).text
    desk(cast.marc).post(act)
    assert DATES[0][1] not in desk(cast.priya).get(at(review)).text
    assert standing(session, review) == {"No date": ["They", "6"]}


def test_words_of_any_kind_are_only_words(desk, session, review, cast, clock):
    evil = "<img src=x onerror=alert(1)> {{ config }} \u202e rtl שלום " + "x" * 9_000
    saw(review, cast.priya, evil, effect=evil, occasion="<b>", at=clock())
    session.commit()
    for page in ("", "/board", "/decision"):
        assert "<img src=x" not in desk(cast.marc).get(at(review, page)).text
    assert "{{ config }}" in words_of(desk(cast.marc).get(at(review)).text)


def test_what_was_parked_before_is_told_without_a_word_of_it(desk, session, cast, clock):
    november = table(session, cast, at=clock())
    chosen = theme(session, november, QUOTES, "Quotes too early", cast, at=clock())
    theme(session, november, HANDOVER, "Half the story", cast, at=clock())
    choosing.decide(november, theme_id=chosen.id, **ITEM, present=[cast.marc.id], by=cast.marc, at=clock())
    session.commit()
    meeting = gathering(session, cast, at=clock.forward(days=28), period="2026-12", due_at=DUE.replace(month=12),
                        meets_at=MEETS.replace(month=12))
    december = review_of(meeting, cast.ana)
    said = words_of(desk(cast.dustin).get(at(december)).text)
    assert "Half the story service; 2 observations, November 2026" in said and "Vestby" not in said
    assert desk(cast.priya).get(at(december)).status_code == 404
    meetings.take_up(december, by=cast.marc, at=clock())
    assert "Half the story" in words_of(desk(cast.priya).get(at(december)).text)


def test_closing_without_an_item_needs_a_true_reason(desk, session, review, cast):
    marc = desk(cast.marc)
    none = marc.post(at(review, "/closing"), data={"note": "My words"})
    assert (none.status_code, "Say why it ends without an item." in words_of(none.text)) == (422, True)
    assert "My words</textarea>" in none.text and 'id="without-item" open' in none.text
    wrong = marc.post(at(review, "/closing"), data={"why": "nobody wrote"})
    assert "observations were handed in. Choose another reason." in words_of(wrong.text)
    assert desk(cast.dustin).post(at(review, "/closing"), data={"why": "away"}).status_code == 404
    assert marc.post(at(review, "/closing"), data={"why": "away", "note": "Ill until Friday"}).status_code == 303
    said = words_of(marc.get(at(review)).text)
    assert "This review ended without an item: away" in said and "Ill until Friday" in said
    assert "Take Ana up" not in said and review.state == CLOSED


def test_the_steps_say_what_is_done(desk, session, review, cast, clock):
    marc = desk(cast.marc)
    assert _done(marc, review) == [0, 0, 0]
    meetings.take_up(review, by=cast.marc, at=clock())
    assert _done(marc, review) == [1, 2, 3]
    chosen = theme(session, review, QUOTES, "Quotes too early", cast, at=clock())
    choosing.decide(review, theme_id=chosen.id, **ITEM, present=[cast.marc.id], by=cast.marc, at=clock())
    assert _done(marc, review) == [3, 3, 4]
    assert review.state == DECIDED


def _done(browser, review) -> list[int]:
    """How many steps each page of the review ticks beside its own."""
    return [browser.get(at(review, page)).text.count('class="done"') for page in ("", "/board", "/decision")]


def test_the_look_back_opens_the_page_and_costs_no_more_with_forty_observations(desk, session, cast, clock):
    plan_of(session, cast.ana, cast.team, begins=date(2026, 10, 20))
    review = table(session, cast, at=clock(), seen=QUOTES[:1], gains=())
    marc, address, counts = desk(cast.marc), at(review), []
    for number in range(40):
        if number in (0, 39):
            with counted(session.get_bind()) as said:
                page = marc.get(address).text
            counts.append(len(said))
        saw(review, cast.ingrid, f"Seen {number}", at=clock())
        session.commit()
    assert counts[0] == counts[1] <= 8
    assert "naming everyone who decides before a quote goes out" in words_of(page)
    assert "Give the verdict" in words_of(page)


def test_an_address_with_a_number_that_no_id_can_be_is_not_found(desk, session, review, cast):
    marc = desk(cast.marc)
    pages = [f"/reviews/{2**70}", f"/reviews/{2**70}/board", f"/themes/{2**70}/title", f"/reviews/{2**31}/decision"]
    assert [marc.get(page).status_code for page in pages] == [404] * 4
    assert marc.post(at(review, f"/placements/{2**70}"), data={"to": "new"}).status_code == 404
