"""Leading the room: places, next and back, the clock, breaks, and who leads."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from reviews import leading, meetings
from reviews.board import Theme
from reviews.decisions import Decision
from reviews.errors import Refused
from reviews.leading import Place
from reviews.observations import OPPORTUNITY
from reviews.plans import Plan
from reviews.rooms import CHOOSE, DIAGNOSE, LOOK_BACK, MERGE, PLAN, READ, clock as clock_of
from tests.gathering import MEETS, gathering, made, review_of


@pytest.fixture
def meeting(session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    clock.at = MEETS
    return meeting


def at(meeting, rep, phase) -> Place:
    return Place(review_of(meeting, rep).id, phase)


def where(session, meeting):
    session.commit()
    session.expire_all()
    place = leading.place_of(meeting, meeting.reviews)
    return place and (session.get(type(meeting.reviews[0]), place.review_id).rep.first, place.phase)


def decide(session, cast, review, clock):
    """An item for the review, in bare facts."""
    theme = Theme(review=review, kind=OPPORTUNITY, title="Quotes", made_by_id=cast.marc.id, made_at=clock())
    session.add(Decision(review=review, theme=theme, item_from="a", item_to="b", reason="c", decided_by=cast.marc, decided_at=clock()))
    review.decided_at = clock()
    session.commit()


def test_a_room_begins_with_nobody_on_the_table(session, meeting):
    assert (where(session, meeting), meeting.leads_id) == (None, meeting.facilitator_id)


def test_going_to_a_rep_takes_them_up_and_remembers_who_brought_the_room_there(session, cast, clock, meeting):
    leading.go(meeting, at(meeting, cast.ana, LOOK_BACK), seen="", by=cast.marc, at=clock())
    assert where(session, meeting) == ("Ana", LOOK_BACK)
    assert (review_of(meeting, cast.ana).taken_up_at, meeting.began_at, meeting.room.moved_by) == (clock(), clock(), cast.marc)


def test_next_goes_through_the_phases_and_then_to_the_next_rep_and_back_the_same_way(session, cast, clock, meeting):
    ana, farid = review_of(meeting, cast.ana), review_of(meeting, cast.farid)
    said = []
    place = Place(ana.id, LOOK_BACK)
    while place and place.review_id == ana.id:
        said.append(place.phase)
        place = leading.after(place, meeting.reviews)
    assert (said, place) == ([LOOK_BACK, READ, MERGE, CHOOSE, DIAGNOSE, PLAN], Place(farid.id, LOOK_BACK))
    assert leading.before(Place(ana.id, MERGE), meeting.reviews) == Place(ana.id, READ)
    assert leading.before(Place(ana.id, LOOK_BACK), meeting.reviews) is None
    leading.go(meeting, Place(ana.id, MERGE), by=cast.marc, at=clock())
    session.flush()
    assert leading.before(Place(farid.id, LOOK_BACK), meeting.reviews) == Place(ana.id, MERGE), "where her turn was left"


def test_a_review_that_ended_without_an_item_leads_to_the_next_rep_and_the_last_to_nobody(session, cast, clock, meeting):
    review_of(meeting, cast.ana).closed_at = clock()
    assert leading.after(at(meeting, cast.ana, READ), meeting.reviews) == at(meeting, cast.farid, LOOK_BACK)
    assert leading.after(at(meeting, cast.greta, PLAN), meeting.reviews) is None


def test_who_was_closed_before_coming_to_the_table_is_passed_over(session, cast, clock, meeting):
    review_of(meeting, cast.farid).closed_at = clock()
    assert leading.after(at(meeting, cast.ana, PLAN), meeting.reviews) == at(meeting, cast.greta, LOOK_BACK)
    assert leading.before(at(meeting, cast.greta, LOOK_BACK), meeting.reviews) == at(meeting, cast.ana, LOOK_BACK)


def test_without_an_item_the_room_does_not_go_on_to_its_diagnosis(session, cast, clock, meeting):
    with pytest.raises(Refused, match="There is no item yet"):
        leading.go(meeting, at(meeting, cast.ana, DIAGNOSE), by=cast.marc, at=clock())
    assert (where(session, meeting), session.scalars(select(Plan)).all()) == (None, [])


def test_going_on_to_the_diagnosis_begins_the_draft_once(session, cast, clock, meeting):
    leading.go(meeting, at(meeting, cast.ana, CHOOSE), by=cast.marc, at=clock())
    decide(session, cast, review_of(meeting, cast.ana), clock)
    for phase in (DIAGNOSE, CHOOSE, DIAGNOSE, PLAN):
        leading.go(meeting, at(meeting, cast.ana, phase), by=cast.marc, at=clock())
    assert (where(session, meeting), len(session.scalars(select(Plan)).all())) == (("Ana", PLAN), 1)


def test_of_two_who_press_the_same_button_the_second_finds_it_done(session, cast, clock, meeting):
    leading.go(meeting, at(meeting, cast.ana, READ), seen="", by=cast.marc, at=clock())
    leading.go(meeting, at(meeting, cast.ana, READ), seen="", by=cast.dustin, at=clock())
    assert (where(session, meeting), meeting.room.moved_by) == (("Ana", READ), cast.marc)


def test_whoever_presses_another_button_is_told_where_the_room_went(session, cast, clock, meeting):
    leading.go(meeting, at(meeting, cast.ana, READ), seen="", by=cast.marc, at=clock())
    session.commit()
    with pytest.raises(Refused, match="Marc Oduya brought the room to Ana Kovač, read, meanwhile"):
        leading.go(meeting, at(meeting, cast.ana, LOOK_BACK), seen="", by=cast.dustin, at=clock())
    session.rollback()
    assert where(session, meeting) == ("Ana", READ)


def test_before_its_day_a_meeting_is_begun_only_by_who_says_so(session, cast, clock, meeting):
    clock.at = MEETS - timedelta(days=1)
    with pytest.raises(Refused, match="This meeting is on Tue 24 Nov"):
        leading.go(meeting, at(meeting, cast.ana, LOOK_BACK), by=cast.marc, at=clock())
    assert review_of(meeting, cast.ana).taken_up_at is None
    leading.go(meeting, at(meeting, cast.ana, LOOK_BACK), early=True, by=cast.marc, at=clock())
    assert where(session, meeting) == ("Ana", LOOK_BACK)


def test_a_meeting_that_is_not_open_has_no_room_to_lead(session, cast, clock):
    closed = made(session, cast, at=clock(), period="2026-12", due_at=MEETS, meets_at=MEETS)
    clock.at = MEETS
    with pytest.raises(Refused, match="has not opened this meeting yet"):
        leading.go(closed, at(closed, cast.ana, LOOK_BACK), by=cast.marc, at=clock())


def test_a_rep_of_another_meeting_is_on_no_table_here(session, cast, clock, meeting):
    other = gathering(session, cast, at=clock(), period="2026-12", due_at=MEETS, meets_at=MEETS)
    with pytest.raises(Refused, match="not on the agenda any more"):
        leading.go(meeting, at(other, cast.ana, LOOK_BACK), by=cast.marc, at=clock())


def left(meeting, rep, clock):
    return clock_of(review_of(meeting, rep), clock()).left


def test_the_clock_runs_while_the_rep_is_on_the_table_and_adds_up(session, cast, clock, meeting):
    leading.go(meeting, at(meeting, cast.ana, LOOK_BACK), by=cast.marc, at=clock())
    clock.forward(minutes=3)
    leading.go(meeting, at(meeting, cast.ana, READ), by=cast.marc, at=clock())
    clock.forward(minutes=2)
    leading.go(meeting, at(meeting, cast.farid, LOOK_BACK), by=cast.marc, at=clock())
    clock.forward(minutes=10)
    assert (left(meeting, cast.ana, clock), left(meeting, cast.farid, clock)) == (7 * 60, 2 * 60)
    leading.go(meeting, at(meeting, cast.ana, READ), by=cast.marc, at=clock())
    clock.forward(minutes=9)
    stands = clock_of(review_of(meeting, cast.ana), clock())
    assert (stands.left, stands.runs, stands.near_the_end) == (-2 * 60, True, True), "it warns, and cuts nothing off"


def test_a_break_stops_the_clock_and_any_move_ends_it(session, cast, clock, meeting):
    leading.go(meeting, at(meeting, cast.ana, READ), by=cast.marc, at=clock())
    clock.forward(minutes=1)
    leading.rest(meeting, by=cast.marc, at=clock())
    clock.forward(minutes=30)
    assert (left(meeting, cast.ana, clock), meeting.room.break_since is not None) == (11 * 60, True)
    leading.go_on(meeting, by=cast.marc, at=clock())
    clock.forward(minutes=1)
    assert (left(meeting, cast.ana, clock), meeting.room.break_since) == (10 * 60, None)


def test_minutes_are_given_to_the_rep_on_the_table_and_not_without_end(session, cast, clock, meeting):
    with pytest.raises(Refused, match="Nobody is on the table"):
        leading.give_minutes(meeting, 2, by=cast.marc, at=clock())
    leading.go(meeting, at(meeting, cast.ana, READ), by=cast.marc, at=clock())
    leading.give_minutes(meeting, 2, by=cast.marc, at=clock())
    assert clock_of(review_of(meeting, cast.ana), clock()).minutes == 14
    for wrong in (0, -5, 119):
        with pytest.raises(Refused, match="Give 1 to 118 minutes more"):
            leading.give_minutes(meeting, wrong, by=cast.marc, at=clock())


def test_the_lead_is_handed_to_somebody_of_the_meeting_and_taken_back(session, cast, clock, meeting):
    leading.hand_lead(meeting, cast.tomasz, by=cast.marc, at=clock())
    assert meeting.leads_id == cast.tomasz.id
    leading.hand_lead(meeting, cast.marc, by=cast.marc, at=clock())
    assert (meeting.leads_id, meeting.room.lead_id) == (cast.marc.id, None)
    for wrong in (cast.olaf, None):
        with pytest.raises(Refused, match="Choose somebody of this meeting"):
            leading.hand_lead(meeting, wrong, by=cast.marc, at=clock())


def test_nobody_leads_their_own_review(session, cast, clock, meeting):
    meetings.ask(meeting, cast.farid, "peer manager", by=cast.marc, at=clock())
    session.commit()
    leading.hand_lead(meeting, cast.farid, by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Hand the lead to somebody else first"):
        leading.go(meeting, at(meeting, cast.farid, LOOK_BACK), by=cast.farid, at=clock())
    leading.hand_lead(meeting, cast.marc, by=cast.marc, at=clock())
    leading.go(meeting, at(meeting, cast.farid, LOOK_BACK), by=cast.marc, at=clock())
    with pytest.raises(Refused, match="Farid Haddad is on the table now"):
        leading.hand_lead(meeting, cast.farid, by=cast.marc, at=clock())


@pytest.mark.parametrize("said", ["", "7", "7-", "x-read", "7-nowhere", "²-read", "-read", "7-read-more"])
def test_what_is_no_place_is_none(said):
    assert Place.read(said) is None


def test_a_place_is_read_as_it_is_written():
    assert Place.read(str(Place(7, LOOK_BACK))) == Place(7, "look back")
