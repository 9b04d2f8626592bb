"""A review meeting: made once a period, opened, its reps taken up one by one, closed when all are done."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from reviews import asking, closing, meetings, observations, people
from reviews.contributors import Contributor
from reviews.errors import Refused, Stale
from reviews.meetings import Meeting, Review
from tests.gathering import DUE, MEETS, SAW, gathering, made, review_of


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


def names(meeting):
    return [review.rep.first for review in meeting.reviews]


def asked(meeting):
    return [(one.person.first, one.function) for one in meeting.contributors]


def test_a_meeting_has_its_reps_in_order_and_those_who_are_asked(session, cast, clock):
    meeting = made(session, cast, at=clock(), reps=[(cast.greta.id, 20), (cast.ana.id, 8)])
    assert [(review.rep.first, review.position, review.minutes) for review in meeting.reviews] == [("Greta", 1, 20), ("Ana", 2, 8)]
    assert asked(meeting) == [("Dustin", "manager"), ("Priya", "sales ops"), ("Tomasz", "enablement"), ("Ingrid", "service")]
    assert (meeting.state, meeting.manager, meeting.facilitator) == ("scheduled", cast.dustin, cast.marc)


def test_a_second_meeting_for_a_period_is_refused(session, cast, clock, meeting):
    with pytest.raises(Refused, match="has a meeting for November 2026 already. It is gathering."):
        made(session, cast, at=clock())
    session.rollback()
    assert session.scalar(select(func.count()).select_from(Meeting)) == 1


@pytest.mark.parametrize("period", ["2026-Q4", "2026-13", "11/2026", "", "２０２６-11"])
def test_a_period_that_does_not_fit_the_cadence_is_refused(session, cast, clock, period):
    with pytest.raises(Refused, match="meets monthly, so write the period like 2026-11") as refused:
        made(session, cast, at=clock(), period=period)
    assert refused.value.field == "period"


def test_a_quarterly_team_has_one_a_quarter(session, cast, clock):
    cast.team.cadence = "quarterly"
    assert made(session, cast, at=clock(), period="2026-q4").period == "2026-Q4"


def test_due_after_the_meeting_is_refused(session, cast, clock):
    with pytest.raises(Refused, match="due before the meeting begins") as refused:
        made(session, cast, at=clock(), due_at=MEETS + timedelta(minutes=1))
    assert refused.value.field == "due_at"


@pytest.mark.parametrize("minutes", [0, -5, 241, None])
def test_minutes_that_are_none_are_refused(session, cast, clock, minutes):
    with pytest.raises(Refused, match="1 to 240 minutes"):
        made(session, cast, at=clock(), reps=[(cast.ana.id, minutes)])


def test_reps_are_of_this_team_each_once_and_not_those_who_run_it(session, cast, clock):
    people.join(cast.marc, cast.team, at=clock())
    session.commit()
    for reps, why in (([], "at least one rep"), ([(cast.ana.id, 9), (cast.ana.id, 12)], "each of them once"),
                      ([(cast.olaf.id, 12)], "reps of this team"), ([(999, 12)], "reps of this team"),
                      ([(cast.marc.id, 12)], "Marc Oduya runs this meeting and cannot be under review in it")):
        with pytest.raises(Refused, match=why) as refused:
            made(session, cast, at=clock(), reps=reps)
        assert refused.value.field == "reps"
        session.rollback()


def test_one_is_asked_once_and_only_who_is_here(session, cast, clock, meeting):
    meetings.ask(meeting, cast.priya, "sales ops", by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Priya Raman is asked already, as sales ops"):
        meetings.ask(meeting, cast.priya, "service", by=cast.marc, at=clock())
    with pytest.raises(Refused, match="the function that"):
        meetings.ask(meeting, cast.lea, "astrologer", by=cast.marc, at=clock())
    cast.olaf.left_at = clock()
    for nobody in (cast.olaf, None):
        with pytest.raises(Refused, match="somebody who is here"):
            meetings.ask(meeting, nobody, "service", by=cast.marc, at=clock())
    session.commit()
    assert len(asked(meeting)) == 4


def test_who_has_written_stays_asked_and_who_has_not_can_go(session, cast, clock, meeting):
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW, at=clock())
    contributors = {one.person: one for one in meeting.contributors}
    with pytest.raises(Refused, match="Priya Raman has written here, or has begun to"):
        asking.unask(meeting, contributors[cast.priya], by=cast.marc, at=clock())
    asking.unask(meeting, contributors[cast.ingrid], by=cast.marc, at=clock())
    session.commit()
    assert [first for first, _ in asked(meeting)] == ["Dustin", "Priya", "Tomasz"]


def test_opening_needs_somebody_who_is_asked_and_happens_once(session, cast, clock):
    meeting = made(session, cast, at=clock(), contributors=[])
    with pytest.raises(Refused, match="Nobody is asked"):
        meetings.open(meeting, by=cast.marc, at=clock())
    meetings.ask(meeting, cast.priya, "sales ops", by=cast.marc, at=clock())
    first = clock()
    meetings.open(meeting, by=cast.marc, at=first)
    meetings.open(meeting, by=cast.marc, at=clock.forward(hours=1))
    assert (meeting.state, meeting.opened_at) == ("gathering", first)


def test_the_agenda_is_put_in_another_order_until_the_meeting_is_closed(session, cast, clock, meeting):
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS + timedelta(hours=1), by=cast.marc, at=clock(), seen=meeting.version,
                    reps=[(cast.greta.id, 12), (cast.ana.id, 30), (cast.farid.id, 12)])
    session.commit()
    assert (names(meeting), [review.minutes for review in meeting.reviews]) == (["Greta", "Ana", "Farid"], [12, 30, 12])
    meeting.closed_at = clock()
    with pytest.raises(Refused, match="This meeting is closed"):
        meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=meeting.agenda, by=cast.marc, at=clock())


def test_of_two_who_change_the_agenda_the_second_is_told(session, cast, clock, meeting):
    seen = meeting.version
    mine, theirs = [(cast.greta.id, 12), (cast.ana.id, 12), (cast.farid.id, 12)], [(cast.farid.id, 9), *meeting.agenda[:1], (cast.greta.id, 1)]
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=theirs, seen=seen, by=cast.marc, at=clock())
    session.commit()
    with pytest.raises(Stale) as stale:
        meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=mine, seen=seen, by=cast.marc, at=clock())
    assert stale.value.theirs == {"agenda": theirs}
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=theirs, seen=seen, by=cast.marc, at=clock())


def test_a_rep_leaves_the_agenda_before_it_is_open_and_not_later(session, cast, clock):
    meeting = made(session, cast, at=clock())
    two, three = meeting.agenda[:2], meeting.agenda
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=two, by=cast.marc, at=clock())
    session.commit()
    assert (names(meeting), session.scalar(select(func.count()).select_from(Review))) == (["Ana", "Farid"], 2)
    meetings.open(meeting, by=cast.marc, at=clock())
    meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=three, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="cannot be taken off any more: people can write already"):
        meetings.revise(meeting, due_at=DUE, meets_at=MEETS, reps=two, by=cast.marc, at=clock())
    session.commit()
    assert names(meeting) == ["Ana", "Farid", "Greta"]


def test_taking_up_the_first_rep_begins_the_meeting_and_only_once(session, cast, clock, meeting):
    ana, farid = review_of(meeting, cast.ana), review_of(meeting, cast.farid)
    first = clock()
    meetings.take_up(ana, by=cast.marc, at=first)
    assert (meeting.state, ana.state, farid.state) == ("in session", "on the table", "gathering")
    later = clock.forward(minutes=12)
    meetings.take_up(ana, by=cast.marc, at=later)
    meetings.take_up(farid, by=cast.marc, at=later)
    assert (meeting.began_at, ana.taken_up_at, farid.taken_up_at) == (first, first, later)


def test_nothing_is_taken_up_before_it_is_open_or_after_it_is_closed(session, cast, clock):
    meeting = made(session, cast, at=clock())
    ana = review_of(meeting, cast.ana)
    with pytest.raises(Refused, match="Marc Oduya has not opened this meeting yet"):
        meetings.take_up(ana, by=cast.marc, at=clock())
    meetings.open(meeting, by=cast.marc, at=clock())
    meeting.closed_at = clock()
    with pytest.raises(Refused, match="This meeting is closed"):
        meetings.take_up(ana, by=cast.marc, at=clock())
    assert ana.taken_up_at is None


def test_a_meeting_closes_when_every_review_is_done(session, cast, clock, meeting):
    ana, farid, greta = meeting.reviews
    ana.decided_at = clock()
    closing.close_without_item(farid, why="away", by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Not done yet: Greta Lindqvist. Choose an item"):
        meetings.close(meeting, by=cast.marc, at=clock())
    closing.close_without_item(greta, why="nobody wrote", by=cast.marc, at=clock())
    first = clock()
    meetings.close(meeting, by=cast.marc, at=first)
    meetings.close(meeting, by=cast.marc, at=clock.forward(hours=1))
    assert (meeting.state, meeting.closed_at) == ("closed", first)


def test_the_database_itself_holds_one_meeting_a_period_and_one_review_a_rep(session, cast, clock, meeting):
    twice = Contributor(meeting_id=meeting.id, person_id=cast.priya.id, function="service", asked_at=clock(), asked_by_id=cast.marc.id)
    for second in (Review(meeting_id=meeting.id, rep_id=cast.ana.id, position=9), twice,
                   Meeting(team_id=cast.team.id, period="2026-11", due_at=DUE, meets_at=MEETS, manager_id=cast.dustin.id,
                           facilitator_id=cast.marc.id, made_by_id=cast.marc.id, made_at=clock())):
        session.add(second)
        with pytest.raises(Exception, match="(?i)unique"):
            session.flush()
        session.rollback()


def test_who_is_asked_without_a_function_sees_from_their_own(session, cast, clock):
    meeting = made(session, cast, at=clock())
    beatriz = people.add(session, name="Beatriz Salgado", function="manager", at=clock())
    session.flush()
    asked = [meetings.ask(meeting, person, "", by=cast.marc, at=clock()).function for person in (cast.lea, beatriz)]
    assert asked == ["leader", "peer manager"]
    with pytest.raises(Refused, match="Choose the function that Olaf Fremd sees the reps from"):
        meetings.ask(meeting, cast.olaf, "", by=cast.marc, at=clock())
