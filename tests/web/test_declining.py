"""“I can’t this time”: said with one click from the mail or on the page, seen by the facilitator, taken back as easily."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from reviews import meetings, nothing_to_add, observations
from reviews.contributors import Contributor
from reviews.signing_in import SignIn
from tests.by_link import a_link, let_in
from tests.gathering import SAW, gathering, review_of
from tests.reading import words_of
from tests.web.test_doors import signed_in_as


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def said(session, cast):
    """What stands with Priya on the list."""
    def look() -> tuple[bool, str]:
        priya = session.scalar(select(Contributor).where(Contributor.person == cast.priya))
        return priya.declined_at is not None, priya.declined_why
    return look


def test_from_the_mail_it_is_one_click_and_leads_to_the_page(session, cast, desk, meeting, said, clock):
    priya, link = desk(), a_link(session, cast.priya, meeting, at=clock())
    shown = priya.get(link).text
    assert 'id="cannot"' in shown and shown.count('name="why"') == 3
    assert priya.post(f"{link}/regrets", data={"why": "I am away"}).location == f"/meetings/{meeting.id}/observations"
    assert (said(), signed_in_as(priya)) == ((True, "I am away"), "Priya Raman")
    words = words_of(priya.get(f"/meetings/{meeting.id}/observations", follow_redirects=True).text)
    assert "You can’t this time I am away Handing something in takes that back" in words
    assert "You have said that you can’t this time: I am away." in words_of(desk().get(link).text)


def test_on_the_page_it_is_one_click_and_so_is_taking_it_back(session, cast, desk, meeting, said, clock):
    priya = let_in(desk(), cast.priya, meeting, at=clock())
    page = priya.get(f"/meetings/{meeting.id}/observations", follow_redirects=True).text
    assert f'action="/meetings/{meeting.id}/regrets"' in page
    priya.post(f"/meetings/{meeting.id}/regrets", data={"why": "I have no time", "more": "Quarter’s end."})
    assert said() == (True, "I have no time: Quarter’s end.")
    words = words_of(priya.get("/", follow_redirects=True).text)
    assert "Marc Oduya sees that you can’t this time. No reminder comes any more." in words
    priya.post(f"/meetings/{meeting.id}/regrets/removal")
    assert said() == (False, "")


@pytest.mark.parametrize("typed, sentence", [({}, "Choose a reason"), ({"why": "They are lazy"}, "Choose a reason"),
                                             ({"why": "I am away", "more": "x" * 151}, "Keep it short: 150 letters at most.")])
def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(typed, sentence, session, cast, desk, meeting, said, clock):
    link = a_link(session, cast.priya, meeting, at=clock())
    for client, address in ((desk(), f"{link}/regrets"), (desk(cast.priya), f"/meetings/{meeting.id}/regrets")):
        answer = client.post(address, data=typed)
        assert answer.status_code == 422 and sentence in answer.text and typed.get("more", "") in answer.text
    assert said() == (False, "")
    assert len(session.scalars(select(SignIn)).all()) == 1, "nobody came in by the link"


def test_handing_in_takes_it_back(session, cast, desk, meeting, said, clock):
    priya = desk(cast.priya)
    priya.post(f"/meetings/{meeting.id}/regrets", data={"why": "I am away"})
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW, hand_in=True, at=clock())
    session.commit()
    assert said() == (False, "")


def test_the_facilitator_sees_it_with_its_reason(session, cast, desk, meeting, said):
    desk(cast.priya).post(f"/meetings/{meeting.id}/regrets", data={"why": "I did not work with them"})
    assert "I did not work with them" in words_of(desk(cast.marc).get(f"/meetings/{meeting.id}").text)


def test_a_rep_is_not_offered_it_and_cannot(session, cast, desk, meeting, clock):
    ana, link = desk(), a_link(session, cast.ana, meeting, at=clock())
    assert "cannot" not in ana.get(link).text
    ana.post(f"{link}/regrets", data={"why": "I am away"})
    assert signed_in_as(ana) is None
    assert desk(cast.ana).post(f"/meetings/{meeting.id}/regrets", data={"why": "I am away"}).status_code == 404


def test_nothing_to_decline_once_all_is_said_or_the_meeting_is_over(session, cast, desk, meeting, clock):
    priya = desk(cast.priya)
    for review in meeting.reviews:
        nothing_to_add.say(review, cast.priya, at=clock())
    assert 'id="cannot"' not in priya.get(f"/meetings/{meeting.id}/observations").text
    for review in meeting.reviews:
        review.closed_at = clock()
    meetings.close(meeting, by=cast.marc, at=clock())
    assert priya.post(f"/meetings/{meeting.id}/regrets", data={"why": "I am away"}).status_code == 422
