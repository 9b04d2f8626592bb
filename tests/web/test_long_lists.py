"""Lists of hundreds: a page at a time, found by typing, and no dearer than short ones."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from reviews import meetings, paging, people, verdicts
from reviews.people import Person
from tests.reading import words_of
from tests.statements import counted
from tests.thirty_days import draft_of, noon, plan_of

MONDAY = date(2026, 11, 16)


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    """Two on a page, so that a story of three has a second one."""
    monkeypatch.setattr(paging, "SIZE", 2)


def listed(page: str, *names: str) -> list[str]:
    """Those of the names that stand on a page, in its order."""
    main = page.split("<main")[1]
    return sorted((name for name in names if f"<bdi>{name}</bdi>" in main), key=main.index)


def test_people_stand_on_pages_by_name(desk, cast):
    ada = desk(cast.ada)
    first, last = ada.get("/people").text, ada.get("/people?page=6").text
    assert listed(first, "Ada Admin", "Ana Kovač", "Dustin Brinkmann") == ["Ada Admin", "Ana Kovač"]
    assert listed(last, "Priya Raman", "Tomasz Wilk") == ["Tomasz Wilk"]
    assert "11 here" in first and 'href="/people?page=2"' in first and ">Before<" not in first
    assert 'href="/people?page=5"' in last and ">More<" not in last


@pytest.mark.parametrize("typed, found", [
    ("kovač", ["Ana Kovač"]), ("KOV", ["Ana Kovač"]), ("priya@", ["Priya Raman"]), ("100%", []), ("_", [])])
def test_somebody_is_found_by_what_one_remembers(desk, cast, typed, found):
    page = desk(cast.ada).get("/people", query_string={"q": typed}).text
    assert listed(page, "Ana Kovač", "Priya Raman", "Ada Admin") == found
    assert ("Nobody found" in page) == (not found)
    assert ">Show all<" in page


def test_what_was_typed_goes_along_to_the_next_page(desk, cast):
    page = desk(cast.ada).get("/people?q=a").text
    assert 'href="/people?page=2&amp;q=a"' in page and 'value="a"' in page


@pytest.mark.parametrize("number", ["0", "-3", "x", "99999999999999999999"])
def test_a_page_that_is_none_is_the_first_or_empty(desk, cast, number):
    assert desk(cast.ada).get(f"/people?page={number}").status_code == 200
    assert desk(cast.marc).get(f"/meetings?page={number}").status_code == 200


def test_teams_are_found_by_name(desk, cast, session):
    for name in ("South", "West"):
        people.make_team(session, name=name, manager_id=cast.dustin.id, facilitator_id=cast.marc.id)
    session.commit()
    ada = desk(cast.ada)
    assert listed(ada.get("/teams").text, "Mid-market North", "South", "West") == ["Mid-market North", "South"]
    assert listed(ada.get("/teams?page=2").text, "Mid-market North", "South", "West") == ["West"]
    assert listed(ada.get("/teams?q=sou").text, "Mid-market North", "South", "West") == ["South"]
    assert "No team found" in ada.get("/teams?q=east").text


def test_meetings_stand_on_pages_with_what_comes_next_first(desk, cast, session, clock):
    for month in (11, 12, 10):
        at = noon(date(2026, month, 23))
        meetings.make(session, cast.team, period=f"2026-{month}", due_at=at, meets_at=at + timedelta(1), reps=[(cast.ana.id, 12)],
                      contributors=[(cast.priya.id, "sales ops")], by=cast.marc, at=clock())
    session.commit()
    for person in (cast.marc, cast.dustin, cast.lea):
        first, second = (desk(person).get(f"/meetings?page={number}").text for number in (1, 2))
        assert "October 2026" in first and "November 2026" in first and "December 2026" not in first
        assert "December 2026" in second and "November 2026" not in second
    assert "No meeting yet" in desk(cast.priya).get("/meetings").text


def test_a_leader_pages_through_plans_and_the_earliest_stand_first(desk, cast, session, clock, app):
    clock.at = noon(MONDAY + timedelta(10))
    for days, rep in enumerate((cast.greta, cast.ana, cast.farid)):
        plan_of(session, rep, cast.team, begins=MONDAY + timedelta(days))
    session.commit()
    first, second = (desk(cast.lea).get(f"/plans?page={number}").text for number in (1, 2))
    everybody = ("Ana Kovač", "Farid Haddad", "Greta Lindqvist")
    assert set(listed(first, *everybody)) == {"Ana Kovač", "Greta Lindqvist"}
    assert listed(second, *everybody) == ["Farid Haddad"]
    assert "3 plans under way, 2 of them on this page" in first and "3 plans under way, 1 of them on this page" in second
    assert "Mid-market North, " not in first and "verdict due" not in words_of(first)


def test_what_stands_above_a_page_of_plans_is_true_of_all_pages(desk, cast, session, clock, app):
    for days, rep in enumerate((cast.greta, cast.ana, cast.farid)):
        plan_of(session, rep, cast.team, begins=MONDAY + timedelta(days))
    session.commit()
    for days, due in ((28, 0), (29, 1), (30, 2), (31, 3), (40, 3)):
        clock.at = noon(MONDAY + timedelta(days))
        for person in (cast.lea, cast.dustin):
            for number in (1, 2):
                laptop = desk(person)
                with counted(session.get_bind()) as said:
                    page = laptop.get(f"/plans?page={number}").text
                tally = words_of(page).split("Plans under way")[0]
                assert len(said) <= 8
                assert (f"verdict due in all {due}" in tally, "verdict due in all" in tally) == (due > 0, due > 0), (person.name, days)


def test_drafts_stand_on_the_first_page_and_closed_plans_on_the_last(desk, cast, session, clock, app):
    clock.at = noon(MONDAY + timedelta(3))
    draft_of(session, cast.farid, cast.team, on=MONDAY)
    closed = plan_of(session, cast.greta, cast.team, begins=MONDAY - timedelta(30))
    verdicts.give(closed, outcome="moved", then="close", reason="In words.", by=cast.dustin, at=noon(MONDAY))
    plan_of(session, cast.ana, cast.team, begins=MONDAY)
    session.commit()
    first, second = (words_of(desk(cast.dustin).get(f"/plans?page={number}").text) for number in (1, 2))
    assert [name in first for name in ("Farid", "Ana Kovač", "Greta")] == [True, True, False]
    assert [name in second for name in ("Farid", "Ana Kovač", "Greta")] == [False, False, True]
    assert "1 plan under way, 1 of them on this page" in first and "1 plan under way, none of them on this page" in second


def test_a_list_costs_the_same_for_one_page_and_for_many(desk, cast, session):
    ada, costs = desk(cast.ada), []
    for number in range(2):
        with counted(session.get_bind()) as said:
            ada.get("/people")
        costs.append(len(said))
        session.add_all(Person(name=f"Somebody {number} {each}") for each in range(20))
        session.commit()
    assert costs[0] == costs[1] <= 8
