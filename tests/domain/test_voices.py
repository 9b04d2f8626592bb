"""The rep's two answers: kept as a draft, handed in on a promise, taken back until her turn, and where they lead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import choosing, closing, meetings, plans, talks, themes, voices
from reviews.errors import Refused, Stale
from reviews.observations import write
from reviews.voices import Voice
from tests.a_plan import FROM, REASON, TO
from tests.gathering import SAW, gathering, made, review_of

SAID = {"wants": "I want to leave a first call with a name.", "hindered": "Two weeks of holiday cover."}
NONE = {"wants": "", "hindered": ""}


@pytest.fixture
def review(session, cast, clock):
    """Ana’s, while her meeting gathers."""
    return review_of(gathering(session, cast, at=clock()), cast.ana)


def decided(session, cast, review, clock):
    """An item for Ana."""
    write(review, cast.priya, **SAW, hand_in=True, at=clock())
    session.flush()
    meetings.take_up(review, by=cast.marc, at=clock())
    theme = themes.make(review, [one.id for one in review.observations], title="Quotes", by=cast.marc, at=clock())
    session.flush()
    return choosing.decide(review, theme_id=theme.id, item_from=FROM, item_to=TO, reason=REASON, present=[cast.dustin.id],
                           by=cast.marc, at=clock())


def test_what_she_keeps_is_one_draft_however_often(session, review, clock):
    first = voices.keep(review, wants="I want", hindered="", seen=0, at=clock())
    session.flush()
    again = voices.keep(review, **SAID, seen=first.version, at=clock())
    session.commit()
    assert again is first and session.scalars(select(Voice)).one().wants == SAID["wants"]
    assert (first.handed_in_at, first.readers) == (None, "")


def test_handed_in_it_keeps_the_sentence_and_whom_it_named(session, cast, review, clock):
    voice = voices.hand_in(review, **SAID, promised=voices.readers_of(review), at=clock())
    session.commit()
    assert voice.readers == ("Dustin and Marc read it when you hand it in. Once your turn has come on Tue 24 Nov: "
                             "the people asked to this meeting, also those Marc adds.")
    assert (voice.for_manager, voice.for_facilitator, voice.handed_in_at) == (cast.dustin, cast.marc, clock())


def test_one_answer_is_enough_and_none_is_not(session, review, clock):
    with pytest.raises(Refused, match="Answer one of the two"):
        voices.hand_in(review, wants="  ", hindered="\0", at=clock())
    assert voices.hand_in(review, wants="", hindered=SAID["hindered"], at=clock()).handed_in_at


def test_a_manager_who_runs_the_meeting_reads_it_before(session, cast, clock):
    cast.team.facilitator = cast.dustin
    review = review_of(gathering(session, cast, at=clock()), cast.ana)
    assert voices.readers_of(review).startswith("Dustin, your manager, also runs the meeting and reads it when you hand it in.")


def test_another_promise_than_stood_at_the_field_hands_nothing_in(session, cast, review, clock):
    promised = voices.readers_of(review)
    review.meeting.facilitator = cast.tomasz
    with pytest.raises(Refused, match="Who reads this, or when, has changed"):
        voices.hand_in(review, **SAID, promised=promised, at=clock())
    assert review.voice is None


def test_taken_back_it_is_hers_alone_again(session, review, clock):
    voices.hand_in(review, **SAID, at=clock())
    session.flush()
    voices.take_back(review, at=clock())
    session.flush()
    voice = review.voice
    assert (voice.handed_in_at, voice.for_manager_id, voice.for_facilitator_id, voice.wants) == (None, None, None, SAID["wants"])


def test_handed_in_it_is_not_changed_without_being_taken_back(session, review, clock):
    voices.hand_in(review, **SAID, at=clock())
    session.flush()
    for verb in (voices.keep, voices.hand_in):
        with pytest.raises(Refused, match="Take it back to change it"):
            verb(review, wants="Something else.", hindered="", at=clock())
    assert voices.hand_in(review, **SAID, at=clock()).wants == SAID["wants"]  # the same once more is no change


def test_on_the_table_it_stays_and_a_draft_can_still_be_handed_in(session, cast, review, clock):
    voices.hand_in(review, **SAID, at=clock())
    other = review_of(review.meeting, cast.farid)
    voices.keep(other, **SAID, at=clock())
    session.flush()
    for one in (review, other):
        meetings.take_up(one, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Your turn has come"):
        voices.take_back(review, at=clock())
    assert voices.readers_of(other) == ("Your turn has come, so these read it at once: Dustin, Marc, and the people asked to "
                                        "this meeting, also those Marc adds.")
    assert voices.hand_in(other, **SAID, promised=voices.readers_of(other), at=clock()).handed_in_at == clock()


def test_two_windows_lose_nothing(session, review, clock):
    voices.keep(review, **SAID, seen=0, at=clock())
    session.flush()
    with pytest.raises(Stale) as stale:
        voices.keep(review, wants="From the other window.", hindered="", seen=0, at=clock())
    assert (stale.value.theirs, stale.value.stands) == (SAID, 1)


def test_one_window_whose_answer_was_lost_goes_on(session, review, clock):
    voices.keep(review, wants="I wa", hindered="", seen=0, tab="a.1", at=clock())
    session.flush()
    assert voices.keep(review, **SAID, seen=0, tab="a.2", at=clock()).wants == SAID["wants"]
    session.flush()
    assert voices.keep(review, wants="I wan", hindered="", seen=0, tab="a.1", at=clock()).wants == SAID["wants"]  # late
    with pytest.raises(Stale):
        voices.keep(review, wants="Else.", hindered="", seen=0, tab="b.1", at=clock())


def test_nothing_is_written_before_it_is_open_after_it_is_closed_or_without_end(session, cast, clock):
    review = review_of(made(session, cast, at=clock()), cast.ana)
    with pytest.raises(Refused, match="has not opened this meeting yet"):
        voices.keep(review, **SAID, at=clock())
    meetings.open(review.meeting, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="20,001 characters"):
        voices.keep(review, wants="x" * 20_001, hindered="", at=clock())
    closing.close_without_item(review, why=meetings.AWAY, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="closed without an item: away"):
        voices.hand_in(review, **SAID, at=clock())


def test_her_first_answer_begins_the_goal_of_the_plan(session, cast, review, clock):
    voices.hand_in(review, **SAID, at=clock())
    plan = plans.draft(decided(session, cast, review, clock), by=cast.marc, at=clock())
    assert plan.goal == SAID["wants"]
    talks.note(plan, held_on=clock().date(), goal="In other words.", by=cast.dustin, at=clock())
    assert (plan.goal, review.voice.wants) == ("In other words.", SAID["wants"])


@pytest.mark.parametrize("kept_back", ["a draft", "from a new manager"])
def test_no_goal_is_made_of_what_its_readers_may_not_read(kept_back, session, cast, review, clock):
    if kept_back == "a draft":
        voices.keep(review, **SAID, at=clock())
    else:
        voices.hand_in(review, **SAID, at=clock())
        review.meeting.manager = cast.tomasz
    assert plans.draft(decided(session, cast, review, clock), by=cast.marc, at=clock()).goal == ""


def test_both_answers_may_be_left_empty_in_a_draft(session, review, clock):
    voices.keep(review, **SAID, at=clock())
    session.flush()
    assert voices.keep(review, **NONE, at=clock() + timedelta(minutes=1)).wants == ""
