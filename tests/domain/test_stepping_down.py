"""Whoever leads the room and is of its meeting no more leads it no more; the facilitator goes on."""

import pytest

from reviews import asking, handover, leading, people, rules, standing
from reviews.leading import Place
from reviews.rooms import READ
from tests.gathering import MEETS, gathering, review_of


@pytest.fixture
def meeting(session, cast, clock):
    """Ana is on the table, and Ingrid leads, who has written nothing."""
    meeting = gathering(session, cast, at=clock())
    clock.at = MEETS
    leading.go(meeting, Place(review_of(meeting, cast.ana).id, READ), by=cast.marc, at=clock())
    leading.hand_lead(meeting, cast.ingrid, by=cast.marc, at=clock())
    session.commit()
    return meeting


def decides(session, person, meeting, cast) -> bool:
    session.commit()
    return rules.holds(rules.DECIDE, standing.of(session, person, review_of(meeting, cast.ana)))


def asked(meeting, person):
    return next(one for one in meeting.contributors if one.person is person)


def test_taken_off_the_list(session, cast, clock, meeting):
    assert decides(session, cast.ingrid, meeting, cast)
    asking.unask(meeting, asked(meeting, cast.ingrid), by=cast.marc, at=clock())
    assert not decides(session, cast.ingrid, meeting, cast) and meeting.leads_id == cast.marc.id


def test_replaced(session, cast, clock, meeting):
    asking.replace(asked(meeting, cast.ingrid), cast.olaf, by=cast.marc, at=clock())
    assert not decides(session, cast.ingrid, meeting, cast) and meeting.leads_id == cast.marc.id


def test_gone_from_the_company(session, cast, clock, meeting):
    handover.leave(cast.ingrid, at=clock())
    session.commit()
    assert meeting.leads_id == cast.marc.id


def test_a_manager_of_the_meeting_stays_in_it_and_leads_when_not_asked_any_more(session, cast, clock, meeting):
    leading.hand_lead(meeting, cast.dustin, by=cast.marc, at=clock())
    asking.unask(meeting, asked(meeting, cast.dustin), by=cast.marc, at=clock())
    session.commit()
    assert meeting.leads_id == cast.dustin.id
    hanna = people.add(session, name="Hanna Weiß", email="hanna@example.com", function="manager", at=clock())
    session.flush()
    handover.pass_on(cast.team, manager=hanna, facilitator=cast.marc)
    assert not decides(session, cast.dustin, meeting, cast) and meeting.leads_id == cast.marc.id
