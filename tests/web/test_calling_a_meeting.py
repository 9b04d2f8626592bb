"""Calling a review meeting: what is proposed, what is refused and where, and that the first one is offered."""

import pytest
from sqlalchemy import func, select

from reviews.contributors import Contributor
from reviews.meetings import Meeting, Review
from tests.gathering import gathering
from tests.reading import words_of

WHEN = {"due_at": "2026-11-23T12:00", "meets_at": "2026-11-24T10:00"}


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


def filled_in(cast, **more):
    """The form of a new meeting as it is sent."""
    lines = {}
    for n, rep in enumerate((cast.ana, cast.farid, cast.greta)):
        lines |= {f"reps-{n}-person_id": rep.id, f"reps-{n}-here": "y", f"reps-{n}-minutes": "12"}
    asked = {"contributors-0-person_id": cast.dustin.id, "contributors-0-function": "manager",
             "contributors-1-person_id": "0", "contributors-1-function": ""}
    return {"period": "2026-11", **WHEN, **lines, **asked, **more}


def test_a_facilitator_calls_a_meeting_as_proposed(desk, cast, session):
    new = f"/teams/{cast.team.id}/meetings/new"
    page = desk(cast.marc).get(new).text
    assert [said in page for said in ('value="2026-11"', "Ana Kovač", "Farid Haddad", "Europe/Berlin")] == [True] * 4
    answer = desk(cast.marc).post(new, data=filled_in(cast))
    meeting = session.scalars(select(Meeting)).one()
    assert (answer.status_code, answer.location) == (303, f"/meetings/{meeting.id}")
    assert f"{meeting.meets_at:%d %b %H:%M}" == "24 Nov 09:00", "what is typed is on the clocks of the team, kept in UTC"
    assert ([review.rep.first for review in meeting.reviews], [one.person for one in meeting.contributors]) == (
        ["Ana", "Farid", "Greta"], [cast.dustin])


def test_sent_twice_it_is_made_once(desk, cast, session):
    marc, form = desk(cast.marc), filled_in(cast, _once="k")
    first, second = (marc.post(f"/teams/{cast.team.id}/meetings/new", data=form) for _ in range(2))
    assert (first.location, session.scalar(select(func.count()).select_from(Meeting))) == (second.location, 1)


def test_a_second_meeting_for_a_period_is_refused_and_the_first_is_offered(desk, cast, session, meeting):
    answer = desk(cast.marc).post(f"/teams/{cast.team.id}/meetings/new", data=filled_in(cast, meets_at="2026-11-26T09:15"))
    assert answer.status_code == 422
    assert "Mid-market North has a meeting for November 2026 already. It is gathering." in answer.text
    assert f'<a href="/meetings/{meeting.id}">Go to Mid-market North, November 2026</a>' in answer.text
    assert "2026-11-26T09:15" in answer.text, "what was typed is kept"
    assert session.scalar(select(func.count()).select_from(Meeting)) == 1


@pytest.mark.parametrize("wrong, sentence", [
    ({"meets_at": "2026-02-30T10:00"}, "This date or time does not exist. Write it like 2026-11-24 10:00."),
    ({"meets_at": "0001-01-01T00:00"}, "This date or time does not exist."),
    ({"due_at": "tomorrow"}, "This date or time does not exist."),
    ({"due_at": ""}, "Say until when people can write."),
    ({"due_at": "2026-11-16T09:59"}, "This time has passed already. Choose one that is still to come."),
    ({"due_at": "2026-11-25T12:00"}, "Observations are due before the meeting begins."),
    ({"reps-0-minutes": "twelve"}, "Write minutes as a whole number, like 12."),
    ({"reps-0-minutes": "0"}, "Give each rep 1 to 240 minutes."),
    ({"reps-0-minutes": "9" * 30}, "Give each rep 1 to 240 minutes."),
    ({"reps-0-person_id": "999999999999999999999"}, "Choose reps of this team."),
    ({"contributors-0-person_id": "999"}, "Choose somebody who is here."),
    ({"contributors-0-person_id": "2147483647"}, "Choose somebody who is here."),
    ({"contributors-0-function": "astrologer"}, "Choose the function that Dustin Brinkmann sees the reps from."),
    ({"period": "Novembre <b>"}, "This team meets monthly, so write the period like 2026-11."),
])
def test_what_cannot_be_is_said_at_its_field_and_nothing_is_made(desk, cast, session, wrong, sentence):
    answer = desk(cast.marc).post(f"/teams/{cast.team.id}/meetings/new", data=filled_in(cast, **wrong))
    assert (answer.status_code, sentence in words_of(answer.text)) == (422, True)
    assert [session.scalar(select(func.count()).select_from(table)) for table in (Meeting, Review, Contributor)] == [0, 0, 0]


def test_only_the_facilitator_calls_a_meeting(desk, cast, session):
    for person in (cast.dustin, cast.priya, cast.ana, cast.lea, cast.ada, cast.olaf):
        marc_only = desk(person)
        assert marc_only.get(f"/teams/{cast.team.id}/meetings/new").status_code == 404
        assert marc_only.post(f"/teams/{cast.team.id}/meetings/new", data=filled_in(cast)).status_code == 404
    assert session.scalar(select(func.count()).select_from(Meeting)) == 0
