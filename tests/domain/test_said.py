"""What is said in the room: at once handed in, under one's own name or noted by who leads, and worded anew until the end."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from reviews import leading, meetings, observations, said
from reviews.errors import Refused, Stale
from reviews.observations import GAIN, OPPORTUNITY, Observation
from tests.laws import broken
from tests.on_the_table import QUOTES, SINGLE, cards, table, theme

SAW = {"kind": OPPORTUNITY, "text": "Vestby asked me for the price list twice.", "effect": "They lost a week."}


@pytest.fixture
def review(session, cast, clock):
    review = table(session, cast, at=clock(), seen=(*QUOTES, *SINGLE), gains=())
    clock.forward(days=8)
    return review


@pytest.fixture
def say(session, review, clock):
    """`say(author)` is what they say themselves; `by` is who notes it."""
    def speak(author, *, by=None, **facts):
        with session.begin_nested():
            one = said.say(review, author, by=by or author, at=clock(), **SAW | facts)
            session.flush()
            return one
    return speak


def count(session):
    return session.scalar(select(func.count()).select_from(Observation).where(Observation.said_at.is_not(None)))


def test_what_is_said_is_handed_in_at_once_with_the_sentence_that_stood_there(session, cast, clock, review, say):
    sentence = observations.readers_of(review, cast.ingrid)
    one = say(cast.ingrid, promised=sentence)
    assert (one.said_at, one.handed_in_at, one.noted_by, one.confirmed_at) == (clock(), clock(), None, None)
    assert (one.author, one.function, one.text, one.effect, one.personal) == (cast.ingrid, "service", SAW["text"], SAW["effect"], False)
    assert (one.readers, one.for_manager, one.for_facilitator) == (sentence, cast.dustin, cast.marc)
    assert sentence.startswith("Ana’s turn has come: Dustin, Marc and the people asked to this meeting read it at once")
    session.commit()
    assert broken(session) == []


def test_a_sentence_that_is_no_longer_true_is_not_kept(cast, say, session):
    with pytest.raises(Refused, match="Who reads this, or when, has changed"):
        say(cast.ingrid, promised="Marc reads it now.")
    assert count(session) == 0


def test_the_manager_and_the_facilitator_say_what_they_saw_also_where_they_are_not_asked(cast, say, session):
    assert [say(cast.dustin).function, say(cast.marc).function] == ["manager", "enablement"]
    session.commit()
    assert broken(session) == []


def test_who_leads_notes_it_for_somebody_and_it_needs_no_confirming(cast, clock, say):
    one = say(cast.priya, by=cast.marc)
    assert (one.author, one.function, one.noted_by_id, one.confirmed_at) == (cast.priya, "sales ops", cast.marc.id, clock())
    assert not one.needs_confirming and "Until" not in one.readers


def test_nobody_else_speaks_for_others_and_whoever_is_handed_the_lead_does(session, cast, clock, review, say):
    with pytest.raises(Refused, match="Only who leads the room notes what Priya Raman says"):
        say(cast.priya, by=cast.tomasz)
    leading.hand_lead(review.meeting, cast.tomasz, by=cast.marc, at=clock())
    session.commit()
    assert say(cast.priya, by=cast.tomasz).noted_by_id == cast.tomasz.id
    with pytest.raises(Refused, match="Only who leads"):
        say(cast.ingrid, by=cast.marc)


@pytest.mark.parametrize("who", ["ana", "olaf", "lea"])
def test_neither_the_rep_nor_a_stranger_is_quoted(cast, say, session, who):
    with pytest.raises(Refused, match="is not in this meeting about Ana") as refused:
        say(getattr(cast, who), by=cast.marc)
    assert (refused.value.field, count(session)) == ("person_id", 0)


@pytest.mark.parametrize("facts, field, sentence", [
    ({"text": "  "}, "text", "Write what you saw"), ({"kind": ""}, "kind", "got better or could get better"),
    ({"text": "x" * 20_001}, "text", "20,000 fit")])
def test_what_says_nothing_is_refused_at_its_field(cast, say, session, facts, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        say(cast.priya, **facts)
    assert (refused.value.field, count(session)) == (field, 0)


def test_nothing_is_said_before_the_turn_or_once_it_is_decided_or_closed_or_over(session, cast, clock, review, say):
    meeting = review.meeting
    for fact, sentence in (("decided_at", "The item for Ana Kovač is decided"), ("closed_at", "was closed without an item"),
                           ("taken_up_at", "is not on the table yet")):
        before = getattr(review, fact)
        setattr(review, fact, None if before else clock())
        session.commit()
        with pytest.raises(Refused, match=sentence):
            say(cast.priya)
        setattr(review, fact, before)
    meeting.closed_at = clock()
    session.commit()
    with pytest.raises(Refused, match="This meeting is closed"):
        say(cast.priya)
    assert count(session) == 0


def test_what_one_was_typing_becomes_what_one_says_and_sent_twice_it_is_said_once(session, cast, clock, review, say):
    draft = said.begin(review, cast.marc, key="room-1", tab="one.1", kind="", text="Vestby", at=clock())
    session.commit()
    assert (draft.handed_in_at, said.begun_in_room(review, cast.marc)) == (None, draft)
    one = say(cast.marc, key="room-1", tab="one.2", seen=1)
    assert one is draft and one is say(cast.marc, key="room-1", tab="one.3")
    assert (count(session), said.begun_in_room(review, cast.marc)) == (1, None)
    assert say(cast.marc, key="room-1", text="And something else.").id != one.id


def test_what_was_typed_for_somebody_else_never_stands_among_their_drafts(session, cast, clock, review, say):
    said.begin(review, cast.marc, key="room-1", tab="one.1", kind="", text="Vestby", at=clock())
    session.commit()
    assert [one.author for one in session.scalars(select(Observation).where(Observation.handed_in_at.is_(None)))] == [cast.marc]
    say(cast.priya, by=cast.marc, key="room-1", tab="one.2")
    session.commit()
    assert (said.begun_in_room(review, cast.marc), said.begun_in_room(review, cast.priya), count(session)) == (None, None, 1)
    assert say(cast.priya, key="room-1", text="Hers.").author is cast.priya


def test_another_windows_words_are_shown_before_they_are_replaced(session, cast, clock, review, say):
    said.begin(review, cast.priya, key="room-1", tab="one.1", kind=GAIN, text="From the other window", at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        say(cast.priya, key="room-1", tab="two.1", seen=0)
    assert stale.value.theirs["text"] == "From the other window"


def test_a_save_that_arrives_after_it_was_noted_for_somebody_is_late_and_sent_twice_it_is_one(session, cast, clock, review, say):
    one = say(cast.priya, by=cast.marc, key="room-1", tab="w.2")
    session.commit()
    late = said.begin(review, cast.marc, key="room-1", tab="w.1", at=clock(), **SAW | {"text": "Vestby asked me", "occasion": ""})
    assert late is one and said.begun_in_room(review, cast.marc) is None
    assert say(cast.priya, by=cast.marc, key="room-1", tab="w.3") is one
    session.commit()
    assert (count(session), one.text, one.author) == (1, SAW["text"], cast.priya)


def test_a_draft_that_was_kept_from_others_is_not_said_aloud(session, cast, clock, review, say):
    draft = observations.write(review, cast.priya, kind=GAIN, text="Her son is ill.", personal=True, hand_in=True, key="room-9", at=clock())
    draft.handed_in_at = None
    session.commit()
    with pytest.raises(Refused, match="stays with them"):
        say(cast.priya, key="room-9")
    assert said.begun_in_room(review, cast.priya) is None


# -- worded anew --------------------------------------------------------------------------------------------------------------

def words(one, text, **facts):
    return {"kind": one.kind, "text": text, "effect": one.effect} | facts


def test_its_author_words_it_anew_and_from_then_on_it_is_theirs_alone(session, cast, clock, say):
    one = say(cast.priya, by=cast.marc)
    session.commit()
    said.correct(one, by=cast.marc, seen=one.version, at=clock(), **words(one, "Vestby asked twice."))
    said.correct(one, by=cast.priya, at=clock.forward(minutes=1), **words(one, "Vestby asked me three times."))
    session.commit()
    assert (one.text, one.noted_by_id, one.changed_at) == ("Vestby asked me three times.", None, clock())
    with pytest.raises(Refused, match="Priya Raman has put this into words of their own") as refused:
        said.correct(one, by=cast.marc, at=clock(), **words(one, "Vestby asked."))
    assert refused.value.field == "text"


def test_two_who_word_it_at_once_see_both_texts(session, cast, clock, say):
    one = say(cast.priya, by=cast.marc)
    session.commit()
    before = one.version
    said.correct(one, by=cast.marc, seen=before, at=clock(), **words(one, "As Marc has it."))
    session.commit()
    with pytest.raises(Stale) as stale:
        said.correct(one, by=cast.priya, seen=before, at=clock(), **words(one, "As Priya has it."))
    assert stale.value.theirs == {"text": "As Marc has it."}
    session.rollback()
    said.correct(one, by=cast.priya, seen=stale.value.stands, at=clock(), **words(one, "As Priya has it."))
    assert one.text == "As Priya has it."


def test_what_was_handed_in_before_stays_and_after_the_meeting_everything_does(session, cast, clock, review, say):
    before = session.get(Observation, cards(session, review, SINGLE)[0])
    with pytest.raises(Refused):
        said.correct(before, by=cast.tomasz, at=clock(), **words(before, "x"))
    one = say(cast.priya)
    session.commit()
    for other in review.meeting.reviews:
        other.closed_at = clock()
    meetings.close(review.meeting, by=cast.marc, at=clock())
    session.commit()
    with pytest.raises(Refused, match="This meeting is closed"):
        said.correct(one, by=cast.priya, at=clock(), **words(one, "x"))
    assert (before.text, one.text) == (SINGLE[0][1], SAW["text"])


def test_what_turns_from_one_kind_into_the_other_leaves_its_theme_until_it_is_decided(session, cast, clock, review, say):
    one = say(cast.priya)
    session.commit()
    theme(session, review, [("", one.text, {}), SINGLE[0]], "Prices", cast, at=clock())
    said.correct(one, by=cast.priya, at=clock(), **words(one, "She had it ready.", kind=GAIN))
    session.commit()
    assert (one.kind, one.placement) == (GAIN, None)
    review.decided_at = clock()
    session.commit()
    with pytest.raises(Refused, match="The board stays as it was") as refused:
        said.correct(one, by=cast.priya, at=clock(), **words(one, one.text, kind=OPPORTUNITY))
    assert refused.value.field == "kind"
    session.rollback()
    said.correct(one, by=cast.priya, at=clock(), **words(one, "She had it at hand."))
    assert one.text == "She had it at hand."
