"""Follow-up narrowed to a team, a state, a coach: over all plans that a person may see, by an address alone."""

from datetime import date, timedelta

import pytest

from reviews import followup, paging, people, verdicts
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import HALF, draft_of, look, noon, plan_of

MONDAY = date(2026, 11, 16)
EVERYBODY = ("Ana Kovač", "Farid Haddad", "Greta Lindqvist", "Sam Ödegård", "Tove Šimić")


@pytest.fixture
def south(session, cast, clock):
    """A team of Nadia's whose plans Dustin has nothing to do with, but for one that he coaches."""
    nadia = people.add(session, name="Nadia Berg", function="manager", at=clock())
    south = people.make_team(session, name="South", manager_id=nadia.id, facilitator_id=cast.olaf.id, time_zone="Europe/Berlin")
    session.flush()
    return south


@pytest.fixture
def plans(session, cast, south, clock):
    """Ana on track with Tomasz, Farid silent, a draft of Greta's; in the South Sam silent with Dustin, Tove's closed."""
    north = cast.team
    ana = plan_of(session, cast.ana, north, begins=MONDAY, coach=cast.tomasz, promises=[(cast.ana, "Map", 20), (cast.priya, "Quotes", 25)])
    look(session, ana, 7, rep=HALF, coach=HALF)
    plan_of(session, cast.farid, north, begins=MONDAY, promises=[(cast.farid, "Map", 20), (cast.dustin, "Sit in", 25)])
    draft_of(session, cast.greta, north, on=MONDAY)
    sam, tove = (people.add(session, name=name, team_id=south.id, at=clock()) for name in EVERYBODY[3:])
    session.flush()
    plan_of(session, sam, south, begins=MONDAY, coach=cast.dustin)
    closed = plan_of(session, tove, south, begins=MONDAY - timedelta(30))
    verdicts.give(closed, outcome="moved", then="close", reason="Yes.", by=south.manager, at=noon(MONDAY))
    session.commit()
    clock.at = noon(MONDAY + timedelta(10))


def listed(laptop, **asked) -> list[str]:
    """The reps whose plans stand on the page for this address."""
    answer = laptop.get("/plans", query_string=asked)
    assert answer.status_code == 200
    return [name for name in EVERYBODY if f"<bdi>{name}</bdi>" in answer.text.split("<main")[1]]


def test_without_a_choice_all_stand_there(desk, cast, plans):
    assert listed(desk(cast.lea)) == ["Ana Kovač", "Farid Haddad", "Sam Ödegård", "Tove Šimić"]
    assert listed(desk(cast.dustin)) == ["Ana Kovač", "Farid Haddad", "Greta Lindqvist", "Sam Ödegård"]


def test_by_team(desk, cast, south, plans):
    assert listed(desk(cast.lea), team=south.id) == ["Sam Ödegård", "Tove Šimić"]
    assert listed(desk(cast.lea), team=cast.team.id) == ["Ana Kovač", "Farid Haddad"]
    assert listed(desk(cast.dustin), team=south.id) == ["Sam Ödegård"]  # what is not his to see stays so


@pytest.mark.parametrize("state, found", [
    ("silent", ["Farid Haddad", "Sam Ödegård"]), ("on track", ["Ana Kovač"]), ("verdict due", []), ("draft", []), ("closed", ["Tove Šimić"])])
def test_by_state(desk, cast, plans, state, found):
    assert listed(desk(cast.lea), state=state) == found


def test_a_coach_is_who_is_named_or_owes_something_and_no_rep(desk, cast, plans):
    assert listed(desk(cast.lea), coach=cast.tomasz.id) == ["Ana Kovač"]
    assert listed(desk(cast.lea), coach=cast.priya.id) == ["Ana Kovač"]
    assert listed(desk(cast.lea), coach=cast.dustin.id) == ["Farid Haddad", "Sam Ödegård"]
    assert listed(desk(cast.lea), coach=cast.ana.id) == []


def test_choices_go_together_and_what_fits_nothing_is_said(desk, cast, south, plans):
    assert listed(desk(cast.lea), state="silent", team=south.id, coach=cast.dustin.id) == ["Sam Ödegård"]
    assert listed(desk(cast.dustin), state="draft", team=cast.team.id) == ["Greta Lindqvist"]
    page = desk(cast.lea).get("/plans", query_string={"state": "silent", "coach": cast.tomasz.id}).text
    assert "No plan like that" in page and page.count('href="/plans">Show all') == 2 and "A plan stands here from the day" not in page


def test_the_address_carries_the_choice_and_the_form_shows_it(desk, cast, south, plans):
    page = desk(cast.lea).get("/plans", query_string={"team": south.id, "state": "silent", "coach": ""}).text
    assert f'<option value="{south.id}" selected>South</option>' in page and '<option value="silent" selected>Silent</option>' in page
    assert "1 plan under way like that" in words_of(page) and page.count(" selected>") == 2
    assert " selected>" not in desk(cast.lea).get("/plans").text


def test_one_can_choose_what_one_may_see_and_nothing_else(desk, cast, south, plans):
    ana, dustin, lea = (desk(person).get("/plans").text for person in (cast.ana, cast.dustin, cast.lea))
    coaches = ("Dustin Brinkmann", "Nadia Berg", "Priya Raman", "Tomasz Wilk")
    offered = [[name for name in coaches if f">{name}</option>" in page] for page in (ana, dustin, lea)]
    assert offered == [["Priya Raman", "Tomasz Wilk"], list(coaches), list(coaches)]
    assert ["South</option>" in page for page in (ana, dustin, lea)] == [False, True, True]
    assert "Ana Kovač</option>" not in lea


def test_a_coach_of_no_plan_of_the_team_stays_chosen_without_a_name(desk, cast, south, plans):
    page = desk(cast.lea).get("/plans", query_string={"team": south.id, "coach": cast.tomasz.id}).text
    assert "No plan like that" in page and f'<option value="{cast.tomasz.id}" selected>not in this list</option>' in page
    assert "Tomasz Wilk" not in page and f'<option value="{cast.dustin.id}">Dustin Brinkmann</option>' in page


def test_of_very_many_plans_the_coaches_of_some_can_be_chosen_and_those_of_a_team(desk, cast, south, plans, monkeypatch):
    monkeypatch.setattr(followup, "LOOKED_THROUGH", 1)
    page = desk(cast.lea).get("/plans").text
    assert "The coaches are those of the 1 plans that began first." in page and "Tomasz Wilk</option>" in page
    assert "South</option>" in page and "Nadia Berg</option>" in page and ">Dustin Brinkmann</option>" not in page
    page = desk(cast.lea).get("/plans", query_string={"team": south.id}).text
    assert ">Dustin Brinkmann</option>" in page and "Tomasz Wilk</option>" not in page and "began first" not in page


@pytest.mark.parametrize("asked", [{"team": "x"}, {"state": "furious"}, {"coach": ""}])
def test_what_is_no_choice_asks_for_nothing(desk, cast, plans, asked):
    assert len(listed(desk(cast.lea), **asked)) == 4


@pytest.mark.parametrize("asked", ["0", "-1", "2147483647", "99999999999999999999"])
def test_an_id_that_is_none_finds_nothing(desk, cast, plans, asked):
    assert listed(desk(cast.lea), team=asked) == listed(desk(cast.lea), coach=asked) == []


def test_a_choice_looks_through_all_pages_and_goes_along_to_the_next(desk, cast, session, plans, clock, monkeypatch):
    monkeypatch.setattr(paging, "SIZE", 2)
    for n in range(3):
        rep = people.add(session, name=f"Rep {n}", team_id=cast.team.id, at=clock())
        session.flush()
        plan_of(session, rep, cast.team, begins=MONDAY + timedelta(n))
    session.commit()
    for asked, address in (({"state": "silent"}, "state=silent"), ({"coach": cast.dustin.id}, f"coach={cast.dustin.id}")):
        first = desk(cast.lea).get("/plans", query_string=asked).text
        assert f"page=2&amp;{address}" in first and "5 plans under way like that, 2 of them on this page" in words_of(first)
        pages = [desk(cast.lea).get("/plans", query_string=asked | {"page": number}).text for number in (1, 2, 3)]
        found = [name for page in pages for name in (*EVERYBODY, "Rep 0", "Rep 1", "Rep 2") if f"<bdi>{name}</bdi>" in page.split("<main")[1]]
        assert sorted(found) == ["Farid Haddad", "Rep 0", "Rep 1", "Rep 2", "Sam Ödegård"]


def test_where_too_many_are_under_way_it_says_how_many_were_looked_through(desk, cast, plans, monkeypatch):
    assert "looked through" not in desk(cast.lea).get("/plans?state=silent").text
    monkeypatch.setattr(followup, "LOOKED_THROUGH", 2)
    page = desk(cast.lea).get("/plans?state=silent").text
    assert "only the 2 that began first were looked through" in page and "Farid Haddad" in page and "Sam Ödegård" not in page


def test_it_costs_the_same_for_few_and_for_many(desk, cast, session, plans, clock):
    addresses = [f"/plans?team={cast.team.id}", "/plans?state=silent", f"/plans?coach={cast.dustin.id}&state=on+track"]
    people_here = (cast.lea, cast.dustin, cast.ana)
    before = [_statements(desk(person), session, address) for person in people_here for address in addresses]
    for n in range(9):
        rep = people.add(session, name=f"Rep {n}", team_id=cast.team.id, at=clock())
        session.flush()
        plan_of(session, rep, cast.team, begins=MONDAY)
    session.commit()
    assert [_statements(desk(person), session, address) for person in people_here for address in addresses] == before
    assert max(before) <= 8


def _statements(laptop, session, address: str) -> int:
    with counted(session.get_bind()) as said:
        assert laptop.get(address).status_code == 200
    return len(said)
