"""What contributors write: drafts and what is handed in, until the rep is on the table; what is personal; what was imported."""

import pytest
from sqlalchemy import func, select

from reviews import meetings, nothing_to_add, observations, themes
from reviews.board import Placement
from reviews.errors import Refused, Stale
from reviews.nothing_to_add import NothingToAdd
from reviews.observations import Observation
from tests.gathering import MEETS, SAW, gathering, made, review_of

OTHER = {"kind": "gain", "text": "Two of her quotes kept the list price."}


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def ana(meeting, cast):
    """Ana's review."""
    return review_of(meeting, cast.ana)


def count(session, table=Observation):
    return session.scalar(select(func.count()).select_from(table))


def test_a_draft_has_no_readers_and_what_is_handed_in_keeps_those_it_named(session, cast, clock, ana):
    draft = observations.write(ana, cast.priya, **SAW, at=clock())
    done = observations.write(ana, cast.priya, **OTHER, effect=" They bought. ", occasion="Brunnhofer", hand_in=True, at=clock())
    session.commit()
    assert (draft.handed_in_at, draft.readers, draft.for_manager, draft.for_facilitator) == (None, "", None, None)
    assert (done.handed_in_at, done.for_manager, done.for_facilitator) == (clock(), cast.dustin, cast.marc)
    assert (done.function, done.effect, done.occasion, done.basis) == ("sales ops", "They bought.", "Brunnhofer", "first-hand")
    assert done.readers == observations.readers_of(ana, cast.priya)


@pytest.mark.parametrize("text", [
    "אנה התקשרה ללקוח", "﷽ ‮gnp.exe‬", "Z̷̢̛̰̞͔̈a̶l̵g̸o 👩🏽‍🚀🏳️‍🌈", "<script>alert(1)</script> {{ 7 * 7 }} {% raw %}", "x" * 10_000, "a\nb\n\nc", "'; DROP TABLE observation; --"])
def test_any_text_is_kept_as_typed(session, cast, clock, ana, text):
    observation = observations.write(ana, cast.priya, kind="gain", text=text, hand_in=True, at=clock())
    session.commit()
    session.refresh(observation)
    assert observation.text == text


def test_a_null_character_is_left_out_because_no_database_takes_it(session, cast, clock, ana):
    observation = observations.write(ana, cast.priya, kind="gain", text="She\0 asked.", at=clock())
    session.commit()
    assert observation.text == "She asked."


@pytest.mark.parametrize("facts, field, sentence", [
    ({"text": " \n "}, "text", "Write what you saw"),
    ({"text": "x" * 20_001}, "text", "This has 20,001 characters, and 20,000 fit"),
    ({"effect": "x" * 20_001}, "effect", "20,000 fit"),
    ({"kind": "weakness"}, "kind", "got better or could get better"),
    ({"basis": "gossip"}, "basis", "saw it yourself"),
    ({"without_manager": True}, "personal", "Only what is personal can be kept from Dustin"),
])
def test_what_cannot_be_is_refused_in_a_sentence(session, cast, clock, ana, facts, field, sentence):
    with pytest.raises(Refused, match=sentence) as refused:
        observations.write(ana, cast.priya, **SAW | facts, at=clock())
    assert (refused.value.field, count(session)) == (field, 0)


def test_only_who_is_asked_writes_and_nobody_about_themselves(session, cast, clock, ana):
    meetings.ask(ana.meeting, cast.ana, "service", by=cast.marc, at=clock())
    for person in (cast.olaf, cast.marc, cast.ana):
        with pytest.raises(Refused, match="is not asked to write about Ana Kovač"):
            observations.write(ana, person, **SAW, at=clock())
    assert count(session) == 0


def test_nothing_is_written_before_the_meeting_is_open_or_after_it_is_closed(session, cast, clock):
    meeting = made(session, cast, at=clock())
    ana = review_of(meeting, cast.ana)
    with pytest.raises(Refused, match="has not opened this meeting yet"):
        observations.write(ana, cast.priya, **SAW, at=clock())
    meetings.open(meeting, by=cast.marc, at=clock())
    draft = observations.write(ana, cast.priya, **SAW, at=clock())
    meeting.closed_at = clock()
    for late in (lambda: observations.hand_in(draft, at=clock()),
                 lambda: observations.write(ana, cast.priya, **OTHER, at=clock()),
                 lambda: observations.change(draft, **OTHER, at=clock()),
                 lambda: nothing_to_add.say(ana, cast.tomasz, at=clock())):
        with pytest.raises(Refused, match="This meeting is closed"):
            late()
    assert (draft.handed_in_at, draft.text, count(session)) == (None, SAW["text"], 1)


def test_the_same_words_twice_are_one_observation(session, cast, clock, ana):
    observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    with pytest.raises(Refused, match="You have written exactly this about Ana already"):
        observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    observations.write(ana, cast.ingrid, **SAW, hand_in=True, at=clock())
    assert count(session) == 2


def test_handed_in_it_is_changed_taken_back_and_discarded_until_the_rep_is_on_the_table(session, cast, clock, ana):
    observation = observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    observations.change(observation, **SAW | {"effect": "Three weeks."}, at=clock())
    assert (observation.effect, observation.handed_in_at) == ("Three weeks.", clock())
    with pytest.raises(Refused, match="Take it back to a draft first"):
        observations.discard(observation)
    observations.take_back(observation, at=clock())
    observations.take_back(observation, at=clock())
    assert (observation.handed_in_at, observation.for_facilitator) == (None, None)
    observations.discard(observation)
    session.commit()
    assert count(session) == 0


def test_on_the_table_what_was_handed_in_stays_and_an_open_draft_can_still_come_in(session, cast, clock, ana):
    done = observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    draft = observations.write(ana, cast.priya, **OTHER, at=clock())
    meetings.take_up(ana, by=cast.marc, at=clock())
    for late in (lambda: observations.change(done, **OTHER, at=clock()), lambda: observations.take_back(done, at=clock())):
        with pytest.raises(Refused, match="Ana’s turn has come, and others read this now"):
            late()
    observations.hand_in(draft, at=clock())
    observations.hand_in(draft, at=clock.forward(hours=1))
    session.commit()
    assert (done.text, draft.handed_in_at) == (SAW["text"], ana.taken_up_at)
    assert draft.readers == observations.readers_of(ana, cast.priya)


def test_a_promise_that_is_not_true_any_more_is_not_handed_in_on(session, cast, clock, ana):
    promised = observations.readers_of(ana, cast.priya)
    meetings.take_up(ana, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Who reads this, or when, has changed since you opened this page"):
        observations.write(ana, cast.priya, **SAW, hand_in=True, promised=promised, at=clock())
    assert count(session) == 0
    promised = observations.readers_of(ana, cast.priya)
    observations.write(ana, cast.priya, **SAW, hand_in=True, promised=promised, at=clock())
    assert session.scalars(select(Observation.readers)).all() == [promised]


def test_a_new_facilitator_does_not_inherit_what_was_promised_to_another(session, cast, clock, ana):
    before = observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    ana.meeting.facilitator = cast.tomasz
    observations.change(before, **SAW | {"effect": "Three weeks."}, at=clock())
    after = observations.write(ana, cast.priya, **OTHER, hand_in=True, at=clock())
    session.commit()
    assert (before.for_facilitator, after.for_facilitator) == (cast.marc, cast.tomasz)
    assert before.readers.startswith("Marc reads it now.") and after.readers.startswith("Tomasz reads it now.")


def test_of_two_tabs_the_second_is_shown_both_texts(session, cast, clock, ana):
    draft = observations.write(ana, cast.priya, **SAW, at=clock())
    session.commit()
    seen = draft.version
    observations.change(draft, **SAW | {"text": "From the first tab."}, seen=seen, at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        observations.change(draft, **SAW | {"text": "From the second."}, seen=seen, at=clock())
    assert (stale.value.theirs, draft.text) == ({"text": "From the first tab."}, "From the first tab.")


def test_nothing_to_add_is_an_answer_that_writing_takes_the_place_of(session, cast, clock, ana):
    nothing_to_add.say(ana, cast.priya, at=clock())
    nothing_to_add.say(ana, cast.priya, at=clock())
    assert count(session, NothingToAdd) == 1
    draft = observations.write(ana, cast.priya, **SAW, at=clock())
    assert count(session, NothingToAdd) == 1, "a draft is its author's alone, and changes no answer"
    observations.hand_in(draft, at=clock())
    assert count(session, NothingToAdd) == 0
    with pytest.raises(Refused, match="You have written about Ana"):
        nothing_to_add.say(ana, cast.priya, at=clock())
    meetings.take_up(ana, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Ana’s turn has come already"):
        nothing_to_add.say(ana, cast.ingrid, at=clock())


def test_personal_goes_to_manager_and_facilitator_or_to_the_facilitator_alone(session, cast, clock, ana):
    both = observations.write(ana, cast.priya, **SAW, personal=True, hand_in=True, at=clock())
    one = observations.write(ana, cast.ingrid, **SAW, personal=True, without_manager=True, hand_in=True, at=clock())
    session.commit()
    assert (both.for_manager, both.for_facilitator, both.readers) == (cast.dustin, cast.marc, "Dustin and Marc alone read it. Ana never does.")
    assert (one.for_manager, one.for_facilitator, one.readers) == (None, cast.marc, "Marc alone reads it. Ana never does.")


def test_a_manager_who_runs_the_meeting_cannot_be_left_out(session, cast, clock, ana):
    ana.meeting.facilitator = cast.dustin
    with pytest.raises(Refused, match="Dustin Brinkmann also runs this meeting, so it cannot be kept from Dustin"):
        observations.write(ana, cast.priya, **SAW, personal=True, without_manager=True, at=clock())


def test_marked_personal_it_leaves_its_theme_and_is_never_widened_again(session, cast, clock, ana):
    pair = [observations.write(ana, person, **SAW, hand_in=True, at=clock()) for person in (cast.priya, cast.ingrid)]
    session.flush()
    themes.make(ana, [one.id for one in pair], title="One contact", by=cast.marc, at=clock())
    session.commit()
    observations.mark_personal(pair[0], by=cast.marc, at=clock())
    session.commit()
    assert session.scalars(select(Placement.observation_id)).all() == [pair[1].id]
    assert (pair[0].personal, pair[0].readers) == (True, "Dustin and Marc alone read it. Ana never does.")
    with pytest.raises(Refused, match="handed in to fewer readers, and stays with them") as refused:
        observations.change(pair[0], **SAW, at=clock())
    assert refused.value.field == "personal"
    observations.take_back(pair[0], at=clock())
    with pytest.raises(Refused, match="stays with them"):
        observations.change(pair[0], **SAW, at=clock())


def test_taken_back_it_leaves_its_theme(session, cast, clock, ana):
    observation = observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    session.flush()
    themes.make(ana, [observation.id], title="One contact", by=cast.marc, at=clock())
    observations.take_back(observation, at=clock())
    session.commit()
    assert count(session, Placement) == 0


def test_imported_it_waits_for_its_author(session, cast, clock, ana):
    noted = observations.note(ana, cast.priya, **SAW, by=cast.marc, at=clock())
    session.flush()
    assert observations.note(ana, cast.priya, **SAW, by=cast.marc, at=clock()) is noted
    session.commit()
    assert (noted.needs_confirming, noted.for_manager, noted.for_facilitator, count(session)) == (True, cast.dustin, cast.marc, 1)
    assert noted.readers == "Until Priya confirms it: Dustin and Marc alone. Others only once Priya has. Ana never does."
    with pytest.raises(Refused, match="Confirm this, change it, or discard it"):
        observations.take_back(noted, at=clock())
    observations.confirm(noted, at=clock.forward(hours=1))
    observations.confirm(noted, at=clock.forward(hours=1))
    session.commit()
    assert (noted.needs_confirming, noted.readers) == (False, observations.readers_of(ana, cast.priya))


def test_its_author_changes_or_discards_what_was_imported(session, cast, clock, ana):
    first = observations.note(ana, cast.priya, **SAW, by=cast.marc, at=clock())
    second = observations.note(ana, cast.priya, **OTHER, by=cast.marc, at=clock())
    own = observations.note(ana, cast.dustin, **SAW, by=cast.dustin, at=clock())
    session.commit()
    observations.change(first, **SAW | {"text": "In my own words."}, at=clock())
    observations.discard(second)
    session.commit()
    assert (first.needs_confirming, first.text, own.needs_confirming, count(session)) == (False, "In my own words.", False, 2)


def test_the_date_in_the_promise_is_that_of_the_team(session, cast, clock, ana):
    ana.meeting.meets_at = MEETS.replace(hour=0, minute=30)
    assert "has come on Tue 24 Nov:" in observations.readers_of(ana, cast.priya)
