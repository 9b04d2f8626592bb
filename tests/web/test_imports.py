"""A file in the browser: chosen, matched, looked at, confirmed; nothing is written before."""

import io

import pytest
from sqlalchemy import func, select

from reviews.imports import Import
from reviews.observations import Observation
from reviews.people import Person, Team
from tests.gathering import gathering
from tests.reading import value_in, words_of
from tests.statements import counted
from tests.workbooks import workbook

CRM = "sales_agent,manager,regional_office\nAnna Snelling,Rosa Diaz,Central\nReed Clapper,Otto Beck,East\n"
SAW = ("rep,contributor,function,kind,text,occasion\n"
       "Ana Kovač,Priya Raman,,could get better,The quote went out the day after the demo.,Halden\n"
       "Farid Haddad,Tomasz Wilk,,strength,Asks who else decides.,\n")


def upload(client, text: str | bytes, to: str = "/people/imports", name: str = "crm.csv"):
    data = text.encode() if isinstance(text, str) else text
    return client.post(to, data={"file": (io.BytesIO(data), name)}, content_type="multipart/form-data")


def confirm(client, address: str, **other):
    """Press the button of a preview that is being looked at."""
    page = client.get(address).text
    return client.post(f"{address}/confirmation", data={"fingerprint": value_in(page, "fingerprint")} | other)


def count(session, thing) -> int:
    return session.scalar(select(func.count()).select_from(thing))


def test_an_admin_takes_a_crm_export_in(desk, cast, session):
    ada = desk(cast.ada)
    address = upload(ada, CRM).location
    page = words_of(ada.get(address).text)
    assert "“ crm.csv ”. Nothing is written yet." in page and "6 to add" in page.replace("to add 6", "6 to add")
    assert "This file has no column for teams, so each manager gets one." in page
    assert count(session, Team) == 1
    answer = confirm(ada, address)
    assert (answer.status_code, answer.location) == (303, "/people")
    assert "2 teams added, 4 people added." in words_of(ada.get("/people").text)
    assert session.scalar(select(Person.name).join(Team.manager).where(Team.name == "Rosa Diaz's team")) == "Rosa Diaz"


def test_the_second_time_there_is_nothing_to_do(desk, cast, session):
    ada = desk(cast.ada)
    confirm(ada, upload(ada, CRM).location)
    before = count(session, Person), count(session, Team)
    page = ada.get(upload(ada, CRM).location).text
    assert "There is nothing to do: what this file says stands here already." in words_of(page)
    assert "Do this" not in page
    assert (count(session, Person), count(session, Team)) == before


def test_the_columns_are_matched_by_hand(desk, cast, session):
    ada = desk(cast.ada)
    address = upload(ada, "wer,wo\nAnna Snelling,Köln\n").location
    page = words_of(ada.get(address).text)
    assert "Say which column holds the names." in page and "Do this" not in page
    answer = ada.post(f"{address}/columns", data={"name": "wer", "office": "wo", "time_zone": "Europe/Berlin"})
    assert answer.location == address
    assert "Anna Snelling Köln" in words_of(ada.get(address).text)
    assert count(session, Person) == 11
    confirm(ada, address)
    assert session.scalar(select(Person.office).where(Person.name == "Anna Snelling")) == "Köln"


def test_a_choice_that_cannot_be_is_said_and_kept(desk, cast, session):
    ada = desk(cast.ada)
    address = upload(ada, CRM).location
    answer = ada.post(f"{address}/columns", data={"name": "sales_agent", "manager": "manager", "time_zone": "Köln"})
    assert answer.status_code == 422 and "“Köln” is not a time zone." in answer.text and 'value="Köln"' in answer.text
    assert session.scalar(select(Import.time_zone)) == "UTC"


def test_bad_rows_are_listed_with_their_reasons_and_the_good_ones_taken(desk, cast, session):
    ada = desk(cast.ada)
    address = upload(ada, "name,email\nAnna,anna@example.com\n,x@\n<b>Bo</b>,{{ 7*7 }}\n").location
    page = ada.get(address).text
    assert "3 x@ “x@” is not an e-mail address." in words_of(page) and "<b>Bo" not in page
    assert "4 <b>Bo</b>, {{ 7*7 }} “{{ 7*7 }}” is not an e-mail address." in words_of(page)
    assert confirm(ada, address).location == address
    page = words_of(ada.get(address).text)
    assert "1 person added, 2 left out." in page and "Download them as CSV" in page
    assert count(session, Person) == 12


def test_a_long_list_shows_fifty_and_counts_the_rest(desk, cast):
    ada = desk(cast.ada)
    page = ada.get(upload(ada, "name\n" + "".join(f"Rep {number}\n" for number in range(170))).location).text
    assert page.count("<bdi>Rep ") == 50 and "and 120 more" in words_of(page)


@pytest.mark.parametrize("data, says", [
    (b"", "“crm.csv” is empty."), (b"PK\x03\x04", "“crm.csv” cannot be read as an Excel workbook."),
    (b"\x89PNG\r\n", "“crm.csv” is a picture, not a table."),
    (b"name\n", "This file has a header and no rows below it."),
    (b"\x01\x02", "“crm.csv” is not a text file with a table in it."),
])
def test_a_file_that_is_no_table_is_refused_at_its_field(desk, cast, session, data, says):
    answer = upload(desk(cast.ada), data)
    assert answer.status_code == 422 and says in words_of(answer.text)
    assert count(session, Import) == 0


def test_no_file_and_too_large_a_file_are_said(desk, cast, session):
    ada = desk(cast.ada)
    assert "Choose a file first." in ada.post("/people/imports", data={}).text
    large = b"x" * (33 * 1024 * 1024)
    answer = ada.post("/people/imports", data=large, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 413 and "This is too large" in answer.text
    assert count(session, Import) == 0


def test_a_confirmation_sent_twice_writes_once(desk, cast, session):
    ada = desk(cast.ada)
    address = upload(ada, CRM).location
    form = {"fingerprint": value_in(ada.get(address).text, "fingerprint")}
    first, second = (ada.post(f"{address}/confirmation", data=form | {"_once": "abc"}) for _ in range(2))
    assert first.location == second.location == "/people"
    third = ada.post(f"{address}/confirmation", data=form)
    assert third.status_code == 422 and "This file has been taken in already." in words_of(third.text)
    assert (count(session, Person), count(session, Team)) == (15, 3)


def test_what_has_changed_since_it_was_shown_is_shown_first(desk, cast, session):
    ada = desk(cast.ada)
    address = upload(ada, "name,office\nAna Kovač,Zagreb\n").location
    page = ada.get(address).text
    cast.ana.office = "Split"
    answer = ada.post(f"{address}/confirmation", data={"fingerprint": value_in(page, "fingerprint")})
    page = words_of(answer.text)
    assert answer.status_code == 422 and "Something has changed here since this preview was made." in page
    assert "Ana Kovač office Split Zagreb" in page and cast.ana.office == "Split"
    ada.post(f"{address}/confirmation", data={"fingerprint": value_in(answer.text, "fingerprint")})
    assert cast.ana.office == "Zagreb"


def test_a_file_of_people_is_an_admins_alone(desk, cast):
    address = upload(desk(cast.ada), CRM).location
    for person in (cast.marc, cast.dustin, cast.lea, cast.ana):
        client = desk(person)
        answers = [client.get("/people/imports"), upload(client, CRM), client.get(address), client.post(f"{address}/columns"),
                   client.post(f"{address}/confirmation"), client.get(address.removeprefix("/people"))]
        assert [answer.status_code for answer in answers] == [404] * 6


def test_a_file_of_observations_is_its_facilitators_alone(desk, cast, session, clock):
    meeting = gathering(session, cast, at=clock())
    address = upload(desk(cast.marc), SAW, f"/meetings/{meeting.id}/imports").location
    for person in (cast.ada, cast.dustin, cast.lea, cast.ana, cast.priya):
        client = desk(person)
        answers = [upload(client, SAW, f"/meetings/{meeting.id}/imports"), client.get(address), client.get(f"/people{address}"),
                   client.post(f"{address}/confirmation"), client.post(f"/people{address}/confirmation")]
        assert [answer.status_code for answer in answers] == [404] * 5
    assert count(session, Observation) == 0


def test_the_facilitator_takes_observations_in(desk, cast, session, clock):
    meeting, marc = gathering(session, cast, at=clock()), desk(cast.marc)
    address = upload(marc, SAW, f"/meetings/{meeting.id}/imports").location
    page = words_of(marc.get(address).text)
    assert "Each waits for its author to confirm it." in page and "The quote went out the day after the demo." in page
    assert count(session, Observation) == 0
    assert confirm(marc, address).location == f"/meetings/{meeting.id}"
    kept = session.scalars(select(Observation).order_by(Observation.id)).all()
    assert [(one.kind, one.occasion, one.noted_by, one.needs_confirming) for one in kept] \
        == [("opportunity", "Halden", cast.marc, True), ("gain", "", cast.marc, True)]
    again = upload(marc, SAW, f"/meetings/{meeting.id}/imports").location
    assert "There is nothing to do" in words_of(marc.get(again).text)


def test_a_workbook_is_taken_in_as_a_csv_is_and_other_sheets_are_named(desk, cast, session, clock):
    meeting, ada, marc = gathering(session, cast, at=clock()), desk(cast.ada), desk(cast.marc)
    agents = workbook(*(line.split(",") for line in CRM.splitlines()), Notes=[["not this"]])
    seen = workbook(*(line.split(",") for line in SAW.splitlines()))
    for client, data, to, name in ((ada, agents, "/people/imports", "crm.xlsx"),
                                   (marc, seen, f"/meetings/{meeting.id}/imports", "saw.xlsx")):
        address = upload(client, data, to, name).location
        page = words_of(client.get(address).text)
        assert ("Notes" in page) == (client is ada) and confirm(client, address).status_code == 303
    assert session.scalar(select(Person.name).join(Team.manager).where(Team.name == "Rosa Diaz's team")) == "Rosa Diaz"
    assert session.scalars(select(Observation.text).order_by(Observation.id)).all() == [
        "The quote went out the day after the demo.", "Asks who else decides."]


def test_a_closed_meeting_takes_nothing_in(desk, cast, session, clock):
    meeting = gathering(session, cast, at=clock())
    meeting.closed_at = clock()
    answer = upload(desk(cast.marc), SAW, f"/meetings/{meeting.id}/imports")
    assert answer.status_code == 422 and "This meeting is closed. It stays as it was held." in words_of(answer.text)


def test_a_preview_costs_the_same_for_few_and_for_many(desk, cast, session, clock):
    meeting, ada, marc = gathering(session, cast, at=clock()), desk(cast.ada), desk(cast.marc)
    costs = []
    for many in (1, 30):
        rows = "".join(f"Rep {number},Manager {number},Team {number}\n" for number in range(many))
        rows += "Ana Kovač,Olaf Fremd,Mid-market North\n"
        reps = [rep.name for rep in (cast.ana, cast.farid, cast.greta)]
        seen = "".join(f"{reps[number % 3]},Priya Raman,gain,Saw {number}\n" for number in range(many))
        for client, address in (
                (ada, upload(ada, "name,manager,team\n" + rows).location),
                (marc, upload(marc, "rep,contributor,kind,text\n" + seen, f"/meetings/{meeting.id}/imports").location)):
            with counted(session.get_bind()) as said:
                assert client.get(address).status_code == 200
            costs.append(len(said))
    assert costs[:2] == costs[2:] and max(costs) <= 8


@pytest.mark.parametrize("name, kept", [
    ("a\0.csv", "a.csv"), ("é😀.csv", "é😀.csv"), ("\u202evsc.exe", "vsc.exe"), ("x" * 2000, "x" * 255)], ids=ascii)
def test_a_file_may_be_called_anything(desk, cast, session, name, kept):
    assert upload(desk(cast.ada), CRM, name=name).status_code == 303
    assert session.scalars(select(Import.file_name)).all() == [kept]
