"""People from a file: the preview says all that would happen, and only that happens, once."""

import pytest
from sqlalchemy import select

from reviews import handover, people, taking_in
from reviews.errors import Refused
from reviews.people import Membership, Person, Team
from tests.importing import CRM, AdasDesk, bad, changed, count, created, named, same


@pytest.fixture
def desk_of(session, cast, clock) -> AdasDesk:
    return AdasDesk(session, cast, clock)


def test_a_crm_export_is_understood_and_nothing_is_written_by_looking(session, cast, desk_of):
    before = count(session, Person), count(session, Team)
    import_, preview = desk_of.upload(CRM)
    assert import_.columns == {"name": "sales_agent", "manager": "manager", "office": "regional_office"}
    assert created(preview) == [
        ("team", "Rosa Diaz's team", {"manager": "Rosa Diaz", "facilitator": "Ada Admin"}),
        ("team", "Otto Beck's team", {"manager": "Otto Beck", "facilitator": "Ada Admin"}),
        ("person", "Anna Snelling", {"office": "Central", "team": "Rosa Diaz's team"}),
        ("person", "Rosa Diaz", {"function": "manager"}),
        ("person", "Cecily Lampkin", {"office": "Central", "team": "Rosa Diaz's team"}),
        ("person", "Reed Clapper", {"office": "East", "team": "Otto Beck's team"}),
        ("person", "Otto Beck", {"function": "manager"})]
    assert (changed(preview), same(preview), bad(preview)) == ([], [], [])
    assert (count(session, Person), count(session, Team)) == before


def test_confirming_writes_what_was_shown_and_the_same_file_again_nothing(session, cast, desk_of):
    desk_of.take_in(CRM)
    team = session.scalars(select(Team).where(Team.name == "Rosa Diaz's team")).one()
    assert (team.manager.name, team.manager.function, team.facilitator, team.time_zone) \
        == ("Rosa Diaz", "manager", cast.ada, "Europe/Berlin")
    assert named(session, "Anna Snelling").team_id == team.id
    kept = [count(session, thing) for thing in (Person, Team, Membership)] + [named(session, "Anna Snelling").version]
    again = desk_of.take_in(CRM)
    assert (again.does_something, same(again)) == (False, ["Anna Snelling", "Cecily Lampkin", "Reed Clapper"])
    assert [count(session, thing) for thing in (Person, Team, Membership)] + [named(session, "Anna Snelling").version] == kept


def test_the_same_person_in_many_rows_is_one(session, desk_of):
    rows = "".join(f"O{n},Anna Snelling,{n}\nP{n},ANNA  SNELLING,{n}\n" for n in range(200))
    preview = desk_of.take_in("opportunity_id,sales_agent,close_value\n" + rows)
    assert created(preview) == [("person", "Anna Snelling", {})]
    assert named(session, "Anna Snelling").office == ""


def test_what_changes_is_shown_from_what_to_what_and_empty_cells_change_nothing(session, cast, desk_of):
    preview = desk_of.take_in("name,email,function,office,team\nAna Kovac,ana@example.com,,Zagreb,\n"
                              "Priya Raman,,enablement,,\nGreta Lindqvist,,,,\n")
    assert changed(preview) == [
        ("Ana Kovač", (("name", "Ana Kovač", "Ana Kovac"), ("office", "", "Zagreb"))),
        ("Priya Raman", (("function", "sales ops", "enablement"),))]
    assert same(preview) == ["Greta Lindqvist"]
    assert (cast.ana.name, cast.ana.team_id, cast.greta.team_id) == ("Ana Kovac", cast.team.id, cast.team.id)


def test_an_address_completes_the_one_person_of_that_name(session, desk_of):
    desk_of.take_in("name\nBob Stone\n")
    preview = desk_of.take_in("name,email\nBob Stone,bob@example.com\n")
    assert changed(preview) == [("Bob Stone", (("e-mail", "", "bob@example.com"),))]
    assert named(session, "Bob Stone").email == "bob@example.com"


def test_one_address_under_two_names_is_asked(session, desk_of):
    preview = desk_of.take_in("name,email\nBob Stone,bob@example.com\nRob Stone,bob@example.com\n")
    assert bad(preview) == [(3, "This file gives the address bob@example.com to Bob Stone too.")]
    assert named(session, "Bob Stone").email == "bob@example.com"


def test_a_new_name_is_asked_about_while_another_row_uses_the_old_one(session, cast, desk_of):
    preview = desk_of.take_in("name,email,manager\nAnna Kovač,ana@example.com,\nZoe New,,Ana Kovač\n")
    assert bad(preview) == [(2, "ana@example.com is the address of Ana Kovač, who has that name in another row.")]
    assert cast.ana.name == "Ana Kovač"


def test_two_of_one_name_are_asked_and_not_guessed(session, desk_of):
    desk_of.take_in("name,email\nBob Stone,bob1@example.com\nBob Stone,bob2@example.com\n")
    preview = desk_of.take_in("name,email,office\nBob Stone,,East\nBob Stone,bob2@example.com,West\n")
    assert bad(preview) == [(2, "Two people are called Bob Stone. Say above who is meant, or give the e-mail.")]
    assert changed(preview) == [("Bob Stone", (("office", "", "West"),))]
    bobs = select(Person.email, Person.office).where(Person.name == "Bob Stone").order_by(Person.email)
    assert session.execute(bobs).all() == [("bob1@example.com", ""), ("bob2@example.com", "West")]


def test_another_of_a_name_that_is_here_is_added_and_said(session, cast, desk_of):
    preview = desk_of.preview("name,email\nAna Kovač,ana.k@example.com\n")
    assert preview.created["person"].first[0].note == "somebody else of that name is here, with ana@example.com"


def test_whose_address_it_is_is_not_guessed_when_one_of_that_name_has_none(session, clock, desk_of):
    for _ in range(2):
        people.add(session, name="Bob Stone", at=clock())
    assert bad(desk_of.preview("name,email\nBob Stone,bob@example.com\n")) == [
        (2, "Somebody called Bob Stone is here without an e-mail. Say above whether bob@example.com is theirs.")]


def test_a_leaver_is_not_brought_back_by_a_file(session, cast, clock, desk_of):
    handover.leave(cast.greta, at=clock())
    preview = desk_of.take_in("name,email,office\nGreta Lindqvist,,Oslo\nGreta,greta@example.com,Oslo\n")
    assert [number for number, _ in bad(preview)] == [2, 3]
    assert bad(preview)[0][1].startswith("Greta Lindqvist has left. Bring them back on the People page if they are here")
    assert (cast.greta.office, cast.greta.left_at) == ("", clock())


@pytest.mark.parametrize("rows, says", [
    (",x@,,,", "“x@” is not an e-mail address. Write it like ana@example.com, or leave it empty."),
    (",,,,East", "Write a name."),
    ("Bob,,wizard,,", "“wizard” is not a function. It can be manager, peer manager, sales ops, enablement, service, "
                      "specialist coach, leader, report."),
    ("Bob,,,,,", None),
    ("Bob,,,,East,more",
     "There are more cells in this row than in the header. Is text with a comma not in quotation marks?"),
    ("B" + "o" * 300 + ",,,,", "This is too long: 301 letters. The name can have 200."),
    ("Bob,,,,E" + "a" * 300, "This is too long: 301 letters. The office can have 200."),
    ("\"Bob\nStone\",,,,", "A name goes over several lines. Is a quotation mark opened there and not closed?"),
    ("Bob,,,Nobody Known,", None),
    ("Bob,,,nobody@example.com,", "Nobody here or in this file has the address nobody@example.com. "
     "Correct it, or add a row with their name."),
    ("Bob,,,Bob,", "Nobody is their own manager."),
])
def test_a_bad_row_has_its_number_and_its_reason(session, desk_of, rows, says):
    preview = desk_of.take_in(f"name,email,function,manager,office\nZoe Good,,,,East\n{rows}\n")
    assert bad(preview) == ([(3, says)] if says else [])
    assert named(session, "Zoe Good").office == "East"
    assert (session.scalar(select(Person).where(Person.name.startswith("Bo"))) is None) == bool(says)


def test_rows_that_contradict_each_other_are_asked(session, desk_of):
    preview = desk_of.preview("name,office,manager\nBob,East,Rosa\nBob,West,\nBob,East,Otto\n")
    assert bad(preview) == [
        (3, "Row 2 says “East” for the office of Bob, this one “West”."),
        (4, "Row 2 puts Bob into Rosa's team, this one into Otto's team.")]


def test_first_and_last_names_in_two_columns_come_together(session, desk_of):
    desk_of.take_in("First Name,Last Name\nZoë,Řehoř\n")
    assert named(session, "Zoë Řehoř").email is None


def test_no_column_of_names_is_asked_for(session, cast, desk_of):
    with pytest.raises(Refused, match="Say which column holds the names."):
        desk_of.preview("a,b\n1,2\n")
    assert created(desk_of.preview("a,b\nAnna,2\n", name="a")) == [("person", "Anna", {})]


def test_columns_that_do_not_exist_are_not_matched(session, desk_of):
    import_, _ = desk_of.upload("a,name\nAnna,Bob\n", office="nothing", is_admin="a")
    assert import_.columns == {"name": "name"}


def test_nothing_else_is_written_than_what_was_shown(session, cast, clock, desk_of):
    import_, preview = desk_of.upload("name,office\nAna Kovač,Zagreb\n")
    cast.ana.office = "Split"
    session.commit()
    with pytest.raises(Refused, match="^Something has changed here since this preview was made."):
        taking_in.confirm(import_, seen=preview.fingerprint, by=cast.ada, at=clock())
    assert (cast.ana.office, import_.confirmed_at) == ("Split", None)


def test_a_confirmed_file_is_not_kept_and_not_confirmed_again(session, cast, clock, desk_of):
    import_, preview = desk_of.upload(CRM)
    taking_in.confirm(import_, seen=preview.fingerprint, by=cast.ada, at=clock())
    session.commit()
    assert (import_.file.content, import_.confirmed_at) == (None, clock())
    with pytest.raises(Refused, match="This file has been taken in already."):
        taking_in.confirm(import_, seen=preview.fingerprint, by=cast.ada, at=clock())


def test_names_in_any_letters_come_in_as_they_are(session, desk_of):
    names = ["مريم حداد", "山田 太郎", "<b>Bo</b>", "{{ 7*7 }}", "=1+1"]
    desk_of.take_in("name\n" + "\n".join(names) + "\n")
    assert session.scalars(select(Person.name).where(Person.name.in_(names)).order_by(Person.id)).all() == names
