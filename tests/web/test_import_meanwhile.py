"""What happens between the preview of a file and its confirmation: a meeting closes, a facilitator or an admin changes."""

import pytest
from sqlalchemy import func, select

from reviews import imports, taking_in
from reviews.errors import Refused
from reviews.imports import PEOPLE, Import
from reviews.observations import Observation
from reviews.people import Person
from tests.gathering import gathering
from tests.reading import value_in, words_of
from tests.web.test_imports import CRM, upload

FEW, MANY = 3, 600


@pytest.fixture
def meeting(session, cast, clock):
    return gathering(session, cast, at=clock())


@pytest.fixture
def confirmed(desk, cast, session, meeting, work):
    """`confirmed(rows, then)`: Marc looks at a file of so many rows, `then` happens, he confirms, the worker does its part.
    Gives what he is answered."""
    def run(rows: int, then):
        marc = desk(cast.marc)
        seen = "rep,contributor,kind,text\n" + "".join(f"Ana Kovač,Priya Raman,gain,Saw {n}\n" for n in range(rows))
        address = upload(marc, seen, f"/meetings/{meeting.id}/imports").location
        id = int(address.rsplit("/", 1)[1])
        work(id)
        form = {"fingerprint": value_in(marc.get(address).text, "fingerprint")}
        if rows == FEW:
            then()
        answer = marc.post(f"{address}/confirmation", data=form)
        if rows == MANY:
            then()
            work(id)
            answer = desk(session.get(Import, id).meeting.facilitator).get(address)
        assert session.scalar(select(func.count()).select_from(Observation)) == 0
        return answer

    return run


@pytest.mark.parametrize("rows, status", [(FEW, 422), (MANY, 200)])
def test_a_meeting_that_was_closed_takes_nothing_in(clock, meeting, confirmed, rows, status):
    def close():
        meeting.closed_at = clock()

    answer = confirmed(rows, close)
    assert answer.status_code == status and "This meeting is closed. It stays as it was held." in words_of(answer.text)


def test_whoever_does_not_run_the_meeting_any_more_finds_the_file_no_more(cast, meeting, confirmed):
    def replace():
        meeting.facilitator = cast.lea

    assert confirmed(FEW, replace).status_code == 404


def test_what_they_confirmed_before_waits_for_whoever_runs_it_now(cast, meeting, confirmed):
    def replace():
        meeting.facilitator = cast.lea

    page = words_of(confirmed(MANY, replace).text)
    assert ("Marc Oduya has confirmed this and does not run the meeting any more, so nothing was taken in. Lea Brandt does now, "
            "and can look, and confirm it.") in page and "Do this" in page


def test_whoever_is_no_admin_any_more_writes_nothing(desk, cast, session, clock):
    ada = desk(cast.ada)
    address = upload(ada, CRM).location
    form = {"fingerprint": value_in(ada.get(address).text, "fingerprint")}
    cast.ada.is_admin = False
    assert ada.post(f"{address}/confirmation", data=form).status_code == 404
    import_ = imports.start(session, kind=PEOPLE, file_name="crm.csv", data=CRM.encode(), by=cast.ada, at=clock())
    with pytest.raises(Refused, match="^Ada Admin has confirmed this and is no admin any more, so nothing was taken in."):
        taking_in.confirm(import_, by=cast.ada, at=clock())
    assert session.scalar(select(func.count()).select_from(Person)) == 11
