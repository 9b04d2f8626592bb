"""People, by hand: an admin adds, changes, lets leave and brings back."""

import pytest
from sqlalchemy import select

from reviews import people, signing_in
from reviews.people import Person
from tests.by_link import a_link
from tests.gathering import gathering
from tests.reading import words_of
from tests.statements import counted
from tests.web.test_doors import signed_in_as

ZOE = {"name": "  Zoë   Řehoř ", "email": "ZOE@example.com", "function": "service", "team_id": "0"}


def form_of(person: Person, **other) -> dict:
    """What the form of a person holds when it is opened."""
    held = {"version": person.version, "name": person.name, "email": person.email or "", "office": person.office,
            "function": person.function or "", "team_id": person.team_id or 0}
    roles = {role: "y" for role in ("is_admin", "is_leader") if getattr(person, role)}
    return held | roles | other


def test_an_admin_adds_a_person(desk, cast, session):
    ada = desk(cast.ada)
    answer = ada.post("/people/new", data=ZOE, follow_redirects=True)
    zoe = session.scalar(select(Person).where(Person.name == "Zoë Řehoř"))
    assert (zoe.email, zoe.function) == ("zoe@example.com", "service")
    assert "Zoë Řehoř is on the list now." in answer.text


def test_a_second_click_adds_nobody_twice(desk, cast, session):
    ada = desk(cast.ada)
    first, second = (ada.post("/people/new", data=ZOE | {"_once": "abc"}) for _ in range(2))
    assert (first.location, second.location) == ("/people", "/people")
    assert len(session.scalars(select(Person).where(Person.name == "Zoë Řehoř")).all()) == 1


def test_a_rep_is_added_from_the_page_of_her_team(desk, cast, session):
    ada = desk(cast.ada)
    assert f'<option selected value="{cast.team.id}">' in ada.get(f"/people/new?team={cast.team.id}").text
    answer = ada.post(f"/people/new?team={cast.team.id}", data=ZOE | {"team_id": cast.team.id})
    assert answer.location == f"/teams/{cast.team.id}"
    assert session.scalar(select(Person).where(Person.name == "Zoë Řehoř")).team_id == cast.team.id


def test_people_are_not_found_by_others(desk, cast):
    for person in (cast.dustin, cast.marc, cast.lea, cast.ana):
        page = desk(person)
        for path in ("/people", "/people/new", f"/people/{cast.ana.id}/edit"):
            assert page.get(path).status_code == 404
        assert page.post(f"/people/{cast.ana.id}/departure").status_code == 404
    assert cast.ana.left_at is None


@pytest.mark.parametrize("typed, says", [
    ({"email": "ana@example.com"}, "Ana Kovač has this e-mail address already."),
    ({"email": "zoe"}, "“zoe” is not an e-mail address."),
    ({"name": "   "}, "Write a name."),
    ({"name": "Z" * 10_000}, "This is too long. It can have 200 letters."),
])
def test_what_cannot_be_is_said_at_its_field_and_kept_on_the_page(desk, cast, session, typed, says):
    before = len(session.scalars(select(Person)).all())
    answer = desk(cast.ada).post("/people/new", data=ZOE | typed)
    assert answer.status_code == 422 and says in answer.text
    assert all(str(value).strip() in answer.text for value in typed.values())
    assert len(session.scalars(select(Person)).all()) == before


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", "{{ config }}{% endif %}", "مريم حداد", "'; DROP TABLE x; --"])
def test_a_name_is_shown_as_it_is_and_never_run(desk, cast, session, name):
    ada = desk(cast.ada)
    ada.post("/people/new", data=ZOE | {"name": name})
    page = ada.get("/people").text
    assert name in words_of(page) and "<script>alert" not in page


def test_of_two_admins_the_second_is_shown_both_and_loses_neither(desk, cast, session):
    ada, opened = desk(cast.ada), form_of(cast.ana)
    ada.post(f"/people/{cast.ana.id}/edit", data=form_of(cast.ana, office="Zagreb", team_id=0))
    answer = ada.post(f"/people/{cast.ana.id}/edit", data=opened | {"office": "Split"})
    assert answer.status_code == 422 and "This was changed since you opened it" in answer.text
    shown = words_of(answer.text)
    assert "It says now: Zagreb" in shown and 'value="Split"' in answer.text
    assert "It says now: nothing" in shown  # the team
    assert (cast.ana.office, cast.ana.team_id) == ("Zagreb", None)
    again = opened | {"office": "Split", "version": cast.ana.version}
    assert ada.post(f"/people/{cast.ana.id}/edit", data=again).status_code == 303
    assert (cast.ana.office, cast.ana.team_id) == ("Split", cast.team.id)


def test_the_last_admin_cannot_stop_being_one(desk, cast):
    held = form_of(cast.ada)
    held.pop("is_admin")
    answer = desk(cast.ada).post(f"/people/{cast.ada.id}/edit", data=held)
    assert "Ada Admin is the only admin. Make somebody else an admin first." in answer.text
    assert cast.ada.is_admin


def test_an_address_that_is_mended_makes_void_what_went_to_the_wrong_one(desk, cast, session, clock):
    """Whoever got the mail by mistake could write in her name until the meeting is closed."""
    wrong, ada, full = desk(), desk(cast.ada), desk(cast.priya)
    link = a_link(session, cast.priya, gathering(session, cast, at=clock()), at=clock())
    sign_in = f"/sign-in/{signing_in.new_link(session, cast.priya, at=clock())}"
    assert wrong.post(link).status_code == 303
    ada.post(f"/people/{cast.priya.id}/edit", data=form_of(cast.priya, office="Utrecht"))
    assert signed_in_as(wrong) == "Priya Raman", "nothing of the kind has changed"
    ada.post(f"/people/{cast.priya.id}/edit", data=form_of(cast.priya, email="p.raman@example.com"))
    assert (signed_in_as(wrong), signed_in_as(full)) == (None, "Priya Raman")
    assert [desk().post(each).status_code for each in (link, sign_in)] == [410, 410]


def test_a_leaver_stands_apart_and_can_come_back(desk, cast, session):
    ada, ana = desk(cast.ada), desk(cast.ana)
    assert ana.get("/").status_code == 200
    page = ada.post(f"/people/{cast.ana.id}/departure", follow_redirects=True).text
    assert "Ana Kovač has left, and cannot sign in any more." in words_of(page)
    assert page.index("Who has left") < page.index('<bdi>Ana Kovač</bdi>')
    assert ana.get("/").location.startswith("/sign-in")
    answer = ada.post(f"/people/{cast.ana.id}/return")
    assert answer.location == f"/people/{cast.ana.id}/edit"
    assert (cast.ana.left_at, cast.ana.team_id) == (None, None)
    assert ana.get("/").location.startswith("/sign-in")  # she signs in anew


def test_a_manager_cannot_leave_a_team_alone(desk, cast):
    answer = desk(cast.ada).post(f"/people/{cast.dustin.id}/departure")
    assert answer.status_code == 422 and "Dustin Brinkmann manages the team Mid-market North." in answer.text
    assert cast.dustin.left_at is None


def test_the_list_costs_the_same_for_few_and_for_many(desk, cast, session, clock):
    ada = desk(cast.ada)
    with counted(session.get_bind()) as few:
        ada.get("/people")
    for number in range(30):
        people.add(session, name=f"Rep {number}", team_id=cast.team.id, at=clock())
    session.commit()
    with counted(session.get_bind()) as many:
        assert ada.get("/people").text.count("Rep ") == 30
    assert len(few) == len(many) <= 8
