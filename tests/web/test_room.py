"""The room's page: what each person finds there, what watching it costs, leading it by plain forms, and law 9."""

import html
import re

import pytest
from sqlalchemy import select

from reviews import leading, meetings
from reviews.leading import Place
from reviews.meetings import Meeting
from reviews.rooms import READ, Seat
from tests.gathering import MEETS, gathering, review_of

LIVE = {"HX-Request": "true"}


def words_of(page):
    """What the whole page says, its bar and its foot too."""
    shown = re.sub(r"<(script|noscript|title)\b.*?</\1>", " ", page.split("<body", 1)[-1].split(">", 1)[-1], flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown)).split())


@pytest.fixture
def meeting(session, cast, clock):
    meeting = gathering(session, cast, at=clock())
    clock.at = MEETS
    return meeting


@pytest.fixture
def on_ana(session, cast, clock, meeting):
    """The room, reading about Ana."""
    leading.go(meeting, Place(review_of(meeting, cast.ana).id, READ), by=cast.marc, at=clock())
    session.commit()
    return f"/meetings/{meeting.id}/room"


def go(desk, meeting, place, seen="", **more):
    return desk.post(f"/meetings/{meeting.id}/room/place", data={"to": str(place), "seen": str(seen), **more})


def now_at(session, meeting):
    session.commit()
    session.expire_all()
    return leading.place_of(meeting, meeting.reviews)


def test_before_it_begins_all_wait_and_who_leads_begins(desk, cast, session, meeting):
    room = f"/meetings/{meeting.id}/room"
    marc, priya = (words_of(desk(person).get(room).text) for person in (cast.marc, cast.priya))
    assert "Begin with Ana" in marc and "Begin with Ana" not in priya
    assert "Marc Oduya begins the meeting" in priya and "Farid Haddad 12 minutes" in priya
    ana = Place(review_of(meeting, cast.ana).id, "look back")
    assert go(desk(cast.marc), meeting, ana).location == room
    assert now_at(session, meeting) == ana


def test_before_its_day_it_is_begun_by_a_tick_and_not_by_a_slip(desk, cast, session, clock, meeting):
    clock.forward(days=-2)
    marc, ana = desk(cast.marc), Place(review_of(meeting, cast.ana).id, "look back")
    assert "Begin it now, before its day" in words_of(marc.get(f"/meetings/{meeting.id}/room").text)
    refused = go(marc, meeting, ana)
    assert (refused.status_code, "Tick that you begin it now" in words_of(refused.text), now_at(session, meeting)) == (422, True, None)
    assert go(marc, meeting, ana, early="y").status_code == 303
    assert now_at(session, meeting) == ana


def test_everybody_sees_the_phase_and_only_who_leads_can_move_it(desk, cast, on_ana):
    pages = {person.first: desk(person).get(on_ana).text for person in (cast.marc, cast.dustin, cast.priya)}
    assert all('aria-current="step"' in page and words_of(page.split('aria-current="step"')[1].split("</li>")[0]).endswith("Read")
               for page in pages.values())
    assert {name for name, page in pages.items() if "/room/place" in page} == {"Marc"}
    assert {name for name, page in pages.items() if "Take the lead" in page} == {"Dustin"}


def test_one_may_look_at_another_phase_and_is_told_where_the_room_is(desk, cast, meeting, on_ana):
    priya, ana = desk(cast.priya), review_of(meeting, cast.ana)
    page = words_of(priya.get(f"{on_ana}?at={ana.id}-merge").text)
    assert "The room has moved on to read. You are still at merge." in page and "Follow" in page
    assert "moved on" not in words_of(priya.get(f"{on_ana}?at={ana.id}-read").text)


@pytest.mark.parametrize("at", ["nonsense", "999999-merge", "1-nowhere"])
def test_a_place_that_is_none_shows_where_the_room_is(desk, cast, on_ana, at):
    page = desk(cast.priya).get(f"{on_ana}?at={at}")
    assert (page.status_code, "moved on" in page.text, "Ana Kovač" in page.text) == (200, False, True)


def test_a_rep_who_was_not_taken_up_cannot_be_looked_at(desk, cast, meeting, on_ana):
    page = desk(cast.priya).get(f"{on_ana}?at={review_of(meeting, cast.farid).id}-read").text
    assert "Ana Kovač" in page.split("<h1>")[1].split("</h1>")[0]


def test_the_live_page_is_the_block_of_the_whole_page(desk, cast, on_ana):
    priya = desk(cast.priya)
    whole, part = priya.get(on_ana).text, priya.get(on_ana, headers=LIVE).text
    without_keys = [re.sub(r'value="[\w.-]{16,}"', "", text) for text in (whole, part)]
    assert "<html" not in part and " ".join(without_keys[1].split()) in " ".join(without_keys[0].split())


def test_whoever_was_taken_off_the_list_watches_no_more(desk, cast, meeting, on_ana):
    priya, marc = desk(cast.priya), desk(cast.marc)
    tag = priya.get(on_ana, headers=LIVE).headers["ETag"]
    assert marc.post(f"/meetings/{meeting.id}/contributors/{cast.priya.id}/removal").status_code == 303
    assert priya.get(on_ana, headers=LIVE | {"If-None-Match": tag}).status_code == 404


def test_a_session_that_ended_is_said_to_a_script_and_leads_a_person_to_sign_in(desk, on_ana):
    stranger = desk()
    assert (stranger.get(on_ana, headers=LIVE).status_code, stranger.get(on_ana).status_code) == (401, 303)


def test_presence_is_told_by_a_post_and_shown_to_all(desk, cast, session, meeting, on_ana):
    priya = desk(cast.priya)
    assert priya.post(f"{on_ana}/presence", headers=LIVE).json == {}
    assert priya.post(f"{on_ana}/presence").location == on_ana, "without a script one looks again"
    assert "In the room Priya" in words_of(desk(cast.marc).get(on_ana).text)
    assert priya.post(f"{on_ana}/absence").status_code == 200
    assert "Away Priya" in words_of(desk(cast.marc).get(on_ana).text)
    session.expire_all()
    assert [seat.person_id for seat in session.scalars(select(Seat))] == [cast.priya.id]


def test_a_rep_of_the_meeting_is_out_of_the_room_for_their_own_turn(desk, cast, session, clock, meeting, on_ana):
    meetings.ask(meeting, cast.ana, "peer manager", by=cast.marc, at=clock())
    meetings.ask(meeting, cast.farid, "peer manager", by=cast.marc, at=clock())
    session.commit()
    ana = desk(cast.ana)
    page = words_of(ana.get(on_ana).text)
    assert "This turn is yours" in page and "They are done about 10:12" in page and "Come back for Farid Haddad" in page
    leading.go(meeting, Place(review_of(meeting, cast.farid).id, READ), by=cast.marc, at=clock())
    session.commit()
    assert "This turn is yours" not in words_of(ana.get(on_ana).text)
    for at in ("", f"?at={review_of(meeting, cast.ana).id}-read"):
        assert ("This turn is yours" in words_of(ana.get(on_ana + at).text)) is bool(at), "also by looking back at it"


def test_the_lead_goes_over_to_somebody_and_their_buttons_with_it(desk, cast, session, meeting, on_ana):
    marc, tomasz = desk(cast.marc), desk(cast.tomasz)
    assert tomasz.post(f"{on_ana}/break").status_code == 404
    assert marc.post(f"{on_ana}/lead", data={"person_id": cast.tomasz.id}).status_code == 303
    assert "Next: Merge" in words_of(tomasz.get(on_ana).text) and "Next: Merge" not in words_of(marc.get(on_ana).text)
    assert (marc.post(f"{on_ana}/break").status_code, tomasz.post(f"{on_ana}/break").status_code) == (404, 303)
    assert desk(cast.dustin).post(f"{on_ana}/lead", data={"person_id": cast.dustin.id}).status_code == 303
    session.expire_all()
    assert session.get(Meeting, meeting.id).leads_id == cast.dustin.id


def test_one_who_presses_next_late_is_told_and_moves_nothing(desk, cast, session, meeting, on_ana):
    ana = review_of(meeting, cast.ana)
    marc = desk(cast.marc)
    assert go(marc, meeting, Place(ana.id, "merge"), Place(ana.id, "read")).status_code == 303
    late = go(marc, meeting, Place(ana.id, "look back"), Place(ana.id, "read"))
    assert (late.status_code, "Marc Oduya brought the room to Ana Kovač, merge, meanwhile" in words_of(late.text)) == (422, True)
    assert now_at(session, meeting) == Place(ana.id, "merge")


def test_the_wall_shows_the_same_without_a_control(desk, cast, meeting, on_ana):
    wall = desk(cast.marc).get(f"/meetings/{meeting.id}/wall").text
    assert "Ana Kovač" in wall and "Read" in wall
    assert re.findall(r"<(form|button|select|textarea)", wall) == []


def test_a_closed_meeting_says_so_to_all(desk, cast, session, clock, meeting, on_ana):
    for review in meeting.reviews:
        review.closed_at = clock()
    meetings.close(meeting, by=cast.marc, at=clock())
    session.commit()
    for person in (cast.marc, cast.priya):
        page = words_of(desk(person).get(on_ana).text)
        assert "The meeting is closed" in page and "Next" not in page


@pytest.mark.parametrize("to", ["x", "-read", "1-somewhere", f"{2**63}-read", f"{'9' * 5000}-read"])
def test_a_place_that_is_none_is_a_sentence(desk, cast, meeting, on_ana, to):
    refused = go(desk(cast.marc), meeting, to)
    assert refused.status_code == 422 and "Choose where to go." in words_of(refused.text)
