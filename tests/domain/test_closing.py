"""A review that ends without an item says why, and the reason has to be true."""

from datetime import date

import pytest
from sqlalchemy import select

from reviews import closing, handover, meetings, observations, people
from reviews.board import ParkedTheme
from reviews.errors import Refused
from tests.gathering import MEETS, SAW, gathering, made, on_a_plan, review_of


@pytest.fixture
def ana(session, cast, clock):
    """Ana's review, on the table on the day of the meeting."""
    review = review_of(gathering(session, cast, at=clock()), cast.ana)
    clock.at = MEETS
    meetings.take_up(review, by=cast.marc, at=clock())
    session.commit()
    return review


def close(review, cast, clock, why, note=""):
    closing.close_without_item(review, why=why, note=note, by=cast.marc, at=clock())


def test_nobody_wrote(session, cast, clock, ana):
    close(ana, cast, clock, "nobody wrote", note=" We talked about June instead. ")
    session.commit()
    assert (ana.state, ana.closed_why, ana.closed_note, ana.closed_by_id) == (
        "closed", "nobody wrote", "We talked about June instead.", cast.marc.id)


def test_nobody_wrote_is_not_true_when_somebody_did(session, cast, clock, ana):
    observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    with pytest.raises(Refused, match="1 observation was handed in. Choose another reason") as refused:
        close(ana, cast, clock, "nobody wrote")
    assert (refused.value.field, ana.closed_at) == ("why", None)


def test_what_nobody_but_the_few_may_know_of_does_not_stand_in_the_way(session, cast, clock, ana):
    observations.write(ana, cast.priya, **SAW, personal=True, hand_in=True, at=clock())
    observations.write(ana, cast.ingrid, **SAW, at=clock())
    close(ana, cast, clock, "nobody wrote")
    assert ana.closed_why == "nobody wrote"


def test_what_was_written_is_parked(session, cast, clock, ana):
    observations.write(ana, cast.priya, **SAW, hand_in=True, at=clock())
    close(ana, cast, clock, "nothing to change now")
    session.commit()
    assert session.execute(select(ParkedTheme.review_id, ParkedTheme.count, ParkedTheme.functions)).all() == [(ana.id, 1, ["sales ops"])]


@pytest.mark.parametrize("why", ["", "no time", "left"])
def test_other_reasons_are_refused(session, cast, clock, ana, why):
    with pytest.raises(Refused) as refused:
        close(ana, cast, clock, why)
    assert (refused.value.field, ana.closed_at) == ("why", None)


def test_a_rep_who_has_left(session, cast, clock, ana):
    handover.leave(cast.ana, at=clock())
    session.flush()
    close(ana, cast, clock, "left")
    assert ana.closed_why == "left"


def test_a_rep_of_another_team_has_left_this_one(session, cast, clock, ana):
    people.join(cast.ana, None, at=clock())
    session.flush()
    assert closing.has_left(session, ana)


@pytest.mark.parametrize("starts_on, length, runs_on", [
    (date(2026, 11, 23), 30, True), (date(2026, 11, 5), 30, True), (date(2026, 11, 4), 30, False), (date(2026, 9, 1), 30, False),
    (date(2026, 11, 4), 60, True), (date(2026, 10, 5), 60, False)])
def test_a_plan_not_yet_in_its_last_ten_days_runs_on(session, cast, clock, ana, starts_on, length, runs_on):
    on_a_plan(session, cast, ana, starts_on=starts_on, length=length)
    assert (closing.plan_that_runs_on(session, ana, clock()) is not None) is runs_on
    if runs_on:
        with pytest.raises(Refused, match="Ana Kovač is on a plan until .*, so the reason is that it runs on"):
            close(ana, cast, clock, "nothing to change now")
    close(ana, cast, clock, "the plan runs on" if runs_on else "nothing to change now")
    assert ana.state == "closed"


def test_no_plan_runs_on_without_one(session, cast, clock, ana):
    with pytest.raises(Refused, match="Ana Kovač is on no plan now"):
        close(ana, cast, clock, "the plan runs on")


def test_it_ends_once(session, cast, clock, ana):
    close(ana, cast, clock, "away")
    first = ana.closed_at
    clock.forward(hours=1)
    close(ana, cast, clock, "away")
    with pytest.raises(Refused, match="closed already: away"):
        close(ana, cast, clock, "nobody wrote")
    assert ana.closed_at == first


def test_a_review_with_an_item_is_not_closed_without_one(session, cast, clock, ana):
    ana.decided_at = clock()
    with pytest.raises(Refused, match="Ana Kovač has an item already"):
        close(ana, cast, clock, "away")


def test_not_before_the_meeting_is_open_nor_after_it(session, cast, clock):
    meeting = made(session, cast, at=clock())
    with pytest.raises(Refused, match="has not opened this meeting yet"):
        close(meeting.reviews[0], cast, clock, "away")
    meeting.opened_at = meeting.closed_at = clock()
    with pytest.raises(Refused, match="This meeting is closed"):
        close(meeting.reviews[0], cast, clock, "away")


def test_closed_before_its_turn_nothing_more_is_written_about_the_rep(session, cast, clock, ana):
    farid = review_of(ana.meeting, cast.farid)
    close(farid, cast, clock, "away")
    with pytest.raises(Refused, match="The review of Farid Haddad was closed without an item: away"):
        observations.write(farid, cast.priya, **SAW, at=clock())
