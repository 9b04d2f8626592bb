"""The facilitator's page while a meeting gathers: what is missing, who has longer, who is asked instead."""

import pytest
from sqlalchemy import select

from reviews import asking, meetings, nothing_to_add, observations, people
from reviews.contributors import Contributor
from tests.gathering import SAW, gathering, made, review_of
from tests.reading import value_in, words_of


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def read(desk, cast, meeting):
    """`read(marc)` is what stands on the meeting's page for him, in words."""
    return lambda person=cast.marc: words_of(desk(person).get(f"/meetings/{meeting.id}").text)


def wrote(meeting, rep, person, clock, **more):
    observations.write(review_of(meeting, rep), person, **SAW | more, hand_in=True, at=clock())


def asked(session, person):
    return session.scalar(select(Contributor).where(Contributor.person_id == person.id))


def test_what_is_missing_is_named_when_it_is_nearly_due(session, cast, clock, meeting, read):
    wrote(meeting, cast.ana, cast.dustin, clock)
    wrote(meeting, cast.farid, cast.priya, clock)
    assert "From Thu 19 Nov on, two working days before it is due, this page says what is still missing." in read()
    clock.forward(days=3)
    said = read()
    assert "From Thu 19 Nov" not in said
    assert ("What is missing Nobody has written about Greta yet. Only Dustin Brinkmann has written about Ana. Only Priya Raman has "
            "written about Farid. Nothing from enablement yet: Tomasz Wilk. Nothing from service yet: Ingrid Solheim.") in said
    meetings.take_up(review_of(meeting, cast.greta), by=cast.marc, at=clock())
    session.commit()
    assert "Greta yet" not in read()


def test_what_is_kept_from_the_manager_closes_no_gap_on_their_page(session, cast, clock, meeting, read):
    for rep in (cast.ana, cast.farid, cast.greta):
        wrote(meeting, rep, cast.dustin, clock)
    wrote(meeting, cast.ana, cast.priya, clock, personal=True, without_manager=True)
    clock.forward(days=4)
    session.commit()
    assert "Only Dustin Brinkmann has written about Farid and Greta." in read()
    assert "Only Dustin Brinkmann has written about Ana, Farid and Greta." in read(cast.dustin)


def test_each_contributor_stands_with_whom_they_have_not_written_about(session, cast, clock, meeting, read):
    wrote(meeting, cast.ana, cast.priya, clock)
    observations.write(review_of(meeting, cast.farid), cast.priya, **SAW, at=clock())
    nothing_to_add.say(review_of(meeting, cast.greta), cast.priya, at=clock())
    meetings.ask(meeting, cast.ana, "peer manager", by=cast.marc, at=clock())
    said = read()
    assert "Priya Raman sales ops 2 of 3 Not yet: Farid Haddad" in said, "a draft is nobody's business"
    assert "Ana Kovač peer manager Is a rep here, and does not write about themselves. 0 of 2" in said
    assert "Ana Kovač 12 minutes; 1 of 4 have written" in said and "Farid Haddad 12 minutes; 0 of 5 have written" in said


def test_who_has_no_address_is_seen_at_a_glance_and_gets_a_link(desk, session, cast, clock, meeting, read):
    without = meetings.ask(meeting, people.add(session, name="Řehoř Dvořáček", at=clock()), "service", by=cast.marc, at=clock())
    assert "No address to write to: Řehoř Dvořáček. Hand over a link." in read()
    assert "Make a link to hand over to Řehoř Dvořáček" in read() and "Nudge Řehoř Dvořáček" not in read()
    page = desk(cast.marc).get(f"/meetings/{meeting.id}").text
    assert f'action="/meetings/{meeting.id}/contributors/{without.person_id}/link"' in page
    assert "Hand over a link" not in read(cast.dustin)


def test_more_time_is_given_where_it_shows_that_somebody_has_not_written(desk, session, cast, clock, meeting, read):
    marc, path = desk(cast.marc), f"/meetings/{meeting.id}/contributors/{cast.priya.id}/time"
    shown = value_in(marc.get(path).text, "shown")
    assert f'action="{path}"' in marc.get(f"/meetings/{meeting.id}").text
    answer = marc.post(path, data={"due_at": "2026-11-23T17:00", "shown": shown})
    assert (answer.status_code, answer.location) == (303, f"/meetings/{meeting.id}#asked-{cast.priya.id}")
    assert "Priya Raman sales ops 0 of 3 Has until Mon 23 Nov, 17:00" in read()
    assert f"{asked(session, cast.priya).due_at:%d %H:%M}" == "23 16:00", "on the clocks of the team, kept in UTC"
    marc.post(path, data={"due_at": "", "shown": value_in(marc.get(path).text, "shown")})
    assert asked(session, cast.priya).due_at is None


@pytest.mark.parametrize("due_at, sentence", [
    ("2026-11-15T12:00", "This time has passed already."), ("2026-11-24T11:00", "The meeting has begun by then."),
    ("2026-11-23T12:00", "Everybody has until then, or longer."), ("soon", "This date or time does not exist.")])
def test_a_time_that_is_none_is_said_at_the_field(desk, session, cast, meeting, due_at, sentence):
    answer = desk(cast.marc).post(f"/meetings/{meeting.id}/contributors/{cast.priya.id}/time", data={"due_at": due_at})
    assert (answer.status_code, sentence in words_of(answer.text), asked(session, cast.priya).due_at) == (422, True, None)


def test_in_two_windows_the_second_sees_the_time_that_the_first_gave(desk, session, cast, meeting):
    marc, path = desk(cast.marc), f"/meetings/{meeting.id}/contributors/{cast.priya.id}/time"
    shown = value_in(marc.get(path).text, "shown")
    marc.post(path, data={"due_at": "2026-11-23T17:00", "shown": shown})
    answer = marc.post(path, data={"due_at": "2026-11-23T20:00", "shown": shown})
    assert (answer.status_code, "It says now: Mon 23 Nov, 17:00" in words_of(answer.text)) == (422, True)
    assert 'value="2026-11-23T20:00"' in answer.text, "one's own stays in the field"
    marc.post(path, data={"due_at": "2026-11-23T20:00", "shown": value_in(answer.text, "shown")})
    assert f"{asked(session, cast.priya).due_at:%H:%M}" == "19:00"


def test_the_contributor_is_told_their_own_time_everywhere(desk, session, cast, clock, meeting):
    asking.give_time(asked(session, cast.priya), until=meeting.meets_at, by=cast.marc, at=clock())
    session.commit()
    priya, ingrid = desk(cast.priya), desk(cast.ingrid)
    writing = f"/reviews/{review_of(meeting, cast.ana).id}/observations"
    assert ["Due Tue 24 Nov, 10:00" in words_of(one.get(writing).text) for one in (priya, ingrid)] == [True, False]
    assert ["Tue 24 Nov What you saw" in words_of(one.get("/").text) for one in (priya, ingrid)] == [True, False]
    assert words_of(priya.get("/meetings").text).count("Tue 24 Nov") == 2


def test_somebody_else_is_asked_instead(desk, session, cast, clock, meeting):
    marc, path = desk(cast.marc), f"/meetings/{meeting.id}/contributors/{cast.priya.id}/replacement"
    assert "They are asked from sales ops" in words_of(marc.get(path).text)
    assert marc.post(path, data={"person_id": cast.ingrid.id}).status_code == 422
    answer = marc.post(path, data={"person_id": cast.olaf.id, "_once": "k"})
    assert (answer.status_code, answer.location) == (303, f"/meetings/{meeting.id}#asked-{cast.olaf.id}")
    assert "Olaf Fremd is asked instead. A mail tells them." in words_of(marc.get("/").text)
    assert (asked(session, cast.olaf).function, asked(session, cast.priya)) == ("sales ops", None)
    again = [marc.post(path, data={"person_id": cast.olaf.id, "_once": key}).status_code for key in ("k", "another")]
    assert again == [303, 404], "the same form leads to the same answer; who is not asked has no page here"


def test_who_has_begun_to_write_is_asked_beside_their_replacement(desk, session, cast, clock, meeting):
    observations.write(review_of(meeting, cast.ana), cast.priya, **SAW, at=clock())
    marc = desk(cast.marc)
    marc.post(f"/meetings/{meeting.id}/contributors/{cast.priya.id}/replacement", data={"person_id": cast.olaf.id})
    assert "Olaf Fremd is asked too: Priya Raman has begun to write, and stays asked." in words_of(marc.get("/").text)
    assert asked(session, cast.priya) and asked(session, cast.olaf)


def test_who_cannot_this_time_is_said_to_the_manager_and_why_to_the_facilitator(session, cast, clock, meeting, read):
    asked(session, cast.ingrid).declined_at, asked(session, cast.ingrid).declined_why = clock(), "I am away"
    session.commit()
    assert "Cannot this time: “ I am away ”" in read() and "nobody else from service is asked." in read()
    assert ("Cannot this time" in read(cast.dustin), "I am away" in read(cast.dustin)) == (True, False)


def test_before_it_opens_nobody_is_waited_for(desk, session, cast, clock):
    meeting = made(session, cast, at=clock())
    clock.forward(days=5)
    said = words_of(desk(cast.marc).get(f"/meetings/{meeting.id}").text)
    assert ("What is missing" in said, "Not yet" in said, "have written" in said) == (False, False, False)
