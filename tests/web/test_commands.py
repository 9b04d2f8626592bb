"""The commands of whoever runs Courtside: links, admins, people from a file."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from reviews import handover, signing_in
from reviews.imports import Import
from reviews.matching import Matching
from reviews.people import Person, Team
from reviews.signing_in import SignInLink

CRM = "sales_agent,manager,regional_office\nAnna Snelling,Rosa Diaz,Central\n,Rosa Diaz,East\n"


@pytest.fixture
def run(app, session):
    """`run("sign-in-link", "ana@example.com")` gives the exit code and what was printed."""

    def command(*words: str) -> tuple[int, str]:
        session.commit()
        answer = app.test_cli_runner().invoke(args=words)
        session.expire_all()
        return answer.exit_code, answer.output

    return command


@pytest.fixture
def crm(tmp_path):
    (tmp_path / "crm.csv").write_text(CRM)
    return str(tmp_path / "crm.csv")


def test_a_link_for_an_address(run, cast, session, clock):
    code, said = run("sign-in-link", "ANA@example.com")
    assert code == 0 and said.startswith("http://127.0.0.1:8000/sign-in/")
    link = signing_in.link_of(session, said.strip().rsplit("/", 1)[1])
    assert (link.person, signing_in.why_not(link, at=clock())) == (cast.ana, None)


def test_no_link_for_nobody_and_for_a_leaver(run, cast, session, clock):
    handover.leave(cast.ana, at=clock())
    assert run("sign-in-link", "nobody@example.com") == (
        1, "Error: Nobody here has the address nobody@example.com. An admin can add it on the People page.\n")
    assert run("sign-in-link", "ana@example.com")[1].startswith("Error: Ana Kovač has left, so there is no signing in.")
    assert session.scalars(select(SignInLink)).all() == []


def test_somebody_becomes_an_admin_also_one_who_has_left(run, cast, session, clock):
    handover.leave(cast.olaf, at=clock())
    assert run("make-admin", "olaf@example.com") == (0, "Olaf Fremd is an admin.\n")
    assert (cast.olaf.is_admin, cast.olaf.left_at) == (True, None)


def test_an_admin_can_be_new(run, session):
    assert run("make-admin", "ada@example.com")[0] == 1
    assert run("make-admin", "ada@example.com", "--name", "Ada Admin") == (0, "Ada Admin is an admin.\n")
    ada = session.scalars(select(Person)).one()
    assert (ada.name, ada.email, ada.is_admin) == ("Ada Admin", "ada@example.com", True)


def test_the_code_is_printed_only_while_nobody_is_here(run, session, clock):
    code = run("first-admin-code")[1].strip()
    signing_in.make_first_admin(session, code=code, name="Ada", email="ada@example.com", at=clock())
    assert run("first-admin-code") == (0, "")


def test_people_from_a_file_are_shown_and_without_yes_not_written(run, cast, session, crm):
    code, said = run("import-people", crm)
    assert (code, said) == (0, (
        "Columns: name = sales_agent, manager = manager, office = regional_office\n\n"
        "To add: 3\n  team Rosa Diaz's team (manager Rosa Diaz, facilitator Ada Admin)\n"
        "  person Anna Snelling (office Central, team Rosa Diaz's team)\n  person Rosa Diaz (function manager)\n\n"
        "To change: 0\n\nLeft alone: 0\n\nRows left out: 1\n  row 3 (Rosa Diaz, East): Write a name.\n\n"
        "Nothing is written. Run it again with --yes to do this.\n"))
    assert session.scalars(select(Team.name)).all() == ["Mid-market North"]


def test_with_yes_they_are_written_and_the_second_time_nothing(run, cast, session, crm):
    assert run("import-people", crm, "--yes", "--time-zone", "Europe/Berlin")[1].endswith("\nDone.\n")
    assert run("import-people", crm, "--yes")[1].endswith("\nThere is nothing to do.\n")
    made = session.execute(select(Team.name, Team.time_zone).where(Team.id != cast.team.id)).all()
    assert made == [("Rosa Diaz's team", "Europe/Berlin")]


def test_a_large_file_is_checked_beside_somebody_who_writes_and_tells_how_far_it_is(run, cast, session, tmp_path):
    (tmp_path / "crm.csv").write_text("name\n" + "".join(f"Rep {n}\n" for n in range(6_000)))
    ana = cast.ana.id
    session.commit()
    with Session(session.get_bind()) as other:
        other.get(Person, ana).office = "Split"
        other.flush()  # and has not committed yet
        code, said = run("import-people", str(tmp_path / "crm.csv"))
        other.commit()
    assert code == 0 and "Checking: 0 of 6,000 rows.\nChecking: 5,000 of 6,000 rows.\n" in said
    assert "To add: 6,000" in said and said.endswith("Run it again with --yes to do this.\n")
    assert [session.scalar(select(func.count()).select_from(kind)) for kind in (Person, Import, Matching)] == [11, 0, 0]
    assert run("import-people", str(tmp_path / "crm.csv"), "--yes")[1].endswith("\nDone.\n")
    assert [session.scalar(select(func.count()).select_from(kind)) for kind in (Person, Import, Matching)] == [6_011, 1, 1]


def test_of_a_file_that_is_far_too_large_no_more_is_read_than_shows_it(run, cast, tmp_path):
    with (tmp_path / "crm.csv").open("wb") as file:
        file.truncate(2 << 30)
    code, said = run("import-people", str(tmp_path / "crm.csv"))
    assert code == 1 and "Error: “crm.csv” is larger than 32 MB." in said


@pytest.mark.parametrize("words, says", [
    (("--column", "name=nothing"),
     "Error: --column name=nothing: write one of name, surname, email, function, team, manager, office, then =, then one of "
     "sales_agent, manager, regional_office.\n"),
    (("--time-zone", "Köln"), "Error: “Köln” is not a time zone. Write it like Europe/Berlin or America/Chicago.\n"),
    (("--by", "ana@example.com"), "Error: An admin does this. Make one first: flask make-admin EMAIL --name NAME.\n"),
])
def test_what_cannot_be_is_a_sentence(run, cast, session, crm, words, says):
    assert run("import-people", crm, "--yes", *words) == (1, says)
    assert session.scalars(select(Team.name)).all() == ["Mid-market North"]


def test_a_column_is_named_by_hand(run, cast, session, tmp_path):
    (tmp_path / "list.txt").write_text("wer\nAnna Snelling\n")
    assert run("import-people", str(tmp_path / "list.txt"))[1] == "Error: Say which column holds the names.\n"
    assert run("import-people", str(tmp_path / "list.txt"), "--column", "name=wer", "--yes")[0] == 0
    assert session.scalar(select(Person.name).where(Person.name == "Anna Snelling")) == "Anna Snelling"


def test_a_file_that_is_no_table_is_a_sentence(run, cast, tmp_path):
    (tmp_path / "people.xlsx").write_bytes(b"PK\x03\x04")
    code, said = run("import-people", str(tmp_path / "people.xlsx"))
    assert code == 1 and said.startswith("Error: “people.xlsx” cannot be read as an Excel workbook.")
