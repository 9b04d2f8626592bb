"""Everybody as a file: complete, no cell of it a formula, and taken in again it changes nothing."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import select

from reviews import handover, people
from reviews.people import Membership, Person, Team
from reviews.tables import read
from tests.importing import AdasDesk, bad, changed, created

AGENTS = "\n".join(["sales_agent,manager,regional_office", *(
    f"{first} {last},{manager},{office}" for first, last, manager, office in (
        ("Anna", "Snelling", "Dustin Brink", "Central"), ("Cecily", "Lampkin", "Dustin Brink", "Central"),
        ("Řehoř", "Łukasz", "Melvin Marx", "East"), ("Zoë", "O’Brien", "Melvin Marx", "Köln; Süd")))])


@pytest.fixture
def taking_in(session, cast, clock):
    return AdasDesk(session, cast, clock)


@pytest.fixture
def exported(desk, cast):
    """What Ada downloads, and the same as cells."""
    def download() -> tuple[str, list[list[str]]]:
        text = desk(cast.ada).get("/people/export.csv").data.decode("utf-8-sig")
        return text, list(csv.reader(io.StringIO(text, newline="")))
    return download


def everything(session) -> list:
    """What is known of people, teams and who is where."""
    persons = select(Person.id, Person.name, Person.email, Person.function, Person.office, Person.left_at, Person.version)
    teams = select(Team.id, Team.name, Team.manager_id, Team.facilitator_id, Team.version)
    members = select(Membership.person_id, Membership.team_id, Membership.ended_at)
    return [sorted(session.execute(query).all(), key=str) for query in (persons, teams, members)]


def comes_back_unchanged(session, taking_in, text: str) -> None:
    before = everything(session)
    preview = taking_in.take_in(text)
    assert (created(preview), changed(preview), bad(preview)) == ([], [], [])
    assert everything(session) == before


def test_the_file_is_complete_and_is_saved_not_shown(desk, cast, session):
    answer = desk(cast.ada).get("/people/export.csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert answer.headers["Content-Disposition"] == "attachment; filename=people-2026-11-16.csv"
    assert (answer.headers["X-Content-Type-Options"], answer.headers["Cache-Control"]) == ("nosniff", "no-store")
    table = read(answer.data, "people.csv")
    assert table.headers == ("name", "email", "function", "team", "manager", "office")
    assert sorted(row.get("name") for row in table.rows) == sorted(session.scalars(select(Person.name)))
    ana = next(row for row in table.rows if row.get("name") == cast.ana.name)
    dustin = next(row for row in table.rows if row.get("name") == cast.dustin.name)
    assert (ana.get("team"), ana.get("manager")) == (cast.team.name, cast.dustin.name)
    assert (dustin.get("team"), dustin.get("manager")) == (cast.team.name, "")


def test_taken_in_again_it_changes_nothing(exported, session, cast, taking_in):
    taking_in.take_in(AGENTS)
    comes_back_unchanged(session, taking_in, exported()[0])


def test_names_that_a_spreadsheet_would_run_come_back_as_they_are(exported, session, cast, clock, taking_in):
    for name, office in (("=HYPERLINK(\"http://evil.example\")", "+49"), ("@Bo", "-"), ("'=Cy", "a;=b"), ("＝Di", "\"x\"")):
        people.add(session, name=name, email="", office=office, at=clock())
    session.commit()
    text, cells = exported()
    assert {"'=HYPERLINK(\"http://evil.example\")", "'@Bo", "''=Cy", "'＝Di"} <= {row[0] for row in cells}
    assert [cell for row in cells for cell in row if cell[:1] in tuple("=+-@＝")] == []
    comes_back_unchanged(session, taking_in, text)


def test_managers_of_one_name_are_told_apart_by_their_address(exported, session, cast, clock, taking_in):
    other = people.add(session, name=cast.dustin.name, email="another.dustin@example.com", at=clock())
    team = people.make_team(session, name="North", manager_id=other.id, facilitator_id=cast.marc.id, time_zone="UTC")
    session.flush()
    people.join(people.add(session, name="Nora Berg", email="", at=clock()), team, at=clock())
    session.commit()
    text, cells = exported()
    assert {row[4] for row in cells[1:]} == {"", cast.dustin.email, "another.dustin@example.com"}
    comes_back_unchanged(session, taking_in, text)


def test_who_has_left_is_not_in_it_nor_named_as_a_manager(exported, session, cast, clock, taking_in):
    handover.leave(cast.olaf, at=clock())
    cast.dustin.left_at = clock()
    session.commit()
    text, cells = exported()
    assert {cast.olaf.name, cast.dustin.name} & {cell for row in cells for cell in row} == set()
    comes_back_unchanged(session, taking_in, text)


def test_the_list_of_people_leads_to_it(desk, cast):
    assert 'href="/people/export.csv"' in desk(cast.ada).get("/people").text


def test_nothing_of_it_is_kept_on_the_server(exported, app, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = sorted(Path(app.static_folder).rglob("*"))
    exported()
    assert list(tmp_path.iterdir()) == [] and sorted(Path(app.static_folder).rglob("*")) == before
