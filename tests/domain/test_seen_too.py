"""“I saw that too”, and “read”: what people in the room say by one click, for themselves or through who leads."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import cards, meetings, observations, seen_too, ticks
from reviews.errors import Refused
from reviews.observations import HEARD, Observation
from reviews.ranking import Seen, Sight, rank
from reviews.ticks import ReadTick
from tests.on_the_table import HANDOVER, QUOTES, cards as ids, table, theme

WROTE = HANDOVER[0]  # Ingrid's


@pytest.fixture
def review(session, cast, clock):
    return table(session, cast, at=clock(), seen=(*QUOTES, *HANDOVER), gains=())


@pytest.fixture
def card(session, review):
    return session.get(Observation, ids(session, review, [WROTE])[0])


def too(session, review) -> dict[str, list[tuple[str, str]]]:
    session.commit()
    return {session.get(Observation, id).author.first: [(one.person.first, one.function) for one in said]
            for id, said in seen_too.on_cards(session, review).items()}


def test_it_is_said_once_and_taken_back(session, cast, clock, review, card):
    seen_too.say(card, cast.priya, by=cast.priya, at=clock())
    seen_too.say(card, cast.dustin, by=cast.dustin, at=clock.forward(minutes=1))
    seen_too.say(card, cast.priya, by=cast.priya, at=clock.forward(minutes=1))
    assert too(session, review) == {"Ingrid": [("Priya", "sales ops"), ("Dustin", "manager")]}
    seen_too.take_back(card, cast.priya, by=cast.priya)
    seen_too.take_back(card, cast.priya, by=cast.priya)
    assert too(session, review) == {"Ingrid": [("Dustin", "manager")]}


def test_who_leads_notes_it_and_nobody_else_does(session, cast, clock, review, card):
    seen_too.say(card, cast.priya, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Only who leads the room"):
        seen_too.say(card, cast.dustin, by=cast.priya, at=clock())
    with pytest.raises(Refused, match="Only who leads the room"):
        seen_too.take_back(card, cast.priya, by=cast.dustin)
    (noted,) = seen_too.on_cards(session, review)[card.id]
    assert (noted.person, noted.noted_by) == (cast.priya, cast.marc)


@pytest.mark.parametrize("who, sentence", [("ingrid", "Ingrid Solheim wrote this"), ("ana", "is not in this meeting"),
                                           ("lea", "is not in this meeting")])
def test_not_of_ones_own_and_not_by_the_rep_or_a_stranger(session, cast, clock, review, card, who, sentence):
    with pytest.raises(Refused, match=sentence):
        seen_too.say(card, getattr(cast, who), by=cast.marc, at=clock())
    assert too(session, review) == {}


def test_nobody_has_seen_what_they_may_not_read(session, cast, clock, review, card):
    """Personal, not confirmed, or handed in before they were promised to anybody (laws 7 and 8)."""
    meeting = review.meeting
    meeting.facilitator = cast.tomasz
    session.commit()
    meetings.ask(meeting, cast.lea, "leader", by=cast.tomasz, at=clock.forward(hours=1))
    noted = observations.note(review, cast.priya, kind="opportunity", text="Typed for her.", by=cast.tomasz, at=clock())
    session.commit()
    for one, person in ((card, cast.lea), (noted, cast.dustin)):
        with pytest.raises(Refused, match="not in the room for everybody"):
            seen_too.say(one, person, by=person, at=clock())
    observations.mark_personal(card, by=cast.ingrid, at=clock())
    with pytest.raises(Refused, match="not in the room for everybody"):
        seen_too.say(card, cast.dustin, by=cast.dustin, at=clock())
    assert too(session, review) == {}


def test_it_counts_like_a_function_that_only_heard(session, cast, clock, review, card):
    theme(session, review, HANDOVER, "Handover", cast, at=clock())
    before = cards.ranking(session, review, cast.marc).places[0]
    seen_too.say(card, cast.priya, by=cast.priya, at=clock())
    seen_too.say(card, cast.tomasz, by=cast.marc, at=clock())
    session.commit()
    after = cards.ranking(session, review, cast.marc).places[0]
    assert (before.points, after.points) == (6, 8)
    assert [line.words for line in after.sum if line.count] == [
        "1 function saw it", "2 functions said “I saw that too”", "1 person said what it led to"]
    assert after.first_hand == "2 of 2, none with an occasion, 2 saw it too"
    assert after.functions == (("enablement", False), ("sales ops", False), ("service", False))


def test_a_function_counts_once_for_the_best_that_it_has():
    saw = Sight(1, "service", "first-hand")
    heard = Sight(2, "manager", HEARD)
    too = [Sight(n, name, HEARD, too=True) for n, name in enumerate(("service", "manager", "sales ops"), 3)]
    assert rank([Seen(1, "t", (saw, heard, *too))]).places[0].points == 5 + 1 + 1


def test_nothing_is_added_once_it_is_decided(session, cast, clock, review, card):
    review.decided_at = clock()
    session.commit()
    with pytest.raises(Refused, match="is decided"):
        seen_too.say(card, cast.priya, by=cast.priya, at=clock())


def test_each_ticks_that_they_have_read_it_and_can_take_it_back(session, cast, clock, review):
    for person in (cast.priya, cast.marc, cast.priya):
        ticks.tick(review, by=person, at=clock())
    ticks.untick(review, by=cast.marc)
    session.commit()
    assert session.scalars(select(ReadTick.person_id)).all() == [cast.priya.id]
    for person in (cast.ana, cast.olaf):
        with pytest.raises(Refused, match="is not in this meeting"):
            ticks.tick(review, by=person, at=clock())
