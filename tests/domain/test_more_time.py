"""More time for one contributor, somebody else in their place, and what becomes of both when the meeting moves."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import asking, meetings, observations
from reviews.contributors import Contributor, shown_time
from reviews.errors import Refused, Stale
from tests.gathering import DUE, MEETS, SAW, gathering, review_of

LATER, LATEST = DUE + timedelta(hours=5), DUE + timedelta(hours=20)


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def priya(session, cast, meeting):
    return asked(session, cast.priya)


def asked(session, person):
    return session.scalar(select(Contributor).where(Contributor.person_id == person.id))


def give(one, until, cast, clock, **more):
    asking.give_time(one, until=until, by=cast.marc, at=clock(), **more)


def test_one_has_longer_than_the_others_and_as_long_again(session, cast, clock, meeting, priya):
    give(priya, LATER, cast, clock)
    assert (priya.due, asked(session, cast.ingrid).due) == (LATER, DUE)
    give(priya, None, cast, clock)
    assert priya.due == DUE


@pytest.mark.parametrize("until, moved, sentence", [
    (DUE - timedelta(days=8), {}, "This time has passed already."),
    (DUE, {}, "Everybody has until then, or longer."),
    (DUE - timedelta(hours=1), {}, "Everybody has until then, or longer."),
    (MEETS + timedelta(minutes=1), {}, "The meeting has begun by then."),
    (LATER, {"began_at": DUE}, "The meeting has begun. Everybody can write until their rep’s turn comes."),
    (LATER, {"closed_at": DUE}, "This meeting is closed."),
])
def test_a_time_that_is_none_is_refused(session, cast, clock, meeting, priya, until, moved, sentence):
    for moment, at in moved.items():
        setattr(meeting, moment, at)
    session.commit()
    with pytest.raises(Refused, match=sentence):
        give(priya, until, cast, clock)
    assert priya.due_at is None


def test_up_to_the_beginning_of_the_meeting_is_in_time(cast, clock, meeting, priya):
    give(priya, MEETS, cast, clock)
    assert priya.due == MEETS


def test_of_two_facilitators_the_second_is_shown_what_the_first_gave(session, cast, clock, meeting, priya):
    seen = shown_time(priya.due_at)
    give(priya, LATER, cast, clock, seen=seen)
    session.flush()
    with pytest.raises(Stale) as stale:
        give(priya, LATEST, cast, clock, seen=seen)
    assert (stale.value.theirs, priya.due) == ({"due_at": LATER}, LATER)
    give(priya, LATER, cast, clock, seen=seen)  # the same is no conflict
    give(priya, LATEST, cast, clock, seen=stale.value.stands)
    assert priya.due == LATEST


@pytest.mark.parametrize("due_at, meets_at, own", [
    (LATEST, MEETS, None), (DUE - timedelta(hours=2), MEETS, LATER), (DUE, DUE + timedelta(hours=1), DUE + timedelta(hours=1))])
def test_an_own_time_is_kept_between_what_all_have_and_the_beginning(session, cast, clock, meeting, priya, due_at, meets_at, own):
    give(priya, LATER, cast, clock)
    meetings.revise(meeting, due_at=due_at, meets_at=meets_at, reps=meeting.agenda, by=cast.marc, at=clock())
    assert priya.due_at == own


def test_the_time_for_all_is_not_moved_into_the_past_and_may_stay_there(session, cast, clock, meeting):
    clock.forward(days=7, hours=4)
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS + timedelta(days=1), reps=meeting.agenda, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="This time has passed already. Choose one that is still to come.") as refused:
        meetings.revise(meeting, due_at=DUE + timedelta(minutes=5), meets_at=MEETS, reps=meeting.agenda, by=cast.marc, at=clock())
    assert (refused.value.field, meeting.due_at) == ("due_at", DUE)


def test_somebody_else_is_asked_instead_from_the_same_function(session, cast, clock, meeting, priya):
    new = asking.replace(priya, cast.olaf, by=cast.marc, at=clock())
    session.commit()
    assert (new.person, new.function, asked(session, cast.priya)) == (cast.olaf, "sales ops", None)


def test_who_has_begun_to_write_stays_beside_the_one_who_is_asked_instead(session, cast, clock, meeting, priya):
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW, at=clock())
    asking.replace(priya, cast.olaf, by=cast.marc, at=clock())
    session.commit()
    assert [asked(session, person).function for person in (cast.priya, cast.olaf)] == ["sales ops", "sales ops"]


@pytest.mark.parametrize("name, sentence", [("ingrid", "Ingrid Solheim is asked already."), ("priya", "Priya Raman is asked already."),
                                            (None, "Choose somebody who is here.")])
def test_who_cannot_be_asked_instead(session, cast, clock, meeting, priya, name, sentence):
    with pytest.raises(Refused, match=sentence):
        asking.replace(priya, getattr(cast, name) if name else None, by=cast.marc, at=clock())
    assert asked(session, cast.priya) is priya
