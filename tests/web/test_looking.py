"""Lists that would hold thousands: who is near is offered, others are found by typing, and nothing typed is lost by it."""

from __future__ import annotations

import re
from html import unescape

import pytest
from sqlalchemy import func, select

from reviews import offers, people
from reviews.meetings import Meeting
from reviews.people import Person, Team
from tests.gathering import gathering
from tests.page_forms import forms_on
from tests.reading import words_of
from tests.statements import counted

@pytest.fixture
def large(session, cast, clock, monkeypatch):
    """A company that is too large for its lists: the cast, and three who have nothing to do with it, two of one name."""
    monkeypatch.setattr(offers, "FEW", 5)
    jos = [people.add(session, name="Jo Li", email=f"jo{number}@example.com", at=clock()) for number in (1, 2)]
    zoe = people.add(session, name="Zoë Řehoř", email="zoe@example.com", function="service", at=clock())
    session.commit()
    return [*jos, zoe]


def options(page: str, field: str) -> list[str]:
    """What a list offers, in its order."""
    inside = re.search(rf'<select[^>]*name="{field}"[^>]*>(.*?)</select>', page, re.S)[1]
    return [unescape(label) for label in re.findall(r"<option[^>]*>([^<]*)</option>", inside)]


def chosen(page: str, field: str) -> str:
    """What a list stands on."""
    inside = re.search(rf'<select[^>]*name="{field}"[^>]*>(.*?)</select>', page, re.S)[1]
    return unescape(re.search(r"<option selected[^>]*>([^<]*)</option>", inside)[1])


def form_at(page: str, address: str, **typed) -> dict:
    """The form at an address as the page gives it, with what is typed; of a list its first choice."""
    form, = [form for form in forms_on(page, address) if form.action == address]
    return {name: values[0] for name, values in form.fields.items() if name != "find"} | typed


def near(cast) -> list[str]:
    return [one.name for one in (cast.ana, cast.dustin, cast.farid, cast.greta, cast.marc)]


def test_in_a_small_company_the_lists_hold_everybody(desk, cast):
    page = desk(cast.marc).get(f"/teams/{cast.team.id}/meetings/new").text
    assert len(options(page, "contributors-0-person_id")) == 12 and 'name="looked_for"' not in page
    assert 'name="looked_for"' not in desk(cast.ada).get(f"/people/{cast.ana.id}/edit").text


def test_in_a_large_one_they_hold_those_who_are_near(desk, cast, session, clock, large):
    page = desk(cast.marc).get(f"/teams/{cast.team.id}/meetings/new").text
    assert options(page, "contributors-0-person_id") == ["nobody", *near(cast)]
    gathering(session, cast, at=clock())  # Priya, Tomasz and Ingrid are asked
    page = desk(cast.marc).get(f"/teams/{cast.team.id}/meetings/new").text
    beside = sorted([*near(cast), *(one.name for one in (cast.priya, cast.tomasz, cast.ingrid))])
    assert options(page, "contributors-0-person_id") == ["nobody", *beside]


def test_somebody_is_found_for_a_meeting_and_what_was_typed_stays(desk, cast, session, large):
    marc, new = desk(cast.marc), f"/teams/{cast.team.id}/meetings/new"
    sent = form_at(marc.get(new).text, new, period="2027-02", meets_at="2027-02-09T09:15", looked_for="řehoř", find="y")
    sent |= {"contributors-0-person_id": cast.dustin.id, "reps-1-minutes": "25"}
    answer = marc.post(new, data=sent)
    assert (answer.status_code, session.scalar(select(func.count()).select_from(Meeting))) == (200, 0)
    assert [said in answer.text for said in ('value="2027-02"', "2027-02-09T09:15", 'value="25"')] == [True] * 3
    assert "Found and chosen: Zoë Řehoř, zoe@example.com ." in words_of(answer.text)
    assert [chosen(answer.text, f"contributors-{n}-person_id") for n in (0, 1)] == ["Dustin Brinkmann", "Zoë Řehoř, zoe@example.com"]
    again = sent | {"looked_for": "", "contributors-1-person_id": large[-1].id}
    del again["find"]
    assert marc.post(new, data=again).status_code == 303
    assert [one.person.name for one in session.scalars(select(Meeting)).one().contributors] == ["Dustin Brinkmann", "Zoë Řehoř"]


def test_two_of_one_name_are_told_apart_and_neither_is_taken(desk, cast, session, clock, large):
    gathering_page = f"/meetings/{gathering(session, cast, at=clock()).id}/contributors"
    page = desk(cast.marc).post(gathering_page, data={"looked_for": "jo li", "find": "y"}).text
    assert options(page, "person_id")[:3] == ["choose", "Jo Li, jo1@example.com", "Jo Li, jo2@example.com"]
    assert "2 found for “ jo li ”: on top of the list." in words_of(page) and "selected" not in page.split("<select")[1].split("</select>")[0]


def test_a_team_gets_a_manager_from_far_away(desk, cast, session, large):
    ada, edit = desk(cast.ada), f"/teams/{cast.team.id}/edit"
    facts = {fact: getattr(cast.team, fact) for fact in ("version", "manager_id", "facilitator_id", "cadence", "time_zone", "paper")}
    page = ada.post(edit, data=facts | {"name": "North, renamed", "looked_for": "zoe@"}).text
    assert options(page, "manager_id")[:2] == ["choose", "Zoë Řehoř, zoe@example.com"] and 'value="North, renamed"' in page
    assert chosen(page, "manager_id") == "Dustin Brinkmann" and cast.team.name == "Mid-market North"
    assert ada.post(edit, data=facts | {"name": "North", "manager_id": large[-1].id}).status_code == 303
    assert (cast.team.manager, cast.team.name) == (large[-1], "North")


def test_of_two_who_change_a_large_companys_team_the_second_sees_whom_the_first_chose(desk, cast, session, large):
    ada, edit = desk(cast.ada), f"/teams/{cast.team.id}/edit"
    facts = {fact: getattr(cast.team, fact) for fact in ("version", "name", "cadence", "time_zone", "paper")}
    ada.post(edit, data=facts | {"manager_id": large[-1].id, "facilitator_id": cast.marc.id})
    page = ada.post(edit, data=facts | {"manager_id": cast.olaf.id, "facilitator_id": cast.marc.id}).text
    assert "It says now: Zoë Řehoř" in words_of(page) and chosen(page, "manager_id") == "Olaf Fremd"


def test_a_new_team_is_offered_who_makes_it_and_who_facilitates(desk, cast, large):
    page = desk(cast.ada).get("/teams/new").text
    assert options(page, "facilitator_id") == ["choose", "Ada Admin", "Marc Oduya"] and chosen(page, "facilitator_id") == "Ada Admin"


def test_a_person_gets_a_team_among_hundreds(desk, cast, session, large):
    for name in "ABCDE":
        people.make_team(session, name=f"Team {name}", manager_id=cast.olaf.id, facilitator_id=cast.marc.id)
    session.commit()
    ada, edit = desk(cast.ada), f"/people/{cast.ana.id}/edit"
    assert options(ada.get(edit).text, "team_id") == ["none", "Mid-market North"]
    assert options(ada.get("/people/new").text, "team_id") == ["none"]
    sent = {"version": cast.ana.version, "name": "Ana K.", "email": "ana@example.com", "function": "", "office": ""}
    page = ada.post(edit, data=sent | {"team_id": cast.team.id, "looked_for": "team c", "find": "y"}).text
    assert options(page, "team_id") == ["none", "Team C", "Mid-market North"] and 'value="Ana K."' in page
    south = session.scalar(select(Team.id).where(Team.name == "Team C"))
    assert ada.post(edit, data=sent | {"team_id": south}).status_code == 303
    assert (cast.ana.name, cast.ana.team_id) == ("Ana K.", south)


@pytest.mark.parametrize("typed, said", [
    ("xyz", "Nobody’s name or e-mail holds “ xyz ”."), ("", "Type a part of the name or e-mail first."),
    ("%", "Nobody’s name or e-mail holds “ % ”."), ("y" * 60_000, "Nobody’s name or e-mail holds")])
def test_what_is_not_found_is_said(desk, cast, session, clock, large, typed, said):
    page = f"/meetings/{gathering(session, cast, at=clock()).id}/contributors"
    answer = desk(cast.marc).post(page, data={"looked_for": typed, "find": "y"})
    assert (answer.status_code, said in words_of(answer.text)) == (200, True)


def test_of_very_many_the_first_are_shown(desk, cast, session, clock, large):
    session.add_all(Person(name=f"Kim {number:02}") for number in range(30))
    session.commit()
    page = desk(cast.ada).post("/teams/new", data={"looked_for": "kim"}).text
    assert options(page, "manager_id")[1:21] == [f"Kim {number:02}" for number in range(20)]
    assert "More than 20 hold “ kim ”." in words_of(page)


def test_who_has_left_is_not_found(desk, cast, session, clock, large):
    large[-1].left_at = clock()
    session.commit()
    page = desk(cast.ada).post("/teams/new", data={"looked_for": "zoe"}).text
    assert "Nobody’s name or e-mail holds “ zoe ”." in words_of(page)


def test_a_form_costs_the_same_for_hundreds_and_for_thousands(desk, cast, session, clock, large):
    pages = {f"/teams/{cast.team.id}/meetings/new": cast.marc, f"/teams/{cast.team.id}/edit": cast.ada, f"/people/{cast.ana.id}/edit": cast.ada}
    costs = []
    for many in (0, 500):
        session.add_all(Person(name=f"Somebody {number}") for number in range(many))
        session.commit()
        for page, person in pages.items():
            laptop = desk(person)
            with counted(session.get_bind()) as said:
                size = len(laptop.get(page).text)
            costs.append((len(said), size // 1000))
    assert costs[:3] == costs[3:] and max(costs)[0] <= 8
